//! Sessions at the console: what is typed, what is told, and the status.
//!
//! The program runs in this process, on throw-away folders; the last test starts it for real.

#![allow(clippy::disallowed_methods, reason = "works on folders")]

use camino::{Utf8Path, Utf8PathBuf};
use doithoai::cli::{Environment, Status, run};
use std::ffi::OsString;
use std::fs;

/// A folder to work in.
struct Desk {
    folder: tempfile::TempDir,
}

/// What one command told.
#[derive(Debug)]
struct Told {
    status: Status,
    out: String,
    err: String,
}

impl Desk {
    /// An empty folder.
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder can be made") }
    }

    /// A folder with the register that `init` makes, in `so`.
    fn with_register() -> Self {
        let desk = Self::empty();
        desk.run(&["init", "so"]).is(Status::Clean);
        desk
    }

    fn root(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).expect("its name is UTF-8")
    }

    fn project(&self) -> Utf8PathBuf {
        self.root().join("so")
    }

    /// Runs the program; the argument `so` stands for the project's folder.
    fn run(&self, arguments: &[&str]) -> Told {
        self.run_in(&Environment::default(), arguments)
    }

    fn run_in(&self, environment: &Environment, arguments: &[&str]) -> Told {
        let project = self.project();
        let place = |word: &&str| OsString::from(if *word == "so" { project.as_str() } else { *word });
        let words = std::iter::once(OsString::from("doithoai")).chain(arguments.iter().map(place));
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let status = run(words, environment, &mut out, &mut err);
        let text = |bytes| String::from_utf8(bytes).expect("what is told is text").replace(project.as_str(), "so");
        Told { status, out: text(out), err: text(err) }
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let place = self.project().join(path);
        fs::create_dir_all(place.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(place, text).expect("the file can be written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.project().join(path)).expect("the file is there")
    }
}

impl Told {
    #[track_caller]
    fn is(self, status: Status) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    #[track_caller]
    fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.out.contains(word) || self.err.contains(word), "`{word}` is not told: {self:#?}");
        }
        self
    }
}

/// A question with five faults.
const FIVE_FAULTS: &str = "+++\n\
    titel = \"Hỏi về học phí\"\n\
    kind = \"cau-hoi\"\n\
    topics = \"co-so-vat-chat\"\n\
    received = 2024-03-06\n\
    similar = true\n\
    \n\
    [[assigned]]\n\
    unit = \"khoa-cntt\"\n\
    on = 2024-02-30\n\
    +++\n\
    \n\
    Học phí kỳ này khi nào đóng?\n";

const FAULTY: &str = "content/rounds/2023-2024/khoa-cntt/questions/003.md";

#[test]
fn a_new_project_is_clean() {
    let desk = Desk::empty();
    let told = desk.run(&["init", "so"]).is(Status::Clean);
    for path in ["so/.gitignore", "so/content/site.toml", "so/content/rounds/2023-2024/khoa-cntt/questions/002.md"] {
        assert!(told.out.lines().any(|line| line == path), "{path}: {told:#?}");
    }
    let checked = desk.run(&["check", "so", "--deny", "warnings"]).is(Status::Clean);
    assert_eq!((checked.out.as_str(), checked.err.as_str()), ("", "không có lỗi nào trong 13 tệp\n"));
    assert_eq!(desk.read(".gitignore").lines().last(), Some("public/"));
}

#[test]
fn a_project_is_never_made_over_another() {
    let desk = Desk::with_register();
    desk.write("content/site.toml", "# của tôi\n");
    desk.run(&["init", "so"]).is(Status::Failed).says(&["đã có `so/content`; không ghi đè"]);
    assert_eq!(desk.read("content/site.toml"), "# của tôi\n");
}

#[test]
fn an_old_gitignore_stays() {
    let desk = Desk::empty();
    desk.write(".gitignore", "*.tmp\n");
    desk.run(&["init", "so"]).is(Status::Clean);
    assert_eq!(desk.read(".gitignore"), "*.tmp\n");
}

