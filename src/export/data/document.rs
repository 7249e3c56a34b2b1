//! Tables of documents and of surveys.
//!
//! The invariants: a draft or internal record has no row; no person is named.

use super::question::qualifiers;
use super::source::{Source, number, qualifier};
use super::table::{About, Column, Kind, Table, Value, choices};
use crate::page::route::Subject;
use crate::record::document::DocumentType;
use crate::record::field::RefKind;
use crate::record::survey::SurveyMode;
use crate::register::index::{DocumentIx, RecordIx, SurveyIx};
use crate::register::{Document, Survey};
use std::borrow::Cow;

fn document<'a>(source: &'a Source<'_>, ix: DocumentIx) -> &'a Document {
    &source.register.documents[ix.at()]
}

/// Public documents and forms, by id.
pub(super) const DOCUMENTS: Table<DocumentIx> = Table {
    about: About {
        name: "documents",
        title: ("Văn bản và biểu mẫu", "Documents and forms"),
        meaning: (
            "Văn bản và biểu mẫu được công khai. Biểu mẫu là văn bản có mã mà không có số.",
            "Documents and forms that are public. A form has a code and no number.",
        ),
        key: &["id"],
        lines: false,
    },
    rows: |s| {
        (0..s.register.documents.len() as u32)
            .map(DocumentIx)
            .filter(|d| s.known(RecordIx::Document(*d)).is_some())
            .collect()
    },
    columns: &[
        Column::new("id", Kind::Id, ("Mã", "Id"), ("Mã của văn bản.", "The document's id."), |s, d| {
            Value::Word(Cow::Borrowed(&document(s, *d).id))
        })
        .required(),
        Column::new(
            "type",
            choices!(DocumentType),
            ("Loại", "Type"),
            ("Loại văn bản.", "The type of document."),
            |s, d| Value::word(document(s, *d).facts.r#type.copied().map(DocumentType::as_str)),
        )
        .required(),
        Column::new(
            "number",
            Kind::Text,
            ("Số, ký hiệu", "Number"),
            ("Số, ký hiệu.", "Its number and symbol."),
            |s, d| Value::text(document(s, *d).facts.number.as_ref().map(|n| n.as_str())),
        ),
        Column::new(
            "date",
            Kind::Day,
            ("Ngày ban hành", "Date"),
            ("Ngày ban hành.", "The day it was issued."),
            |s, d| Value::day(document(s, *d).facts.date.copied().map(|d| d.0)),
        ),
        Column::new(
            "issuer",
            Kind::Id,
            ("Đơn vị ban hành", "Issuer"),
            ("Đơn vị ban hành.", "The unit that issued it."),
            |s, d| Value::word(document(s, *d).facts.issuer.get().and_then(|u| s.unit(u.as_str()))),
        )
        .to("units"),
        Column::new(
            "round",
            Kind::Id,
            ("Đợt", "Round"),
            ("Đợt đối thoại, khi thuộc một đợt.", "Its round, where it belongs to one."),
            |s, d| Value::word(document(s, *d).links.round.and_then(|r| s.known(RecordIx::Round(r)))),
        )
        .to("rounds"),
        Column::new(
            "dialogue",
            Kind::Id,
            ("Buổi đối thoại", "Dialogue"),
            ("Buổi đối thoại, khi thuộc một buổi.", "Its dialogue, where it belongs to one."),
            |s, d| Value::word(document(s, *d).links.dialogue.and_then(|r| s.known(RecordIx::Dialogue(r)))),
        )
        .to("dialogues"),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ trang", "Page"),
            ("Trang của văn bản.", "The document's page."),
            |s, d| s.url(Subject::Document(*d)),
        )
        .required(),
        Column::new(
            "title",
            Kind::Text,
            ("Trích yếu", "Subject"),
            ("Trích yếu nội dung.", "Its subject."),
            |s, d| s.title(RecordIx::Document(*d)),
        )
        .required(),
        Column::new(
            "title_en",
            Kind::Text,
            ("Trích yếu tiếng Anh", "English subject"),
            ("Trích yếu tiếng Anh, nếu có.", "Its subject in English, where there is one."),
            |s, d| {
                let document = document(s, *d);
                s.english(&document.id, "title", document.facts.title.get())
            },
        ),
        Column::new(
            "form_code",
            Kind::Text,
            ("Mã biểu mẫu", "Form code"),
            ("Mã biểu mẫu.", "The code of a form."),
            |s, d| Value::text(document(s, *d).facts.form_code.as_ref().map(|c| c.as_str())),
        ),
        Column::new(
            "signed",
            Kind::Flag,
            ("Đã ký", "Signed"),
            ("Bản đã ký hay chưa, khi được ghi.", "Whether it is signed, where that is said."),
            |s, d| document(s, *d).facts.signed.as_ref().map_or(Value::None, |f| Value::Flag(f.value)),
        ),
        Column::new(
            "files",
            Kind::Whole,
            ("Số tệp", "Files"),
            ("Số tệp kèm theo.", "How many files it has."),
            |s, d| Value::Whole(document(s, *d).facts.files.len() as u64),
        )
        .required(),
        Column::new(
            "replaces",
            Kind::Id,
            ("Thay thế", "Replaces"),
            ("Văn bản được thay thế, nếu công khai.", "The document that it replaces, if that is public."),
            |s, d| {
                let document = document(s, *d);
                document
                    .facts
                    .replaces
                    .as_ref()
                    .map_or(Value::None, |r| s.named(RefKind::Document, r.as_str(), &document.id))
            },
        )
        .to("documents"),
    ],
};

