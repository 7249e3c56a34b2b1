"""How long an import takes and how much memory it needs, and how soon a file that is no file of work is refused.

    python3 -m venv .venv && .venv/bin/pip install openpyxl
    DOITHOAI=target/release/doithoai .venv/bin/python tests/bench/import.py [ROWS]

A workbook of ROWS rows (20,000) is made with openpyxl and imported into the project of the import tests, dry and written;
reading the same rows with openpyxl is timed beside it. Then a bomb of nine million rows and a file of a gigabyte.
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile

import openpyxl

PROGRAM = os.environ["DOITHOAI"]
PROJECT = pathlib.Path(__file__).parent.parent / "import" / "project"
WORDS = "lịch thi học phí phòng thư viện ký túc xá giảng viên đăng ký môn điều hoà mạng kết quả rèn luyện bao giờ".split()


def words(dice, least, most):
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))


def workbook(path, rows):
    dice = random.Random(rows)
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Tổng hợp")
    page.append(["STT", "Lĩnh vực", "Nội dung ý kiến", "Đơn vị trả lời", "Nội dung trả lời"])
    for row in range(1, rows + 1):
        question = f"{words(dice, 12, 40).capitalize()} số {row}?"
        unit = dice.choice(["Phòng Công tác chính trị và sinh viên", "Khoa Công nghệ thông tin"])
        page.append([row, "dao-tao", question, unit, f"{words(dice, 20, 60).capitalize()}."])
    book.save(path)


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/></Relationships>')
        with archive.open("xl/sheet.xml", "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet><sheetData>")
            for _ in range(9_000):
                sheet.write(b'<row><c t="str"><v>a</v></c></row>' * 1000)
            sheet.write(b"</sheetData></worksheet>")


def run(name, *arguments, status=0):
    began = time.perf_counter()
    child = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = child.stdout.read().decode()
    _, ended, used = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    code = os.waitstatus_to_exitcode(ended)
    print(f"{name:34} {seconds:6.2f} s  {used.ru_utime + used.ru_stime:6.2f} CPU s  {used.ru_maxrss / 1024:5.0f} MB")
    if code != status:
        sys.exit(f"ended with {code}:\n{text[:3000]}")
    return text


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        project = folder / "project"
        shutil.copytree(PROJECT, project)
        table, into = folder / "tong-hop.xlsx", [str(project), "--into", "2023-2024/khoa-cntt"]
        workbook(table, rows)
        print(f"{rows} rows, {table.stat().st_size / 1e6:.1f} MB")
        run("dry", "import", str(table), *into)
        run("written", "import", str(table), *into, "--write")
        run("once more: nothing changed", "import", str(table), *into, "--write")
        began = time.perf_counter()
        read = sum(1 for _ in openpyxl.load_workbook(table, read_only=True).active.iter_rows(values_only=True))
        print(f"{'openpyxl reads the rows':34} {time.perf_counter() - began:6.2f} s  ({read - 1} rows)")
        bomb(folder / "bomb.xlsx")
        run("a bomb of 9,000,000 rows", "import", str(folder / "bomb.xlsx"), *into, status=2)
        for name in ("gigabyte.csv", "gigabyte.xlsx"):
            with open(folder / name, "wb") as file:
                file.truncate(1 << 30)
            run(f"{name}, 1 GB", "import", str(folder / name), *into, status=2)


if __name__ == "__main__":
    main()
