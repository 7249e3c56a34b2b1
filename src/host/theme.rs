//! The theme of a project: its layers read from `themes/`, down to the one that is part of the program.
//!
//! A theme's name goes in, a [`Theme`] comes out, or what is wrong with its files, each with its place. That there is no
//! such theme, or that its files cannot be read, is a [`Fault`].

use super::fault::Fault;
use super::load;
use crate::record::value::LanguageTag;
use crate::say;
use crate::theme::Theme;
use crate::theme::layer::{DEFAULT_NAME, Layer, LayerFile};
use crate::theme::problem::ThemeProblem;
use camino::Utf8Path;

/// The theme `name` of the project at `root`, on top of those that it builds on, in some languages.
pub fn load(root: &Utf8Path, name: &str, languages: &[LanguageTag]) -> Result<Result<Theme, Vec<ThemeProblem>>, Fault> {
    let mut layers: Vec<Layer> = Vec::new();
    let mut next = Some(name.to_owned());
    while let Some(name) = next.take() {
        if layers.iter().any(|l| l.name == name) {
            return Err(Fault::new(say!(
                "giao diện `{name}` kế thừa vòng tròn",
                "the theme `{name}` builds on itself"
            )));
        }
        let files = load::load_theme(root, &name)?;
        if files.is_empty() {
            if name == DEFAULT_NAME {
                break;
            }
            return Err(Fault::new(say!(
                "không có giao diện `{name}` trong `themes/`",
                "there is no theme `{name}` in `themes/`"
            ))
            .help(say!(
                "tạo `themes/{name}/theme.toml`, hoặc đặt `theme = \"default\"`",
                "make `themes/{name}/theme.toml`, or set `theme = \"default\"`"
            )));
        }
        let files = files.into_iter().map(|f| LayerFile { path: f.path.into(), bytes: f.bytes.into_vec().into() });
        let layer = Layer::new(name.clone(), files.collect());
        next = layer.manifest().0.parent.filter(|_| name != DEFAULT_NAME);
        layers.push(layer);
    }
    Ok(match Theme::speaking(layers, |lang| languages.iter().any(|l| l.as_str() == lang)) {
        (Some(theme), problems) if problems.is_empty() => Ok(theme),
        (_, problems) => Err(problems),
    })
}