#[test]
fn new_records_of_every_kind_are_clean() {
    let desk = Desk::with_register();
    for (kind, path, written) in [
        ("unit", "vien-cong-nghe", "content/units/vien-cong-nghe.md"),
        ("topic", "the-thao", "content/topics.toml"),
        ("procedure", "hang-nam", "content/procedures/hang-nam.toml"),
        ("round", "2024-2025", "content/rounds/2024-2025/round.md"),
        ("dialogue", "2024-2025/khoa-cntt", "content/rounds/2024-2025/khoa-cntt/dialogue.md"),
        ("question", "2023-2024/khoa-cntt", "content/rounds/2023-2024/khoa-cntt/questions/003.md"),
        ("question", "rounds/2023-2024/khoa-cntt/questions", "content/rounds/2023-2024/khoa-cntt/questions/004.md"),
        ("question", "2023-2024/khoa-cntt/012", "content/rounds/2023-2024/khoa-cntt/questions/012.md"),
        ("question", "2023-2024/khoa-cntt", "content/rounds/2023-2024/khoa-cntt/questions/013.md"),
        ("commitment", "2023-2024/khoa-cntt/thuc-tap", "content/rounds/2023-2024/khoa-cntt/commitments/thuc-tap.md"),
        ("commitment", "2023-2024/chung", "content/rounds/2023-2024/commitments/chung.md"),
        ("document", "huong-dan", "content/documents/huong-dan.toml"),
        ("document", "2023-2024/thong-bao", "content/rounds/2023-2024/documents/thong-bao.toml"),
        ("document", "2023-2024/khoa-cntt/bien-ban", "content/rounds/2023-2024/khoa-cntt/documents/bien-ban.toml"),
        ("survey", "2023-2024/khoa-cntt/phieu", "content/rounds/2023-2024/khoa-cntt/surveys/phieu.md"),
        ("calendar", "2024", "content/calendar/2024.toml"),
        ("page", "cach-hoi", "content/pages/cach-hoi.md"),
    ] {
        let told = desk.run(&["new", kind, path, "so"]).is(Status::Clean);
        assert_eq!((told.out, told.err), (format!("so/{written}\n"), String::new()));
        assert!(desk.read(written).contains('#'), "{written} has no comment");
    }
    desk.run(&["check", "so"]).is(Status::Clean);
}

#[test]
fn what_new_wrote_is_a_draft_until_somebody_writes() {
    let shown = |desk: &Desk| desk.project().join("public/dot/2023-2024/khoa-cntt/y-kien/003/index.html").exists();
    for (lang, mark) in [("vi", "VIẾT Ở ĐÂY:"), ("en", "WRITE HERE:")] {
        let desk = Desk::with_register();
        desk.run(&["new", "question", "2023-2024/khoa-cntt", "so", "--lang", lang]).is(Status::Clean);
        let stub = desk.read(FAULTY);
        assert_eq!(stub.matches("[[answers]]").count(), 1);
        let told = desk.run(&["build", "so", "--format", "short"]).is(Status::Clean);
        assert!(told.out.contains(&format!("{FAULTY}:4:9: warning[L02]: còn chữ mẫu `{mark}`")), "{}", told.out);
        assert!(!shown(&desk), "{lang}");
        // The title alone is not enough.
        let titled = stub.replacen(&format!("\"{mark}"), "\"", 1);
        desk.write(FAULTY, &titled);
        desk.run(&["build", "so", "--format", "short"]).is(Status::Clean).says(&[mark]);
        assert!(!shown(&desk), "{lang}");
        desk.write(FAULTY, titled.replacen(&format!("\n{mark}"), "\n", 1));
        let told = desk.run(&["build", "so", "--format", "short"]).is(Status::Clean);
        assert!(told.out.is_empty() && shown(&desk), "{}", told.out);
    }
}

