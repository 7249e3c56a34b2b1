//! Static files: styles, fonts, pictures, published under names that hold their content's digest.
//!
//! In: `static/**` of each layer. Out: output paths (`giao-dien/style.<digest>.css`) and bytes. The invariant: a file's
//! address changes when and only when its bytes do; a stylesheet's references are rewritten before its digest is taken.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::layer::{DEFAULT_NAME, Layer};
use super::problem::{ThemeProblem, nearest};

/// The folder of the published site that static files lie in.
const FOLDER: &str = "giao-dien";

/// How many letters of its digest stand in a file's path.
const DIGEST: usize = 12;

/// All static files of a theme, upper layers over lower ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Assets {
    /// Name in `static/` → output path and bytes.
    files: BTreeMap<String, Asset>,
}

/// A published static file.
#[derive(Debug, Clone)]
struct Asset {
    path: String,
    bytes: Cow<'static, [u8]>,
}

impl Assets {
    /// The static files of some layers, the topmost first.
    pub(super) fn new(layers: &[Layer], problems: &mut Vec<ThemeProblem>) -> Self {
        let mut sources: BTreeMap<&str, (&Layer, &Cow<'static, [u8]>)> = BTreeMap::new();
        for layer in layers.iter().rev() {
            for file in &layer.files {
                if let Some(name) = file.path.strip_prefix("static/") {
                    sources.insert(name, (layer, &file.bytes));
                }
            }
        }
        let mut assets = Self::default();
        let (styles, plain): (Vec<_>, Vec<_>) = sources.into_iter().partition(|(name, _)| has_extension(name, "css"));
        for (name, (layer, bytes)) in plain {
            let is_own = layer.name == DEFAULT_NAME && has_extension(name, "js");
            assets.add(name, if is_own { slim(bytes).into() } else { bytes.clone() });
        }
        let mut rewritten = Vec::new();
        for (name, (layer, bytes)) in styles {
            rewritten.push((name, assets.rewrite(layer, name, bytes, problems)));
        }
        for (name, bytes) in rewritten {
            assets.add(name, bytes);
        }
        assets
    }

    /// The output path of a static file.
    pub(super) fn path(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|asset| asset.path.as_str())
    }

    /// The file's name that is nearest to one that does not exist.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.files.keys().map(String::as_str))
    }

    /// Output paths and bytes, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.values().map(|asset| (asset.path.as_str(), asset.bytes.as_ref()))
    }

    /// The bytes now of the file that had the output path `path` when it had others.
    pub(super) fn once_at(&self, path: &str) -> Option<&[u8]> {
        let is_digest = |part: &str| part.len() == DIGEST && part.bytes().all(|b| b.is_ascii_hexdigit());
        let file = path.strip_prefix(FOLDER)?.strip_prefix('/')?;
        let (front, last) = file.rsplit_once('.')?;
        let name = match front.rsplit_once('.') {
            Some((stem, digest)) if is_digest(digest) => format!("{stem}.{last}"),
            _ if is_digest(last) => front.to_owned(),
            _ => return None,
        };
        self.files.get(&name).map(|asset| asset.bytes.as_ref())
    }

    fn add(&mut self, name: &str, bytes: Cow<'static, [u8]>) {
        let digest = blake3::hash(&bytes).to_hex();
        let (folder, file) = name.rsplit_once('/').map_or((String::new(), name), |(a, b)| (format!("{a}/"), b));
        let path = match file.rsplit_once('.') {
            Some((stem, extension)) => format!("{FOLDER}/{folder}{stem}.{}.{extension}", &digest[..DIGEST]),
            None => format!("{FOLDER}/{folder}{file}.{}", &digest[..DIGEST]),
        };
        self.files.insert(name.to_owned(), Asset { path, bytes });
    }

    /// A stylesheet with its references to other static files replaced by their published addresses.
    fn rewrite(&self, layer: &Layer, name: &str, bytes: &[u8], problems: &mut Vec<ThemeProblem>) -> Cow<'static, [u8]> {
        let path = format!("static/{name}");
        let Ok(css) = std::str::from_utf8(bytes) else {
            problems.push(ThemeProblem::of_file(&layer.name, &path, "the stylesheet is not UTF-8"));
            return Cow::Owned(bytes.to_vec());
        };
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let up = "../".repeat(if folder.is_empty() { 0 } else { folder.split('/').count() });
        let mut out = String::with_capacity(css.len());
        let mut rest = css;
        while let Some((before, address, after)) = next_reference(rest) {
            out.push_str(before);
            let at = css.len() - rest.len() + before.len();
            match (is_outside(address), self.path(&join(folder, address))) {
                (true, _) => out.push_str(address),
                (false, Some(path)) => {
                    out.push_str(&up);
                    out.push_str(&path[FOLDER.len() + 1..]);
                }
                (false, None) => {
                    problems.push(ThemeProblem::at(&layer.name, &path, css, at, format!("no static file `{address}`")));
                    out.push_str(address);
                }
            }
            rest = after;
        }
        out.push_str(rest);
        Cow::Owned(out.into_bytes())
    }
}

