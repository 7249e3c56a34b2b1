//! Addresses: where the page of each record stands (`spec/site.md`), for rules that ask whether two meet or one is dead.
//!
//! A record goes in, its path below the site's root comes out, without the language's prefix. Addresses are functions of
//! ids alone.

use crate::register::Register;
use crate::register::index::RecordIx;

/// First segments of the site's own addresses; no free page may take them.
pub const SEGMENTS: &[&str] = &[
    "dot",
    "don-vi",
    "linh-vuc",
    "y-kien",
    "khac-phuc",
    "qua-han",
    "chuyen-tiep",
    "thong-ke",
    "cong-khai",
    "van-ban",
    "khao-sat",
    "tep",
    "lich",
    "dinh-chinh",
    "du-lieu",
    "tim-kiem",
    "trang",
    "giao-dien",
];

/// Pages of the site that are of no record.
pub const PAGES: &[&str] = &[
    "",
    "dot/",
    "don-vi/",
    "linh-vuc/",
    "y-kien/",
    "khac-phuc/",
    "qua-han/",
    "chuyen-tiep/",
    "thong-ke/",
    "cong-khai/",
    "van-ban/",
    "khao-sat/",
    "lich/",
    "dinh-chinh/",
    "du-lieu/",
    "tim-kiem/",
];

/// Slugs that no dialogue may take.
pub const DIALOGUES: &[&str] =
    &["bao-cao", "bao-cao-khac-phuc", "khac-phuc", "documents", "commitments", "surveys", "trang"];

/// First parts of ids that are no round's.
pub const ROUNDS: &[&str] = &["units", "topics", "procedures", "documents", "pages", "calendar", "site"];

/// The codes of languages (ISO 639-1), each of which may one day begin the addresses of an interface.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io \
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my \
    na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq \
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether `slug` is the code of a language.
pub fn is_language(slug: &str) -> bool {
    slug.len() == 2 && LANGUAGES.split(' ').any(|code| code == slug)
}

/// The path of the page of the record `id`: `don-vi/khoa-cntt/`; none for records without a page.
pub fn path(record: RecordIx, id: &str) -> Option<String> {
    let slug = id.rsplit('/').next().unwrap_or(id);
    Some(match record {
        RecordIx::Unit(_) => format!("don-vi/{slug}/"),
        RecordIx::Topic(_) => format!("linh-vuc/{slug}/"),
        RecordIx::Procedure(_) => return None,
        RecordIx::Document(_) => format!("van-ban/{id}/"),
        RecordIx::Survey(_) => format!("khao-sat/{id}/"),
        RecordIx::Page(_) => format!("{slug}/"),
        RecordIx::Round(_) | RecordIx::Dialogue(_) => format!("dot/{id}/"),
        RecordIx::Question(_) => format!("dot/{}/", id.replacen("/questions/", "/y-kien/", 1)),
        RecordIx::Commitment(_) => format!("dot/{}/", id.replacen("/commitments/", "/khac-phuc/", 1)),
    })
}

/// What the page at `path` (below the root, without a language's prefix) is of, if there is such a page.
pub fn is_page(register: &Register<'_>, path: &str) -> bool {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    PAGES.contains(&path)
        || is_machine_file(path)
        || is_list_page(register, path)
        || record_at(register, path).is_some()
}

/// The record whose page stands at `path`.
pub fn record_at(register: &Register<'_>, path: &str) -> Option<RecordIx> {
    let bare = path.strip_suffix('/')?;
    let id = match bare.split_once('/') {
        Some(("don-vi", slug)) => format!("units/{slug}"),
        Some(("linh-vuc", slug)) => format!("topics/{slug}"),
        Some(("van-ban" | "khao-sat", id)) => id.to_owned(),
        Some(("dot", id)) => id.replacen("/y-kien/", "/questions/", 1).replacen("/khac-phuc/", "/commitments/", 1),
        Some(_) => return None,
        None => format!("pages/{bare}"),
    };
    let record = register.ids.get(&id)?;
    (self::path(record, &id)? == path).then_some(record)
}

/// Later pages of lists, reports of rounds.
fn is_list_page(register: &Register<'_>, path: &str) -> bool {
    let report = path
        .strip_prefix("dot/")
        .and_then(|p| p.strip_suffix("/bao-cao/").or_else(|| p.strip_suffix("/bao-cao-khac-phuc/")));
    if let Some(round) = report {
        return matches!(register.ids.get(round), Some(RecordIx::Round(_)));
    }
    let numbered = path.strip_suffix('/').and_then(|p| p.rsplit_once("/trang/"));
    numbered.is_some_and(|(list, n)| n.parse::<u32>().is_ok() && is_page(register, &format!("{list}/")))
}

fn is_machine_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    matches!(name, "atom.xml" | "lich.ics" | "sitemap.xml" | "robots.txt" | "doithoai.json")
        || (path.starts_with("du-lieu/") && name.contains('.'))
        || path.starts_with("tep/")
}
