"""Writes the workbook and the minutes that the guide on imports is followed with; names in them are invented.

    python -m venv .venv && .venv/bin/pip install openpyxl python-docx
    .venv/bin/python tests/guides/make.py
"""

import datetime
import pathlib

import docx
import openpyxl

HERE = pathlib.Path(__file__).parent / "huong-dan-nhap-tep"
DAY = datetime.datetime(2024, 3, 8)

book = openpyxl.Workbook()
book.properties.created = book.properties.modified = DAY
sheet = book.active
sheet.title = "Tổng hợp"
for row in [
    ["TT", "Nội dung ý kiến", "Họ và tên", "Đơn vị trả lời", "Nội dung trả lời"],
    [1, "Bao giờ có lịch thi học kỳ II?", "Người hỏi Một", "Khoa CNTT", "Lịch thi có trước ngày 15/5."],
    [2, "Đề nghị sửa quạt phòng 301.", "Người hỏi Hai", "Phòng CTSV", None],
    [3, "Wifi nhà B yếu vào giờ cao điểm.", "Người hỏi Ba", "P.CTSV", "Phòng đã đo, sẽ thay thiết bị."],
]:
    sheet.append(row)
book.save(HERE / "tong-hop.xlsx")

minutes = docx.Document()
minutes.core_properties.author = ""
minutes.core_properties.created = minutes.core_properties.modified = DAY
minutes.add_heading("BIÊN BẢN", 1)
minutes.add_paragraph("Đối thoại với sinh viên Khoa Công nghệ thông tin")
for question, answer in [
    ("Khi nào phòng máy mở buổi tối?", "Phòng máy mở đến 20 giờ từ ngày 01/4/2024."),
    ("Đề nghị có thêm nước uống ở nhà B.", "Khoa ghi nhận và chuyển Phòng Công tác sinh viên."),
]:
    minutes.add_paragraph(f"Câu hỏi: {question}")
    minutes.add_paragraph(f"Trả lời: {answer}")
minutes.save(HERE / "bien-ban.docx")
