//! Every form, on texts as editors really write them: composed and decomposed, with CRLF, byte order mark and tabs.

use super::*;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::say;
use crate::text::span::Span;
use insta::assert_snapshot;

const PATH: &str = "content/rounds/2023-2024/khoa-cntt/questions/007.md";
const TEXT: &str = "+++\ntitle = \"Wi-Fi ở nhà B\"\nkind = \"question\"\n\n[[assigned]]\nunit = \"khoa-cnt\"\n+++\n";

/// A fault at the first `needle` of `text`.
fn fault(text: &str, needle: &str) -> Diagnostic {
    let start = text.find(needle).expect("the text has what is looked for");
    let span = Span::new(start, start + needle.len());
    Diagnostic::new(Code::R01, PATH, span, say!("không có đơn vị nào tên `khoa-cnt`", "no unit is named `khoa-cnt`"))
}

fn helped(text: &str, needle: &str) -> Diagnostic {
    let fault = fault(text, needle);
    let span = fault.place.span;
    fault.help(say!("gần nhất: `khoa-cntt`", "nearest: `khoa-cntt`")).fix(span, "\"khoa-cntt\"")
}

fn show(diagnostics: &[Diagnostic], text: &str, format: Format, lang: Lang) -> String {
    let site = "title = \"Đối thoại\"\n";
    let texts = |path: &str| match path {
        PATH => Some(text),
        "content/site.toml" => Some(site),
        _ => None,
    };
    render(diagnostics, &texts, format, lang, false)
}

fn human(diagnostic: Diagnostic, text: &str) -> String {
    show(&[diagnostic], text, Format::Human, Lang::Vi)
}

#[test]
fn for_people_with_a_correction() {
    assert_snapshot!(human(helped(TEXT, "\"khoa-cnt\""), TEXT));
}

#[test]
fn for_people_in_english() {
    let diagnostic = helped(TEXT, "\"khoa-cnt\"").label(say!("đơn vị được giao", "the unit assigned"));
    assert_snapshot!(show(&[diagnostic], TEXT, Format::Human, Lang::En));
}

#[test]
fn for_people_with_other_places() {
    let diagnostic = fault(TEXT, "\"khoa-cnt\"")
        .label(say!("nhắc đến ở đây", "named here"))
        .related(PATH, Span::new(4, 9), say!("của ý kiến này", "of this question"))
        .related("content/site.toml", Span::new(0, 5), say!("khai báo ở đây", "declared here"))
        .related("content/units/khoa.pdf", Span::new(90, 95), say!("tệp này không đọc được", "this file is not read"));
    assert_snapshot!(human(diagnostic, TEXT));
}

#[test]
fn warnings_and_information_have_their_words() {
    let warning = fault(TEXT, "question").severity(Severity::Warning);
    let info = fault(TEXT, "title").severity(Severity::Info);
    assert_snapshot!(show(&[warning, info], TEXT, Format::Human, Lang::Vi));
}

