//! Telephones that lost their zero or have letters in them, and numbers that look like them.

use super::*;

fn found(text: &str) -> Vec<String> {
    find(&Seen::markdown(text)).into_iter().map(|number| number.digits).collect()
}

#[test]
fn telephones_without_their_zero() {
    for text in [
        "SĐT: 358207416",
        "số điện thoại của em là 358 207 416",
        "ĐT 358.207.416",
        "ĐT: 35-820-7416",
        "Liên hệ 358207416 (bạn lớp trưởng)",
        "Gọi 358 207 416 nhé",
        "Em để lại zalo 358207416 ạ",
        "gọi cho em theo số 358207416",
        "Thầy cô gọi lại giúp em 358.207.416.",
        "số máy: 358207416",
        "so dien thoai 358207416",
        "goi cho em 358207416",
        "Nhắn tin vào số 358207416 là được",
        "SĐT358207416",
        "ĐT: 0912345678, 358207416",
        "Alo 358207416",
        "hotline 35 82 07 416",
        "**Điện thoại:** 358**207**416",
        "SĐT ３５８２０７４１６",
        "| Họ | Điện thoại |\n|---|---|\n| A | 358207416 |\n",
        "| Đầu mối | Zalo |\n|---|---|\n| Tổ | 358.207.416 |\n",
        "SĐT 358207416 / 0912345678",
        "call 358 207 416",
        "SĐT của lớp trưởng: 358207416",
        "gọi bạn Đạt 358207416",
        "điện thoại đơn vị 358 207 416",
    ] {
        assert_eq!(found(text), ["0358207416"], "{text}");
    }
    assert_eq!(found("Điện thoại 912.345.678"), ["0912345678"]);
    assert_eq!(found("ĐT: 24 3868 2321"), ["02438682321"]);
    assert_eq!(found("SĐT 358207416-912345678"), ["0358207416", "0912345678"]);
}

#[test]
fn telephones_with_letters_for_digits() {
    for text in [
        "SĐT O358207416",
        "SĐT o358207416",
        "gọi O358 2O7 416",
        "zalo: 0358.2o7.4l6",
        "Liên hệ cô giáo vụ hoặc O358207416",
        "điện thoại O 358 207 416",
        "ĐT +84 358 2O7 416",
        "em có số máy 03582O7416",
        "| Zalo |\n|---|\n| O358207416 |\n",
    ] {
        assert_eq!(found(text), ["0358207416"], "{text}");
    }
    assert_eq!(found("ĐT: 09l2 345 678"), ["0912345678"]);
    assert_eq!(found("ĐT: O9I2345678"), ["0912345678"]);
}

#[test]
fn money_beside_such_words_and_what_nothing_says() {
    for text in [
        // Nothing says that it is one.
        "mã hồ sơ 912345678",
        "dự toán 912.345.678",
        "dự toán 912.345.678 đồng",
        "có 358 207 416 tệp",
        "O358207416",
        "mã 03582O7416",
        "358207416",
        // Money beside such words.
        "Liên hệ Phòng Tài chính nộp 912.345.678 đồng",
        "Gọi thầu trị giá 912.345.678",
        "gọi vốn 912.345.678",
        "gói 912.345.678",
        "goi thau 912.345.678",
        "gói hỗ trợ 912.345.678",
        "kêu gọi được 912.345.678",
        "tiền điện thoại cả năm: học phí 912345678",
        "kinh phí liên hệ thực tế: kinh phí 912.345.678",
        "liên hệ Kho bạc, số tiền 912345678",
        "điện thoại trị giá 912.345.678",
        "cước điện thoại 912.345.678 đồng",
        "liên hệ để nhận hơn 912.345.678",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn documents_codes_quantities_and_dates() {
    for text in [
        // Documents and codes.
        "Liên hệ theo công văn 912345678",
        "gọi nộp hồ sơ 912345678",
        "liên hệ, mã số thuế 912345678",
        "giấy gọi nhập học 912345678",
        "giấy gọi số 912345678",
        "tên gọi 912345678",
        "lớp gọi là 912345678",
        "gọi tắt 912345678",
        "Zalo, mã lớp 912345678",
        "điện thoại có IMEI 912345678",
        "số máy tính 912345678",
        "Liên hệ theo số 912345678/QĐ-ĐHM",
        "Zalo: nhom/912345678",
        "điện thoại model 912345678",
        "liên hệ hệ thống, hoá đơn 912345678",
        "Gọi theo phiếu 912345678",
        // Quantities, dates, other lengths.
        "trang Zalo có 912345678 lượt xem",
        "điện thoại đạt 912.345.678",
        "liên hệ trước ngày 30.11.2023",
        "gọi 19001234 hoặc 115",
        "ĐT nội bộ 358207",
        "Zalo 100 200 300",
        "SĐT 123456789",
        "SĐT 012 345 678",
        "liên hệ thống kê 912345678",
        "| Điện thoại | Kinh phí |\n|---|---|\n| x | 912345678 |\n",
        "| Mã số điện thoại bàn |\n|---|\n| 912345678 |\n",
        "Gọi điện. Có 912345678 bản",
        "gọi lo lo lo oooooooo 1234567",
        "mạng Zalo 912345678 byte",
        "điện thoại, 912,345,678",
        "gọi tới a_912345678",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn runs_of_many_groups_are_read_once() {
    let text = format!("SĐT {}", "1 2 3 o4 ".repeat(20_000));
    assert_eq!(found(&text), Vec::<String>::new());
    let word = format!("SĐT 1234567 {}", "ảo".repeat(200_000));
    assert_eq!(found(&word), Vec::<String>::new());
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(text in "(SĐT|gọi|mã)?[0-9 .()oOlI\\-\\nàĐ|*/]{0,40}") {
        for seen in [Seen::markdown(&text), Seen::plain(&text)] {
            for number in find(&seen) {
                proptest::prop_assert!(number.digits.starts_with('0') && text.get(seen.source(&number.range)).is_some());
            }
        }
    }
}
