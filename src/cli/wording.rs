//! The words of the help, in both languages.
//!
//! A table of words goes over clap's own description of the commands ([`arguments`](super::arguments)); nothing in the
//! help is left in another language than the one asked for. A test holds that no command and no option lacks its words.

use super::arguments::Arguments;
use crate::check::Prose;
use crate::diagnostic::Lang;
use clap::{Arg, ArgAction, Command, CommandFactory};

/// The words of one command.
struct Words {
    name: &'static str,
    about: Prose,
    /// What follows the command's name in its usage line, after the options.
    usage: &'static str,
    after: Option<Prose>,
}

const fn words(name: &'static str, usage: &'static str, vi: &'static str, en: &'static str) -> Words {
    Words { name, about: Prose { vi, en }, usage, after: None }
}

impl Words {
    const fn after(mut self, vi: &'static str, en: &'static str) -> Self {
        self.after = Some(Prose { vi, en });
        self
    }
}

const COMMANDS: [Words; 15] = [
    words(
        "doithoai",
        "<LỆNH>",
        "Sổ đối thoại giữa nhà trường và người học: đọc hồ sơ, kiểm tra, dựng thành trang web công khai.",
        "A school's dialogues with its students: reads the records, checks them, builds the public site.",
    )
    .after(
        "Bắt đầu: `doithoai init so-doi-thoai`, rồi `doithoai serve so-doi-thoai`.\n\
         Mã kết thúc: 0 không có lỗi, 1 nội dung có lỗi, 2 chương trình không làm được việc.",
        "To begin: `doithoai init register`, then `doithoai serve register`.\n\
         Exit status: 0 no error, 1 the content has errors, 2 the program could not do its work.",
    ),
    words(
        "init",
        "<DIR>",
        "Tạo dự án mới: một sổ nhỏ, đầy đủ, có chú thích, dựng được ngay.",
        "Makes a new project: a small, complete, commented register that builds.",
    ),
    words(
        "new",
        "<KIND> <PATH> [ROOT]",
        "Viết một hồ sơ mới có chú thích vào đúng chỗ; không bao giờ ghi đè.",
        "Writes a commented record into the right place; never overwrites.",
    )
    .after(
        "Ví dụ:\n  doithoai new unit khoa-cntt\n  doithoai new round 2024-2025\n  doithoai new dialogue 2024-2025/khoa-cntt\n  \
         doithoai new question 2024-2025/khoa-cntt        (tự lấy số tiếp theo)\n  \
         doithoai new commitment 2024-2025/khoa-cntt/wifi-nha-b\n  doithoai new document 2024-2025/ke-hoach",
        "Examples:\n  doithoai new unit khoa-cntt\n  doithoai new round 2024-2025\n  doithoai new dialogue 2024-2025/khoa-cntt\n  \
         doithoai new question 2024-2025/khoa-cntt        (takes the next number)\n  \
         doithoai new commitment 2024-2025/khoa-cntt/wifi-nha-b\n  doithoai new document 2024-2025/ke-hoach",
    ),
    words(
        "check",
        "[ROOT]",
        "Đọc tất cả, báo tất cả, không ghi gì.",
        "Reads everything, reports everything, writes nothing.",
    ),
    words(
        "build",
        "[ROOT]",
        "Kiểm tra rồi dựng trang web vào ROOT/public; có lỗi thì giữ nguyên trang cũ.",
        "Checks, then builds the site into ROOT/public; errors leave the old site as it was.",
    ),
    words(
        "serve",
        "[ROOT]",
        "Xem trước tại http://127.0.0.1:1111, dựng lại và tải lại sau mỗi thay đổi.",
        "Local preview at http://127.0.0.1:1111, rebuilt and reloaded at every change.",
    ),
    words(
        "import",
        "<FILE> --into <ROUND/DIALOGUE> [ROOT]",
        "Nhập ý kiến, trả lời, tình trạng và nội dung khắc phục từ .xlsx, .csv, .docx, .html, .md, .txt; chỉ chạy thử nếu không có --write.",
        "Imports questions, answers, statuses and remediation from .xlsx, .csv, .docx, .html, .md, .txt; a dry run unless --write.",
    )
    .after(
        "Ví dụ:\n  doithoai import tong-hop.xlsx --into 2023-2024/khoa-cntt           (chạy thử: in cách hiểu từng cột và mọi lỗi)\n  \
         doithoai import tong-hop.xlsx --into 2023-2024/khoa-cntt --write   (ghi tất cả, hoặc không ghi gì)\n  \
         doithoai import tong-hop.xlsx --into 2023-2024/khoa-cntt --map \"Góp ý\"=text --ignore \"Họ và tên\"\n\n\
         Các trường của --map: number, text, title, kind, topic, from, unit, co, answer, conclusion, action, due, status, evaluation, document, date, received, answered, visibility, reason, note.\n\
         Nhập lại cùng một tệp không đổi gì; nhập lại tệp đã sửa thì cập nhật.\n\
         Mã kết thúc: 0 nhập được (có thể có cảnh báo), 1 có dòng lỗi hoặc có cột dữ liệu cá nhân, 2 không đọc được tệp.",
        "Examples:\n  doithoai import summary.xlsx --into 2023-2024/khoa-cntt           (dry run: how each column is understood, and every problem)\n  \
         doithoai import summary.xlsx --into 2023-2024/khoa-cntt --write   (writes all, or nothing)\n  \
         doithoai import summary.xlsx --into 2023-2024/khoa-cntt --map \"Góp ý\"=text --ignore \"Họ và tên\"\n\n\
         Fields of --map: number, text, title, kind, topic, from, unit, co, answer, conclusion, action, due, status, evaluation, document, date, received, answered, visibility, reason, note.\n\
         The same file again changes nothing; an edited one updates.\n\
         Exit status: 0 importable (with warnings perhaps), 1 rows with errors or columns of personal data, 2 the file cannot be read.",
    ),
    words(
        "export",
        "<DIR> [ROOT]",
        "Xuất sổ thành các bảng CSV và JSON vào DIR; `import DIR/questions.csv` đọc lại được, không đổi một byte.",
        "Writes the register's tables as CSV and JSON into DIR; `import DIR/questions.csv` reads them back unchanged.",
    )
    .after(
        "Ví dụ:\n  doithoai export bang\n  doithoai export bang --public      (chỉ những gì đã công khai, như ở /du-lieu/)\n  \
         doithoai import bang/questions.csv --write   (ghi lại những ô đã sửa)",
        "Examples:\n  doithoai export tables\n  doithoai export tables --public      (only what is published, as in /du-lieu/)\n  \
         doithoai import tables/questions.csv --write   (writes the cells that were edited)",
    ),
    words(
        "due",
        "[ROOT]",
        "Liệt kê những gì quá hạn hoặc sắp đến hạn, theo đơn vị rồi theo ngày.",
        "Lists what is overdue or due soon, by unit, then by day.",
    )
    .after(
        "Ví dụ:\n  doithoai due --unit phong-qtcsvc\n  doithoai due --format md > nhac-viec.md\n  doithoai due --format ics > han.ics",
        "Examples:\n  doithoai due --unit phong-qtcsvc\n  doithoai due --format md > reminders.md\n  doithoai due --format ics > limits.ics",
    ),
    words(
        "status",
        "[ROOT]",
        "Cho biết có gì mới so với trang đã dựng ở ROOT/public (hay trang đã công khai), và các đợt đang mở còn thiếu gì.",
        "Says what changed since the site was built in ROOT/public (or published), and what the open rounds need.",
    )
    .after(
        "Ví dụ:\n  doithoai status\n  doithoai status --published doithoai.json   (so với trang trên mạng; tệp này ở gốc của trang)",
        "Examples:\n  doithoai status\n  doithoai status --published doithoai.json   (compared with the site on the web; the file is at its root)",
    ),
    words(
        "explain",
        "[CODE]",
        "Giải thích một mã chẩn đoán: vì sao có và cách sửa; không có CODE thì liệt kê mọi mã.",
        "Explains one diagnostic code: why it exists, how to put it right; without CODE lists them all.",
    ),
    words(
        "schema",
        "[KIND]",
        "JSON Schema của phần khai báo một loại hồ sơ, để trình soạn thảo gợi ý và kiểm tra; không có KIND thì liệt kê các loại.",
        "JSON Schema of a record's front matter, for editors' completion and checks; without KIND lists the kinds.",
    )
    .after(
        "Ví dụ: doithoai schema question > question.json",
        "Example: doithoai schema question > question.json",
    ),
    words(
        "completions",
        "<SHELL>",
        "In tập lệnh để bash, zsh, fish hoặc PowerShell tự điền lệnh và tuỳ chọn.",
        "Prints the script by which bash, zsh, fish or PowerShell completes commands and options.",
    )
    .after(
        "Ví dụ, với bash: thêm dòng `source <(doithoai completions bash)` vào ~/.bashrc",
        "Example, for bash: add the line `source <(doithoai completions bash)` to ~/.bashrc",
    ),
    words(
        "man",
        "[DIR]",
        "In trang hướng dẫn (man); có DIR thì ghi vào đó một trang cho mỗi lệnh.",
        "Prints the manual page; with DIR writes one page a command there.",
    )
    .after(
        "Ví dụ:\n  doithoai man | man -l -\n  doithoai man ~/.local/share/man/man1",
        "Examples:\n  doithoai man | man -l -\n  doithoai man ~/.local/share/man/man1",
    ),
    words(
        "__complete",
        "<WHAT>",
        "Cho tập lệnh của `completions`: những gì dự án có.",
        "For the scripts of `completions`: what the project has.",
    ),
];