#[test]
fn templates_of_both_languages_ask_for_the_same() {
    let written = |lang: &str| {
        let desk = Desk::with_register();
        for (kind, path) in [
            ("unit", "vien-x"),
            ("topic", "the-thao"),
            ("procedure", "hang-nam"),
            ("round", "2024-2025"),
            ("dialogue", "2024-2025/khoa-cntt"),
            ("question", "2024-2025/khoa-cntt"),
            ("commitment", "2024-2025/khoa-cntt/wifi"),
            ("document", "huong-dan"),
            ("survey", "2024-2025/phieu"),
            ("calendar", "2025"),
            ("page", "cach-hoi"),
        ] {
            desk.run(&["new", kind, path, "so", "--lang", lang]).is(Status::Clean);
        }
        desk.run(&["check", "so"]).is(Status::Clean);
        let mut keys = Vec::new();
        for file in support_files(&desk.project().join("content")) {
            let text = fs::read_to_string(&file).expect("text");
            let key = |line: &str| Some(line.trim_start_matches("# ").split_once(" = ")?.0.to_owned());
            keys.extend(
                text.lines().filter_map(key).filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')),
            );
        }
        keys
    };
    assert_eq!(written("vi"), written("en"));
}

/// Every text below a folder, in order.
fn support_files(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<Utf8PathBuf> = entries.map(|path| Utf8PathBuf::from_path_buf(path).expect("UTF-8")).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { support_files(&path) } else { vec![path] }).collect()
}

#[test]
fn a_new_record_is_of_today_even_in_a_register_that_is_frozen() {
    let desk = Desk::with_register();
    desk.run(&["new", "dialogue", "2023-2024/truong", "so"]).is(Status::Clean);
    desk.run(&["new", "question", "2023-2024/truong", "so", "--as-of", "2024-05-06"]).is(Status::Clean);
    let question = desk.read("content/rounds/2023-2024/truong/questions/001.md");
    assert!(question.contains("\nreceived = 2024-05-06\n"), "{question}");
}

#[test]
fn a_new_record_knows_where_it_is() {
    let desk = Desk::with_register();
    desk.run(&["new", "question", "2023-2024/khoa-cntt", "so"]).is(Status::Clean);
    let question = desk.read(FAULTY);
    for line in ["topics = [\"chuong-trinh-hoc\"]", "received = 2024-03-06", "# unit = \"khoa-cntt\""] {
        assert!(question.contains(line), "{line}: {question}");
    }
    desk.run(&["new", "document", "2023-2024/khoa-cntt/bien-ban", "so"]).is(Status::Clean);
    let minutes = desk.read("content/rounds/2023-2024/khoa-cntt/documents/bien-ban.toml");
    assert!(minutes.contains("type = \"BB\"") && minutes.contains("issuer = \"khoa-cntt\""), "{minutes}");
}

#[test]
fn new_refuses_what_has_no_place() {
    let desk = Desk::with_register();
    for (kind, path, words) in [
        ("unit", "khoa-cntt", "đã có `so/content/units/khoa-cntt.md`; không ghi đè"),
        ("topic", "co-so-vat-chat", "đã có lĩnh vực `co-so-vat-chat`"),
        ("unit", "Khoa Toán", "đổi thành `khoa-toan`"),
        ("dialogue", "2023-204/x", "gần nhất: `2023-2024`"),
        ("question", "2023-2024/khoa-cnt", "gần nhất: `2023-2024/khoa-cntt`"),
        ("commitment", "2023-2024/khoa-cntt", "thiếu tên của hồ sơ sau `2023-2024/khoa-cntt`"),
        ("page", "thong-ke", "`thong-ke` là địa chỉ dành riêng"),
        ("page", "../ra-ngoai", "không phải là mã (slug)"),
    ] {
        desk.run(&["new", kind, path, "so"]).is(Status::Failed).says(&[words]);
    }
    desk.run(&["new", "unit", "khoa-x", "nowhere"]).is(Status::Failed).says(&["không có thư mục dự án `nowhere`"]);
}

#[test]
fn every_fault_of_a_file_is_told_in_one_run() {
    let desk = Desk::with_register();
    desk.write(FAULTY, FIVE_FAULTS);
    let told = desk.run(&["check", "so", "--format", "short"]).is(Status::Faulty);
    for place in ["2:1: error[S01]", "3:8: error[S04]", "4:10: error[S05]", "6:11: error[S05]", "10:6: error[T01]"] {
        assert!(told.out.contains(&format!("{FAULTY}:{place}")), "{place}: {}", told.out);
    }
    assert!(told.out.lines().all(|line| line.starts_with(FAULTY)), "{}", told.out);
    assert!(told.err.ends_with(" lỗi trong 14 tệp\n"), "{}", told.err);
}

