//! Generated registers: a university's records of any size, the same for the same size.
//!
//! A number of questions goes in; a project folder comes out, with all kinds of record: units, topics, documents, rounds,
//! dialogues (20 questions each), questions, commitments (one for every fourth question), surveys, pages. Words are drawn
//! by Zipf's law from a Vietnamese vocabulary; record i depends on i alone.

#![allow(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::disallowed_methods,
    clippy::format_collect,
    reason = "numbers are small here, and a bench writes files"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A small pseudo-random generator (splitmix64), so that no crate's version changes the data.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    /// A rank below `n` by Zipf's law, roughly: the inverse of a logarithmic distribution.
    fn zipf(&mut self, n: usize) -> usize {
        let u = (self.next() >> 11) as f64 / (1u64 << 53) as f64;
        ((n as f64 + 1.0).powf(u) - 1.0) as usize % n
    }
}

const WORDS: &str = "của và là có cho được trong các sinh viên không trường học với đã nhà em này một về đến phòng khi tại theo việc để từ thì \
những người cũng đang phải sẽ ra nhiều như làm năm thời gian đăng ký môn phần phí lớp giảng khoa thông tin hệ thống đề nghị kính mong xem xét \
giải quyết trả lời quy định kế hoạch lịch thi điểm kết quả kỳ tín chỉ đào tạo chương trình hỗ trợ thực hiện cần nộp tiền hạn trước sau ngày \
tháng tuần buổi sáng chiều tối thư mạng wifi túc xá thiết bị máy chiếu quạt điều hòa nước điện bàn ghế sửa chữa nâng cấp bổ sung hướng dẫn \
thủ tục hồ sơ đơn giấy xác nhận miễn giảm chính sách bổng khuyến khích vay vốn ngân hàng tài khoản cổng trực tuyến liên hệ cố vấn tập quản lý \
ban giám hiệu hội đồng công tác đoàn câu lạc bộ hoạt động ngoại khóa rèn luyện đánh giá phản hồi ý kiến chất lượng giáo trình liệu sách tham \
khảo mượn quá tải chậm lỗi truy cập mất nối khu vực tầng dãy giảng đường sân vận xe gửi vé bảo vệ an ninh vệ sinh thực phẩm y tế hiểm khám \
sức khỏe doanh nghiệp tốt luận văn đồ án lưu chuyển ngành cảnh báo lại cải thiện phúc vắng hoãn chuẩn đầu ngữ tiếng anh chứng quốc thể chất \
kỹ năng mềm tuyển dụng thêm nghề nghiên cứu trao đổi giao minh bạch tiếp nhận tổng hợp phân rà soát kiểm tra tiến độ hoàn thành khắc phục";

const UNITS: [(&str, &str, &str, bool); 12] = [
    ("khoa-cntt", "Khoa Công nghệ thông tin", "faculty", true),
    ("khoa-kinh-te", "Khoa Kinh tế", "faculty", true),
    ("khoa-luat", "Khoa Luật", "faculty", true),
    ("khoa-tieng-anh", "Khoa Tiếng Anh", "faculty", true),
    ("khoa-du-lich", "Khoa Du lịch", "faculty", true),
    ("vien-cnsh", "Viện Công nghệ sinh học", "institute", true),
    ("tt-da-nang", "Trung tâm tại Đà Nẵng", "centre", true),
    ("phong-ctsv", "Phòng Công tác chính trị và sinh viên", "department", false),
    ("phong-dao-tao", "Phòng Quản lý Đào tạo", "department", false),
    ("phong-csvc", "Phòng Quản trị Cơ sở vật chất", "department", false),
    ("phong-tai-chinh", "Phòng Kế hoạch - Tài chính", "department", false),
    ("thu-vien", "Thư viện", "library", false),
];
const TOPICS: [(&str, &str, &str); 6] = [
    ("hoc-phi", "Học phí, lệ phí", "phong-tai-chinh"),
    ("dao-tao", "Đào tạo", "phong-dao-tao"),
    ("co-so-vat-chat", "Cơ sở vật chất", "phong-csvc"),
    ("cong-tac-sinh-vien", "Công tác sinh viên", "phong-ctsv"),
    ("thu-vien", "Thư viện", "thu-vien"),
    ("cong-nghe", "Công nghệ, mạng", "khoa-cntt"),
];

/// Writes a register of `questions` questions into `root`.
pub(crate) fn generate(root: &Path, questions: usize) {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let content = root.join("content");
    write(&content, "site.toml", SITE);
    let topics: String = TOPICS
        .iter()
        .map(|(id, title, lead)| format!("[[topic]]\nid = \"{id}\"\ntitle = \"{title}\"\nlead = [\"{lead}\"]\n\n"))
        .collect();
    write(&content, "topics.toml", &topics);
    for (slug, name, kind, learners) in UNITS {
        let text =
            format!("+++\nname = \"{name}\"\nkind = \"{kind}\"\nlearners = {learners}\n+++\n\nGiới thiệu {name}.\n");
        write(&content, &format!("units/{slug}.md"), &text);
    }
    write(
        &content,
        "pages/gioi-thieu.md",
        "+++\ntitle = \"Giới thiệu\"\nmenu = true\n+++\n\nDữ liệu sinh tự động để đo tốc độ.\n",
    );
    let dialogues = questions.div_ceil(20);
    for d in 0..dialogues {
        dialogue(&content, &words, d, questions);
    }
}