/// The words of one option or argument, whatever command it belongs to.
const OPTIONS: [(&str, Prose); 45] = [
    ("folder", Prose { vi: "thư mục của dự án mới", en: "the folder of the new project" }),
    (
        "kind",
        Prose {
            vi: "loại hồ sơ: unit (đơn vị), topic (lĩnh vực), procedure (quy trình), round (đợt), dialogue (buổi đối thoại), question \
                 (ý kiến), commitment (nội dung khắc phục), document (văn bản), survey (phiếu khảo sát), calendar (lịch nghỉ), page (trang)",
            en: "kind of record: unit, topic, procedure, round, dialogue, question, commitment, document, survey, calendar, page",
        },
    ),
    (
        "path",
        Prose {
            vi: "nơi đặt hồ sơ, ví dụ `khoa-cntt` hoặc `2024-2025/khoa-cntt`",
            en: "where the record lives, for example `khoa-cntt` or `2024-2025/khoa-cntt`",
        },
    ),
    ("root", Prose { vi: "thư mục dự án, mặc định `.`", en: "the project's folder, default `.`" }),
    (
        "out",
        Prose {
            vi: "thư mục kết quả, mặc định ROOT/public", en: "the folder of the site, default ROOT/public"
        },
    ),
    (
        "published",
        Prose {
            vi: "trang đã công khai để so: thư mục chép từ trang, hoặc tệp `doithoai.json` tải từ gốc của trang",
            en: "the published site to compare with: a folder with a copy of it, or the file `doithoai.json` from its root",
        },
    ),
    (
        "target",
        Prose {
            vi: "trang của một nơi công khai trong `[[target]]`; không có thì trang chính",
            en: "the site of one publication target of `[[target]]`; without it the main site",
        },
    ),
    (
        "all_targets",
        Prose {
            vi: "mọi trang do chương trình dựng, mỗi trang vào thư mục kết quả/ID, kể cả trang chính",
            en: "every site that is built, each into a folder ID of the output, the main one too",
        },
    ),
    (
        "archive",
        Prose {
            vi: "thêm cả trang trong một tệp zip, giải nén rồi mở index.html là xem được, không cần mạng; có cả tìm kiếm",
            en: "the site in one zip file too, to be unpacked and opened from a disk, search included",
        },
    ),
    (
        "as_of",
        Prose {
            vi: "ngày để tính các trạng thái, ví dụ 2024-06-30; mặc định `as_of` trong site.toml, không có thì hôm nay",
            en: "the day for which states are computed, for example 2024-06-30; default `as_of` of site.toml, else today",
        },
    ),
    ("verbose", Prose { vi: "báo cả thông tin", en: "report information too" }),
    (
        "format",
        Prose {
            vi: "cách báo: human (cho người đọc), short (mỗi lỗi một dòng), json, github, gitlab; mặc định human",
            en: "how to report: human, short (one line each), json, github, gitlab; default human",
        },
    ),
    (
        "list_format",
        Prose {
            vi: "dạng danh sách: human (cho người đọc), json (mỗi việc một dòng), md (Markdown), ics (lịch); mặc định human",
            en: "form of the list: human, json (one object a line), md (Markdown), ics (a calendar); default human",
        },
    ),
    ("tables", Prose { vi: "thư mục nhận các bảng", en: "the folder that takes the tables" }),
    ("public", Prose { vi: "chỉ những gì đã công khai", en: "only what is published" }),
    ("file", Prose { vi: "tệp cần nhập", en: "the file to import" }),
    (
        "into",
        Prose {
            vi: "buổi đối thoại nhận các ý kiến, ví dụ `2023-2024/khoa-cntt`",
            en: "the dialogue that takes the questions, for example `2023-2024/khoa-cntt`",
        },
    ),
    ("write", Prose { vi: "ghi thật; không có thì chỉ chạy thử", en: "write; without it nothing is written" }),
    (
        "map",
        Prose {
            vi: "nói một cột là trường nào, ví dụ `--map \"Góp ý\"=text`; dùng được nhiều lần",
            en: "say which field a column is, for example `--map \"Góp ý\"=text`; may be repeated",
        },
    ),
    (
        "ignore",
        Prose {
            vi: "bỏ một cột, kể cả cột dữ liệu cá nhân; dùng được nhiều lần",
            en: "drop a column, one of personal data too; may be repeated",
        },
    ),
    (
        "include_hidden",
        Prose { vi: "nhập cả dòng, cột và trang tính ẩn", en: "import hidden rows, columns and sheets too" },
    ),
    (
        "split",
        Prose {
            vi: "tách ô có nhiều câu hỏi thành nhiều ý kiến",
            en: "write each question of a cell with several as its own",
        },
    ),
    (
        "allow_count",
        Prose {
            vi: "số ý kiến ghi ở đầu mục được phép khác với số trong bảng",
            en: "the count in a section's heading may differ from the table's",
        },
    ),
    (
        "table_format",
        Prose {
            vi: "cách báo: human (cho người đọc) hoặc json (mỗi điều một dòng); mặc định human",
            en: "how to report: human, or json (one object a line); default human",
        },
    ),
    ("unit", Prose { vi: "chỉ một đơn vị, ví dụ `khoa-cntt`", en: "one unit only, for example `khoa-cntt`" }),
    ("deny", Prose { vi: "`warnings`: coi cảnh báo là lỗi", en: "`warnings`: a warning is an error" }),
    ("jobs", Prose { vi: "số luồng, mặc định mọi lõi", en: "number of threads, default all cores" }),
    (
        "precompress",
        Prose {
            vi: "ghi thêm bản nén `.gz` cạnh mỗi tệp văn bản, cho máy chủ gửi sẵn bản nén",
            en: "write a packed `.gz` beside every text, for servers that send what was packed beforehand",
        },
    ),
    (
        "verify",
        Prose {
            vi: "dựng cả hai cách, tăng dần và từ đầu, rồi so từng byte",
            en: "build incrementally and from nothing, and compare every byte",
        },
    ),
    ("why", Prose { vi: "nói vì sao mỗi trang được dựng lại", en: "say why each page was rendered again" }),
    ("timings", Prose { vi: "số giây của từng bước, và các số đếm", en: "seconds by stage, and counts" }),
    (
        "host",
        Prose {
            vi: "địa chỉ phục vụ, mặc định 127.0.0.1; địa chỉ khác mở cho cả mạng",
            en: "the address to serve at, default 127.0.0.1; any other opens it to the network",
        },
    ),
    ("port", Prose { vi: "cổng, mặc định 1111", en: "the port, default 1111" }),
    ("open", Prose { vi: "mở trình duyệt", en: "open the browser" }),
    ("code", Prose { vi: "mã, ví dụ R01", en: "the code, for example R01" }),
    ("schema_kind", Prose { vi: "loại hồ sơ, ví dụ question", en: "kind of record, for example question" }),
    (
        "translation",
        Prose {
            vi: "của bản dịch (`*.en.md`, `*.en.toml`): chỉ có chữ",
            en: "of its translation (`*.en.md`, `*.en.toml`): texts only",
        },
    ),
    ("shell", Prose { vi: "bash, zsh, fish hoặc powershell", en: "bash, zsh, fish or powershell" }),
    (
        "completed",
        Prose {
            vi: "điều đang được viết, ví dụ new-question", en: "what is being written, for example new-question"
        },
    ),
    ("pages", Prose { vi: "thư mục nhận các trang hướng dẫn", en: "the folder that takes the pages" }),
    (
        "watch",
        Prose {
            vi: "kiểm tra lại sau mỗi thay đổi, cho đến khi Ctrl+C",
            en: "check again after each change, until Ctrl+C",
        },
    ),
    ("quiet", Prose { vi: "không in tóm tắt và tiến độ", en: "print no summary and no progress" }),
    (
        "lang",
        Prose {
            vi: "ngôn ngữ của chương trình: vi hoặc en; cũng đặt được bằng DOITHOAI_LANG",
            en: "language of the program: vi or en; DOITHOAI_LANG sets it too",
        },
    ),
    (
        "no_color",
        Prose {
            vi: "không dùng màu; NO_COLOR cũng được tôn trọng", en: "no colours; NO_COLOR is respected too"
        },
    ),
    ("help", Prose { vi: "in trợ giúp này", en: "print this help" }),
];