#[test]
fn each_form_goes_to_its_stream() {
    let desk = Desk::with_register();
    desk.write(FAULTY, FIVE_FAULTS);
    let human = desk.run(&["check", "so"]).is(Status::Faulty).says(&["lỗi[S01]: ", "--> ", "gợi ý: ", "titel = "]);
    assert_eq!(human.out, "");
    let json = desk.run(&["check", "so", "--format=json", "--quiet"]).is(Status::Faulty);
    assert_eq!(json.err, "");
    assert!(json.out.lines().all(|line| line.starts_with("{\"code\":\"") && line.ends_with('}')), "{}", json.out);
    let github = desk.run(&["check", "so", "--format", "github"]).is(Status::Faulty);
    assert!(github.out.contains(&format!("::error file={FAULTY},line=2,col=1,title=S01::")), "{}", github.out);
}

#[test]
fn words_are_vietnamese_unless_asked_otherwise() {
    let desk = Desk::with_register();
    desk.write(FAULTY, FIVE_FAULTS);
    desk.run(&["check", "so"]).says(&["lỗi[S01]"]);
    desk.run(&["check", "so", "--lang", "en"]).says(&["error[S01]", "help: ", " errors in 14 files"]);
    desk.run(&["--lang=en", "check", "so"]).says(&["error[S01]"]);
    let english = Environment { lang: Some("en".to_owned()), ..Environment::default() };
    desk.run_in(&english, &["check", "so"]).says(&["error[S01]"]);
    desk.run_in(&english, &["check", "so", "--lang", "vi"]).says(&["lỗi[S01]"]);
    desk.run(&["--help"]).is(Status::Clean).says(&[
        "Cách dùng: doithoai [TUỲ CHỌN] <LỆNH>",
        "Lệnh:",
        "in trợ giúp này",
    ]);
    let help = desk.run(&["check", "--help", "--lang", "en"]).is(Status::Clean);
    assert!(help.out.contains("Usage: doithoai check [OPTIONS] [ROOT]") && help.err.is_empty(), "{help:#?}");
}

#[test]
fn colours_are_for_terminals() {
    let desk = Desk::with_register();
    desk.write(FAULTY, FIVE_FAULTS);
    let terminal = Environment { terminal: true, ..Environment::default() };
    let colored =
        |environment: &Environment, arguments: &[&str]| desk.run_in(environment, arguments).err.contains("\u{1b}[");
    assert!(colored(&terminal, &["check", "so"]));
    assert!(!colored(&terminal, &["check", "so", "--no-color"]));
    assert!(!colored(&Environment { no_color: true, ..terminal.clone() }, &["check", "so"]));
    assert!(!colored(&Environment::default(), &["check", "so"]));
}

#[test]
fn what_is_not_understood_is_status_two() {
    let desk = Desk::empty();
    for (arguments, words) in [
        (&["check", "--formt", "json"][..], &["không có tuỳ chọn `--formt`", "gần nhất: `--format`"][..]),
        (&["chek"], &["không có lệnh `chek`", "gần nhất: `check`"]),
        (&["check", "--format", "yaml"], &["không nhận giá trị `yaml`", "human, short, json, github"]),
        (&["check", "--as-of", "30/6"], &["không nhận giá trị `30/6`", "ví dụ `2024-06-30`"]),
        (&["check", "--jobs", "0"], &["`--jobs <N>` không nhận giá trị `0`", "một số nguyên từ 1"]),
        (&["check", "--deny"], &["cần một giá trị"]),
        (&["check", "a", "b"], &["thừa đối số `b`"]),
        (&["new", "unit"], &["thiếu <PATH>", "xem `doithoai new --help`"]),
        (&[], &["Cách dùng"]),
    ] {
        let told = desk.run(arguments).is(Status::Failed).says(words);
        assert_eq!(told.out, "", "{arguments:?}");
    }
    desk.run(&["check", "--formt", "--lang", "en"])
        .is(Status::Failed)
        .says(&["error: there is no option `--formt` here"]);
}

