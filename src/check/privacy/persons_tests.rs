//! Which names are told, and which are not.

use super::*;

fn names(text: &str, asked: bool) -> Vec<(String, bool)> {
    let patterns = Patterns::new().expect("they compile");
    let seen = Seen::markdown(text);
    patterns
        .find(&seen, Sought { asked, implied: false })
        .into_iter()
        .map(|n| (seen.text[n.range].to_owned(), n.staff))
        .collect()
}

#[test]
fn students_are_named_after_a_cue() {
    for (text, name) in [
        ("Em Trần Thị B hỏi về học phí", "Trần Thị B"),
        ("em tên là Nguyễn Văn An, lớp K65", "Nguyễn Văn An"),
        ("Em, Lê Văn C, xin hỏi", "Lê Văn C"),
        ("Họ và tên: Phạm Thu Hà", "Phạm Thu Hà"),
        ("sinh viên lớp K65CNTT Nguyễn Văn A", "Nguyễn Văn A"),
        ("bạn sinh viên năm hai ngành Luật tên Đỗ Minh Đức", "Đỗ Minh Đức"),
        ("SV NGUYỄN VĂN A nộp muộn", "NGUYỄN VĂN A"),
        ("sinh vien Nguyen Van A", "Nguyen Van A"),
        ("the student Nguyen Van An asked", "Nguyen Van An"),
        ("em **Trần** Thị B", "Trần Thị B"),
        ("| Họ và tên | Lớp |\n|---|---|\n| Trần Thị B | K65 |\n", "Trần Thị B"),
        ("con tôi là Vũ Minh Anh đang học", "Vũ Minh Anh"),
    ] {
        assert_eq!(names(text, false), [(name.to_owned(), false)], "{text}");
    }
}

#[test]
fn staff_are_named_in_what_is_asked() {
    for (text, name) in [
        ("Thầy Nguyễn Văn B hay đến muộn", "Nguyễn Văn B"),
        ("giảng viên môn Giải tích Trần Văn C chấm chậm", "Trần Văn C"),
        ("cô Lan phòng đào tạo khó tính", "cô Lan"),
        ("Thầy Hùng không trả bài", "Thầy Hùng"),
        ("chuyên viên Lê Thị D trả lời chậm", "Lê Thị D"),
        ("ông Phạm Văn E ở phòng hành chính", "Phạm Văn E"),
    ] {
        assert_eq!(names(text, true), [(name.to_owned(), true)], "{text}");
        assert_eq!(names(text, false), [], "{text}");
    }
}

#[test]
fn streets_schools_awards_and_roles_are_no_names() {
    for text in [
        "sinh viên ở phố Nguyễn Hiền đi bộ",
        "sinh viên trọ tại đường Lê Thanh Nghị",
        "em ở quận Hai Bà Trưng",
        "em trọ ở quận Hoàng Mai",
        "sinh viên ở 36 Hoàng Quốc Việt",
        "sinh viên Trường Đại học Nguyễn Tất Thành",
        "sinh viên nhận học bổng Nguyễn Trường Tộ",
        "sinh viên được giải thưởng Lý Tự Trọng",
        "em học môn Tư tưởng Hồ Chí Minh",
        "em là đoàn viên Đoàn TNCS Hồ Chí Minh",
        "sinh viên ở TP. Hồ Chí Minh",
        "sinh viên Hà Nội và Thái Nguyên",
        "em ở Hà Đông",
        "bạn học ở Trần Phú",
        "các em Trần Phú",
        "Phòng Đào tạo trả lời sinh viên",
        "sinh viên hỏi Phòng Công tác chính trị và sinh viên",
        "Đoàn Thanh niên mời sinh viên Đoàn Trường",
        "Hiệu trưởng Nguyễn Văn B ký",
        "PGS.TS. Trần Văn C chủ trì buổi đối thoại",
        "Chủ trì: ThS. Lê Thị D",
        "quý Thầy Cô trong Khoa",
        "Thầy/Cô giúp em",
        "thầy Khoa Công nghệ",
        "em thấy Trần nhà bị dột",
        "Bạn có thể đến Lê Văn Lương",
        "sinh viên Cao đẳng Đào tạo nghề",
        "số sinh viên Lý thuyết nhiều",
        "Em hỏi. Nguyễn Trãi là phố dài",
        "tuyến xe buýt qua Nguyễn Trãi",
        "học viên xem sách của Nguyễn Du",
        "bến xe Mỹ Đình và nhà ga Văn Điển",
    ] {
        assert_eq!(names(text, false), [], "{text}");
    }
    for text in ["Thầy Cô ơi", "cô Giáo vụ", "thầy Hiệu trưởng", "các thầy Toán", "em cảm ơn cô ạ"]
    {
        assert_eq!(names(text, true), [], "{text}");
    }
}