#[test]
fn decomposed_letters_are_underlined_where_they_stand() {
    let text = "tie\u{302}u \u{111}e\u{302}\u{300} = \"o\u{31b}\u{309} nha\u{300} B\"\n";
    assert_snapshot!(human(fault(text, "nha\u{300}"), text));
    assert!(show(&[fault(text, "nha\u{300}")], text, Format::Short, Lang::Vi).contains(".md:1:19: error[R01]"));
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_do_not_count() {
    let text = "\u{feff}title = \"a\"\r\nunit = \"khoa-cnt\"\r\n";
    assert_snapshot!(human(helped(text, "\"khoa-cnt\""), text));
    let first = show(&[fault(text, "title")], text, Format::Short, Lang::Vi);
    assert!(first.contains(".md:1:1: "), "{first}");
    let second = show(&[fault(text, "\"khoa-cnt\"")], text, Format::Json, Lang::Vi);
    assert!(second.contains(r#""line":2,"column":8,"end_line":2,"end_column":18"#), "{second}");
}

#[test]
fn tabs_count_as_one_column_and_are_drawn_wide() {
    let text = "\tunit\t= \"khoa-cnt\"\n";
    assert_snapshot!(human(fault(text, "\"khoa-cnt\""), text));
}

#[test]
fn what_has_no_text_is_told_as_its_first_place() {
    let absent =
        Diagnostic::new(Code::S10, "content/documents/bien-ban.pdf", Span::new(7, 9), say!("không có tệp", "no file"))
            .label(say!("nói ở đây", "said here"))
            .help(say!("thêm tệp", "add the file"));
    assert_snapshot!(human(absent.clone(), TEXT));
    let line = show(&[absent], TEXT, Format::Short, Lang::Vi);
    assert_eq!(line, "content/documents/bien-ban.pdf:1:1: error[S10]: không có tệp\n");
}

#[test]
fn spans_that_do_not_fit_the_text_are_brought_back() {
    let odd = Span::new(TEXT.find('ở').expect("the letter is there") + 1, 9_999);
    let diagnostic = Diagnostic::new(Code::S01, PATH, odd, say!("lạ", "odd")).fix(odd, "x");
    for format in [Format::Human, Format::Short, Format::Json, Format::Github, Format::Gitlab] {
        assert!(!show(std::slice::from_ref(&diagnostic), TEXT, format, Lang::Vi).is_empty());
        assert!(!show(std::slice::from_ref(&diagnostic), "", format, Lang::Vi).is_empty());
    }
}

#[test]
fn a_place_over_many_lines_is_shown_by_its_first() {
    let span = Span::new(4, TEXT.len());
    assert_snapshot!(human(Diagnostic::new(Code::S06, PATH, span, say!("thiếu khoá", "a key is absent")), TEXT));
}

#[test]
fn a_correction_over_lines_shows_all_of_them() {
    let start = TEXT.find("kind").expect("the key is there");
    let end = TEXT.find("[[").expect("the table is there");
    let diagnostic = Diagnostic::new(Code::S01, PATH, Span::new(start, start + 4), say!("khoá lạ", "an unknown key"))
        .fix(Span::new(start, end), "kind = \"petition\"\ntopics = [\"mang\"]\n");
    assert_snapshot!(human(diagnostic, TEXT));
}

#[test]
fn an_endless_line_is_cut_and_costs_little() {
    let mut text = "đ".repeat(2_500_000);
    text.insert_str(1_000_000, "\"khoa-cnt\"");
    let many = vec![helped(&text, "\"khoa-cnt\""); 300];
    for format in [Format::Human, Format::Short, Format::Json, Format::Github, Format::Gitlab] {
        assert!(show(&many, &text, format, Lang::Vi).len() < 300 * 1_500, "{format:?}");
    }
    assert!(show(&many, &text, Format::Short, Lang::Vi).contains(".md:1:500001: "));
    assert_snapshot!(human(many[0].clone(), &text));
}

#[test]
fn nothing_that_a_file_holds_steers_the_terminal() {
    let text = "title = \"\u{1b}[31mđỏ\"\n";
    let hostile = fault(text, "title").help(say!("khoá `\u{1b}[2J`", "key `\u{1b}[2J`"));
    let shown = human(hostile, text);
    assert!(!shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn json_has_one_object_a_line_and_always_the_same_keys() {
    let lines = [helped(TEXT, "\"khoa-cnt\""), fault(TEXT, "title").severity(Severity::Warning)];
    assert_snapshot!(show(&lines, TEXT, Format::Json, Lang::Vi));
    assert_snapshot!(show(&lines, TEXT, Format::Json, Lang::En));
}

#[test]
fn github_undoes_what_is_escaped() {
    let mut diagnostic = fault(TEXT, "\"khoa-cnt\"").severity(Severity::Info);
    diagnostic.place.path = "content/a,b:c%.md".into();
    diagnostic.message = say!("100% sai\nhai dòng: a, b", "100% wrong");
    let shown = show(&[diagnostic, fault(TEXT, "kind")], TEXT, Format::Github, Lang::Vi);
    assert_snapshot!(shown);
}

#[test]
fn gitlab_tells_equal_findings_apart_and_knows_them_again_on_another_line() {
    let report = |text: &str| -> Vec<serde_json::Value> {
        let shown =
            show(&[fault(text, "kind"), fault(text, "title"), fault(text, "title")], text, Format::Gitlab, Lang::En);
        serde_json::from_str(&shown).expect("one array")
    };
    let (here, below) = (report(TEXT), report(&format!("\n{TEXT}")));
    let prints: std::collections::BTreeSet<_> = here.iter().map(|f| f["fingerprint"].to_string()).collect();
    assert_eq!(prints.len(), 3);
    for (one, other) in here.iter().zip(&below) {
        assert_eq!(one["fingerprint"], other["fingerprint"]);
        let line = |finding: &serde_json::Value| finding["location"]["lines"]["begin"].as_u64();
        assert_eq!(line(one).map(|n| n + 1), line(other));
        assert_eq!((one["severity"].as_str(), one["location"]["path"].as_str()), (Some("critical"), Some(PATH)));
    }
    assert_eq!(show(&[], TEXT, Format::Gitlab, Lang::Vi), "[]\n");
}
