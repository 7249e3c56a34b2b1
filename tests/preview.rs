//! The preview as the one who edits meets it: files are saved, and pages follow.
#![allow(
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_push_string,
    clippy::single_match_else,
    reason = "edits projects while they are served, and knows the names of its own files"
)]

#[path = "support/edits.rs"]
mod edits;
#[path = "support/serving.rs"]
mod serving;
mod support;

use edits::{Dice, edit, restore};
use serde_json::Value;
use serving::{PATIENCE, Serving};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use support::{SiteTest, read_all};

const QUESTION: &str = "content/rounds/2023-2024/khoa-luat/questions/001.md";
const PAGE: &str = "/dot/2023-2024/khoa-luat/y-kien/001/";

/// The address of a file of a site.
fn target(path: &str) -> String {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    path.bytes().fold(String::from("/"), |mut out, byte| {
        let plain = byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

/// Files of `site` that the preview has with other bytes.
fn differing(serving: &Serving, site: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let differs = |(path, bytes): &(&String, &Vec<u8>)| serving.get(&target(path)).plain() != **bytes;
    site.iter().filter(differs).map(|(path, _)| path.clone()).collect()
}

/// Waits until the preview has the bytes of `site` under every path.
#[track_caller]
fn becomes(serving: &Serving, site: &BTreeMap<String, Vec<u8>>) {
    let began = Instant::now();
    loop {
        let differing = differing(serving, site);
        if differing.is_empty() {
            return;
        }
        assert!(began.elapsed() < PATIENCE, "{differing:?}");
    }
}

/// What a build of the project writes, and whether it builds at all.
fn built(root: &Path) -> Option<BTreeMap<String, Vec<u8>>> {
    let copy = SiteTest::copy_of(root).build();
    let site = copy.site();
    (!site.is_empty()).then_some(site)
}

#[test]
fn every_file_has_the_bytes_of_a_build_and_none_is_written() {
    for case in ["bilingual", "attachments", "theme-override", "drafts", "paging", "empty"] {
        let project = SiteTest::from(case);
        let site = built(project.root()).expect("it builds");
        let serving = Serving::of(project.root());
        assert_eq!(differing(&serving, &site), Vec::<String>::new(), "{case}");
        for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html") {
            let reply = serving.get(&target(path));
            let script = reply.body.len() - bytes.len();
            assert!(reply.status == 200 && (100..200).contains(&script), "{case}: {path}: {script} bytes more");
        }
        assert!(!project.root().join("public").exists());
    }
}

#[test]
fn a_save_is_shown_and_told() {
    let project = SiteTest::from("bilingual");
    let serving = Serving::of(project.root());
    let (mut news, before) = (serving.listen(), serving.get(PAGE));
    let first = news.next();
    assert!(before.text().contains(first["site"].as_str().expect("a name")), "{first}");
    let project = project.edit(QUESTION, "\n+++\n", "\n+++\nCâu mới thêm.\n");
    let told = news.next();
    assert!(
        told["site"] != first["site"] && told["overlay"] == Value::Null && told["restyled"] == Value::Null,
        "{told}"
    );
    let after = serving.get(PAGE);
    assert!(after.text().contains("Câu mới thêm.") && after.header("Doithoai-Page") != before.header("Doithoai-Page"));
    // Saved by renaming, as most editors do.
    let (file, temporary) = (project.root().join(QUESTION), project.root().join("content/rounds/.tmp"));
    let text = fs::read_to_string(&file).expect("a record").replace("Câu mới thêm.", "Câu đổi tên.");
    fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, &file)).expect("it can be written");
    serving.until(PAGE, |reply| reply.text().contains("Câu đổi tên."));
    // A page that says the same as before can be told from one that does not.
    let other = "/don-vi/thu-vien/";
    let name = |reply: &serving::Reply| reply.header("Doithoai-Page").map(ToOwned::to_owned);
    let before = serving.get(other);
    let _project = project.edit(QUESTION, "Câu đổi tên.", "Câu cuối.");
    serving.until(PAGE, |reply| reply.text().contains("Câu cuối."));
    let after = serving.get(other);
    assert!(name(&before).is_some() && name(&before) == name(&after) && before.body != after.body);
}

