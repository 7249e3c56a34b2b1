//! What a theme promises: layers, places of mistakes, escaping, the same bytes for the same input.
#![allow(clippy::disallowed_methods, reason = "one test holds the embedded theme against the folder")]

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Theme;
use super::layer::{Layer, LayerFile};
use crate::page::model::card::{Card, Count};
use crate::page::model::free::{FreePage, NotFoundPage};
use crate::page::model::head::{Head, PageKind, Picture};
use crate::page::model::part::{Date, Html, Link, Text};
use crate::page::model::shell::{Institution, Language, Shell};
use crate::text::key::Key;

fn layer(name: &str, files: &[(&str, &str)]) -> Layer {
    let manifest = ("theme.toml", "title = \"Khoa\"\nparent = \"default\"\n");
    let file = |(path, text): &(&str, &str)| LayerFile { path: (*path).into(), bytes: text.as_bytes().to_vec().into() };
    Layer::new(name, files.iter().chain([&manifest]).map(file).collect())
}

fn shell(lang: &str) -> Shell<'_> {
    let prefix = if lang == "vi" { "" } else { "en/" };
    let institution = Institution {
        name: "Trường Đại học Mở Hà Nội".into(),
        abbr: "ĐHM".into(),
        governing_body: None,
        place: "Hà Nội".into(),
        contact: Vec::new(),
    };
    let language = |lang: &'static str, name: &'static str, prefix: &'static str| Language {
        lang: lang.into(),
        name: name.into(),
        prefix: prefix.into(),
    };
    Shell {
        lang: lang.into(),
        prefix: prefix.into(),
        base_url: "https://doithoai.example.edu.vn/".into(),
        title: "Đối thoại".into(),
        institution,
        notice: None,
        main: None,
        as_of: Date { iso: "2024-06-30".into(), text: "30/06/2024".into() },
        recount: None,
        navigation: vec![Link { title: "Đơn vị".into(), href: Some("don-vi/".into()), lang: None }],
        sections: 1,
        footer: Vec::new(),
        licence: None,
        languages: vec![language("vi", "Tiếng Việt", ""), language("en", "English", "en/")],
    }
}

fn head(title: &str) -> Head<'_> {
    Head {
        root: "../../".into(),
        path: "don-vi/khoa-cntt/".into(),
        kind: PageKind::Page,
        id: Some("pages/gioi-thieu".into()),
        state: None,
        deadline: None,
        workdays: None,
        visibility: None,
        title: Text::Borrowed(title),
        title_lang: None,
        context: None,
        page_number: None,
        description: "Giới thiệu".into(),
        breadcrumb: Vec::new(),
        translated: true,
        feeds: Vec::new(),
        calendar: None,
        picture: Picture { href: "don-vi/khoa/anh.png".into(), alt: "Khoa".into() },
        json_ld: None,
    }
}

fn page<'a>(title: &'a str, html: &'a str) -> FreePage<'a> {
    FreePage { head: head(title), html: Html(Cow::Borrowed(html)), lang: None, corrections: Vec::new() }
}

fn render(layers: Vec<Layer>, lang: &str, page: &FreePage<'_>) -> String {
    let (theme, problems) = Theme::new(layers);
    assert_eq!(problems, []);
    let theme = theme.unwrap();
    text(&theme, lang, "page.html", page)
}

/// A page as text.
fn text(theme: &Theme, lang: &str, template: &str, page: &impl serde::Serialize) -> String {
    String::from_utf8(theme.render(&theme.shell(&shell(lang)).unwrap(), template, page).unwrap()).unwrap()
}

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    Theme::new(vec![layer("khoa", files)]).1.iter().map(ToString::to_string).collect()
}

#[test]
fn the_default_theme_speaks_each_language() {
    assert!(render(Vec::new(), "vi", &page("Giới thiệu", "")).contains("Trang chủ"));
    let english = render(Vec::new(), "en", &page("Introduction", ""));
    assert!(english.contains(">Home</a>") && english.contains("href=\"../../en/\""));
    assert!(english.contains("rel=\"canonical\" href=\"https://doithoai.example.edu.vn/en/don-vi/khoa-cntt/\""));
}