const SITE: &str = r#"title = "Đối thoại với người học"
notice = "Dữ liệu sinh tự động để đo tốc độ."
base_url = "https://doithoai.example.edu.vn/"
languages = ["vi"]
as_of = 2026-01-05

[institution]
name = "Trường Đại học Ví dụ"
abbr = "ĐHVD"
place = "Hà Nội"

[rules.levels]
W12 = "off"
W13 = "off"
W17 = "off"
T04 = "off"
"#;

/// How many dialogues a round holds: twelve rounds share all of them, and none holds more than 2,500 (50,000 questions).
fn dialogues_a_round(questions: usize) -> usize {
    questions.div_ceil(20).div_ceil(12).clamp(1, 2_500)
}

fn dialogue(content: &Path, words: &[&str], d: usize, questions: usize) {
    let a_round = dialogues_a_round(questions);
    let year = 2018 + (d / a_round) % 7;
    let part = d / a_round / 7;
    let round = format!("{year}-{}{}", year + 1, if part == 0 { String::new() } else { format!("-{part}") });
    if d.is_multiple_of(a_round) {
        let text = format!(
            "+++\ntitle = \"Đợt đối thoại năm học {year}-{}\"\nacademic_year = \"{year}-{}\"\n+++\n\nTóm tắt.\n",
            year + 1,
            year + 1
        );
        write(content, &format!("rounds/{round}/round.md"), &text);
    }
    let mut random = Random(0xD1A1 + d as u64);
    let unit = UNITS[random.below(7)].0;
    let base = format!("rounds/{round}/d-{d:06}");
    let held = format!("{}-03-{:02}", year + 1, 1 + random.below(28));
    let text = format!(
        "+++\ntitle = \"Đối thoại lần {d}\"\nlevel = \"unit\"\nunit = \"{unit}\"\nform = \"in-person\"\nheld = {held}\nplace = \"Hội trường A\"\n+++\n\n{}\n",
        sentence(&mut random, words, 40)
    );
    write(content, &format!("{base}/dialogue.md"), &text);
    for q in d * 20..(d * 20 + 20).min(questions) {
        question(content, words, &base, unit, &held, q);
    }
}

fn question(content: &Path, words: &[&str], base: &str, unit: &str, held: &str, q: usize) {
    let mut random = Random(0x0E57_1047 + q as u64);
    let (topic, _, lead) = TOPICS[random.below(TOPICS.len())];
    let promised = q.is_multiple_of(4);
    let answered = random.below(10) < 8 || promised;
    let mut text = format!(
        "+++\ntitle = \"{}\"\nkind = \"petition\"\ntopics = [\"{topic}\"]\nreceived = {held}\nchannel = \"live\"\ncompetence = \"unit\"\n",
        sentence(&mut random, words, 9)
    );
    let _ = write!(text, "[[assigned]]\nunit = \"{unit}\"\non = {held}\ndue = {}-04-30\n", &held[..4]);
    if answered {
        let outcome = if promised { "accepted" } else { "answered" };
        let _ = write!(
            text,
            "[[answers]]\nunit = \"{unit}\"\non = {}-04-{:02}\nmode = \"written\"\noutcome = \"{outcome}\"\n",
            &held[..4],
            1 + random.below(28)
        );
    }
    let _ = write!(text, "+++\n\n{}\n", paragraphs(&mut random, words, 60));
    if answered {
        let _ = write!(
            text,
            "\n# Trả lời\n\n{}\n\n- {}\n- {}\n",
            paragraphs(&mut random, words, 110),
            sentence(&mut random, words, 12),
            sentence(&mut random, words, 12)
        );
    }
    write(content, &format!("{base}/questions/{q:07}.md"), &text);
    if promised {
        let done = random.below(2) == 0;
        let mut text = format!(
            "+++\ntitle = \"{}\"\nlead = \"{lead}\"\nanswers_to = [\"questions/{q:07}\"]\ndue = {}-09-30\n",
            sentence(&mut random, words, 8),
            &held[..4]
        );
        let _ = write!(
            text,
            "[[updates]]\non = {}-06-15\nunit = \"{lead}\"\nstate = \"{}\"\npercent = {}\nnote = \"{}\"\n",
            &held[..4],
            if done { "done" } else { "in-progress" },
            if done { 100 } else { 40 },
            sentence(&mut random, words, 14)
        );
        let _ = write!(text, "+++\n\n{}\n", sentence(&mut random, words, 30));
        write(content, &format!("{base}/commitments/c-{q:07}.md"), &text);
    }
}

fn sentence(random: &mut Random, words: &[&str], length: usize) -> String {
    let mut text = String::new();
    for i in 0..length {
        let word = words[random.zipf(words.len())];
        if i == 0 {
            let mut letters = word.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
        } else {
            text.push(' ');
            text.push_str(word);
        }
    }
    text
}

fn paragraphs(random: &mut Random, words: &[&str], length: usize) -> String {
    let half = length / 2;
    format!("{}.\n\n{}.", sentence(random, words, half), sentence(random, words, length - half))
}

fn write(content: &Path, path: &str, text: &str) {
    let path = content.join(path);
    fs::create_dir_all(path.parent().expect("records lie in folders")).expect("the folder can be made");
    fs::write(path, text).expect("the record can be written");
}
