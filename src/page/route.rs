//! Routes: which pages there are, and at which addresses (`spec/site.md`).
//!
//! A route is a kind and an index, so that a million of them are small. Addresses are functions of ids alone; they have no
//! leading slash, end with one where a folder answers, and begin with the language's prefix (`en/`) but in the first
//! language. Addresses are for ever: nothing but an id goes into one.

use crate::calendar::AcademicYear;
use crate::record::value::LanguageTag;
use crate::register::Register;
use crate::register::index::{
    CommitmentIx, DialogueIx, DocumentIx, PageIx, QuestionIx, RecordIx, RoundIx, SurveyIx, TopicIx, UnitIx,
};

/// How many rows a page of a list has.
pub const PAGE_SIZE: usize = 50;

/// What a page is of. Numbers of pages count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The home page.
    Home,
    /// The list of rounds.
    Rounds(u32),
    /// A round.
    Round(RoundIx),
    /// A dialogue, by pages of its questions.
    Dialogue(DialogueIx, u32),
    /// A question, or its tombstone.
    Question(QuestionIx),
    /// A commitment.
    Commitment(CommitmentIx),
    /// The list of units, by pages.
    Units(u32),
    /// A unit, by pages of its questions.
    Unit(UnitIx, u32),
    /// The list of topics, by pages.
    Topics(u32),
    /// A topic, by pages of its questions.
    Topic(TopicIx, u32),
    /// The list of questions.
    Questions(u32),
    /// The list of commitments.
    Commitments(u32),
    /// The list of documents.
    Documents(u32),
    /// A document.
    Document(DocumentIx),
    /// The list of surveys.
    Surveys(u32),
    /// A survey.
    Survey(SurveyIx),
    /// Statistics.
    Statistics,
    /// Corrections and withheld records.
    Corrections(u32),
    /// What is overdue.
    Overdue(u32),
    /// What earlier rounds left open.
    Carried(u32),
    /// Who has published what where.
    Coverage(u32),
    /// The calendar: what comes and what has just been.
    Calendar,
    /// The calendar of an academic year, by pages.
    CalendarYear(AcademicYear, u32),
    /// A round's compiled report of opinions and answers: the report, then the parts of its annex.
    Report(RoundIx, u32),
    /// A round's remediation report, likewise.
    Remediation(RoundIx, u32),
    /// Open data.
    Data,
    /// Search.
    Search,
    /// A free page.
    Page(PageIx),
    /// The 404 page.
    NotFound,
}

/// One page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// The position of its language in the site's list.
    pub lang: u8,
    /// What it is of.
    pub subject: Subject,
}

/// The path of a page below the language's prefix: `dot/2023-2024/`, empty for the home page.
pub fn path(register: &Register<'_>, subject: Subject) -> String {
    address(register, "", subject)
}

/// The path of a page with the `prefix` of its language before it.
pub fn address(register: &Register<'_>, prefix: &str, subject: Subject) -> String {
    let whole = |parts: &[&str]| {
        let mut whole = String::with_capacity(prefix.len() + parts.iter().map(|part| part.len()).sum::<usize>());
        whole.push_str(prefix);
        for part in parts {
            whole.push_str(part);
        }
        whole
    };
    let list =
        |parts: &[&str], page: u32| if page > 1 { format!("{}trang/{page}/", whole(parts)) } else { whole(parts) };
    // The last but one part of an id is the name of a folder; its address has a Vietnamese word there.
    let below = |id: &str, word: &str| {
        let (above, slug) = id.rsplit_once('/').unwrap_or(("", id));
        whole(&["dot/", above.rsplit_once('/').map_or("", |(above, _)| above), word, slug, "/"])
    };
    match subject {
        Subject::Home => prefix.to_owned(),
        Subject::Rounds(n) => list(&["dot/"], n),
        Subject::Round(ix) => whole(&["dot/", &register.rounds[ix.at()].id, "/"]),
        Subject::Dialogue(ix, n) => list(&["dot/", &register.dialogues[ix.at()].id, "/"], n),
        Subject::Question(ix) => below(&register.questions[ix.at()].id, "/y-kien/"),
        Subject::Commitment(ix) => below(&register.commitments[ix.at()].id, "/khac-phuc/"),
        Subject::Units(n) => list(&["don-vi/"], n),
        Subject::Unit(ix, n) => list(&["don-vi/", register.units[ix.at()].slug(), "/"], n),
        Subject::Topics(n) => list(&["linh-vuc/"], n),
        Subject::Topic(ix, n) => list(&["linh-vuc/", register.topics[ix.at()].slug(), "/"], n),
        Subject::Questions(n) => list(&["y-kien/"], n),
        Subject::Commitments(n) => list(&["khac-phuc/"], n),
        Subject::Documents(n) => list(&["van-ban/"], n),
        Subject::Document(ix) => whole(&["van-ban/", &register.documents[ix.at()].id, "/"]),
        Subject::Surveys(n) => list(&["khao-sat/"], n),
        Subject::Survey(ix) => whole(&["khao-sat/", &register.surveys[ix.at()].id, "/"]),
        Subject::Statistics => whole(&["thong-ke/"]),
        Subject::Overdue(n) => list(&["qua-han/"], n),
        Subject::Carried(n) => list(&["chuyen-tiep/"], n),
        Subject::Coverage(n) => list(&["cong-khai/"], n),
        Subject::Calendar => whole(&["lich/"]),
        Subject::CalendarYear(year, n) => list(&["lich/", &year.to_string(), "/"], n),
        Subject::Corrections(n) => list(&["dinh-chinh/"], n),
        Subject::Report(ix, n) => list(&["dot/", &register.rounds[ix.at()].id, "/bao-cao/"], n),
        Subject::Remediation(ix, n) => list(&["dot/", &register.rounds[ix.at()].id, "/bao-cao-khac-phuc/"], n),
        Subject::Data => whole(&["du-lieu/"]),
        Subject::Search => whole(&["tim-kiem/"]),
        Subject::Page(ix) => whole(&[register.pages[ix.at()].slug(), "/"]),
        Subject::NotFound => whole(&["404.html"]),
    }
}

