// Projects to search in: the records of tests/search/relevance.json, and around them as many others as are wanted, made of
// the syllables of school life. The same for the same number; record i depends on i alone.

import fs from "node:fs";
import path from "node:path";

const read = (name) => JSON.parse(fs.readFileSync(new URL(`../search/${name}.json`, import.meta.url), "utf8"));
export const relevance = read("relevance");

const WORDS = `sinh viên|nhà trường|học phần|học phí|đăng ký|giảng viên|môn học|lớp học phần|phòng học|thư viện|ký túc xá|học kỳ|
năm học|thời gian|kết quả|điểm thi|lịch thi|kế hoạch|thông báo|quy định|thủ tục|hồ sơ|giấy tờ|bằng cấp|chứng chỉ|tiếng Anh|
tin học|thể chất|quốc phòng|thực tập|doanh nghiệp|việc làm|tốt nghiệp|đồ án|khoá luận|nghiên cứu|đề tài|câu lạc bộ|đoàn thể|
hoạt động|rèn luyện|học bổng|miễn giảm|chính sách|vay vốn|ngân hàng|tài khoản|hệ thống|phần mềm|trang web|mạng máy tính|
máy chiếu|máy tính|điều hoà|quạt trần|bàn ghế|bảng viết|ánh sáng|nước uống|vệ sinh|căng tin|bãi xe|nhà xe|sân bóng|an ninh|
bảo vệ|bảo hiểm|y tế|khám bệnh|sức khoẻ|tâm lý|tư vấn|cố vấn|góp ý|phản hồi|đề nghị|kiến nghị|giải đáp|công khai|minh bạch|
tăng cường|bổ sung|sửa chữa|nâng cấp|kéo dài|rút ngắn|hỗ trợ|tạo điều kiện|xem xét|giải quyết|hướng dẫn|cập nhật|tổ chức|
mở thêm|chậm|sớm|muộn|trễ|nhanh|đông|thiếu|hỏng|cũ|mới|nhiều|ít|cao|thấp|tốt|kém|hay|khó|dễ|xa|gần|đủ|đúng|sai|đã|đang|sẽ|
không|có|được|bị|phải|nên|cần|muốn|mong|xin|cho|với|và|của|các|những|một|hai|ba|trong|ngoài|trên|dưới|trước|sau|khi|nếu|thì|
lại|mà|vì|do|để|từ|đến|tại|ở|về|theo|như|em|chúng em|thầy cô|bạn|lớp trưởng|cán bộ|phòng ban|khoa|trường|cơ sở|toà nhà|tầng|
cổng|hành lang|cầu thang|thang máy|giảng đường|hội trường|sân trường|tuần|tháng|ngày|giờ|buổi sáng|buổi chiều|buổi tối|ca học|
tiết học|thẻ|vé|xe máy|xe buýt|đường|mưa|nắng|nóng|lạnh|ồn|sạch|bẩn|giấy|mực|sách|giáo trình|tài liệu|bản sao|bản in|chữ ký|
con dấu|xác nhận|giới thiệu|chuyển ngành|bảo lưu|thôi học|nghỉ học|vắng mặt|điểm danh|chuyên cần|đánh giá|phúc khảo|khiếu nại|
thi cử|đề thi|bài thi|chấm thi|công bố|quyết định|quy chế|điều kiện|tiêu chuẩn|chuẩn đầu ra|ngoại ngữ|chương trình|tín chỉ|môn tự chọn`
  .split("|").map((word) => word.trim());

const UNITS = [
  ["khoa-cntt", "Khoa Công nghệ thông tin", "faculty", true], ["khoa-kinh-te", "Khoa Kinh tế", "faculty", true],
  ["khoa-my-thuat", "Khoa Mỹ thuật", "faculty", true], ["khoa-ngoai-ngu", "Khoa Ngoại ngữ", "faculty", true],
  ["phong-ctsv", "Phòng Công tác sinh viên", "department", false], ["phong-dao-tao", "Phòng Đào tạo", "department", false],
];
const TOPICS = [["hoc-phi", "Học phí, lệ phí"], ["dao-tao", "Đào tạo"], ["co-so-vat-chat", "Cơ sở vật chất"], ["doi-song", "Đời sống người học"]];

/** splitmix32 of a number. */
function random(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return Math.floor((((z ^ (z >>> 15)) >>> 0) / 4294967296) * n);
  };
}

/** Common words more often than rare ones. */
function sentence(pick, length) {
  const words = [];
  for (let i = 0; i < length; i++) words.push(WORDS[Math.floor((pick(1000) * pick(1000) * WORDS.length) / 1e6)]);
  const text = words.join(" ");
  return text[0].toUpperCase() + text.slice(1);
}

