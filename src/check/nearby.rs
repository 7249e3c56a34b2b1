//! Nearby: what the writer of a reference that leads nowhere probably meant.
//!
//! A name that was not found goes in, the nearest id comes out, as it would be written in that record. Only records of the
//! same round, and those of the whole institution, are looked at, so that one slip does not cost a walk over everything.

use crate::diagnostic::Message;
use crate::record::field::RefKind;
use crate::record::place::CONTENT;
use crate::register::index::scope_of;
use crate::register::{Linked, Register};
use crate::say;
use crate::text::span::Span;
use crate::text::vietnamese::{self, fold};

/// A reference that was not found.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The kind of record that was wanted.
    pub kind: RefKind,
    /// Its name as written.
    pub name: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// What a kind of record is called.
pub const fn label(kind: RefKind) -> (&'static str, &'static str) {
    match kind {
        RefKind::Unit => ("đơn vị", "unit"),
        RefKind::Topic => ("lĩnh vực", "topic"),
        RefKind::Procedure => ("quy trình", "procedure"),
        RefKind::Target => ("nơi công khai", "publication target"),
        RefKind::Round => ("đợt", "round"),
        RefKind::Dialogue => ("buổi đối thoại", "dialogue"),
        RefKind::Question => ("ý kiến", "question"),
        RefKind::Commitment => ("nội dung khắc phục", "commitment"),
        RefKind::Document => ("văn bản", "document"),
        RefKind::Survey => ("khảo sát", "survey"),
        RefKind::Input => ("buổi đối thoại hay văn bản", "dialogue or document"),
        RefKind::Promise => ("ý kiến hay kết luận", "question or conclusion"),
    }
}

/// How a reference of `kind` is written, where nothing is near.
pub fn how_to_write(register: &Register<'_>, kind: RefKind) -> Message {
    match kind {
        RefKind::Unit if (1..=12).contains(&register.units.len()) => {
            let list = register.units.iter().map(|u| u.slug()).collect::<Vec<_>>().join("`, `");
            say!("các đơn vị đang có: `{list}`", "the units that exist: `{list}`")
        }
        RefKind::Unit => say!(
            "viết mã của đơn vị, là tên tệp trong `content/units/` không có `.md`",
            "write the unit's slug: the name of its file in `content/units/` without `.md`"
        ),
        RefKind::Topic if (1..=12).contains(&register.topics.len()) => {
            let list = register.topics.iter().map(|t| t.slug()).collect::<Vec<_>>().join("`, `");
            say!("các lĩnh vực đang có: `{list}`", "the topics that exist: `{list}`")
        }
        RefKind::Topic => say!(
            "viết `id` của một `[[topic]]` trong `content/topics.toml`",
            "write the `id` of a `[[topic]]` of `content/topics.toml`"
        ),
        RefKind::Procedure => say!(
            "viết tên tệp trong `content/procedures/` không có `.toml`",
            "write the name of a file in `content/procedures/` without `.toml`"
        ),
        RefKind::Target => say!(
            "viết `id` của một `[[target]]` trong `content/site.toml`",
            "write the `id` of a `[[target]]` of `content/site.toml`"
        ),
        RefKind::Round => say!(
            "viết tên thư mục của đợt trong `content/rounds/`",
            "write the name of the round's folder in `content/rounds/`"
        ),
        RefKind::Dialogue => say!(
            "viết tên thư mục của buổi, hoặc `<đợt>/<buổi>`",
            "write the dialogue's folder, or `<round>/<dialogue>`"
        ),
        RefKind::Question => say!(
            "viết `questions/007`, `<buổi>/questions/007` hoặc mã đầy đủ",
            "write `questions/007`, `<dialogue>/questions/007` or the full id"
        ),
        RefKind::Commitment => say!(
            "viết `commitments/<mã>`, `<buổi>/commitments/<mã>` hoặc mã đầy đủ",
            "write `commitments/<slug>`, `<dialogue>/commitments/<slug>` or the full id"
        ),
        RefKind::Document => say!(
            "viết `documents/<mã>`, `<buổi>/documents/<mã>` hoặc mã đầy đủ",
            "write `documents/<slug>`, `<dialogue>/documents/<slug>` or the full id"
        ),
        RefKind::Survey => say!("viết `surveys/<mã>` hoặc mã đầy đủ", "write `surveys/<slug>` or the full id"),
        RefKind::Input => say!(
            "viết tên thư mục của buổi, hoặc `documents/<mã>`",
            "write the dialogue's folder, or `documents/<slug>`"
        ),
        RefKind::Promise => say!(
            "viết `questions/007`, `conclusions` hoặc `conclusions/2`; trong đợt khác thêm mã buổi ở trước",
            "write `questions/007`, `conclusions` or `conclusions/2`; of another dialogue with its id before"
        ),
    }
}