#[test]
fn what_cannot_be_read_is_told() {
    let desk = Desk::empty();
    desk.run(&["check", "nowhere"]).is(Status::Failed).says(&["lỗi: không có thư mục dự án `nowhere`"]);
    fs::create_dir(desk.project()).expect("the folder can be made");
    desk.run(&["check", "so"]).is(Status::Failed).says(&["`so` không có thư mục `content`", "doithoai init so"]);
    let desk = Desk::with_register();
    desk.write("content/pages/hong.md", b"+++\ntitle = \"H\xffng\"\n+++\n");
    let told = desk.run(&["check", "so", "--format", "short"]).is(Status::Faulty);
    assert!(told.out.starts_with("content/pages/hong.md:2:11: error[S07]: "), "{told:#?}");
    desk.run(&["check", "so"]).says(&["title = \"H"]);
}

#[test]
fn a_new_project_builds_and_a_fault_leaves_its_site_alone() {
    let desk = Desk::with_register();
    desk.run(&["build", "so", "--verify"]).is(Status::Clean).says(&["không có lỗi nào trong 13 tệp", "ghi "]);
    let home = desk.read("public/index.html");
    assert!(home.contains("Đối thoại với người học"), "{home}");
    desk.run(&["build", "so"]).is(Status::Clean).says(&["ghi 0 tệp"]);
    desk.write(FAULTY, FIVE_FAULTS);
    desk.run(&["build", "so"]).is(Status::Faulty).says(&["lỗi[S01]", "không ghi gì"]);
    assert_eq!(desk.read("public/index.html"), home);
}

#[test]
fn warnings_count_when_they_are_denied() {
    let desk = Desk::with_register();
    let dialogue = "content/rounds/2023-2024/khoa-cntt/questions/001.md";
    let text = desk.read(dialogue).replace("mode = \"written\"", "mode = \"at-dialogue\"");
    desk.write(dialogue, text);
    desk.run(&["check", "so"]).is(Status::Clean).says(&["cảnh báo[W19]", "1 cảnh báo trong 13 tệp"]);
    let denied = desk.run(&["check", "so", "--deny", "warnings"]).is(Status::Faulty);
    assert!(denied.err.contains("--deny warnings"), "{denied:#?}");
}

#[test]
fn why_names_every_written_file() {
    let desk = Desk::with_register();
    desk.run(&["build", "so", "--why"]).is(Status::Clean).says(&["index.html: mới"]);
    let silent = desk.run(&["build", "so", "--why"]).is(Status::Clean);
    assert!(!silent.err.contains(".html: "), "{silent:#?}");
    fs::remove_file(desk.project().join("public/robots.txt")).expect("the file is there");
    desk.write("public/404.html", "mine");
    let page = "content/pages/gioi-thieu.md";
    desk.write(page, desk.read(page) + "\nThêm một câu.\n");
    let told = desk.run(&["build", "so", "--why", "--lang", "en"]).is(Status::Clean).says(&[
        "404.html: altered in the output",
        "gioi-thieu/index.html: its bytes changed",
        "robots.txt: missing in the output",
    ]);
    assert!(told.out.is_empty(), "{told:#?}");
}

#[test]
fn a_build_of_what_did_not_change_tells_the_same() {
    let desk = Desk::with_register();
    let dialogue = "content/rounds/2023-2024/khoa-cntt/questions/001.md";
    let text = desk.read(dialogue);
    desk.write(dialogue, text.replace("mode = \"written\"", "mode = \"at-dialogue\""));
    // File systems tell time in ticks, and what was written in this one is not trusted.
    let settle = || std::thread::sleep(std::time::Duration::from_millis(50));
    settle();
    let build = |more: &[&str]| desk.run(&[&["build", "so", "--timings"], more].concat());
    let first = build(&[]).is(Status::Clean).says(&["cảnh báo[W19]", "1 cảnh báo trong 13 tệp", "phân tích"]);
    let warning = |told: &Told| told.err.split("  0.").next().unwrap_or_default().to_owned();
    let again = build(&[]).is(Status::Clean).says(&["so với lần trước", "ghi 0 tệp"]);
    assert_eq!(warning(&again), warning(&first));
    // Anything else than the same is a build.
    for more in [&["--as-of", "2024-05-02"][..], &["--verify"], &["--deny", "warnings"]] {
        build(more).says(&["phân tích"]);
    }
    // Notes are looked for where they are asked for, whatever the build before told.
    assert!(!first.err.contains("thông tin"), "{first:#?}");
    build(&["--verbose"]).is(Status::Clean).says(&["phân tích", "thông tin[T09]", " thông tin trong 13 tệp"]);
    build(&[]).is(Status::Clean);
    let home = desk.read("public/index.html");
    desk.write("public/index.html", "mine");
    build(&[]).is(Status::Clean).says(&["phân tích", "ghi 1 tệp"]);
    assert_eq!(desk.read("public/index.html"), home);
    build(&[]).is(Status::Clean).says(&["so với lần trước"]);
    desk.write(dialogue, text);
    settle();
    let mended = build(&[]).is(Status::Clean).says(&["phân tích"]);
    assert!(!mended.err.contains("W19"), "{mended:#?}");
}

