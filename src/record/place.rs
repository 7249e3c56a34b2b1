//! Where a record lives: what a path under `content/` means (`spec/content.md` §1).
//!
//! Paths in, kinds and ids out. The slug path is the identity: nothing inside a file changes what a record is.

use crate::text::vietnamese::is_slug;

/// The folder of a project that holds its records.
pub const CONTENT: &str = "content/";

/// The kinds of file that hold records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// `site.toml`.
    Site,
    /// `topics.toml`.
    Topics,
    /// `calendar/<name>.toml`.
    Calendar,
    /// `units/<unit>.md`.
    Unit,
    /// `procedures/<procedure>.toml`.
    Procedure,
    /// `…/documents/<document>.toml`.
    Document,
    /// `pages/<page>.md`.
    Page,
    /// `rounds/<round>/round.md`.
    Round,
    /// `rounds/<round>/<dialogue>/dialogue.md`.
    Dialogue,
    /// `…/questions/<question>.md`.
    Question,
    /// `…/questions.toml`.
    Questions,
    /// `…/commitments/<commitment>.md`.
    Commitment,
    /// `…/surveys/<survey>.md`.
    Survey,
}

/// What a path under `content/` means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlace {
    /// What the file holds.
    pub kind: FileKind,
    /// The id of its record; of `questions.toml`, that of its dialogue.
    pub id: String,
    /// The language of a translation.
    pub translates: Option<String>,
    /// Whether it, or a folder above it, begins with `_`.
    pub draft: bool,
    /// The first segment of the path that should be a slug and is not.
    pub bad_slug: Option<String>,
}

/// Whether a record lives at `path` (relative to `content/`).
pub fn is_place(path: &str) -> bool {
    found_at(path).is_some()
}

/// What the file at `path` (relative to `content/`) holds; `None` where no record lives.
pub fn place_of(path: &str) -> Option<FilePlace> {
    let (kind, folders, stem, translates) = found_at(path)?;
    let mut slugs: Vec<&str> = folders.iter().copied().filter(|s| *s != "rounds").collect();
    if !matches!(kind, FileKind::Round | FileKind::Dialogue | FileKind::Questions) {
        slugs.push(stem);
    }
    let bad_slug = slugs.iter().find(|s| !is_slug(s.strip_prefix('_').unwrap_or(s))).map(ToString::to_string);
    let draft = path.split('/').any(|s| s.starts_with('_'));
    Some(FilePlace { kind, id: slugs.join("/"), translates: translates.map(str::to_owned), draft, bad_slug })
}

/// The kind of the file at `path`, the folders above it, its name, and the language of a translation.
fn found_at(path: &str) -> Option<(FileKind, Vec<&str>, &str, Option<&str>)> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let (stem, extension) = name.rsplit_once('.')?;
    let (stem, translates) = split_language(stem);
    let folders: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    Some((kind_of(&folders, stem, extension)?, folders, stem, translates))
}

fn split_language(stem: &str) -> (&str, Option<&str>) {
    match stem.rsplit_once('.') {
        Some((base, lang)) if lang.len() == 2 && lang.bytes().all(|b| b.is_ascii_lowercase()) => (base, Some(lang)),
        _ => (stem, None),
    }
}

fn kind_of(folders: &[&str], stem: &str, extension: &str) -> Option<FileKind> {
    let kind = match (folders, stem, extension) {
        ([], "site", "toml") => FileKind::Site,
        ([], "topics", "toml") => FileKind::Topics,
        (["calendar"], _, "toml") => FileKind::Calendar,
        (["units"], _, "md") => FileKind::Unit,
        (["procedures"], _, "toml") => FileKind::Procedure,
        (["documents"] | ["rounds", _, "documents"] | ["rounds", _, _, "documents"], _, "toml") => FileKind::Document,
        (["pages"], _, "md") => FileKind::Page,
        (["rounds", _], "round", "md") => FileKind::Round,
        (["rounds", _, _], "dialogue", "md") => FileKind::Dialogue,
        (["rounds", _, _], "questions", "toml") => FileKind::Questions,
        (["rounds", _, _, "questions"], _, "md") => FileKind::Question,
        (["rounds", _, "commitments"] | ["rounds", _, _, "commitments"], _, "md") => FileKind::Commitment,
        (["rounds", _, "surveys"] | ["rounds", _, _, "surveys"], _, "md") => FileKind::Survey,
        _ => return None,
    };
    Some(kind)
}

/// The file that a misplaced one was perhaps meant to be, for the help of S14.
pub fn meant_by(path: &str) -> Option<&'static str> {
    let folders: Vec<&str> = path.split('/').collect();
    let folder = folders.len().checked_sub(2).map(|i| folders[i]);
    let name = folders.last().copied().unwrap_or_default();
    if let [first @ ("units" | "pages" | "procedures" | "calendar"), _, _, ..] = folders[..] {
        // These folders have no folders below them.
        return meant_by(&format!("{first}/{name}"));
    }
    Some(match (folder, name) {
        (Some("units"), _) => "units/<unit>.md",
        (Some("documents"), _) => "documents/<document>.toml",
        (Some("procedures"), _) => "procedures/<procedure>.toml",
        (Some("pages"), _) => "pages/<page>.md",
        (Some("calendar"), _) => "calendar/<name>.toml",
        (Some("questions"), _) => "rounds/<round>/<dialogue>/questions/<question>.md",
        (Some("commitments"), _) => "commitments/<commitment>.md",
        (Some("surveys"), _) => "surveys/<survey>.md",
        (_, "round.md" | "round.toml") => "rounds/<round>/round.md",
        (_, "dialogue.md" | "dialogue.toml") => "rounds/<round>/<dialogue>/dialogue.md",
        (_, "questions.toml" | "questions.md") => "rounds/<round>/<dialogue>/questions.toml",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(path: &str) -> Option<(FileKind, String)> {
        place_of(path).map(|p| (p.kind, p.id))
    }

    #[test]
    fn the_slug_path_is_the_id() {
        assert_eq!(
            id("rounds/2023-2024/khoa-cntt/questions/007.md"),
            Some((FileKind::Question, "2023-2024/khoa-cntt/questions/007".into()))
        );
        assert_eq!(id("rounds/2023-2024/round.md"), Some((FileKind::Round, "2023-2024".into())));
        assert_eq!(
            id("rounds/2023-2024/khoa-cntt/questions.toml"),
            Some((FileKind::Questions, "2023-2024/khoa-cntt".into()))
        );
        assert_eq!(id("units/khoa-cntt.md"), Some((FileKind::Unit, "units/khoa-cntt".into())));
        assert_eq!(
            id("rounds/2023-2024/commitments/a.md"),
            Some((FileKind::Commitment, "2023-2024/commitments/a".into()))
        );
        assert_eq!(id("notes.md"), None);
        assert_eq!(id("units/khoa-cntt.toml"), None);
    }

    #[test]
    fn translations_and_drafts_are_told_by_their_names() {
        let place = place_of("units/khoa-cntt.en.md").expect("a unit");
        assert_eq!((place.id.as_str(), place.translates.as_deref()), ("units/khoa-cntt", Some("en")));
        assert!(place_of("rounds/2023-2024/_thu/dialogue.md").expect("a dialogue").draft);
        assert_eq!(place_of("units/Khoa CNTT.md").expect("a unit").bad_slug.as_deref(), Some("Khoa CNTT"));
    }
}