/// The reference that was meant, as it would be written in the record `id`.
pub fn meant(register: &Register<'_>, wanted: Wanted<'_>, id: &str) -> Option<String> {
    let name = wanted.name;
    let bare = name.rsplit('/').next().unwrap_or(name);
    match wanted.kind {
        RefKind::Unit => unit(register, name, bare),
        RefKind::Topic => {
            let folded = fold(name);
            let titled = register.topics.iter().find(|t| t.facts.title.get().is_some_and(|x| fold(&x.0) == folded));
            let near = titled.map(|t| t.slug()).or_else(|| nearest(bare, register.topics.iter().map(|t| t.slug())));
            near.map(str::to_owned)
        }
        RefKind::Procedure => nearest(bare, register.procedures.iter().map(|p| p.slug())).map(str::to_owned),
        RefKind::Target => nearest(name, register.settings.targets.iter().map(|t| &*t.id)).map(str::to_owned),
        RefKind::Round => nearest(name, register.rounds.iter().map(|r| &*r.id)).map(str::to_owned),
        RefKind::Dialogue => near(name, id, candidates(&register.dialogues, id)),
        RefKind::Question | RefKind::Promise => near(name, id, candidates(&register.questions, id)),
        RefKind::Commitment => near(name, id, candidates(&register.commitments, id)),
        RefKind::Survey => near(name, id, candidates(&register.surveys, id)),
        RefKind::Document => near(name, id, documents(register, id)),
        RefKind::Input => {
            let mut all = documents(register, id);
            all.extend(candidates(&register.dialogues, id));
            near(name, id, all)
        }
    }
}

/// The name after `@` that was meant in a text of the record `id`.
pub fn in_text(register: &Register<'_>, name: &str, id: &str) -> Option<String> {
    if let Some(slug) = name.strip_prefix("units/") {
        return unit(register, slug, slug).map(|slug| format!("units/{slug}"));
    }
    let mut all = documents(register, id);
    all.extend(register.pages.iter().map(|p| &*p.id));
    all.extend(register.topics.iter().map(|t| &*t.id));
    all.extend(register.rounds.iter().map(|r| &*r.id));
    all.extend(candidates(&register.dialogues, id));
    all.extend(candidates(&register.questions, id));
    all.extend(candidates(&register.commitments, id));
    all.extend(candidates(&register.surveys, id));
    near(name, id, all)
}

fn unit(register: &Register<'_>, name: &str, bare: &str) -> Option<String> {
    let folded = fold(name);
    let called = register.units.iter().find(|u| {
        let facts = &u.facts;
        let mut names = facts.name.get().into_iter().chain(facts.abbr.as_ref().map(|a| &a.value));
        names.any(|n| fold(&n.0) == folded) || facts.aliases.iter().any(|a| fold(&a.0) == folded)
    });
    let found = called.map(|u| u.slug()).or_else(|| nearest(bare, register.units.iter().map(|u| u.slug())));
    found.map(str::to_owned)
}

