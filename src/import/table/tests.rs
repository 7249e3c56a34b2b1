//! Tables as schools lay them out.

use super::*;
use crate::import::read;

fn of(csv: &str, options: &Options) -> (Vec<Table>, Vec<Problem>) {
    tables(&read::read("a.csv", csv.as_bytes().to_vec()).expect("it is a table"), options)
}

fn uses(table: &Table) -> Vec<Use> {
    table.columns.iter().map(|column| column.use_).collect()
}

#[test]
fn a_head_is_found_under_titles_and_in_two_rows() {
    let (tables, problems) = of(
        "TRƯỜNG A,,,\nBẢNG TỔNG HỢP Ý KIẾN,,,\n,,,\nSTT,Nội dung ý kiến,Trả lời,\n,,Đơn vị,Nội dung\n(1),(2),(3),(4)\n1,Wifi yếu,P.A,Sẽ sửa\n",
        &Options::default(),
    );
    assert!(problems.is_empty(), "{problems:?}");
    let fields = [Field::Number, Field::Text, Field::Unit, Field::Answer].map(Use::Field);
    assert_eq!(uses(&tables[0]), fields);
    assert_eq!((tables[0].head_row, tables[0].lines.len()), (5, 1));
}

#[test]
fn the_unit_is_the_askers_where_another_answers() {
    let (tables, _) = of("Đơn vị,Câu hỏi,Đơn vị trả lời\na,b,c\n", &Options::default());
    assert_eq!(uses(&tables[0])[0], Use::Field(Field::From));
    let (tables, _) = of("Câu hỏi,Đơn vị\na b,c\n", &Options::default());
    assert_eq!(uses(&tables[0])[1], Use::Field(Field::Unit));
}

#[test]
fn personal_columns_stay_so_unless_ignored() {
    let csv = "Họ và tên,Câu hỏi\na,b\n";
    let mut options = Options { map: vec![("Họ và tên".into(), Field::From)], ..Options::default() };
    assert_eq!(uses(&of(csv, &options).0[0])[0], Use::Personal);
    options.ignore.push("họ và  TÊN".into());
    assert_eq!(uses(&of(csv, &options).0[0])[0], Use::Ignored);
}

#[test]
fn sections_sums_and_signatures_are_no_questions() {
    let (tables, _) = of(
        "STT;Nội dung ý kiến;Đơn vị trả lời\nI;CÔNG TÁC ĐÀO TẠO (02);\n1;Một hai;a\n2;Ba bốn;a\n;Tổng số: 2;\n;Nơi nhận:;\n;- BGH;\n",
        &Options::default(),
    );
    let rows: Vec<u32> = tables[0].lines.iter().map(|line| line.row).collect();
    assert_eq!(rows, [3, 4]);
    assert_eq!(tables[0].sections[0].1.declared, Some(2));
}

#[test]
fn a_column_that_is_nowhere_is_an_error() {
    let options = Options { ignore: vec!["Màu".into()], ..Options::default() };
    let (_, problems) = of("Câu hỏi,Trả lời\na,b\n", &options);
    assert!(problems.iter().any(|p| p.message.en.contains("no column `Màu`")), "{problems:?}");
}
