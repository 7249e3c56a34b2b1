//! The publication target that somebody names on the command line.
//!
//! The settings and a name go in; a target comes out, or why there is no site of it.

use super::fault::Fault;
use crate::register::settings::{Settings, Target};
use crate::say;
use crate::text::vietnamese;

/// The target called `id`; none where that is the main site.
pub fn find<'s>(settings: &'s Settings, id: &str) -> Result<Option<&'s Target>, Fault> {
    let Some(target) = settings.targets.iter().find(|target| &*target.id == id) else {
        let fault =
            Fault::new(say!("không có trang công khai nào tên `{id}`", "there is no publication target called `{id}`"));
        let ids: Vec<&str> = settings.targets.iter().filter(|target| target.built).map(|target| &*target.id).collect();
        return Err(match vietnamese::nearest(id, ids.iter().copied()) {
            Some(near) => fault.help(say!("gần nhất: `{near}`", "nearest: `{near}`")),
            None if ids.is_empty() => fault
                .help(say!("thêm `[[target]]` vào `content/site.toml`", "add a `[[target]]` to `content/site.toml`")),
            None => {
                let ids = ids.join("`, `");
                fault.help(say!("các trang: `{ids}`", "there are: `{ids}`"))
            }
        });
    };
    if !target.built {
        return Err(Fault::new(say!(
            "trang `{id}` do hệ thống khác dựng (`built = false`)",
            "another system builds the site `{id}` (`built = false`)"
        )));
    }
    Ok(Some(target).filter(|target| target.base_url != settings.base_url))
}