/** Writes a project with the relevance set and `others` further questions into `folder`. */
export function write(folder, others) {
  const put = (file, text) => {
    const at = path.join(folder, "content", file);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, text);
  };
  put("site.toml", `title = "Đối thoại (dữ liệu minh hoạ)"\nbase_url = "https://doithoai.example.edu.vn/"\nlanguages = ["vi"]\nas_of = 2025-06-30
[institution]\nname = "Trường Đại học Minh hoạ"\nabbr = "ĐHMH"\nplace = "Hà Nội"
[search]\naliases = { PTH = "phòng tự học" }
[rules.levels]\nW12 = "off"\nW13 = "off"\nW17 = "off"\nT07 = "off"\n`);
  put("topics.toml", TOPICS.map(([id, title]) => `[[topic]]\nid = "${id}"\ntitle = "${title}"\nlead = ["phong-dao-tao"]\n`).join("\n"));
  for (const [slug, name, kind, learners] of UNITS) put(`units/${slug}.md`, `+++\nname = "${name}"\nkind = "${kind}"\nlearners = ${learners}\n+++\n`);
  put("pages/gioi-thieu.md", `+++\ntitle = "Giới thiệu"\nmenu = true\n+++\n\n${relevance.note}\n`);
  put("rounds/2024-2025/round.md", `+++\ntitle = "Đợt đối thoại minh hoạ"\nacademic_year = "2024-2025"\n+++\n`);
  for (const d of relevance.documents) {
    put(`rounds/2024-2025/documents/${d.id}.toml`, `title = "${d.title}"\ntype = "${d.type}"\ndate = 2024-10-10\nissuer = "phong-ctsv"\n`
      + `files = [{ file = "${d.id}.txt" }]\n` + (d.number ? `number = "${d.number}"\n` : "") + (d.form ? `form_code = "${d.form}"\n` : ""));
  }
  for (const d of relevance.documents) put(`rounds/2024-2025/documents/${d.id}.txt`, "Tệp minh hoạ.\n");
  const dialogue = (slug, unit) => put(`rounds/2024-2025/${slug}/dialogue.md`,
    `+++\ntitle = "Đối thoại ${slug}"\nlevel = "unit"\nunit = "${unit}"\nform = "in-person"\nheld = 2025-03-10\nplace = "Hội trường"\n+++\n`);
  const question = (dialogueSlug, unit, slug, title, topic, day, text, answer) => put(`rounds/2024-2025/${dialogueSlug}/questions/${slug}.md`,
    `+++\ntitle = "${title}"\nkind = "question"\ntopics = ["${topic}"]\nreceived = 2025-03-${day}\nchannel = "live"\ncompetence = "unit"\n`
    + `[[answers]]\nunit = "${unit}"\non = 2025-04-${day}\nmode = "written"\noutcome = "answered"\n+++\n\n${text}\n\n# Trả lời\n\n${answer}\n`);
  dialogue("minh-hoa", "khoa-cntt");
  relevance.records.forEach((r, i) => question("minh-hoa", "khoa-cntt", r.id, r.title, TOPICS[i % 4][0], String(10 + (i % 18)), r.text, r.answer));
  // A great many records stand in one file a dialogue, so that the disk is not what is measured.
  const together = others > 200_000, file = [];
  for (let i = 0; i < others; i++) {
    const pick = random(0x5ea4c4 + i), d = Math.floor(i / 40), slug = `d-${String(d).padStart(5, "0")}`, unit = UNITS[d % 4][0];
    if (i % 40 === 0) dialogue(slug, unit);
    const parts = [String(i).padStart(6, "0"), sentence(pick, 5 + pick(4)), TOPICS[pick(4)][0], String(10 + pick(18)),
      sentence(pick, 18 + pick(20)) + ".", sentence(pick, 25 + pick(30)) + "."];
    if (!together) {
      question(slug, unit, ...parts);
      continue;
    }
    const [id, title, topic, day, text, answer] = parts;
    file.push(`[[question]]\nid = "${id}"\ntitle = "${title}"\nkind = "question"\ntopics = ["${topic}"]\nreceived = 2025-03-${day}\nchannel = "live"\ncompetence = "unit"\ntext = "${text}"\n`
      + `[[question.answers]]\nunit = "${unit}"\non = 2025-04-${day}\nmode = "written"\noutcome = "answered"\ntext = "${answer}"\n`);
    if (i % 40 === 39 || i === others - 1) put(`rounds/2024-2025/${slug}/questions.toml`, file.splice(0).join("\n"));
  }
}

/** The identifier of a record of the set in the index. */
export const idOf = (name) => (relevance.documents.some((d) => d.id === name) ? `2024-2025/documents/${name}` : `2024-2025/minh-hoa/questions/${name}`);

/** The queries: kind, text, the id that must come first. Some kinds are made of marked ones. `held` are those of
    held-out.json. */
export function queries({ held = false } = {}) {
  const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D");
  const made = {
    unmarked: bare,
    half: (text) => text.split(" ").map((word, i) => (i % 2 ? bare(word) : word)).join(" "),
    nfd: (text) => text.normalize("NFD"),
    upper: (text) => text.toUpperCase(),
  };
  return (held ? read("held-out") : relevance.queries).map(([kind, text, name]) => ({ kind, text: (made[kind] ?? ((t) => t))(text), id: idOf(name) }));
}
