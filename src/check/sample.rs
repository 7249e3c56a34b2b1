//! Small projects for the tests of rules: what must stand there so that a record can be read, and nothing else.
//!
//! A record's own lines go in; the lines at which a code is reported come out.

use crate::check::check;
use crate::diagnostic::Severity;
use crate::record::place::place_of;
use crate::record::{Parsed, parse};
use crate::register::link::{AsOf, link};
use crate::text::source::{SourceFile, SourceTree};
use chrono::NaiveDate;

const FRAME: [(&str, &str); 6] = [
    (
        "content/site.toml",
        "title = \"a\"\nbase_url = \"https://a.example/\"\nas_of = 2024-06-28\n\
         [institution]\nname = \"a\"\nabbr = \"TVD\"\nplace = \"a\"\n",
    ),
    ("content/topics.toml", "[[topic]]\nid = \"dao-tao\"\ntitle = \"a\"\nlead = [\"khoa\"]\n"),
    ("content/units/khoa.md", "+++\nname = \"Khoa\"\nkind = \"faculty\"\nlearners = true\nsymbol = \"KCNTT\"\n+++\n"),
    ("content/units/phong.md", "+++\nname = \"Phòng\"\nkind = \"department\"\nlearners = false\n+++\n"),
    ("content/rounds/r/round.md", "+++\ntitle = \"a\"\nacademic_year = \"2023-2024\"\n+++\n"),
    (
        "content/rounds/r/khoa/dialogue.md",
        "+++\ntitle = \"a\"\nlevel = \"unit\"\nunit = \"khoa\"\nform = \"in-person\"\nheld = 2024-03-06\n+++\n",
    ),
];

/// A project of `files`; those that it does not give come from the frame.
pub(super) fn project(files: &[(&str, &str)]) -> SourceTree {
    let frame = FRAME.iter().filter(|(path, _)| files.iter().all(|(own, _)| own != path));
    let mut files: Vec<SourceFile> = frame.chain(files).map(|(path, text)| SourceFile::new(*path, *text)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    SourceTree { files, ..SourceTree::default() }
}

/// A project with one question that has these facts.
pub(super) fn question(facts: &str) -> SourceTree {
    let text = format!("+++\ntitle = \"a\"\nkind = \"question\"\ntopics = [\"dao-tao\"]\n{facts}+++\nHỏi\n");
    project(&[("content/rounds/r/khoa/questions/001.md", &text)])
}

/// The first words of the places at which `code` is reported.
pub(super) fn codes(project: &SourceTree, code: &str) -> Vec<String> {
    let mut parsed = Parsed::default();
    for file in &project.files {
        let place = place_of(&file.path["content/".len()..]).expect("a record lives there");
        parsed.records.extend(parse(file, &place).value.records);
    }
    let day = NaiveDate::from_ymd_opt(2024, 6, 28).expect("it is a day");
    let register = link(project, parsed.records, parsed.translations, AsOf { day, is_today: false });
    let found = check(&register, Severity::Info);
    let found = found.iter().filter(|d| d.code.as_str() == code);
    let words = found.map(|d| {
        let text = &project.file(&d.place.path).expect("it is a file of the project").text;
        text[d.place.span.start as usize..].split(['\n', ',', ' ']).next().unwrap_or("").to_owned()
    });
    words.collect()
}
