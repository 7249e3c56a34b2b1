//! D01: document numbers, by the grammar of Decree 30/2020 (domain reference, 4.1).
//!
//! A number as written goes in; a [`Number`] comes out, or nothing where the grammar does not read it. What it says of type
//! and issuer is held against the record. Spaces, `**`, a leading "Số:", dashes and the look-alike Ð are forgiven.

use crate::check::{Prose, Rule};
use crate::diagnostic::{Code, Diagnostic, Message, Severity};
use crate::record::document::DocumentType;
use crate::record::value::Text;
use crate::register::{Document, Register};
use crate::say;
use crate::text::span::At;
use crate::text::vietnamese::fold;

/// The rule.
pub(super) static RULE: Rule = Rule {
    code: Code::D01,
    title: Prose {
        vi: "số, ký hiệu văn bản không đúng thể thức, hoặc khác với loại và đơn vị ban hành",
        en: "a document number that does not parse, or says another type or issuer",
    },
    prose: Prose {
        vi: "Số và ký hiệu theo Nghị định 30/2020/NĐ-CP: văn bản có tên loại viết `4402/KH-ĐHM`, công văn viết `112/ĐHM-CTSV`, văn bản quy \
             phạm viết `356/2025/NĐ-CP`. Mã biểu mẫu ISO (`HS/8.5.1N/02/P.CTSV`) không phải là số văn bản.\n\n\
             Không đọc được là lỗi. Loại hoặc ký hiệu khác với hồ sơ là cảnh báo: ký hiệu phải có tên viết tắt của trường hoặc `symbol` \
             của đơn vị ban hành.\n\n\
             Cách sửa: chép đúng số trên văn bản; mã biểu mẫu ghi vào `form_code`.\n\n\
             ```toml\n\
             type = \"KH\"\n\
             number = \"4402/KH-ĐHM\"\n\
             ```",
        en: "Numbers follow Decree 30/2020/NĐ-CP: with a named type `4402/KH-ĐHM`, an official letter `112/ĐHM-CTSV`, a legal act \
             `356/2025/NĐ-CP`. The code of an ISO form (`HS/8.5.1N/02/P.CTSV`) is no document number.\n\n\
             What does not parse is an error. Another type or symbol than the record's is a warning: the symbol holds the institution's \
             abbreviation or the issuing unit's `symbol`.\n\n\
             To put it right: copy the number from the document; the code of a form goes into `form_code`.\n\n\
             ```toml\n\
             type = \"KH\"\n\
             number = \"4402/KH-ĐHM\"\n\
             ```",
    },
    check: Some(check),
};

/// Abbreviations of document types that stand in numbers.
const TYPES: [&str; 26] = [
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "BGN", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB",
];

/// What a document number says.
#[derive(Debug, PartialEq, Eq)]
enum Number {
    /// `4402/KH-ĐHM`: the type, and the symbols after it.
    Named(String, Vec<String>),
    /// `112/ĐHM-CTSV`: the symbols of issuer and drafter.
    Letter(Vec<String>),
    /// `356/2025/NĐ-CP`.
    LegalAct,
}

/// The number without what typing leaves in it.
fn tidy(written: &str) -> String {
    let bare: String = written.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let bare = bare.replace('Ð', "Đ").replace(['–', '—'], "-");
    let cut = bare.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    if fold(&bare[..cut]).trim_end_matches([':', '.']) == "so" { bare[cut..].to_owned() } else { bare }
}

fn parse(number: &str) -> Option<Number> {
    let (digits, rest) = number.split_once('/')?;
    if digits.is_empty() || digits.len() > 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some((year, act)) = rest.split_once('/') {
        let dated = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= 4;
        return (dated && is_legal_act(act)).then_some(Number::LegalAct);
    }
    let (first, others) = rest.split_once('-')?;
    let symbols: Vec<String> = others.split('-').map(ToOwned::to_owned).collect();
    if symbols.iter().any(String::is_empty) {
        return None;
    }
    if TYPES.contains(&first) {
        let fits = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '&' | '.' | '-');
        return others.chars().all(fits).then(|| Number::Named(first.to_owned(), symbols));
    }
    let capitals = !first.is_empty() && first.chars().all(char::is_uppercase);
    let fits = |c: char| c.is_uppercase() || matches!(c, '&' | '.');
    (capitals && symbols.iter().all(|s| s.chars().all(fits)))
        .then(|| Number::Letter(std::iter::once(first.to_owned()).chain(symbols).collect()))
}

fn is_legal_act(act: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    matches!(act, "NĐ-CP" | "QĐ-TTg")
        || act.strip_prefix("TT-").is_some_and(|body| !body.is_empty() && body.chars().all(char::is_uppercase))
        || act.strip_prefix("QH").is_some_and(digits)
}

fn check(register: &Register<'_>, found: &mut Vec<Diagnostic>) {
    for document in &register.documents {
        let Some(number) = &document.facts.number else { continue };
        let fault = |message| Diagnostic::new(Code::D01, &document.path, number.span, message);
        match parse(&tidy(&number.value.0)) {
            None => found.push(unread(document, number)),
            Some(said) => {
                let differs =
                    type_differs(document, &said).into_iter().chain(symbol_differs(register, document, &said));
                found.extend(differs.map(|m| {
                    fault(m).severity(Severity::Warning).help(say!(
                        "đối chiếu với văn bản, sửa `number`, `type` hoặc `issuer`",
                        "look at the document; correct `number`, `type` or `issuer`"
                    ))
                }));
            }
        }
        if number.value.0.contains('Ð') {
            let raw = &register.file(&document.path).text[number.span.range()];
            let message = say!(
                "số văn bản có chữ `Ð` (U+00D0), trông giống `Đ` nhưng là chữ khác",
                "the number has the letter `Ð` (U+00D0), which only looks like `Đ`"
            );
            let fault = fault(message).severity(Severity::Warning);
            found.push(fault.help(say!("gõ lại `Đ`", "type `Đ` again")).fix(number.span, raw.replace('Ð', "Đ")));
        }
    }
}

