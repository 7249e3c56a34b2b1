//! Edits that look random and are the same every time, for tests of what is made anew after a change.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    unreachable_pub,
    reason = "each test binary uses its part; tests touch the disk"
)]

use super::support::read_all;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Any edit of anybody: a text changed, a record added, copied over another, broken, removed, moved and moved back.
pub fn edit(root: &Path, dice: &mut Dice, step: usize) {
    let files: Vec<String> = read_all(&root.join("content")).into_keys().collect();
    let at = |path: &str| root.join("content").join(path);
    let any = files[dice.roll(files.len())].clone();
    let read = |path: &str| fs::read_to_string(at(path)).unwrap_or_default();
    let write = |path: &str, text: &str| fs::write(at(path), text).expect("it can be written");
    let questions: Vec<&String> = files.iter().filter(|path| path.contains("/questions/")).collect();
    match dice.roll(8) {
        0 | 1 => write(&any, &format!("{}\n", read(&any))),
        2 => write(&any, &read(&any).replacen("title = \"", &format!("title = \"{step} "), 1)),
        3 if !questions.is_empty() => {
            let question = questions[dice.roll(questions.len())];
            let name = question.replace(".md", "").replace(".en", "");
            write(&format!("{name}-{step}.md"), &read(question));
        }
        4 if any.contains("/questions/") => fs::remove_file(at(&any)).expect("it is there"),
        5 => write(&any, &read(&any).replacen("= ", "= [", 1)),
        6 => write(&any, &read(&any).replace("= [", "= ")),
        _ => {
            let away = at(&format!("{any}~"));
            fs::rename(at(&any), &away).and_then(|()| fs::rename(&away, at(&any))).expect("it can be moved");
        }
    }
}

/// Puts back what a project was, as a checkout does.
pub fn restore(root: &Path, sources: &BTreeMap<String, Vec<u8>>) {
    let content = root.join("content");
    for path in read_all(&content).keys().filter(|path| !sources.contains_key(*path)) {
        fs::remove_file(content.join(path)).expect("it is there");
    }
    for (path, bytes) in sources {
        fs::write(content.join(path), bytes).expect("it can be written");
    }
}
