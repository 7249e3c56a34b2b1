//! Which sites a command is about: the main one, that of one publication target, or all that this program builds.
//!
//! What was asked for and the settings go in; sites with their folders come out. The invariant: no two sites have one
//! folder.

use crate::host::fault::Fault;
use crate::host::target;
use crate::register::settings::{Settings, Target};
use crate::say;
use camino::{Utf8Path, Utf8PathBuf};

/// The folder of the main site among all, where no target is the main site.
const MAIN: &str = "main";

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked<'a> {
    /// The main site.
    Main,
    /// The site of the target with this id.
    One(&'a str),
    /// Every site.
    All,
}

/// A site to be built.
#[derive(Debug)]
pub(super) struct Wanted<'s> {
    /// Whose it is; the main site where there is none.
    pub(super) target: Option<&'s Target>,
    /// Its folder.
    pub(super) out: Utf8PathBuf,
}

/// The sites that were asked for, in or below `out`.
pub(super) fn wanted<'s>(asked: Asked<'_>, settings: &'s Settings, out: &Utf8Path) -> Result<Vec<Wanted<'s>>, Fault> {
    let main = settings.main_target();
    Ok(match asked {
        Asked::Main => vec![Wanted { target: None, out: out.to_owned() }],
        Asked::One(id) => vec![Wanted { target: target::find(settings, id)?, out: out.to_owned() }],
        Asked::All => {
            let others = settings.targets.iter().filter(|t| t.built && t.base_url != settings.base_url);
            let others: Vec<&Target> = others.collect();
            let folder = main.map_or(MAIN, |main| &main.id);
            if others.iter().any(|target| &*target.id == folder) {
                return Err(Fault::new(say!(
                    "trang chính không có trong `[[target]]`, mà `{folder}` là tên của trang khác",
                    "the main site is no `[[target]]`, and `{folder}` is the name of another"
                ))
                .help(say!("thêm trang chính vào `[[target]]`", "add the main site as a `[[target]]`")));
            }
            let first = Wanted { target: None, out: out.join(folder) };
            let others = others.into_iter().map(|target| Wanted { target: Some(target), out: out.join(&*target.id) });
            std::iter::once(first).chain(others).collect()
        }
    })
}
