//! What the tests share: a small reader of project folders.

use doithoai::text::source::{Attachment, SourceFault, SourceFile, SourceTree};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads `root/content` as `host::load` does, without digests.
pub(crate) fn load(root: &Path) -> SourceTree {
    let mut tree = SourceTree::default();
    let content = root.join("content");
    walk(&mut tree, root, &content, &content.canonicalize().expect("a fixture has content/"));
    tree.files.sort_by(|a, b| a.path.cmp(&b.path));
    tree.attachments.sort_by(|a, b| a.path.cmp(&b.path));
    tree.faults.sort_by(|a, b| a.0.cmp(&b.0));
    tree
}

fn walk(tree: &mut SourceTree, root: &Path, folder: &Path, content: &Path) {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        let name: Box<str> = path.strip_prefix(root).expect("below the root").to_str().expect("UTF-8").into();
        let record = [".md", ".toml"].iter().any(|e| name.ends_with(e));
        match path.canonicalize() {
            Ok(real) if real.starts_with(content) => {}
            _ => {
                tree.faults.push((name, SourceFault::LinkOutside));
                continue;
            }
        }
        if path.is_dir() {
            if record {
                tree.faults.push((name, SourceFault::Folder));
            } else {
                walk(tree, root, &path, content);
            }
            continue;
        }
        let bytes = fs::read(&path).expect("a file");
        if !record {
            let has_text_layer = name.ends_with(".pdf").then(|| bytes.windows(5).any(|w| w == b"/Font"));
            let size = bytes.len() as u64;
            let bytes = [".svg", ".csv"].iter().any(|e| name.ends_with(e)).then(|| bytes.into());
            tree.attachments.push(Attachment { path: name, size, sha256: "".into(), bytes, has_text_layer });
            continue;
        }
        match String::from_utf8(bytes) {
            Ok(text) => tree.files.push(SourceFile { path: name, text: text.into() }),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..at]).into();
                tree.faults.push((name, SourceFault::NotUtf8 { at, before }));
            }
        }
    }
}
