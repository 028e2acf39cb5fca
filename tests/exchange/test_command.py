"""`tolv report FILE` as a person runs it: what it says, what it writes, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from server.exchange.command import report

DIARY = "date,Tired,Jab\n" + "".join(
    f"{day:02}/03/2026,{day % 7 + 1},{'x' if day % 10 == 1 else ''}\n" for day in range(1, 32)
)
MAPS = "Tired=fatigue:1-7,Jab=injection:hydroxocobalamin-1mg"


@pytest.fixture
def diary(tmp_path) -> Path:
    path = tmp_path / "diary.csv"
    path.write_text(DIARY)
    return path


def run(*arguments: object, language: str = "en_GB.UTF-8") -> Result:
    return CliRunner().invoke(report, list(map(str, arguments)), env={"LC_ALL": language})


def test_without_an_output_it_says_what_it_found(diary):
    said = run(diary, "--map", MAPS)
    assert said.exit_code == 0
    assert "day, month, year" in said.output
    assert "13/03/2026" in said.output
    assert "1→0, 2→2, 3→3, 4→5, 5→7, 6→8, 7→10" in said.output
    assert "Rows: 31 read, 31 used, 0 left out." in said.output
    assert "--pdf" in said.output


def test_every_output_is_written(diary, tmp_path):
    names = {kind: tmp_path / f"report.{kind}" for kind in ("pdf", "html", "json", "csv")}
    said = run(diary, "--map", MAPS, *(part for kind, path in names.items() for part in (f"--{kind}", path)))
    assert said.exit_code == 0, said.output
    assert names["pdf"].read_bytes().startswith(b"%PDF")
    assert "<svg" in names["html"].read_text()
    made = json.loads(names["json"].read_text())
    assert made["last"] == "2026-03-31" or made["report"]["last"] == "2026-03-31"
    assert names["csv"].stat().st_size > 100
    assert all(str(path) in said.output for path in names.values())


def test_every_output_says_what_was_carried_over_from_another_scale(diary, tmp_path):
    names = {kind: tmp_path / f"report.{kind}" for kind in ("pdf", "html", "json", "csv")}
    run(diary, "--map", MAPS, *(part for kind, path in names.items() for part in (f"--{kind}", path)))
    sentence = "Tiredness was rated from 1 (none) to 7 (worst) and carried over to 0–10"
    assert json.loads(names["json"].read_text())["carried"] == [{"key": "fatigue", "none": 1.0, "worst": 7.0}]
    assert sentence in names["html"].read_text()
    assert "7 severe" not in names["html"].read_text()
    assert sentence in names["csv"].read_text()
    paper = " ".join(" ".join(page.extract_text() for page in PdfReader(names["pdf"]).pages).split())
    assert sentence in paper


def test_an_own_symptom_is_carried_over_under_its_own_key(diary, tmp_path):
    path = tmp_path / "report.html"
    said = run(diary, "--map", "Tired=sleepy:1-7", "--html", path)
    assert "“Tired” is used as the patient's own symptom “Tired”: 31 ratings." in said.output
    assert "Tired was rated from 1 (none) to 7 (worst)" in path.read_text()


def test_ratings_from_0_to_10_were_not_carried_over(diary, tmp_path):
    path = tmp_path / "report.html"
    said = run(diary, "--map", "Tired=fatigue", "--html", path)
    assert "“Tired” is used as “Tiredness”: 31 ratings." in said.output
    assert "carried over" not in path.read_text()
    assert "7 severe" in path.read_text()


def test_it_covers_26_weeks_ending_with_the_last_entry_unless_told(diary):
    assert "1 Oct 2025" in run(diary, "--map", MAPS).output
    told = run(diary, "--map", MAPS, "--from", "2026-03-05", "--to", "2026-03-20")
    assert "5–20 Mar 2026" in told.output


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--map", "Tired"], "“Tired”"),
        (["--map", "Sleepy=fatigue"], "no column “Sleepy”"),
        ([], "No column is used yet"),
        (["--map", MAPS, "--from", "2026-02-30"], "2026-02-30"),
        (["--map", MAPS, "--from", "2026-03-20", "--to", "2026-03-05"], "--from"),
        (["--map", MAPS, "--to", "2020-03-05"], "There is no entry"),
        (["--map", MAPS, "--html", "/nowhere/at/all.html"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_2(diary, arguments, word):
    said = run(diary, *arguments)
    assert said.exit_code == 2
    assert word in said.output


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
        (b"%PDF-1.7\n\x00\x01\x02", "not text"),
        (b"PK\x03\x04\x14\x00", "workbook"),
        (b"date,Tired\n", "heading"),
        (b"date,Tired\nsoon,4\nlater,5\n", "Nothing in this file"),
        (b"date,Tired\n01/02/2026,4\n", "--date-order"),
        (b'{"steps": [1, 2]}', "not a backup"),
        (b'{"format": "tolv-diary", "version": 1, "records": [{"id": "', "Nothing in this file"),
        (b"[" * 100_000, "not a backup"),
        (b'{"format": "tolv-diary", "records": [' + b'{"id":' * 100_000, "Nothing in this file"),
    ],
)
def test_an_unusable_file_is_refused_with_words(tmp_path, content, word):
    path = tmp_path / "diary.csv"
    path.write_bytes(content)
    said = run(path, "--map", "Tired=fatigue")
    assert said.exit_code == 2
    assert word in said.output
    assert "Traceback" not in said.output


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "diary.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    said = run(path)
    assert said.exit_code == 2
    assert "50 MB" in said.output


def test_a_missing_file_is_said(tmp_path):
    assert "no file" in run(tmp_path / "gone.csv").output


def test_one_usable_row_makes_a_report_and_the_others_are_named(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text("date,Tired\n2026-03-01,4\n2026-03-32,5\n2026-03-03,12\n")
    said = run(path, "--map", "Tired=fatigue")
    assert said.exit_code == 0
    assert "Rows: 3 read, 1 used, 2 left out." in said.output
    assert "Row 3, “date”: “2026-03-32”" in said.output
    assert "Row 4, “Tired”: 12 is outside the scale." in said.output


def test_many_unreadable_cells_are_named_up_to_20_and_counted(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text("date,Tired\n2026-03-01,4\n" + "2026-03-02,bad\n" * 50)
    said = run(path, "--map", "Tired=fatigue").output
    assert "50 cells could not be read" in said
    assert said.count("is not a number") == 20
    assert "30 more" in said


def test_a_damaged_backup_names_its_record(tmp_path):
    path = tmp_path / "backup.json"
    stamp = "019cb0000000-0000-phone1"
    good = {"id": "018f2b3c-4d5e-7f60-8a71-92b3c4d5e6f7", "kind": "checkin"}
    records = [
        {**good, "writes": {stamp: {"day": "2026-03-01", "ratings.fatigue": 4}}},
        {**good, "id": "018f2b3c-4d5e-7f60-8a71-92b3c4d5e6f8", "writes": {stamp: {"day": "2026-13-01"}}},
    ]
    path.write_text(json.dumps({"format": "tolv-diary", "version": 1, "records": records}))
    said = run(path)
    assert said.exit_code == 0
    assert "Records: 2 read, 1 used, 0 repeated, 1 damaged." in said.output
    assert "Record 2 (checkin): “day”" in said.output


def test_no_database_and_no_network_are_loaded(diary):
    told = (
        "import sys; from server.exchange.command import report; "
        f"report([{str(diary)!r}, '--map', {MAPS!r}], standalone_mode=False); "
        "print([m for m in ('server.db', 'server.vault', 'sqlalchemy', 'typst', 'psycopg') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, env={**os.environ})
    assert ran.stdout.splitlines()[-1] == "[]", ran.stderr
