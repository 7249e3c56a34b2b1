//! Where a new record goes: from what was written after its kind to the path of its file.
//!
//! Short and full forms mean the same: `khoa-cntt`, `units/khoa-cntt` and `content/units/khoa-cntt.md`. The round and the
//! dialogue that a record belongs to must be there already; every name must be a slug.

use crate::check::address;
use crate::cli::arguments::Kind;
use crate::host::fault::Fault;
use crate::record::value::{not_a_slug, slug_help};
use crate::register::Register;
use crate::register::index::RecordIx;
use crate::say;
use crate::text::vietnamese::{is_slug, nearest, slug};

/// Where a record goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// Path of its file, relative to the project; empty until it is settled.
    pub(super) path: String,
    /// Its own name; empty for a question that takes the next number.
    pub(super) name: String,
    /// The round that it belongs to.
    pub(super) round: Option<String>,
    /// The dialogue that it belongs to, without the round.
    pub(super) dialogue: Option<String>,
}

impl Target {
    /// The id of the dialogue that it belongs to.
    pub(super) fn dialogue_id(&self) -> Option<String> {
        Some(format!("{}/{}", self.round.as_ref()?, self.dialogue.as_ref()?))
    }

    /// The folder under `content/` that it is beside of or in.
    fn folder(&self) -> String {
        match (&self.round, &self.dialogue) {
            (Some(round), Some(dialogue)) => format!("content/rounds/{round}/{dialogue}"),
            (Some(round), None) => format!("content/rounds/{round}"),
            _ => "content".to_owned(),
        }
    }
}

/// Reads what was written, without looking at the project.
pub(super) fn read(kind: Kind, written: &str) -> Result<Target, Fault> {
    let folder = folder_of(kind);
    let short = written.trim().replace('\\', "/");
    let short = short.trim_matches('/');
    let short = short.strip_prefix("content/").unwrap_or(short);
    let short = short.strip_prefix("rounds/").unwrap_or(short);
    let short = short.strip_suffix(".md").or_else(|| short.strip_suffix(".toml")).unwrap_or(short);
    let mut names: Vec<&str> = short.split('/').collect();
    if matches!(kind, Kind::Round if names.len() == 2 && names[1] == "round")
        || matches!(kind, Kind::Dialogue if names.len() == 3 && names[2] == "dialogue")
    {
        names.pop();
    }
    // The folder of a kind may be written or left out; it stands before the name, or last when the name is to be found.
    let before_name = names.len().checked_sub(2).filter(|&at| names[at] == folder);
    if let Some(at) = before_name.or_else(|| names.iter().rposition(|&n| n == folder && kind == Kind::Question)) {
        names.remove(at);
    }
    if let Some(bad) = names.iter().find(|name| !is_slug(name.strip_prefix('_').unwrap_or(name))) {
        return Err(Fault::new(not_a_slug(bad)).help(slug_help(&slug(bad))));
    }
    let reserved = |name: &str| match kind {
        Kind::Page => address::is_language(name) || address::SEGMENTS.contains(&name),
        Kind::Dialogue => address::DIALOGUES.contains(&name),
        Kind::Round => address::ROUNDS.contains(&name),
        _ => false,
    };
    if let Some(taken) = names.last().filter(|name| reserved(name)) {
        return Err(Fault::new(say!(
            "`{taken}` là địa chỉ dành riêng của trang web",
            "`{taken}` is an address that the site keeps for itself"
        ))
        .help(say!("chọn một tên khác, ví dụ `{taken}-2`", "choose another name, for example `{taken}-2`")));
    }
    let target = |name: &str, round: Option<&str>, dialogue: Option<&str>| Target {
        path: String::new(),
        name: name.to_owned(),
        round: round.map(str::to_owned),
        dialogue: dialogue.map(str::to_owned),
    };
    match (kind, &*names) {
        (Kind::Round, &[round]) => Ok(target(round, Some(round), None)),
        (Kind::Dialogue, &[round, dialogue]) => Ok(target(dialogue, Some(round), Some(dialogue))),
        (Kind::Question, &[round, dialogue]) => Ok(target("", Some(round), Some(dialogue))),
        (Kind::Question | Kind::Commitment | Kind::Document | Kind::Survey, &[round, dialogue, name]) => {
            Ok(target(name, Some(round), Some(dialogue)))
        }
        (Kind::Commitment | Kind::Document | Kind::Survey, &[round, name]) => Ok(target(name, Some(round), None)),
        (Kind::Unit | Kind::Topic | Kind::Procedure | Kind::Calendar | Kind::Page | Kind::Document, &[name]) => {
            Ok(target(name, None, None))
        }
        _ => Err(misplaced(kind, written)),
    }
}