#[test]
fn a_broken_edit_keeps_the_last_good_site_under_its_diagnostics() {
    let project = SiteTest::from("bilingual");
    let good = built(project.root()).expect("it builds");
    let serving = Serving::of(project.root());
    let mut news = serving.listen();
    let mut site = news.next()["site"].clone();
    for (old, new, code) in [("kind = ", "kynd = ", "S08"), ("kind = ", "kind = [", "S07")] {
        let broken = project.root().join(QUESTION);
        let text = fs::read_to_string(&broken).expect("a record");
        fs::write(&broken, text.replacen(old, new, 1)).expect("it can be written");
        let told = news.until(|told| told["overlay"] != Value::Null);
        assert!(told.iter().all(|told| told["site"] == site), "{told:?}");
        let page = serving.get(PAGE).text();
        assert!(page.contains("role=\"alertdialog\"") && page.contains(&format!("{QUESTION}:")), "{page}");
        assert!(page.contains(code) || code == "S08", "{page}");
        assert!(page.contains(&format!(
            "vscode://file{}/{QUESTION}:",
            project.root().canonicalize().expect("it is there").display()
        )));
        let only_good = |path: &str| {
            let body = serving.get(&target(path)).text();
            let bytes = String::from_utf8_lossy(&good[path]).into_owned();
            body.starts_with(bytes.split("</body>").next().expect("a beginning"))
        };
        assert!(good.keys().filter(|path| path.ends_with(".html")).all(|path| only_good(path)));
        assert_eq!(
            serving.get("/__doithoai/overlay").text().matches("<li>").count(),
            page.matches("<li>").count() - only_items(&good)
        );
        fs::write(&broken, &text).expect("it can be written");
        let told = news.until(|told| told["overlay"] == Value::Null);
        site = told.last().expect("an event")["site"].clone();
        assert!(!serving.get(PAGE).text().contains("doithoai-overlay"));
    }
    becomes(&serving, &good);
}

/// How many list items the page of the question has by itself.
fn only_items(site: &BTreeMap<String, Vec<u8>>) -> usize {
    String::from_utf8_lossy(&site[&format!("{}index.html", &PAGE[1..])]).matches("<li>").count()
}

#[test]
fn a_project_that_is_broken_from_the_start_shows_why_and_then_itself() {
    let project = SiteTest::from("bilingual");
    let file = project.root().join(QUESTION);
    let text = fs::read_to_string(&file).expect("a record");
    fs::write(&file, text.replacen("kind = ", "kind = [", 1)).expect("it can be written");
    let serving = Serving::of(project.root());
    let page = serving.get(PAGE);
    assert!(
        page.status == 503 && page.text().contains("alertdialog") && page.text().contains(QUESTION),
        "{}",
        page.text()
    );
    assert!(page.text().contains("reload.js"));
    fs::write(&file, text).expect("it can be written");
    serving.until(PAGE, |reply| reply.status == 200);
}

#[test]
fn drafts_have_pages_of_their_own_and_are_marked() {
    let project = SiteTest::from("drafts").write(
        "content/rounds/2023-2024/khoa/questions/_003.md",
        "+++\ntitle = \"Nháp nội bộ\"\nkind = \"question\"\ntopics = [\"chung\"]\nvisibility = \"internal\"\nreason = \"x\"\n+++\nBí mật.\n",
    );
    let serving = Serving::of(project.root());
    for draft in ["/dot/2023-2024/khoa/y-kien/_002/", "/don-vi/_khoa-moi/", "/_gioi-thieu/", "/dot/_2024-2025/"] {
        let page = serving.get(draft);
        let text = page.text();
        assert!(
            page.status == 200 && text.contains("data-draft=\"true\"") && text.contains("Bản nháp:"),
            "{draft}: {}",
            page.status
        );
    }
    assert_eq!(
        serving.get("/dot/2023-2024/khoa/y-kien/_002").header("Location"),
        Some("/dot/2023-2024/khoa/y-kien/_002/")
    );
    let list = serving.get("/__doithoai/drafts/").text();
    assert!(list.contains("Ý kiến nháp") && list.contains("/dot/2023-2024/khoa/y-kien/_002/"), "{list}");
    let internal = serving.get("/dot/2023-2024/khoa/y-kien/_003/");
    assert!(internal.status == 404 && !internal.text().contains("Bí mật"));
    assert!(!list.contains("/_003/"), "{list}");
    let page = serving.get("/dot/2023-2024/khoa/y-kien/001/").text();
    assert!(!page.contains("data-draft") && !page.contains("Ý kiến nháp"));
    let _project = project.remove("content/rounds/2023-2024/khoa/questions/_002.md");
    serving.until("/dot/2023-2024/khoa/y-kien/_002/", |reply| reply.status == 404);
}