fn survey<'a>(source: &'a Source<'_>, ix: SurveyIx) -> &'a Survey {
    &source.register.surveys[ix.at()]
}

/// Public surveys, by id.
pub(super) const SURVEYS: Table<SurveyIx> = Table {
    about: About {
        name: "surveys",
        title: ("Khảo sát", "Surveys"),
        meaning: ("Các cuộc khảo sát: chỉ số phiếu, không có phiếu nào.", "Surveys: numbers of forms, never a form."),
        key: &["id"],
        lines: false,
    },
    rows: |s| {
        (0..s.register.surveys.len() as u32).map(SurveyIx).filter(|v| s.known(RecordIx::Survey(*v)).is_some()).collect()
    },
    columns: &[
        Column::new("id", Kind::Id, ("Mã", "Id"), ("Mã của khảo sát.", "The survey's id."), |s, v| {
            Value::Word(Cow::Borrowed(&survey(s, *v).id))
        })
        .required(),
        Column::new("round", Kind::Id, ("Đợt", "Round"), ("Đợt đối thoại.", "Its round."), |s, v| {
            Value::word(s.known(RecordIx::Round(survey(s, *v).links.round)))
        })
        .required()
        .to("rounds"),
        Column::new(
            "issued",
            Kind::Whole,
            ("Số phiếu phát ra", "Issued"),
            ("Số phiếu phát ra.", "How many forms went out."),
            |s, v| number(survey(s, *v).facts.issued.get()),
        ),
        Column::new(
            "issued_qualifier",
            Kind::Choice(qualifiers),
            ("Mức chính xác", "Precision of `issued`"),
            ("Trống khi là số chính xác.", "Empty when the number is exact."),
            |s, v| qualifier(survey(s, *v).facts.issued.get()),
        ),
        Column::new(
            "returned",
            Kind::Whole,
            ("Số phiếu thu về", "Returned"),
            ("Số phiếu thu về.", "How many forms came back."),
            |s, v| number(survey(s, *v).facts.returned.get()),
        ),
        Column::new(
            "returned_qualifier",
            Kind::Choice(qualifiers),
            ("Mức chính xác", "Precision of `returned`"),
            ("Trống khi là số chính xác.", "Empty when the number is exact."),
            |s, v| qualifier(survey(s, *v).facts.returned.get()),
        ),
        Column::new("title", Kind::Text, ("Tên", "Title"), ("Tên khảo sát.", "Its title."), |s, v| {
            s.title(RecordIx::Survey(*v))
        })
        .required(),
        Column::new(
            "url",
            Kind::Url,
            ("Địa chỉ trang", "Page"),
            ("Trang của khảo sát.", "The survey's page."),
            |s, v| s.url(Subject::Survey(*v)),
        )
        .required(),
        Column::new(
            "title_en",
            Kind::Text,
            ("Tên tiếng Anh", "English title"),
            ("Tên tiếng Anh, nếu có.", "Its title in English, where there is one."),
            |s, v| {
                let survey = survey(s, *v);
                s.english(&survey.id, "title", survey.facts.title.get())
            },
        ),
        Column::new(
            "dialogue",
            Kind::Id,
            ("Buổi đối thoại", "Dialogue"),
            ("Buổi đối thoại, khi thuộc một buổi.", "Its dialogue, where it belongs to one."),
            |s, v| Value::word(survey(s, *v).links.dialogue.and_then(|d| s.known(RecordIx::Dialogue(d)))),
        )
        .to("dialogues"),
        Column::new(
            "mode",
            choices!(SurveyMode),
            ("Hình thức", "Mode"),
            ("Cách phát phiếu.", "How it was done."),
            |s, v| Value::word(survey(s, *v).facts.mode.as_ref().map(|m| m.as_str())),
        ),
        Column::new(
            "population",
            Kind::Text,
            ("Đối tượng", "Population"),
            ("Ai được hỏi.", "Who was asked."),
            |s, v| Value::text(survey(s, *v).facts.population.as_ref().map(|p| p.as_str())),
        ),
        Column::new(
            "cohort",
            Kind::Text,
            ("Khoá", "Cohort"),
            ("Khoá được hỏi.", "The cohort asked."),
            |s, v| Value::text(survey(s, *v).facts.cohort.as_ref().map(|p| p.as_str())),
        ),
        Column::new(
            "form",
            Kind::Id,
            ("Mẫu phiếu", "Form"),
            ("Mẫu phiếu, nếu công khai.", "The form, if it is public."),
            |s, v| {
                let survey = survey(s, *v);
                survey.facts.form.as_ref().map_or(Value::None, |f| s.named(RefKind::Document, f.as_str(), &survey.id))
            },
        )
        .to("documents"),
    ],
};