/// The folder that holds the records of a kind.
fn folder_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Unit => "units",
        Kind::Topic => "topics",
        Kind::Procedure => "procedures",
        Kind::Round | Kind::Dialogue => "rounds",
        Kind::Question => "questions",
        Kind::Commitment => "commitments",
        Kind::Document => "documents",
        Kind::Survey => "surveys",
        Kind::Calendar => "calendar",
        Kind::Page => "pages",
    }
}

fn misplaced(kind: Kind, written: &str) -> Fault {
    let forms = match kind {
        Kind::Unit => "`khoa-cntt`",
        Kind::Topic => "`hoc-phi`",
        Kind::Procedure => "`doi-thoai-hang-nam`",
        Kind::Round => "`2024-2025`",
        Kind::Dialogue => "`2024-2025/khoa-cntt`",
        Kind::Question => "`2024-2025/khoa-cntt`, `2024-2025/khoa-cntt/007`",
        Kind::Commitment => "`2024-2025/khoa-cntt/wifi-nha-b`, `2024-2025/wifi-nha-b`",
        Kind::Document => "`ke-hoach`, `2024-2025/ke-hoach`, `2024-2025/khoa-cntt/bien-ban`",
        Kind::Survey => "`2024-2025/khoa-cntt/phieu`, `2024-2025/phieu`",
        Kind::Calendar => "`2025`",
        Kind::Page => "`gioi-thieu`",
    };
    Fault::new(say!("`{written}` không phải là chỗ của loại hồ sơ này", "`{written}` is no place for this kind"))
        .help(say!("viết ví dụ {forms}", "write for example {forms}"))
}

/// Completes the path by what the project holds: the round and the dialogue must be there, a question takes its number.
pub(super) fn settle(mut target: Target, register: &Register<'_>, kind: Kind) -> Result<Target, Fault> {
    let is_round = |id: &str| matches!(register.ids.get(id), Some(RecordIx::Round(_)));
    let is_dialogue = |id: &str| matches!(register.ids.get(id), Some(RecordIx::Dialogue(_)));
    if let Some(round) = target.round.as_ref().filter(|round| kind != Kind::Round && !is_round(round)) {
        return Err(no_round(round, register));
    }
    if let Some(id) = target.dialogue_id().filter(|id| kind != Kind::Dialogue && !is_dialogue(id)) {
        return Err(no_dialogue(&id, register));
    }
    if let (Some(round), None) = (&target.round, &target.dialogue) {
        let id = format!("{round}/{}", target.name);
        if kind != Kind::Round && is_dialogue(&id) {
            return Err(Fault::new(say!(
                "thiếu tên của hồ sơ sau `{id}`",
                "the record's name after `{id}` is missing"
            ))
            .help(say!("viết ví dụ `{id}/ten-ngan`", "write for example `{id}/short-name`")));
        }
    }
    if kind == Kind::Question && target.name.is_empty() {
        target.name = next_number(&target, register);
    }
    let (folder, name) = (target.folder(), &target.name);
    target.path = match kind {
        Kind::Topic => "content/topics.toml".to_owned(),
        Kind::Round => format!("{folder}/round.md"),
        Kind::Dialogue => format!("{folder}/dialogue.md"),
        Kind::Procedure | Kind::Document | Kind::Calendar => format!("{folder}/{}/{name}.toml", folder_of(kind)),
        _ => format!("{folder}/{}/{name}.md", folder_of(kind)),
    };
    Ok(target)
}