#[test]
fn a_theme_reloads_its_stylesheets_are_told_apart_and_its_faults_are_shown() {
    let project = SiteTest::from("theme-override");
    let serving = Serving::of(project.root());
    let mut news = serving.listen();
    let first = news.next();
    let home = serving.get("/").text();
    let project = project.write("themes/rieng/static/extra.css", "p { color: teal }\n");
    let told = news.next();
    assert_eq!(told["restyled"], first["site"], "{told}");
    let project = project.write(
        "themes/rieng/templates/page.html",
        "{% extends \"default/page.html\" %}\n{% block eyebrow %}Riêng{% endblock %}\n",
    );
    let told = news.next();
    assert!(told["restyled"] == Value::Null && told["overlay"] == Value::Null, "{told}");
    assert!(serving.get("/gioi-thieu/").text().contains("Riêng"));
    let good = serving.get("/gioi-thieu/").text();
    for fault in [
        "{% extends \"default/page.html\" %}\n{% block eyebrow %}{{ page.nothing.at.all }}{% endblock %}\n",
        "{% extends \"default/page.html\" %}\n{% if %}\n",
    ] {
        fs::write(project.root().join("themes/rieng/templates/page.html"), fault).expect("it can be written");
        news.until(|told| told["overlay"] != Value::Null);
        let page = serving.get("/gioi-thieu/").text();
        assert!(page.contains("themes/rieng/templates/page.html:2:") && page.contains("alertdialog"), "{page}");
        assert!(page.starts_with(
            good.split("<script src=\"/__doithoai").next().expect("a beginning").trim_end_matches("</body>\n</html>\n")
        ));
        fs::write(project.root().join("themes/rieng/templates/page.html"), "{% extends \"default/page.html\" %}\n")
            .expect("it can be written");
        news.until(|told| told["overlay"] == Value::Null);
        fs::write(
            project.root().join("themes/rieng/templates/page.html"),
            "{% extends \"default/page.html\" %}\n{% block eyebrow %}Riêng{% endblock %}\n",
        )
        .expect("it can be written");
        serving.until("/gioi-thieu/", |reply| reply.text().contains("Riêng"));
    }
    let other = |text: String| text.split("<head>").next().map(ToOwned::to_owned);
    assert_eq!(other(home), other(serving.get("/").text()));
}

#[test]
fn half_written_files_frighten_nobody() {
    let project = SiteTest::from("bilingual");
    let serving = Serving::of(project.root());
    let mut news = serving.listen();
    news.next();
    let file = project.root().join(QUESTION);
    let text = fs::read_to_string(&file).expect("a record");
    // Only what an editor's program does in one go counts: on a machine that is busy a half may lie there for long.
    let (mut n, mut quick) = (0, 0);
    while quick < 5 {
        n += 1;
        assert!(n < 100, "the machine is too busy");
        let begun = Instant::now();
        fs::write(&file, "").expect("it can be written");
        std::thread::sleep(Duration::from_millis(15));
        fs::write(&file, &text[..text.floor_char_boundary(text.len() / 3)]).expect("it can be written");
        std::thread::sleep(Duration::from_millis(15));
        fs::write(&file, format!("{text}\nLần {n}.\n")).expect("it can be written");
        let in_one_go = begun.elapsed() < Duration::from_millis(80);
        loop {
            let told = news.next();
            if told["overlay"] == Value::Null {
                break;
            }
            assert!(!in_one_go, "{told}");
        }
        quick += usize::from(in_one_go);
        serving.until(PAGE, |reply| reply.text().contains(&format!("Lần {n}.")));
    }
}

