//! Properties of the pipeline: no text makes it panic, every diagnostic points into its file, and what passes is rendered.
//!
//! `PROPTEST_CASES=1000000 cargo test --release --test properties` looks for an hour.

use camino::Utf8PathBuf;
use chrono::NaiveDate;
use doithoai::build::site::{Output, Site};
use doithoai::build::{Day, analyse, has_errors};
use doithoai::host::load::load;
use doithoai::markdown::{Address, Rendering, render, scan};
use doithoai::page::plan::plan;
use doithoai::text::source::{Attachment, SourceFile, SourceTree};
use doithoai::theme::Theme;
use proptest::prelude::*;
use std::sync::{LazyLock, Mutex};

static THEME: LazyLock<Theme> =
    LazyLock::new(|| Theme::new(Vec::new()).0.expect("the theme that is part of the program is whole"));

/// The pages of a site.
#[derive(Default)]
struct Pages(Mutex<Vec<(String, String)>>);

impl Output for Pages {
    fn put(&self, path: &str, bytes: Vec<u8>) {
        if path.ends_with("/index.html") || path == "index.html" {
            let html = String::from_utf8(bytes).expect("pages are UTF-8");
            self.0.lock().expect("no thread failed").push((path.to_owned(), html));
        }
    }

    fn copy(&self, _: &str, _: &Attachment) {}
}

const RECORDS: &[(&str, &str)] = &[
    ("content/site.toml", include_str!("sites/toml-questions/in/content/site.toml")),
    ("content/topics.toml", include_str!("sites/toml-questions/in/content/topics.toml")),
    (
        "content/rounds/2023-2024/khoa-cntt/dialogue.md",
        "+++\ntitle = \"Đối thoại\"\nlevel = \"unit\"\nunit = \"khoa-cntt\"\nform = \"in-person\"\nheld = \"2024-03-05T08:00/11:30\"\n+++\n",
    ),
    (
        "content/rounds/2023-2024/round.md",
        "+++\ntitle = \"Đợt\"\nacademic_year = \"2023-2024\"\n[[step]]\nid = \"a\"\ntitle = \"A\"\nwhen = \"trong 5 ngày làm việc kể từ b\"\n[[step]]\nid = \"b\"\ntitle = \"B\"\nwhen = \"trước ngày 30/11\"\n+++\n",
    ),
    (
        "content/rounds/2023-2024/khoa-cntt/questions/001.md",
        "+++\ntitle = \"Hỏi\"\nkind = \"question\"\ntopics = [\"hoc-phi\"]\n[[assigned]]\nunit = \"khoa-cntt\"\non = 2024-03-06\ndue = \"chậm nhất 31/3\"\n[[answers]]\nunit = \"khoa-cntt\"\non = 2024-03-20\nmode = \"written\"\noutcome = \"answered\"\n+++\n\nEm hỏi […]\n\n# Trả lời\n\nXem [đây](@units/khoa-cntt).\n",
    ),
];

/// Characters that have broken parsers before.
fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,8}",
        Just("\u{feff}".to_owned()),
        Just("\r\n".to_owned()),
        Just("[[".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("+++\n".to_owned()),
        Just("# ".to_owned()),
        Just("e\u{302}\u{323}".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("\u{0}".to_owned()),
        Just("= 2024-02-30".to_owned()),
        Just("ngày 31 tháng 4".to_owned()),
    ]
}

fn splice(text: &str, at: prop::sample::Index, cut: usize, insert: &str) -> String {
    let bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let start = at.index(bounds.len());
    let end = (start + cut).min(bounds.len() - 1);
    format!("{}{insert}{}", &text[..bounds[start]], &text[bounds[end]..])
}

fn tree(changed: usize, text: &str) -> SourceTree {
    let mut sources = SourceTree::default();
    for (i, (path, original)) in RECORDS.iter().enumerate() {
        let text = if i == changed { text } else { original };
        sources.files.push(SourceFile::new(*path, text));
    }
    sources.files.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// What is read again for each of its parts never comes to an end here.
#[test]
fn long_lines_are_read_once() {
    let question = RECORDS.len() - 1;
    let bodies = [
        "[".repeat(400_000),
        format!("SĐT 1234567 {}", "ảo".repeat(200_000)),
        format!("SĐT {}", "O1 ".repeat(50_000)),
        "**Trả lời:".repeat(50_000),
        "# a\n\n".repeat(10_000),
    ];
    for body in bodies {
        let text = RECORDS[question].1.replace("Em hỏi […]", &body).replace("# Trả lời", "## Trả lời");
        let day = Day { today: NaiveDate::from_ymd_opt(2024, 6, 30).expect("a day"), asked: None };
        let outcome = analyse(&tree(question, &text), day).diagnostics;
        assert!(outcome.iter().any(|d| d.code.as_str() == "S12"), "an answer has lost its heading");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_records_are_reported_and_never_panic(
        which in 0..RECORDS.len(),
        at in any::<prop::sample::Index>(),
        cut in 0usize..40,
        insert in nasty(),
    ) {
        let text = splice(RECORDS[which].1, at, cut, &insert);
        let sources = tree(which, &text);
        let day = Day { today: NaiveDate::from_ymd_opt(2024, 6, 30).expect("a day"), asked: None };
        let outcome = analyse(&sources, day);
        for diagnostic in &outcome.diagnostics {
            let place = &diagnostic.place;
            if let Some(file) = sources.file(&place.path) {
                prop_assert!(place.span.start <= place.span.end && place.span.end as usize <= file.text.len(), "{diagnostic:?}");
                prop_assert!(file.text.is_char_boundary(place.span.start as usize), "{diagnostic:?}");
            }
        }
    }

    #[test]
    fn hostile_markdown_has_no_live_html(text in "[a-z<>/\"'=!\\[\\]()`*#&;: \n…đ-]{0,120}") {
        let address = |written: &str, _: bool| if written.contains(':') { Address::Plain } else { Address::To(written.to_owned()) };
        let html = render(&text, &Rendering { cut_label: "cut", address: &address, anchor_prefix: "", top: 3 });
        let lower = html.to_lowercase();
        for banned in ["<script", "<iframe", "<style", "<object", "<svg", "<form", "javascript:"] {
            prop_assert!(!lower.contains(banned), "{banned} in {html}");
        }
        for tag in lower.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or("");
            prop_assert!(!tag.contains(" on"), "{tag}");
        }
        let _ = scan(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 2, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_passes_is_rendered(
        file in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        cut in 0usize..6,
        insert in nasty(),
    ) {
        let root = Utf8PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites/bilingual/in");
        let mut sources = load(&root).expect("an example");
        let file = file.index(sources.files.len());
        let (path, text) = (sources.files[file].path.clone(), splice(&sources.files[file].text, at, cut, &insert));
        // Such a file is not read (S07).
        prop_assume!(!text.contains('\0'));
        sources.files[file] = SourceFile::new(&*path, text);
        let day = Day { today: NaiveDate::from_ymd_opt(2024, 6, 30).expect("a day"), asked: None };
        let outcome = analyse(&sources, day);
        if !has_errors(&outcome.diagnostics) {
            let register = outcome.value;
            let plan = plan(&register);
            let pages = Pages::default();
            let site = Site { register: &register, plan: &plan, theme: &THEME };
            prop_assert!(site.render(&pages).is_ok());
            let pages = pages.0.into_inner().expect("no thread failed");
            prop_assert!(pages.len() > 20);
            for (path, html) in pages {
                prop_assert!(html.ends_with("</html>\n") && html.matches("<h1").count() == 1, "{path}");
            }
        }
    }
}