/// A script of the theme that is part of the program without what readers of its source need: the beginnings of lines, and
/// lines of comment alone. No text in these scripts goes over a line's end; scripts of other themes are not touched.
fn slim(script: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(script.len());
    let mut is_comment = false;
    for line in script.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii) {
        is_comment |= line.starts_with(b"/*");
        if !is_comment && !line.is_empty() {
            out.extend_from_slice(line);
            out.push(b'\n');
        }
        is_comment &= !line.ends_with(b"*/");
    }
    out
}

/// Whether a name ends in an extension.
fn has_extension(name: &str, extension: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

/// The text up to the next `url(…)`'s address (quotes included), the address, and what follows it.
fn next_reference(css: &str) -> Option<(&str, &str, &str)> {
    let start = css.find("url(")? + "url(".len();
    let quote = css[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
    let start = start + quote.map_or(0, char::len_utf8);
    let end = start + css[start..].find(quote.unwrap_or(')'))?;
    Some((&css[..start], &css[start..end], &css[end..]))
}

/// Whether an address does not name a static file: data, another host, a fragment.
fn is_outside(address: &str) -> bool {
    address.starts_with('#') || address.starts_with('/') || address.contains(':')
}

/// A relative address seen from a folder.
fn join(folder: &str, address: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::layer::LayerFile;

    fn layer(name: &str, files: &[(&str, &str)]) -> Layer {
        let file =
            |(path, text): &(&str, &str)| LayerFile { path: (*path).into(), bytes: text.as_bytes().to_vec().into() };
        Layer::new(name, files.iter().map(file).collect())
    }

    #[test]
    fn own_scripts_are_published_without_comments() {
        let script = b"/* What it\n   does. */\n\"use strict\";\n\n  /* One line. */\n  let a = 1; /* kept */\n";
        assert_eq!(slim(script), b"\"use strict\";\nlet a = 1; /* kept */\n");
    }

    #[test]
    fn names_hold_digests_and_styles_follow_them() {
        let files =
            [("static/style.css", "a{src:url(fonts/a.woff2)} b{src:url('data:x')}"), ("static/fonts/a.woff2", "F")];
        let mut problems = Vec::new();
        let one = Assets::new(&[layer("default", &files)], &mut problems);
        let two =
            Assets::new(&[layer("khoa", &[("static/fonts/a.woff2", "G")]), layer("default", &files)], &mut problems);
        assert_eq!(problems, []);
        assert_ne!(one.path("fonts/a.woff2"), two.path("fonts/a.woff2"));
        assert_ne!(one.path("style.css"), two.path("style.css"), "a font's change shows in the stylesheet's address");
        let font = one.path("fonts/a.woff2").unwrap().strip_prefix("giao-dien/").unwrap();
        let (_, css) = one.iter().find(|(path, _)| path.contains("style")).unwrap();
        assert!(std::str::from_utf8(css).unwrap().starts_with(&format!("a{{src:url({font})}}")));
        assert_eq!(
            two.once_at(one.path("fonts/a.woff2").unwrap()),
            Some(&b"G"[..]),
            "an old page's font, as it is now"
        );
        assert_eq!([two.once_at("giao-dien/style.css"), two.once_at("giao-dien/b.0123456789ab.css")], [None, None]);
    }

    #[test]
    fn a_dead_reference_has_a_place() {
        let mut problems = Vec::new();
        Assets::new(&[layer("x", &[("static/a.css", "p{}\nq{src:url(b.png)}")])], &mut problems);
        assert_eq!(problems[0].to_string(), "themes/x/static/a.css:2:11: no static file `b.png`");
    }
}
