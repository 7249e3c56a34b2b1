"""Writes the input files of the import tests, as office programs of schools write them.

    python -m venv .venv && .venv/bin/pip install openpyxl python-docx
    .venv/bin/python tests/import/make.py

Each case is a folder with `input.<kind>` and, where it needs any, `arguments`. The expected results beside them are written
by `UPDATE=1 cargo test --test import` and read by a person. All names and questions are invented.
"""

import datetime
import pathlib
import unicodedata
import zipfile

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.oxml import OxmlElement

HERE = pathlib.Path(__file__).parent
HEAD = ["STT", "Nội dung ý kiến", "Đơn vị trả lời", "Nội dung trả lời"]
ROWS = [
    [1, "Bao giờ có lịch thi học kỳ II?", "Phòng Quản lý đào tạo", "Lịch thi có trước ngày 15/5."],
    [2, "Đề nghị sửa điều hoà phòng 301.", "Phòng QTCSVC", "Phòng sửa trong tháng 5."],
    [3, "Wifi nhà B yếu vào giờ cao điểm.", "P.QTCSVC", None],
]


def case(name, arguments=""):
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    if arguments:
        (folder / "arguments").write_text(arguments.strip() + "\n", encoding="utf-8")
    return folder


def still(path):
    """The same archive on every run: no times of writing."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            if name == "docProps/core.xml":
                continue
            if name in ("[Content_Types].xml", "_rels/.rels"):
                text = data.decode("utf-8")
                for part in text.split("<"):
                    if "core" in part and (part.startswith("Override") or part.startswith("Relationship ")):
                        text = text.replace("<" + part, "")
                data = text.encode("utf-8")
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)


def sheet(name, rows, arguments="", edit=None, title="Tổng hợp", path="input.xlsx"):
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(row)
    if edit:
        edit(book, page)
    target = case(name, arguments) / path
    target.parent.mkdir(exist_ok=True)
    book.save(target)
    still(target)


def text(name, kind, content, arguments="", encoding="utf-8"):
    data = content if isinstance(content, bytes) else content.encode(encoding)
    (case(name, arguments) / f"input.{kind}").write_bytes(data)


def document(name, write, arguments=""):
    page = docx.Document()
    write(page)
    target = case(name, arguments) / "input.docx"
    page.save(target)
    still(target)


def fill(table, rows):
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            table.cell(at, column).text = "" if value is None else str(value)


def workbooks():
    sheet("xlsx-plain", [HEAD, *ROWS])

    def merged_head(_, page):
        page.merge_cells("A1:E1")
        page.merge_cells("A2:E2")
        for cells in ("A4:A5", "B4:B5", "C4:D4", "E4:E5"):
            page.merge_cells(cells)

    sheet("xlsx-title-and-two-row-head", [
        ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Độc lập - Tự do - Hạnh phúc"], ["BẢNG TỔNG HỢP Ý KIẾN"],
        ["TT", "Nội dung kiến nghị", "Trả lời", None, "Ghi chú"], [None, None, "Đơn vị", "Nội dung", None],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "Xin mở thêm lớp học phần tiếng Anh", "Phòng Đào tạo", "Mở thêm hai lớp.", "hỏi lại"],
    ], edit=merged_head)

    def merged_title(_, page):
        for cells in ("A1:G1", "D2:E2"):
            page.merge_cells(cells)
        page.column_dimensions["C"].hidden = True

    sheet("xlsx-title-over-all-and-covered-column", [
        ["TỔNG HỢP Ý KIẾN"], ["STT", "Nội dung ý kiến", "SĐT", "Đơn vị trả lời", None, "Công khai", "Lý do"],
        [1, "Bao giờ có lịch thi học phần?", 358207416, "QLĐT", "Tuần sau.", "Có", None],
        [2, "Wifi nhà A yếu", 912345678, "QTCSVC", "Đã đo.", "nội bộ", None],
    ], edit=merged_title)

    def merged_unit(_, page):
        page.merge_cells("C2:C4")

    sheet("xlsx-merged-unit", [
        HEAD, [1, "Wifi nhà A yếu", "Phòng QTCSVC", "Đã ghi nhận."], [2, "Máy chiếu phòng 302 mờ", None, "Sẽ thay."],
        [3, "Điều hoà phòng 303 hỏng", None, "Đã sửa."], [4, "Đăng ký học phần hay lỗi", "QLĐT", "Đang nâng cấp."],
    ], edit=merged_unit)

    sections = [
        ["STT", "Nội dung ý kiến", "Đơn vị trả lời", "Nội dung trả lời"], ["I", "CÔNG TÁC ĐÀO TẠO (02)"],
        [1, "Bao giờ có kết quả rèn luyện?", "QLĐT", "Cuối tháng 6."], [2, "Xin giãn tiến độ môn Toán", "QLĐT", "Khoa xem xét."],
        ["II", "VỀ THƯ VIỆN (01)"], [3, "Thư viện mở đến mấy giờ?", "Thư viện", "21 giờ."], [None, "Tổng số: 03 ý kiến"],
    ]
    sheet("xlsx-sections", sections)
    wrong = [list(row) for row in sections]
    wrong[1][1] = "CÔNG TÁC ĐÀO TẠO (03)"
    sheet("xlsx-section-count-differs", wrong)
    sheet("xlsx-section-count-allowed", wrong, "--allow-count")

    several = [HEAD, [1, "1. Học phí kỳ sau có tăng không? 2. Bao giờ thu lệ phí thi?", "KHTC", "1. Chưa tăng trong năm nay. 2. Thu cùng kỳ với học phí."],
               [2, "Sinh viên kiến nghị:\n- Mở cửa thư viện buổi tối\n- Thêm bàn ghế tầng 2", "Thư viện", "Thư viện xem xét."]]
    sheet("xlsx-several-questions", several)
    sheet("xlsx-several-questions-split", several, "--split")

    sheet("xlsx-several-units", [
        HEAD, [1, "Học phí học lại tính thế nào?", "Phòng Kế hoạch - Tài chính; Phòng QLĐT", "Tính theo tín chỉ."],
        [2, "Máy chiếu phòng thực hành hỏng", "P.QTCSVC, Khoa CNTT và Phòng Công tác chính trị và Sinh viên", "Đã thay."],
        [3, "Lịch thi trùng nhau", "QLĐT/CTCT&SV", "Đã đổi."], [4, "Mượn sách thế nào?", "THƯ VIỆN\nkhoa  cntt", "Bằng thẻ."],
    ])
    sheet("xlsx-unknown-units", [
        HEAD, [1, "Wifi yếu", "Phòng Quản trị cơ sở vât chấp", "Đã rõ."], [2, "Học phí?", "Tổ Tổng hợp", "Đã rõ."],
        [3, "Lịch thi?", "Ban Đối ngoại", "Đã rõ."], [4, "Mượn sách?", None, "Bằng thẻ."], [5, "Máy chiếu mờ", None, None],
    ])

    def merged_answer(_, page):
        page.merge_cells("C2:C4")
        page.merge_cells("D2:D4")

    sheet("xlsx-one-answer-for-many", [
        HEAD, [1, "Wifi nhà A yếu", "Phòng QTCSVC", "Trường thay toàn bộ thiết bị trong hè."], [2, "Wifi nhà B chập chờn"],
        [3, "Không vào được wifi ở thư viện"], [4, "Học phí?", "KHTC", "Chưa tăng."],
    ], edit=merged_answer)

    def merged_question(_, page):
        page.merge_cells("A2:A3")
        page.merge_cells("B2:B3")

    sheet("xlsx-two-answers-to-one", [
        HEAD, [1, "Học phí và lịch thi kỳ hè thế nào?", "QLĐT", "Lịch thi có ngày 15/6."], [None, None, "KHTC", "Học phí như kỳ chính."],
        [2, "Mượn sách?", "Thư viện", "Bằng thẻ."],
    ], edit=merged_question)

    sheet("xlsx-tail", [HEAD, *ROWS, [None, "Tổng cộng: 3"], [None, "Nơi nhận:", None, "TRƯỞNG KHOA"], [None, "- Ban Giám hiệu;"], [None, "- Lưu VP."]])

    def hide(book, page):
        page.row_dimensions[3].hidden = True
        page.column_dimensions["E"].hidden = True
        other = book.create_sheet("Bản nháp")
        other.append(HEAD)
        other.append([1, "Ý kiến ở trang ẩn về wifi", "Phòng QTCSVC", "Đã rõ."])
        other.sheet_state = "hidden"

    hidden = [[*HEAD, "Tình trạng"], *[[*row, "Đang xử lý"] for row in ROWS]]
    sheet("xlsx-hidden", hidden, edit=hide)
    sheet("xlsx-hidden-included", hidden, "--include-hidden", edit=hide)

    day = datetime.date(2024, 5, 3)
    sheet("xlsx-dates", [
        ["STT", "Câu hỏi", "Đơn vị trả lời", "Trả lời", "Ngày trả lời", "Thời hạn hoàn thành", "Biện pháp"],
        [1, "Wifi nhà A?", "QTCSVC", "Đang đo.", day, "Quý II/2024", "Thay thiết bị nhà A"],
        [2, "Wifi nhà B?", "QTCSVC", "Đang đo.", 45415, "13 - 19/5/2024", "Thay thiết bị nhà B"],
        [3, "Wifi nhà C?", "QTCSVC", "Đang đo.", "ngày 03 tháng 5 năm 2024", "trước 30/6", "Thay thiết bị nhà C"],
        [4, "Wifi nhà D?", "QTCSVC", "Đang đo.", "3/5", day, "Thay thiết bị nhà D"],
        [5, "Wifi nhà E?", "QTCSVC", "Đang đo.", "3-5-2024", "HK II năm học 2023-2024", "Thay thiết bị nhà E"],
    ])
    sheet("xlsx-bad-dates", [
        ["STT", "Câu hỏi", "Đơn vị trả lời", "Trả lời", "Ngày trả lời", "Thời hạn"],
        [1, "Wifi nhà A?", "QTCSVC", "Đã rõ.", "5/24/2024", "khi có kinh phí"], [2, "Wifi nhà B?", "QTCSVC", "Đã rõ.", "31/4/2024", None],
        [3, "Wifi nhà C?", "QTCSVC", "Đã rõ.", "03/5/2025", None],
    ])

    sheet("xlsx-remediation", [
        ["STT", "Nội dung kiến nghị", "Đơn vị thực hiện", "Giải đáp", "Biện pháp khắc phục", "Thời hạn", "Tình trạng", "Đánh giá"],
        [1, "Wifi nhà B yếu", "QTCSVC", "Tiếp thu.", "Thay sáu thiết bị phát ở nhà B.", datetime.date(2024, 5, 31), "Đang thực hiện 60%", "Đúng tiến độ"],
        [2, "Điều hoà phòng 301 hỏng", "QTCSVC", "Đã sửa.", "Sửa điều hoà", "20/5/2024", "Đã khắc phục", None],
        [3, "Thiếu bàn ghế thư viện", "Thư viện; QTCSVC", None, "Mua thêm 40 bộ", "Quý III/2024", "Chưa thực hiện", None],
        [4, "Thời gian mượn sách ngắn", "Thư viện", None, None, None, "Tiếp thu", None],
        [5, "Học phí cao", "KHTC", None, None, None, "Đã giải trình", None],
        [6, "Lịch thi dày", "QLĐT", "Đã rõ.", "Giãn lịch thi", "30/5/2024", "Lùi thời hạn", "Chờ phòng thi"],
    ])
    sheet("xlsx-unknown-words", [
        ["STT", "Nội dung kiến nghị", "Phân loại", "Đơn vị xử lý", "Kết quả"],
        [1, "Wifi nhà B yếu", "Kiến nghị", "QTCSVC", "Xong rồi"], [2, "Điều hoà hỏng", "Khẩn", "QTCSVC", "Đã giải quyết"],
        [3, "Học phí?", "Câu hỏi", "KHTC", "Quá hạn"],
    ])
    sheet("xlsx-referred", [
        ["STT", "Ý kiến", "Đơn vị giải quyết", "Trả lời", "Trạng thái"], [1, "Wifi nhà B yếu", "Phòng QTCSVC", None, "Chuyển đơn vị"],
        [2, "Học phí học lại", None, None, "Chuyển cấp trên"], [3, "Wifi ngoài cổng trường yếu", "Khoa CNTT", "Việc của nhà mạng.", "Không thuộc thẩm quyền"],
    ])

    personal = [["STT", "Họ và tên", "MSSV", "Câu hỏi", "Đơn vị trả lời", "Trả lời"], [1, "Nguyễn Văn Ví Dụ", "00A00000000", "Học phí?", "KHTC", "Chưa tăng."]]
    sheet("xlsx-personal", personal)
    sheet("xlsx-personal-ignored", personal, '--ignore\nHọ và tên\n--ignore\nMSSV')

    def formulas(_, page):
        page["A3"] = "=A2+1"
        page["D3"] = '="Đã "&"sửa"'

    sheet("xlsx-formula-not-computed", [HEAD, *ROWS], edit=formulas)
    sheet("xlsx-asker", [
        ["STT", "Lớp", "Khoa", "Nội dung ý kiến", "Đơn vị", "Đơn vị trả lời", "Ý kiến trả lời"],
        [1, "K65A", "Công nghệ thông tin", "Wifi yếu", "Chi đoàn K65A", "QTCSVC", "Đã rõ."],
        [2, "Lớp K66B", None, "Học phí?", None, "KHTC", "Chưa tăng."],
    ])
    sheet("xlsx-documents", [
        ["STT", "Câu hỏi", "Đơn vị trả lời", "Trả lời", "Công văn số"], [1, "Học phí?", "KHTC", "Chưa tăng.", "57/CV-ĐHVD"],
        [2, "Wifi yếu", "QTCSVC", "Sẽ thay.", "Số 99/CV-QTCSVC"],
    ])
    sheet("xlsx-topics", [
        ["STT", "Lĩnh vực", "Câu hỏi", "Đơn vị trả lời"], [1, "Đào tạo", "Bao giờ nghỉ hè?", "QLĐT"], [2, "Công tác thư viện", "Có chỗ để cặp không?", "Thư viện"],
        [3, "Học phí, lệ phí; Đào tạo", "Học lại thì đóng thế nào?", "KHTC"], [4, "Thể thao", "Sân bóng mở khi nào?", "QTCSVC"],
        [5, None, "Muốn đăng ký học thêm", "KHTC"], [6, None, "Sân bóng mở khi nào?", "CTCT&SV"],
    ])
    sheet("xlsx-tracker", [
        ["Số báo cáo", "Ngày báo cáo", "Nội dung kiến nghị", "Phân loại kiến nghị", "Mã mảng nghiệp vụ", "Đối tượng được kiến nghị",
         "Đơn vị thực hiện", "Chỉ đạo", "Thời hạn hoàn thành", "Hiện trạng", "Đánh giá", "Ghi chú"],
        ["12/BC-ĐHVD", 45412, "Wifi nhà B yếu", "Kiến nghị", "CSVC", "Phòng QTCSVC", "Phòng QTCSVC", "Làm ngay", 45443, "Đang thực hiện", "Khá", "theo dõi"],
    ])
    sheet("xlsx-map", [["TT", "Góp ý của em", "Ai lo", "Màu"], [1, "Wifi yếu", "QTCSVC", "đỏ"]], '--map\nGóp ý của em=text\n--map\nAi lo=unit\n--ignore\nMàu')
    sheet("xlsx-no-table", [["Chỉ có", "chữ"], ["a", "b"]])

    def more(book, _):
        other = book.create_sheet("Khoa CNTT")
        other.append(HEAD)
        other.append([1, "Thiếu máy chiếu", "Khoa CNTT", "Sẽ thêm."])
        book.create_sheet("Hướng dẫn").append(["Cách điền bảng"])

    sheet("xlsx-sheets", [HEAD, ROWS[0]], edit=more)
    edited = [[1, "Bao giờ có lịch thi học kỳ II năm nay?", "Phòng Quản lý đào tạo", "Lịch thi có trước ngày 10/5."], ROWS[1],
              [3, ROWS[2][1], "P.QTCSVC", "Đã thay thiết bị."], [4, "Học phí kỳ hè?", "KHTC", "Như kỳ chính."]]
    sheet("xlsx-edited", [[*HEAD, "Tình trạng"], *[[*row, "Đang xử lý"] for row in ROWS]])
    sheet("xlsx-edited", [[*HEAD, "Tình trạng"], *[[*row, word] for row, word in zip(edited, ["Đã trả lời", "Đang xử lý", "Đã khắc phục", None])]], path="again/input.xlsx")
    sheet("xlsx-without-number", [["Câu hỏi", "Trả lời"], ["Học phí kỳ này?", "Chưa tăng."], ["Học phí kỳ này?", "Như trên."], ["Wifi yếu", None]])

    raw("xlsx-shared-strings", [
        "Câu hỏi", "Đơn vị trả lời", "Trả lời", "Ngày trả lời",
        '<r><t>Wifi </t></r><r><rPr><b/></rPr><t xml:space="preserve">nhà B</t></r><rPh sb="0" eb="1"><t>đọc</t></rPh>',
        "QTCSVC", "Thay_x000D_\nthiết bị &amp; dây",
    ], '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v>4</v></c><c r="B3" t="s"><v>5</v></c><c r="C3" t="s"><f>x</f><v>6</v></c><c r="D3" s="1"><v>43953</v></c></row>')
    target = case("xlsx-declaration") / "input.xlsx"
    target.write_bytes((HERE / "xlsx-plain/input.xlsx").read_bytes())
    swap(target, "xl/worksheets/sheet1.xml", lambda xml: '<!DOCTYPE a [<!ENTITY b "c">]>' + xml.split("?>", 1)[-1])
    target = case("xlsx-path-outside") / "input.xlsx"
    target.write_bytes((HERE / "xlsx-plain/input.xlsx").read_bytes())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(zipfile.ZipInfo("../outside.txt", (1980, 1, 1, 0, 0, 0)), "x")
    data = (HERE / "xlsx-plain/input.xlsx").read_bytes()
    (case("xlsx-broken") / "input.xlsx").write_bytes(data[: len(data) // 2])


def raw(name, strings, rows):
    """A workbook as Excel for Mac writes it: shared texts, days since 1904, a macro."""
    parts = {
        "xl/workbook.xml": '<x:workbook xmlns:x="m" xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="Bảng" sheetId="1" r:id="rId7"/></x:sheets></x:workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId7" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>',
        "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": "<sst>" + "".join(f"<si>{s if s.startswith('<') else f'<t>{s}</t>'}</si>" for s in strings) + "</sst>",
        "xl/worksheets/a.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        "xl/vbaProject.bin": "macro",
    }
    with zipfile.ZipFile(case(name) / "input.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
        for path, data in parts.items():
            new.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), data)


def swap(path, part, change):
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            data = change(data.decode("utf-8")).encode("utf-8") if name == part else data
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)


def separated():
    rows = 'STT;Nội dung ý kiến;Đơn vị trả lời;Nội dung trả lời\r\n1;"Học phí ""kỳ này"";\nbao nhiêu?";KHTC;Chưa tăng, xem website.\r\n2;Đề nghị thay máy chiếu;QTCSVC;\r\n'
    text("csv-semicolon", "csv", rows, encoding="utf-8-sig")
    tabs = 'STT\tNội dung ý kiến\tĐơn vị trả lời\tNội dung trả lời\r\n1\t"Học phí; lệ phí\nbao nhiêu?"\tKHTC\tChưa tăng.\r\n'
    text("csv-utf-16", "csv", tabs, encoding="utf-16")
    # Windows-1258 has letters with their own marks and tones after them.
    tones = "\u0300\u0309\u0303\u0301\u0323"

    def legacy(line):
        out = []
        for letter in unicodedata.normalize("NFC", line):
            parts = unicodedata.normalize("NFD", letter)
            tone = [c for c in parts if c in tones]
            out.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + "".join(tone))
        return "".join(out).encode("cp1258")

    text("csv-windows-1258", "csv", legacy("STT,Câu hỏi,Đơn vị trả lời,Trả lời\n1,Học phí kỳ này bao nhiêu?,Phòng Kế hoạch - Tài chính,Chưa tăng.\n"))
    loose = unicodedata.normalize("NFD", "STT,Câu hỏi,Đơn vị trả lời,Trả lời\n1,Học\u00a0phí kỳ\u200b này \u201cbao nhiêu\u201d?,Khoa\u00ad CNTT,# Chưa tăng * 1\n")
    text("csv-decomposed", "csv", loose)


def word():
    def table(page):
        page.add_paragraph("BIÊN BẢN ĐỐI THOẠI")
        grid = page.add_table(rows=5, cols=4)
        fill(grid, [HEAD, ["I. CƠ SỞ VẬT CHẤT (02)"] * 4, [1, "Wifi nhà A yếu", "Phòng QTCSVC", "Đã ghi nhận."], [2, "Máy chiếu mờ", "", "Sẽ thay."], [3, "", "", ""]])
        grid.cell(1, 0).merge(grid.cell(1, 3)).text = "I. CƠ SỞ VẬT CHẤT (02)"
        grid.cell(2, 2).merge(grid.cell(3, 2)).text = "Phòng QTCSVC"
        inner = grid.cell(2, 3).add_table(rows=1, cols=2)
        fill(inner, [["Tháng 5", "thay sáu thiết bị"]])
        page.add_paragraph("")
        more = page.add_table(rows=1, cols=4)
        fill(more, [[4, "Điều hoà phòng 305 hỏng", "QTCSVC", "Đã sửa."]])

    document("docx-table", table)

    def prose(page):
        page.add_heading("Biên bản đối thoại", 1)
        page.add_heading("I. Học phí", 2)
        page.add_paragraph("Câu hỏi 1: Học phí kỳ hè tính thế nào?")
        page.add_paragraph("Trả lời (Phòng Kế hoạch - Tài chính): Như kỳ chính.")
        page.add_paragraph("Xem thông báo trên website.")
        page.add_heading("II. Cơ sở vật chất", 2)
        question = page.add_paragraph("Câu hỏi 2: ")
        question.add_run("Wifi").bold = True
        question.add_run(" nhà B yếu, bao giờ thay?")
        hidden = question.add_run(" (ghi chú riêng)")
        hidden.font.hidden = True
        page.add_paragraph("Đại diện Phòng QTCSVC trả lời:\tTrong tháng 5.")
        deleted = OxmlElement("w:del")
        run = OxmlElement("w:r")
        words = OxmlElement("w:delText")
        words.text = "chữ đã xoá"
        run.append(words)
        deleted.append(run)
        page.add_paragraph("Tình trạng: Đang xử lý")._p.append(deleted)
        page.add_paragraph("Buổi đối thoại kết thúc lúc 11 giờ.")
        assert qn("w:p")

    document("docx-prose", prose)


def pages():
    text("html-word", "html", """<html><head><meta charset="utf-8"><style>td{color:red}</style></head><body lang=VI>