const VERSION: Prose = Prose { vi: "in số phiên bản", en: "print the version" };

/// The whole command line, worded in `lang`.
pub(super) fn command(lang: Lang) -> Command {
    let command = worded(Arguments::command(), lang, "");
    command
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(Arg::new("version").long("version").short('V').action(ArgAction::Version).help(VERSION.get(lang)))
        .mut_arg("version", |arg| arg.help_heading(headings(lang).options))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .max_term_width(100)
}

struct Headings {
    usage: &'static str,
    commands: &'static str,
    arguments: &'static str,
    options: &'static str,
    any: &'static str,
    command: &'static str,
}

const fn headings(lang: Lang) -> Headings {
    match lang {
        Lang::Vi => Headings {
            usage: "Cách dùng",
            commands: "Lệnh",
            arguments: "Đối số",
            options: "Tuỳ chọn",
            any: "[TUỲ CHỌN]",
            command: "<LỆNH>",
        },
        Lang::En => Headings {
            usage: "Usage",
            commands: "Commands",
            arguments: "Arguments",
            options: "Options",
            any: "[OPTIONS]",
            command: "<COMMAND>",
        },
    }
}

/// What follows the options in the help of a command; of `import` also the wordings that it understands.
fn after(words: Option<&Words>, lang: Lang) -> String {
    let Some(words) = words else { return String::new() };
    let after = words.after.map_or("", |after| after.get(lang));
    if words.name != "import" {
        return after.to_owned();
    }
    let heading = Prose { vi: "Tình trạng được hiểu", en: "Statuses that are understood" }.get(lang);
    format!("{after}\n{heading}: {}.", crate::import::statuses())
}