/// Whether the page of a subject lies below that of its dialogue or round: the kinds of which there are many.
pub const fn is_below(subject: Subject) -> bool {
    matches!(subject, Subject::Question(_) | Subject::Commitment(_))
}

/// The subject below a dialogue or round whose page would lie at `path`, given without its language's prefix.
pub fn below_at(register: &Register<'_>, path: &str) -> Option<Subject> {
    let (above, slug) = path.strip_prefix("dot/")?.strip_suffix('/')?.rsplit_once('/')?;
    let (above, word) = above.rsplit_once('/')?;
    let folder = match word {
        "y-kien" => "questions",
        "khac-phuc" => "commitments",
        _ => return None,
    };
    subject_of(register.ids.get(&format!("{above}/{folder}/{slug}"))?)
}

/// Whether a page is on the main site and not on the one that is built: of a record that it does not hold, and what is made
/// of the whole register, reports and open data.
pub fn is_elsewhere(register: &Register<'_>, subject: Subject) -> bool {
    register.settings.is_part()
        && match subject {
            Subject::Report(..) | Subject::Remediation(..) | Subject::Data => true,
            _ => super::title::record_of(subject).is_some_and(|record| register.is_away(record)),
        }
}

/// What the addresses of the language at `lang` in the site's list begin with.
pub fn prefix(register: &Register<'_>, lang: u8) -> &'static str {
    match (lang, register.settings.languages[lang as usize]) {
        (0, _) => "",
        (_, LanguageTag::Vi) => "vi/",
        (_, LanguageTag::En) => "en/",
    }
}

/// The file that answers for `path`.
pub fn file_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// From a page at `path` below `prefix` up to the site's root: `../../`, or `./` at the root itself.
pub fn root_of(prefix: &str, path: &str) -> String {
    let depth = prefix.bytes().chain(path.bytes()).filter(|b| *b == b'/').count();
    if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
}

/// The page of a record, on its first page; none for records that have no page of their own.
pub const fn subject_of(record: RecordIx) -> Option<Subject> {
    Some(match record {
        RecordIx::Unit(ix) => Subject::Unit(ix, 1),
        RecordIx::Topic(ix) => Subject::Topic(ix, 1),
        RecordIx::Procedure(_) => return None,
        RecordIx::Document(ix) => Subject::Document(ix),
        RecordIx::Page(ix) => Subject::Page(ix),
        RecordIx::Round(ix) => Subject::Round(ix),
        RecordIx::Dialogue(ix) => Subject::Dialogue(ix, 1),
        RecordIx::Question(ix) => Subject::Question(ix),
        RecordIx::Commitment(ix) => Subject::Commitment(ix),
        RecordIx::Survey(ix) => Subject::Survey(ix),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_and_files() {
        assert_eq!((root_of("", "").as_str(), file_of("").as_str()), ("./", "index.html"));
        assert_eq!(
            (root_of("en/", "dot/a/").as_str(), file_of("en/dot/a/").as_str()),
            ("../../../", "en/dot/a/index.html")
        );
        assert_eq!((root_of("", "404.html").as_str(), file_of("404.html").as_str()), ("./", "404.html"));
    }
}