#[test]
fn a_published_record_does_not_vanish() {
    let desk = Desk::with_register();
    desk.run(&["build", "so"]).is(Status::Clean);
    let old = desk.project().join("content/rounds/2023-2024/khoa-cntt/questions/002.md");
    fs::rename(&old, desk.project().join(FAULTY)).expect("the question is there");
    let other = desk.root().join("other");
    for arguments in [&["check", "so"][..], &["build", "so"], &["build", "so", "--out", other.as_str()]] {
        desk.run(arguments).is(Status::Faulty).says(&["lỗi[S02]", "questions/003.md:1:1"]);
    }
    assert!(!other.exists());
    // Of a record that cannot be read, its own fault is told and nothing else.
    fs::rename(desk.project().join(FAULTY), &old).expect("the question is there");
    let text = fs::read_to_string(&old).expect("it can be read");
    fs::write(&old, "no front matter").expect("it can be written");
    let told = desk.run(&["check", "so"]).is(Status::Faulty).says(&["lỗi[S07]"]);
    assert!(!told.err.contains("U04"), "{told:#?}");
    fs::write(&old, text.replacen("kind = ", "visibility = \"internal\"\nkind = ", 1)).expect("it can be written");
    desk.run(&["build", "so"]).is(Status::Faulty).says(&["lỗi[U04]", "questions/002"]);
}

#[test]
fn jobs_change_nothing() {
    let desk = Desk::with_register();
    desk.write(FAULTY, FIVE_FAULTS);
    let one = desk.run(&["check", "so", "--jobs", "1", "--format", "json"]).out;
    let eight = desk.run(&["check", "so", "--jobs", "8", "--format", "json"]).out;
    assert_eq!(one, eight);
}

#[test]
fn codes_are_explained() {
    let desk = Desk::empty();
    desk.run(&["explain", "w01"]).is(Status::Clean).says(&["W01  lỗi", "Cách sửa"]);
    desk.run(&["explain", "W01", "--lang", "en"]).is(Status::Clean).says(&["W01  error", "To put it right"]);
    desk.run(&["explain", "R99"]).is(Status::Failed).says(&["không có mã `R99`", "gần nhất: `R0"]);
    let all = desk.run(&["explain"]).is(Status::Clean);
    assert!(all.out.lines().count() > 60 && all.out.starts_with("S01  lỗi"), "{}", all.out);
}

#[test]
fn the_program_itself_ends_with_the_status() {
    let desk = Desk::empty();
    let program = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_doithoai"));
        command.args(arguments).current_dir(desk.root()).env_remove("DOITHOAI_LANG");
        command.output().expect("the program starts")
    };
    assert_eq!(program(&["init", "so"]).status.code(), Some(0));
    assert_eq!(program(&["check", "so"]).status.code(), Some(0));
    desk.write(FAULTY, FIVE_FAULTS);
    assert_eq!(program(&["check", "so"]).status.code(), Some(1));
    let failed = program(&["check", "nowhere"]);
    assert_eq!((failed.status.code(), failed.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8_lossy(&failed.stderr).starts_with("lỗi: "), "{failed:?}");
    assert_eq!(program(&["--version"]).stdout, format!("doithoai {}\n", env!("CARGO_PKG_VERSION")).into_bytes());
}