<p class=MsoNormal>B&#7842;NG T&#7892;NG H&#7906;P<o:p></o:p></p>
<table class=MsoNormalTable border=1 cellspacing=0><tr><td rowspan=2><p class=MsoNormal>STT<o:p></o:p></p></td>
<td rowspan=2><p class=MsoNormal>Nội dung <span lang=EN-US>kiến nghị</span><o:p></o:p></p></td><td colspan=2>Trả lời</td></tr>
<tr><td>Đơn vị</td><td>Nội dung</td></tr>
<tr><td><p class=MsoNormal>1</p></td><td><p class=MsoNormal>Wifi&nbsp;nhà B<br>rất yếu</p></td><td rowspan=2>Phòng QTCSVC</td><td><p>Thay thiết bị.</p><p>Xong trong tháng 5.</p></td></tr>
<tr><td>2<td>Điều hoà hỏng<td>Đã sửa.
<tr style="display: none"><td>3<td>Dòng ẩn<td>x<td>y</tr></table><script>var x = "<td>";</script></body></html>""")
    text("html-faq", "html", """<!doctype html><title>Tư vấn sinh viên</title><h1>TƯ VẤN SINH VIÊN</h1>
<h2>ĐÀO TẠO (02)</h2><p><b>1. Bao giờ có lịch thi?</b></p><p>Trả lời: Đầu tháng 5.</p><p>Xem trên website.</p>
<p>2. Đăng ký học phần bị lỗi thì làm gì?</p><p><i>Trả lời:</i> Gọi Phòng Đào tạo.</p>
<h2>THƯ VIỆN (01)</h2><details><summary>Mượn sách thế nào?</summary><div style="display:none"><p>Bằng thẻ sinh viên.</p></div></details>
<p>Nơi nhận: sinh viên</p>""")
    text("md-table", "md", """# Tổng hợp

| STT | Câu hỏi | Đơn vị trả lời | Trả lời |
|----:|---------|----------------|---------|
| 1 | **Học phí** kỳ hè? | KHTC | Như kỳ chính.<br>Xem website. |
| 2 | Wifi nhà B \\| C yếu | QTCSVC |  |
""")
    text("md-prose", "md", """# Hỏi đáp

## Có được mượn sách buổi tối không?

Thư viện mở đến 21 giờ.

## Học phí kỳ hè tính thế nào?

**Trả lời:** Như kỳ chính.
""")
    text("txt-minutes", "txt", """TRƯỜNG ĐẠI HỌC VÍ DỤ
BIÊN BẢN ĐỐI THOẠI

I. HỌC PHÍ (02)
Câu hỏi 1: Học phí kỳ hè tính thế nào, có khác kỳ chính không, và
nộp ở đâu?
Trả lời: Như kỳ chính.
Đơn vị trả lời: Phòng Kế hoạch - Tài chính
Sinh viên lớp K65A hỏi: Có được nộp chậm không?
Đáp: Được, làm đơn tại Phòng Công tác chính trị và Sinh viên.
Nơi nhận:
- Ban Giám hiệu;
""")


workbooks()
separated()
word()
pages()