#[test]
fn an_override_may_extend_the_file_it_overrides() {
    let files = [
        ("templates/page.html", "{% extends \"default/page.html\" %}{% block eyebrow %}KHOA{% endblock %}"),
        ("templates/base.html", "{% extends \"default/base.html\" %}{% block head %}<meta name=\"x\">{% endblock %}"),
        ("locales/vi.toml", "[shell]\nhome = \"Trang đầu\"\n"),
        ("static/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    let html = render(vec![layer("khoa", &files)], "vi", &page("Giới thiệu", ""));
    for expected in ["KHOA", "<meta name=\"x\">", "Trang đầu", "<h1>Giới thiệu</h1>"] {
        assert!(html.contains(expected), "{expected}");
    }
}

#[test]
fn a_component_may_be_replaced_alone() {
    let parts = "{% component link(l, @root) %}[{{ l.title }}]{% endcomponent link %}";
    let theme = Theme::new(vec![layer("khoa", &[("templates/parts/mine.html", parts)])]).0.unwrap();
    let mut page = page("a", "");
    let unit = Link { title: "Khoa".into(), href: Some("x/".into()), lang: None };
    let on = Date { iso: "2024-04-02".into(), text: "2/4/2024".into() };
    page.corrections = vec![crate::page::model::part::Correction { on, what: "sửa".into(), unit, kind: None }];
    let html = text(&theme, "vi", "page.html", &page);
    assert!(html.contains("[Khoa]"));
}

#[test]
fn mistakes_have_a_place_and_a_word_of_help() {
    assert_eq!(
        problems(&[("templates/page.html", "<p>\nĐó {{ t(key=\"shell.hom\") }}")]),
        [
            "themes/khoa/templates/page.html:2:7: no text `shell.hom` in `en` (help: did you mean `shell.home`?)",
            "themes/khoa/templates/page.html:2:7: no text `shell.hom` in `vi` (help: did you mean `shell.home`?)",
        ]
    );
    let syntax = problems(&[("templates/page.html", "{{ t(key=\"shell.home\") }}\n{% if %}")]);
    assert!(syntax[0].starts_with("themes/khoa/templates/page.html:2:7: "), "{syntax:?}");
    let filter = problems(&[("templates/page.html", "{{ t(key=\"shell.home\") }} {{ page.html | saef }}")]);
    assert!(filter[0].starts_with("themes/khoa/templates/page.html:1:42: Unknown filter"), "{filter:?}");
    assert!(
        problems(&[("templates/a.html", "{% extends \"b.html\" %}")])[0].contains("a.html:1:1: no template `b.html`")
    );
}

#[test]
fn what_fails_at_last_has_a_place_too() {
    let files = [("templates/page.html", "{{ t(key=\"shell.home\") }}\n  {{ page.tittle }}")];
    let theme = Theme::new(vec![layer("khoa", &files)]).0.unwrap();
    let prepared = theme.shell(&shell("vi")).unwrap();
    let problem = theme.render(&prepared, "page.html", &page("a", "")).unwrap_err();
    assert!(problem.to_string().starts_with("themes/khoa/templates/page.html:2:11: Field `tittle`"), "{problem}");
    let problem = theme.render(&prepared, "pge.html", &page("a", "")).unwrap_err();
    assert_eq!(problem.help.as_deref(), Some("did you mean `page.html`?"));
    assert!(theme.shell(&shell("fr")).err().unwrap().message.contains("`fr`"));
}

#[test]
fn hostile_text_is_shown_as_text() {
    let hostile = "\"><script>alert('x')</script>{{ page }}&";
    let html = render(Vec::new(), "vi", &page(hostile, "<p>đã dựng</p>"));
    assert!(!html.contains("<script>alert") && !html.contains("content=\"\"><"));
    assert!(html.contains("&lt;script&gt;") && html.contains("{{ page }}&amp;"));
    assert!(html.contains("<p>đã dựng</p>"), "what the program rendered stays as it is");
}

#[test]
fn only_html_fields_are_marked_safe() {
    for file in Layer::builtin().files.iter().filter(|file| file.path.starts_with("templates/")) {
        let text = file.text().unwrap();
        for (at, _) in text.match_indices("| safe") {
            let field = text[..at].trim_end();
            assert!(
                field.ends_with("html") || field.ends_with("json_ld") || field.ends_with("_json"),
                "{}: {}",
                file.path,
                &field[field.len() - 20..]
            );
        }
        for forbidden in [" style=\"", " onclick", " onload", "<style", "javascript:", "<script>"] {
            assert!(!text.contains(forbidden), "{}: {forbidden}", file.path);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let one = render(Vec::new(), "vi", &page("Giới thiệu", "<p>a</p>"));
    let two = render(Vec::new(), "vi", &page("Giới thiệu", "<p>a</p>"));
    assert_eq!(one, two);
    let digest = |layers| Theme::new(layers).0.unwrap().digest().to_owned();
    assert_eq!(digest(Vec::new()), digest(Vec::new()));
    assert_ne!(digest(Vec::new()), digest(vec![layer("khoa", &[])]));
}

#[test]
fn the_page_of_a_wrong_address_stands_alone() {
    let theme = Theme::new(Vec::new()).0.unwrap();
    let head = Head { root: "/sub/".into(), kind: PageKind::NotFound, translated: false, ..head("Không tìm thấy") };
    let page = NotFoundPage { head, links: Vec::new() };
    let html = text(&theme, "vi", "not-found.html", &page);
    assert!(html.contains("href=\"/sub/giao-dien/style.") && !html.contains("../"));
}

/// The program holds what the folder holds. A file that is new in the folder is seen only when `layer.rs` is compiled
/// again: touch it.
#[test]
fn every_file_of_the_default_theme_is_in_the_program() {
    fn walk(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, found) } else { found.push(path) }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let mut found = Vec::new();
    walk(&root, &mut found);
    let held = Layer::builtin();
    for path in found {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let file = held.files.iter().find(|f| f.path == name);
        let same = file.is_some_and(|f| *f.bytes == *std::fs::read(&path).unwrap());
        assert!(
            same,
            "`themes/default/{name}` is not what the program holds; touch src/theme/layer.rs and build again"
        );
    }
}

#[test]
fn every_block_of_the_stylesheet_is_closed() {
    let theme = Theme::new(Vec::new()).0.unwrap();
    let path = theme.asset("style.css").unwrap();
    let bytes = theme.assets().find(|(known, _)| *known == path).unwrap().1;
    let mut open: Vec<usize> = Vec::new();
    for (number, line) in (1..).zip(std::str::from_utf8(bytes).unwrap().lines()) {
        // Rules at the left edge are in no other rule: an open block above is one that was forgotten.
        let indented = line.starts_with([' ', '}']) || line.is_empty() || line.starts_with("/*");
        assert!(indented || open.is_empty(), "the block opened in line {open:?} is not closed before line {number}");
        for c in line.chars() {
            match c {
                '{' => open.push(number),
                '}' => assert!(open.pop().is_some(), "line {number} closes what is not open"),
                _ => {}
            }
        }
    }
    assert!(open.is_empty());
}

/// What a page is made from: words of the theme, words of the shell, a template's name, a page's words.
type Parts = [&'static str; 4];

/// The page that is made from some parts, its key, and a key of the parts but the one at `without`.
fn made_from(parts: Parts, without: usize) -> (String, Key, Key) {
    let [word, institution, template, html] = parts;
    let file = |name| format!("{name} {word} {{{{ site.institution.name }}}} {{{{ page.html | safe }}}}");
    let (first, second) = (file("một"), file("hai"));
    let files = [("templates/page.html", first.as_str()), ("templates/hai.html", second.as_str())];
    let theme = Theme::new(vec![layer("khoa", &files)]).0.unwrap();
    let mut shell = shell("vi");
    shell.institution.name = institution.into();
    let model = page("Giới thiệu", html);
    let whole = [Key::of(&theme.digest()), Key::of(&shell), Key::of(&template), Key::of(&model)];
    let mutant: Vec<_> = whole.iter().enumerate().filter(|(at, _)| *at != without).collect();
    let prepared = theme.shell(&shell).unwrap();
    let bytes = String::from_utf8(theme.render(&prepared, template, &model).unwrap()).unwrap();
    (bytes, theme.key(&prepared, template, &model, &()).unwrap(), Key::of(&mutant).unwrap())
}

#[test]
fn a_key_without_one_of_its_parts_would_keep_an_old_page() {
    const PARTS: Parts = ["chữ", "Trường", "page.html", "nội dung"];
    const OTHERS: Parts = ["chữ khác", "Trường khác", "hai.html", "nội dung khác"];
    for changed in 0..PARTS.len() {
        let mut parts = PARTS;
        parts[changed] = OTHERS[changed];
        let ((before, key, mutant), (after, new, new_mutant)) = (made_from(PARTS, changed), made_from(parts, changed));
        assert_ne!(before, after, "{:?} shows on the page", parts[changed]);
        assert_ne!(key, new, "{:?} is in the key", parts[changed]);
        assert_eq!(mutant, new_mutant, "without {:?} the page of before would be kept", parts[changed]);
        let (same, again, _) = made_from(PARTS, changed);
        assert_eq!((before, key), (same, again));
    }
}

#[test]
fn a_picture_is_known_by_its_words_and_by_the_theme() {
    let count = |part| Count { part, whole: 9, number: "x".into(), label: "y".into(), share: true };
    let card = |title: &'static str, part| Card {
        institution: "Trường".into(),
        above: "Khoa".into(),
        title: title.into(),
        counts: vec![count(part)],
        foot: "Số liệu".into(),
    };
    let plain = Theme::new(Vec::new()).0.unwrap();
    let other = Theme::new(vec![layer("khoa", &[("static/picture.css", "a{}")])]).0.unwrap();
    let keys = [
        plain.picture_key(&card("a", 1), &()),
        plain.picture_key(&card("b", 1), &()),
        plain.picture_key(&card("a", 2), &()),
        other.picture_key(&card("a", 1), &()),
        plain.picture_key(&card("a", 1), &"another program"),
    ];
    assert!(keys.iter().all(Option::is_some));
    assert_eq!(BTreeSet::from(keys).len(), keys.len());
    assert_eq!(plain.picture_key(&card("a", 1), &()), keys[0]);
}