fn worded(command: Command, lang: Lang, above: &str) -> Command {
    let name = command.get_name().to_owned();
    let full = format!("{above}{name}");
    let words = COMMANDS.iter().find(|words| words.name == name);
    let heads = headings(lang);
    let template = format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", heads.usage);
    let usage = words.map_or("", |words| words.usage).replace("<LỆNH>", heads.command);
    let command = command
        .about(words.map_or("", |words| words.about.get(lang)))
        .after_help(after(words, lang))
        .help_template(template)
        .override_usage(format!("{full} {} {usage}", heads.any))
        .subcommand_help_heading(heads.commands)
        .disable_help_flag(true)
        .arg(Arg::new("help").long("help").short('h').action(ArgAction::Help))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { heads.arguments } else { heads.options };
            let help = OPTIONS.iter().find(|(id, _)| arg.get_id() == id).map_or("", |(_, help)| help.get(lang));
            let takes_value = arg.get_action().takes_values();
            arg.help(help).help_heading(heading).hide_possible_values(takes_value).hide_default_value(takes_value)
        });
    let below = format!("{full} ");
    command.mut_subcommands(|inner| worded(inner, lang, &below))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_worded(command: &Command) {
        let name = command.get_name();
        assert!(command.get_about().is_some_and(|about| !about.to_string().is_empty()), "`{name}` has no words");
        for argument in command.get_arguments() {
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert!(!help.is_empty(), "`{}` of `{name}` has no words", argument.get_id());
        }
        command.get_subcommands().for_each(assert_worded);
    }

    #[test]
    fn everything_has_its_words_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            let command = command(lang);
            assert_worded(&command);
            command.debug_assert();
        }
    }

    #[test]
    fn the_help_is_in_one_language() {
        let help = |lang| command(lang).render_long_help().to_string();
        let (vi, en) = (help(Lang::Vi), help(Lang::En));
        for word in ["Usage", "Options", "Commands", "Print", "default", "possible"] {
            assert!(!vi.contains(word), "{word}: {vi}");
        }
        assert!(en.contains("Usage: doithoai [OPTIONS] <COMMAND>"), "{en}");
        assert!(vi.contains("Cách dùng: doithoai [TUỲ CHỌN] <LỆNH>"), "{vi}");
    }
}
