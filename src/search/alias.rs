//! Aliases: abbreviations of schools, and what they stand for.
//!
//! The site's own table goes in; it comes out joined with the built-in one, whose words a site may explain otherwise. An
//! alias is searched both ways.

/// Abbreviations that students and officials write everywhere.
const KNOWN: [(&str, &str); 40] = [
    ("BHYT", "bảo hiểm y tế"),
    ("BHTN", "bảo hiểm tai nạn"),
    ("BGH", "ban giám hiệu"),
    ("BCH", "ban chấp hành"),
    ("CLB", "câu lạc bộ"),
    ("CNTT", "công nghệ thông tin"),
    ("CSVC", "cơ sở vật chất"),
    ("CTĐT", "chương trình đào tạo"),
    ("CTSV", "công tác sinh viên"),
    ("CVHT", "cố vấn học tập"),
    ("ĐATN", "đồ án tốt nghiệp"),
    ("ĐH", "đại học"),
    ("ĐKHP", "đăng ký học phần"),
    ("ĐKMH", "đăng ký môn học"),
    ("ĐRL", "điểm rèn luyện"),
    ("ĐTBC", "điểm trung bình chung"),
    ("ĐTN", "đoàn thanh niên"),
    ("GDQP", "giáo dục quốc phòng"),
    ("GDTC", "giáo dục thể chất"),
    ("GV", "giảng viên"),
    ("GVCN", "giáo viên chủ nhiệm"),
    ("HB", "học bổng"),
    ("HK", "học kỳ"),
    ("HP", "học phí"),
    ("HSSV", "học sinh sinh viên"),
    ("HSV", "hội sinh viên"),
    ("KLTN", "khóa luận tốt nghiệp"),
    ("KTX", "ký túc xá"),
    ("NCKH", "nghiên cứu khoa học"),
    ("NCS", "nghiên cứu sinh"),
    ("NVSP", "nghiệp vụ sư phạm"),
    ("PCCC", "phòng cháy chữa cháy"),
    ("QLĐT", "quản lý đào tạo"),
    ("SV", "sinh viên"),
    ("TC", "tín chỉ"),
    ("TKB", "thời khóa biểu"),
    ("TTTN", "thực tập tốt nghiệp"),
    ("TV", "thư viện"),
    ("VSV", "vay vốn sinh viên"),
    ("wifi", "wi-fi"),
];

/// The built-in table with the site's `own` entries over it, by the short form.
pub(super) fn table(own: &[(Box<str>, Box<str>)]) -> Vec<(String, String)> {
    let pair = |short: &str, long: &str| (short.to_owned(), long.to_owned());
    let is_own = |short: &str| own.iter().any(|(s, _)| s.eq_ignore_ascii_case(short));
    let known = KNOWN.iter().filter(|(short, _)| !is_own(short)).map(|(s, l)| pair(s, l));
    let mut all: Vec<_> = known.chain(own.iter().map(|(s, l)| pair(s, l))).collect();
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_explains_its_own_words() {
        let own: [(Box<str>, Box<str>); 2] = [("TV".into(), "tư vấn".into()), ("FITHOU".into(), "Khoa CNTT".into())];
        let all = table(&own);
        let of = |short: &str| all.iter().filter(|a| a.0 == short).map(|a| a.1.as_str()).collect::<Vec<_>>();
        assert_eq!((of("TV"), of("FITHOU"), of("KTX")), (vec!["tư vấn"], vec!["Khoa CNTT"], vec!["ký túc xá"]));
    }
}