/// The ids of an arena, sorted by id, that lie in the round of the record `id`.
fn candidates<'r, T, L>(arena: &'r [Linked<T, L>], id: &str) -> Vec<&'r str> {
    let round = scope_of(id).split('/').next().unwrap_or("");
    let inside = format!("{round}/");
    let start = arena.partition_point(|r| *r.entry.id < *inside);
    arena[start..].iter().map(|r| &*r.entry.id).take_while(|id| id.starts_with(&*inside)).collect()
}

fn documents<'r>(register: &'r Register<'_>, id: &str) -> Vec<&'r str> {
    let whole = register.documents.iter().map(|d| &*d.id).filter(|id| id.starts_with("documents/"));
    let mut all = candidates(&register.documents, id);
    all.extend(whole);
    all
}

/// The nearest of `ids` as it would be written in the record `id`, else the nearest whole id.
fn near(name: &str, id: &str, ids: Vec<&str>) -> Option<String> {
    let scope = scope_of(id);
    let round = scope.split('/').next().unwrap_or("");
    let shorter = |id: &str, scope: &str| id.strip_prefix(scope).and_then(|s| s.strip_prefix('/')).map(str::to_owned);
    let short: Vec<String> = ids
        .iter()
        .map(|id| shorter(id, scope).or_else(|| shorter(id, round)).unwrap_or_else(|| (*id).to_owned()))
        .collect();
    nearest(name, short.iter().map(String::as_str)).or_else(|| nearest(name, ids)).map(str::to_owned)
}

/// The nearest of `ids`; another number is another thing and no slip, so `008` is not near `007`, but `7` is.
fn nearest<'a>(name: &str, ids: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |s: &str| s.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    let shape = |s: &str| letters(s).split('0').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("0");
    let numbers = |s: &str| -> Vec<String> {
        let runs = s.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
        runs.map(|run| run.trim_start_matches('0').to_owned()).collect()
    };
    let (wanted, counted) = (shape(name), numbers(name));
    let mut rest = Vec::new();
    for id in ids {
        if shape(id) != wanted {
            rest.push(id);
        } else if numbers(id) == counted {
            return Some(id);
        }
    }
    vietnamese::nearest(name, rest)
}

/// Whether a file for `name`, looked up outward from `scope`, is there and could not be read as a record.
pub fn is_unread(register: &Register<'_>, name: &str, scope: &str) -> bool {
    let exists = |path: String| register.sources.file(&path).is_some() || register.sources.fault(&path).is_some();
    if name.starts_with("topics/") {
        return register.topics.is_empty() && exists(format!("{CONTENT}topics.toml"));
    }
    let mut scope = scope;
    loop {
        let full = if scope.is_empty() { name.to_owned() } else { format!("{scope}/{name}") };
        let inside = ["units/", "procedures/", "documents/", "pages/"].iter().any(|f| full.starts_with(f));
        let base = if inside { format!("{CONTENT}{full}") } else { format!("{CONTENT}rounds/{full}") };
        if [".md", ".toml", "/round.md", "/dialogue.md"].iter().any(|end| exists(format!("{base}{end}"))) {
            // A record that was read and is of another kind does not excuse the reference.
            return register.ids.get(&full).is_none();
        }
        if scope.is_empty() {
            return false;
        }
        scope = scope.rsplit_once('/').map_or("", |(outer, _)| outer);
    }
}

/// Whether `name` could be the path of a record: slugs (that of a draft begins with `_`) between `/`.
pub fn is_path(name: &str) -> bool {
    name.split('/').all(|part| vietnamese::is_slug(part.strip_prefix('_').unwrap_or(part)))
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn paths_are_told_from_numbers() {
        assert!(is_path("documents/ke-hoach") && is_path("2023-2024/_thu/documents/a"));
        assert!(!is_path("4402/KH-ĐHM") && !is_path("") && !is_path("documents/") && !is_path("ke-hoach.pdf"));
    }
}
