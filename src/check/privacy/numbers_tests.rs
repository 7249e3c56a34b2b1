//! What numbers are, and what they are not.

use super::*;

fn codes(text: &str) -> Vec<(Code, String)> {
    find(&Seen::markdown(text)).into_iter().map(|n| (n.code, n.digits)).collect()
}

fn only(text: &str) -> Option<Code> {
    let found = codes(text);
    assert!(found.len() < 2, "{text}: {found:?}");
    found.first().map(|(code, _)| *code)
}

#[test]
fn telephones_however_they_are_written() {
    for text in [
        "Gọi 0912345678 nhé",
        "Gọi 0912 345 678 nhé",
        "Gọi 0912.345.678.",
        "Gọi 091-234-5678",
        "Gọi 09 12 34 56 78",
        "Gọi 0 9 1 2 3 4 5 6 7 8",
        "Gọi +84 912 345 678",
        "Gọi +84.912.345.678",
        "Gọi (+84) 912 345 678",
        "Gọi +84 (0) 912 345 678",
        "Gọi 84912345678",
        "Gọi 0084 912 345 678",
        "Gọi 0912**345**678",
        "Gọi 0912\u{200b}345\u{ad}678",
        "Gọi ０９１２３４５６７８",
        "Gọi (0912) 345678",
        "Gọi 0912–345–678",
        "Gọi 0912&nbsp;345 678",
        "SĐT0912345678",
        "số 0912345678 từ 09-01-2024",
        "0912\n345678 là số của em",
        "0323456789",
        "0567890123",
        "0789012345",
        "+65 9123 4567",
    ] {
        assert_eq!(only(text), Some(Code::P02), "{text}");
    }
    for text in
        ["024.38682321", "(024) 3868 2321", "+84 24 3868 2321", "0236 3841 518", "ĐT: 04.38682321", "028 38 654 321"]
    {
        assert_eq!(only(text), Some(Code::P02), "{text}");
    }
    assert_eq!(codes("0912345678/0987654321").len(), 2);
    assert_eq!(codes("+84 (0) 912 345 678")[0].1, "0912345678");
}

#[test]
fn identity_numbers() {
    for text in [
        "087084000999",
        "087 084 000999",
        "087.084.000.999",
        "0870-8400-0999",
        "CCCD001203012345",
        "CMND 012345678",
        "chứng minh nhân dân số 012 345 678",
        "số căn cước 123456789012",
        "chung minh thu: 012345678",
    ] {
        assert_eq!(only(text), Some(Code::P01), "{text}");
    }
}

#[test]
fn codes_accounts_and_cards() {
    for text in ["MSSV 20123456", "mã số sinh viên của em là 2012345678", "Mã SV: 1234 5678", "20123456 (MSSV)"]
    {
        assert_eq!(only(text), Some(Code::P04), "{text}");
    }
    for text in [
        "STK 0123456789",
        "số tài khoản 0071 0012 34567 Vietcombank",
        "tài khoản BIDV: 21510001234567",
        "thẻ BHYT SV 4010123456789",
        "số thẻ bảo hiểm y tế 0123456789",
    ] {
        assert_eq!(only(text), Some(Code::P07), "{text}");
    }
}

#[test]
fn what_is_no_number_of_a_person() {
    for text in [
        // Money.
        "học phí 12.000.000 đồng một kỳ",
        "tổng 120.000.000.000 đồng",
        "dự toán 120.000.000.000",
        "gói 84.912.345.678 đồng",
        "gói 84.912.345.678",
        "tài khoản bị trừ 12.000.000 đồng",
        "tài khoản bị trừ 12000000 đồng",
        "ngân hàng cho vay 10 000 000 đ",
        "ngân hàng tài trợ 1.500.000.000",
        "0912345678 đồng",
        // Dates and times.
        "09-01-2024 15:30",
        "lúc 09 01 2024 15 giờ",
        "09.01.2024 08 giờ",
        "lịch 202403181530",
        "lịch 010320241530",
        "từ 2024-01-09 2024-02-09",
        "MSSV nộp trước 15.11.2023",
        "tài khoản khoá từ 15-11-2023",
        // Years and lists.
        "học kỳ 02 2023-2024",
        "ngân hàng đề năm học 2023-2024",
        "các phòng 07 08 09 10 11",
        "các nhóm 001 002 003 004",
        "hệ số 0.9 0.8 0.7 0.5 0.6",
        "tiết 01 02 03 04 05",
        // Documents, classes, rooms, codes.
        "Số 0912/KH-ĐHM",
        "Số 4402/KH-ĐHM ngày 04/12/2023",
        "Nghị định 356/2025/NĐ-CP",
        "lớp K65CNTT và 2210A01",
        "phòng P.0912 nhà B",
        "ISBN 978-604-0-12345-6",
        "ISBN 0-9123-4567-8",
        "mã số thuế 0101234567",
        "MST 0912345678-001",
        "hoá đơn số 0912345678",
        "mã HS/8.5.1N/02/P.CTSV",
        "1800 1234 và 1900 6789 0",
        "đường dây nóng 1900123456",
        "IP 192.168.100.200",
        "dân số 098765432100 11",
        "mã lớp 123456789",
        "123456789012",
        "099912345678",
        "d0912345678f",
        "0812",
        "3.141592653",
    ] {
        assert_eq!(codes(text), [], "{text}");
    }
}

#[test]
fn a_cell_or_a_block_ends_a_number() {
    assert_eq!(codes("| 0912 | 345678 |\n|---|---|\n| 0912 | 345678 |\n"), []);
    assert_eq!(codes("- 0912\n- 345678\n"), []);
    assert_eq!(codes("0912\n\n345678"), []);
}

#[test]
fn numbers_are_compared_without_the_country() {
    for same in ["84912345678", "0084912345678", "840912345678", "0912345678"] {
        assert_eq!(national(same), "0912345678");
    }
    assert_eq!(national("2438682321"), "2438682321");
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(text in "[0-9 .()+\\-\\nàĐ|*@]{0,60}") {
        for seen in [Seen::markdown(&text), Seen::plain(&text)] {
            for number in find(&seen) {
                let bytes = seen.text.as_bytes();
                let before = number.range.start.checked_sub(1).map(|i| bytes[i]);
                proptest::prop_assert!(!before.is_some_and(|b| b.is_ascii_digit()));
                proptest::prop_assert!(!bytes.get(number.range.end).is_some_and(u8::is_ascii_digit));
                let source = seen.source(&number.range);
                proptest::prop_assert!(text.get(source).is_some());
            }
        }
    }
}
