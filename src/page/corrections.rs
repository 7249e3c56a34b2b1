//! Corrections and withheld records: what was changed after publication, and what is not shown.
//!
//! The plan's list of corrections and of withheld questions go in, the model of `corrections.html` comes out. The
//! invariant: a withheld question is named by kind, id and reason alone.

use super::head;
use super::listing::{listing, paging};
use super::model::corrections::{CorrectionRow, CorrectionsPage, WithheldRow};
use super::model::part::Link;
use super::model::row::Listing;
use super::plan::{CorrectionSite, page_of};
use super::route::{Route, Subject};
use super::tombstone::reason;
use super::view::View;
use crate::record::question::{Correction, QuestionKind};
use crate::register::index::{QuestionIx, RecordIx};
use crate::text::span::At;

/// Page `number` of the corrections and of the withheld records.
pub fn corrections<'a>(view: &'a View<'_>, number: u32, route: Route) -> CorrectionsPage<'a> {
    let plan = view.plan;
    let description = view.say(
        "Những thay đổi sau khi công bố, ai sửa và ngày nào; các hồ sơ không công khai và lý do.",
        "What was changed after publication, by whom and when; which records are withheld, and why.",
    );
    let all = listing(view, &plan.corrections, number, Subject::Corrections, |site| correction(view, site));
    let Listing { rows, total, first, last, .. } = all;
    let longest = plan.corrections.len().max(plan.withheld.len());
    let paging = paging(view, longest, number, Subject::Corrections);
    CorrectionsPage {
        head: head::head(view, route, description),
        corrections: Listing { rows: rows.into_iter().flatten().collect(), total, first, last, paging },
        withheld: page_of(&plan.withheld, number).iter().map(|q| withheld_row(view, *q)).collect(),
        withheld_total: plan.withheld.len() as u32,
    }
}

/// A correction with the record it changed; none where the record lacks what its form asks for.
fn correction<'a>(view: &'a View<'_>, site: CorrectionSite) -> Option<CorrectionRow<'a>> {
    let (id, written) = corrections_of(view, site.record)?;
    let correction = view.correction(id, site.position, written.get(site.position)?)?;
    Some(CorrectionRow { correction, record: view.link(site.record) })
}

/// The id of a record, and its corrections as written.
pub fn corrections_of<'a>(view: &View<'a>, record: RecordIx) -> Option<(&'a str, &'a [At<Correction>])> {
    let register = view.register;
    macro_rules! of {
        ($arena:ident, $ix:expr) => {{
            let record = &register.$arena[$ix.at()];
            Some((&*record.id, record.facts.corrections.as_slice()))
        }};
    }
    match record {
        RecordIx::Unit(ix) => of!(units, ix),
        RecordIx::Topic(_) => None,
        RecordIx::Procedure(ix) => of!(procedures, ix),
        RecordIx::Document(ix) => of!(documents, ix),
        RecordIx::Page(ix) => of!(pages, ix),
        RecordIx::Round(ix) => of!(rounds, ix),
        RecordIx::Dialogue(ix) => of!(dialogues, ix),
        RecordIx::Question(ix) => of!(questions, ix),
        RecordIx::Commitment(ix) => of!(commitments, ix),
        RecordIx::Survey(ix) => of!(surveys, ix),
    }
}

fn withheld_row<'a>(view: &'a View<'_>, ix: QuestionIx) -> WithheldRow<'a> {
    let question = &view.register.questions[ix.at()];
    let kind = question.facts.kind.copied().unwrap_or(QuestionKind::Question);
    let href = view.page_of(RecordIx::Question(ix));
    WithheldRow {
        kind: view.term(kind.as_str(), kind.label()),
        link: Link { title: view.withheld_title(ix).into(), href, lang: None },
        reason: reason(view, ix).0,
    }
}