#[test]
fn many_files_at_once_folders_and_links() {
    let project = SiteTest::from("bilingual");
    let serving = Serving::of(project.root());
    let questions = project.root().join("content/rounds/2023-2024/khoa-luat/questions");
    let text = fs::read_to_string(project.root().join(QUESTION)).expect("a record");
    let renew = |word: &str| {
        for n in 100..500 {
            let text = text.replacen("title = \"", &format!("title = \"{word} {n}: "), 1);
            fs::write(questions.join(format!("{n}.md")), text).expect("it can be written");
        }
    };
    renew("Một");
    serving.until("/dot/2023-2024/khoa-luat/y-kien/499/", |reply| reply.text().contains("Một 499"));
    renew("Hai");
    serving.until("/dot/2023-2024/khoa-luat/y-kien/100/", |reply| reply.text().contains("Hai 100"));
    let site = built(project.root());
    for n in 100..500 {
        fs::remove_file(questions.join(format!("{n}.md"))).expect("it is there");
    }
    serving.until("/dot/2023-2024/khoa-luat/y-kien/499/", |reply| reply.status == 404);
    assert!(site.is_none_or(|site| site.len() > 400));
    // A folder that comes whole, and one that goes whole.
    let away = project.root().join("away");
    fs::rename(&questions, &away).expect("it can be moved");
    serving.until(PAGE, |reply| reply.status == 404 || reply.text().contains("alertdialog"));
    fs::rename(&away, &questions).expect("it can be moved");
    serving.until(PAGE, |reply| reply.status == 200 && !reply.text().contains("alertdialog"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("..", project.root().join("content/units/circle")).expect("a link");
        serving.until(PAGE, |reply| reply.text().contains("content/units/circle"));
        fs::remove_file(project.root().join("content/units/circle")).expect("it is there");
        serving.until(PAGE, |reply| !reply.text().contains("alertdialog"));
    }
    becomes(&serving, &built(project.root()).expect("it builds"));
}

#[test]
fn a_project_that_vanishes_is_said_to_and_comes_back() {
    let project = SiteTest::from("bilingual");
    let mut serving = Serving::of(project.root());
    let good = built(project.root()).expect("it builds");
    let (content, away) = (project.root().join("content"), project.root().join("away"));
    fs::rename(&content, &away).expect("it can be moved");
    let page = serving.until(PAGE, |reply| reply.text().contains("alertdialog")).text();
    assert!(page.contains("không có thư mục <code>content</code>"), "{page}");
    let text = fs::read_to_string(away.join(&QUESTION["content/".len()..])).expect("a record");
    fs::rename(&away, &content).expect("it can be moved");
    becomes(&serving, &good);
    fs::write(project.root().join(QUESTION), format!("{text}\nTrở lại rồi.\n")).expect("it can be written");
    serving.until(PAGE, |reply| reply.text().contains("Trở lại rồi."));
    assert!(serving.is_running());
}

#[test]
fn after_any_edits_pages_are_those_of_a_fresh_build() {
    for seed in [1, 7] {
        let project = SiteTest::from("bilingual");
        let serving = Serving::of(project.root());
        let mut good = built(project.root()).expect("it builds");
        let mut sources = read_all(&project.root().join("content"));
        let mut dice = Dice(seed);
        let mut built_times = 0;
        for step in 0..25 {
            for _ in 0..=dice.roll(3) {
                edit(project.root(), &mut dice, step);
            }
            // What does not build leaves the last good site, under what is wrong.
            match built(project.root()) {
                Some(site) => {
                    becomes(&serving, &site);
                    good = site;
                    sources = read_all(&project.root().join("content"));
                    built_times += 1;
                }
                None => {
                    serving.until("/", |reply| reply.text().contains("alertdialog"));
                    let home = String::from_utf8_lossy(&good["index.html"]).into_owned();
                    assert!(serving.get("/").text().starts_with(home.split("</body>").next().expect("a beginning")));
                    if dice.roll(2) == 0 {
                        restore(project.root(), &sources);
                    }
                }
            }
        }
        assert!(built_times > 3, "seed {seed} breaks the project too soon to tell anything");
    }
}