fn no_round(round: &str, register: &Register<'_>) -> Fault {
    let near = nearest(round, register.rounds.iter().map(|r| &*r.id));
    Fault::new(say!("không có đợt `{round}`", "there is no round `{round}`")).help(match near {
        Some(near) => say!("gần nhất: `{near}`", "nearest: `{near}`"),
        None => say!("tạo trước: `doithoai new round {round}`", "make it first: `doithoai new round {round}`"),
    })
}

fn no_dialogue(id: &str, register: &Register<'_>) -> Fault {
    let near = nearest(id, register.dialogues.iter().map(|d| &*d.id));
    Fault::new(say!("không có buổi đối thoại `{id}`", "there is no dialogue `{id}`")).help(match near {
        Some(near) => say!("gần nhất: `{near}`", "nearest: `{near}`"),
        None => say!("tạo trước: `doithoai new dialogue {id}`", "make it first: `doithoai new dialogue {id}`"),
    })
}

/// The number after the highest that the dialogue has, drafts and `questions.toml` counted too.
fn next_number(target: &Target, register: &Register<'_>) -> String {
    let folder = format!("{}/questions/", target.folder());
    let files = register.sources.files.iter().filter_map(|file| file.path.strip_prefix(&*folder));
    let id = target.dialogue_id().unwrap_or_default();
    let prefix = format!("{id}/questions/");
    let records = register.questions.iter().filter_map(|question| question.id.strip_prefix(&*prefix));
    let numbers = files.chain(records).filter_map(|name| {
        let stem = name.split('.').next().unwrap_or(name);
        stem.strip_prefix('_').unwrap_or(stem).parse::<u32>().ok()
    });
    format!("{:03}", numbers.max().unwrap_or(0).saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lang;

    fn place(kind: Kind, written: &str) -> Option<(Option<String>, Option<String>, String)> {
        read(kind, written).ok().map(|t| (t.round, t.dialogue, t.name))
    }

    #[test]
    fn short_and_full_paths_mean_the_same() {
        for written in ["khoa-x", "units/khoa-x", "content/units/khoa-x.md"] {
            assert_eq!(place(Kind::Unit, written), Some((None, None, "khoa-x".into())), "{written}");
        }
        let seventh = Some((Some("r".into()), Some("d".into()), "007".into()));
        for written in ["r/d/007", "r/d/questions/007", "content/rounds/r/d/questions/007.md"] {
            assert_eq!(place(Kind::Question, written), seventh, "{written}");
        }
        let next = Some((Some("r".into()), Some("d".into()), String::new()));
        for written in ["r/d", "r/d/", "r/d/questions"] {
            assert_eq!(place(Kind::Question, written), next, "{written}");
        }
        assert_eq!(place(Kind::Document, "r/documents/a"), Some((Some("r".into()), None, "a".into())));
        assert_eq!(place(Kind::Round, "rounds/2024-2025/round.md"), place(Kind::Round, "2024-2025"));
    }

    #[test]
    fn what_is_no_slug_or_no_place_is_refused() {
        let fault = read(Kind::Unit, "Khoa Toán").expect_err("it is no slug");
        assert!(fault.help.is_some_and(|help| help.get(Lang::Vi).contains("`khoa-toan`")));
        for (kind, written) in
            [(Kind::Unit, "a/b"), (Kind::Dialogue, "a"), (Kind::Question, "a"), (Kind::Page, "../a"), (Kind::Unit, "")]
        {
            assert!(read(kind, written).is_err(), "{written}");
        }
    }
}