fn unread(document: &Document, number: &At<Text>) -> Diagnostic {
    let written = &number.value.0;
    let message = say!("không hiểu số văn bản `{written}`", "`{written}` is not understood as a document number");
    let fault = Diagnostic::new(Code::D01, &document.path, number.span, message);
    fault.help(if written.matches('/').count() > 1 || written.matches('.').count() > 1 {
        say!(
            "nếu đây là mã biểu mẫu, ghi vào `form_code`; số văn bản có dạng `4402/KH-ĐHM`, `112/ĐHM-CTSV`, `356/2025/NĐ-CP`",
            "the code of a form goes into `form_code`; a number looks like `4402/KH-ĐHM`, `112/ĐHM-CTSV`, `356/2025/NĐ-CP`"
        )
    } else {
        say!(
            "các dạng: `4402/KH-ĐHM` (có tên loại), `112/ĐHM-CTSV` (công văn), `356/2025/NĐ-CP` (văn bản quy phạm)",
            "the forms: `4402/KH-ĐHM` (named type), `112/ĐHM-CTSV` (official letter), `356/2025/NĐ-CP` (legal act)"
        )
    })
}

fn type_differs(document: &Document, said: &Number) -> Option<Message> {
    let kind = document.facts.r#type.copied()?;
    let (word, (vi, en)) = (kind.as_str(), kind.label());
    let agrees = match (kind, said) {
        (DocumentType::Questionnaire | DocumentType::Other, _)
        | (_, Number::LegalAct)
        | (DocumentType::Letter, Number::Letter(_)) => true,
        (_, Number::Named(named, _)) => named == word,
        (_, Number::Letter(_)) => false,
    };
    let number = match said {
        Number::Named(named, _) => named,
        Number::Letter(_) | Number::LegalAct => "CV",
    };
    (!agrees).then(|| {
        say!(
            "số văn bản là của loại `{number}`, hồ sơ là `{word}` ({vi})",
            "the number is of type `{number}`, the record says `{word}` ({en})"
        )
    })
}

fn symbol_differs(register: &Register<'_>, document: &Document, said: &Number) -> Option<Message> {
    let symbols: &[String] = match said {
        Number::Named(_, symbols) => symbols,
        Number::Letter(symbols) => &symbols[..1],
        Number::LegalAct => return None,
    };
    let issuer = &register.units[register.unit(document.facts.issuer.get()?.as_str())?.at()].facts;
    let own = [issuer.symbol.as_ref(), issuer.abbr.as_ref()].into_iter().flatten().map(|t| &*t.value.0);
    let known: Vec<String> = std::iter::once(&*register.settings.abbr).chain(own).map(compared).collect();
    // Where `site.toml` does not say how the institution is abbreviated, that is what is reported.
    if register.settings.abbr.is_empty() || symbols.iter().any(|s| known.contains(&compared(s))) {
        return None;
    }
    let (shown, abbr) = (symbols.join("-"), &register.settings.abbr);
    Some(say!(
        "ký hiệu `{shown}` không phải của trường (`{abbr}`) và không phải của đơn vị ban hành",
        "the symbol `{shown}` is neither the institution's (`{abbr}`) nor the issuing unit's"
    ))
}

/// A symbol as it is compared: without case and marks, and without the "P." of an office.
fn compared(symbol: &str) -> String {
    let folded = fold(symbol);
    folded.strip_prefix("p.").map_or(folded.clone(), ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Number, parse, tidy};

    fn read(written: &str) -> Option<Number> {
        parse(&tidy(written))
    }

    fn named(kind: &str, symbols: &[&str]) -> Number {
        Number::Named(kind.to_owned(), symbols.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn numbers_of_the_sources() {
        assert_eq!(read("4402/KH-ĐHM"), Some(named("KH", &["ĐHM"])));
        assert_eq!(read("Số: **4402** /KH-ÐHM"), Some(named("KH", &["ĐHM"])));
        assert_eq!(read("416/QĐ-CĐSL"), Some(named("QĐ", &["CĐSL"])));
        assert_eq!(read("05/TTr-P.CTSV"), Some(named("TTr", &["P.CTSV"])));
        assert_eq!(read("12/BC-ĐHM-CTSV"), Some(named("BC", &["ĐHM", "CTSV"])));
        assert_eq!(read("112/ĐHM-CTSV"), Some(Number::Letter(vec!["ĐHM".into(), "CTSV".into()])));
        for act in ["356/2025/NĐ-CP", "10/2016/TT-BGDĐT", "91/2025/QH15", "1/2024/QĐ-TTg"] {
            assert_eq!(read(act), Some(Number::LegalAct), "{act}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for wrong in [
            "mười hai KH",
            "HD/8.5.1N/P.CTSV",
            "BM.CTHS.06.01",
            "4402",
            "4402/KH",
            "123456/KH-ĐHM",
            "12/kh-đhm",
            "12/KH-",
            "",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
