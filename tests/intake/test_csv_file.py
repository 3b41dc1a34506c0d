"""CSV files of every make, and of none: read as they are, or refused in words."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pilotage.errors import FileProblem
from pilotage.intake import csv_file
from pilotage.intake.csv_file import parse_csv, read_csv

ROWS = [["id", "note"], ["a", "x, y; z"], ["b", "zwölf\nLinien"], ["c", 'say "so"']]


def written(delimiter: str, encoding: str, end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(ROWS)
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_delimiter_and_encoding_are_found_out(delimiter: str, encoding: str, said: str) -> None:
    table = parse_csv(written(delimiter, encoding), "x.csv")
    assert (table.delimiter, table.encoding) == (delimiter, said)
    assert [list(table.header), *table.rows] == ROWS


@pytest.mark.parametrize("blank", ["  ,", "\t,\t", ",", "\u00a0,  "])
def test_blank_rows_are_left_out_whatever_blanks_they_hold(blank: str) -> None:
    table = parse_csv(f"a,b\n1,x\n{blank}\n2,y\n{blank}\n".encode(), "x.csv", delimiter=",")
    assert table.rows == (["1", "x"], ["2", "y"])
    assert [table.line(place) for place in range(len(table.rows))] == [2, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_known_by_the_line_on_which_they_begin(end: str) -> None:
    text = f'a,b{end}{end}1,"x{end}y{end}z"{end}   {end}2,x{end}3,y,z{end}4,w'
    table = parse_csv(text.encode(), "x.csv")
    assert [row[0] for row in table.rows] == ["1", "2", "4"]
    assert table.numbers == (0, 1, 3)
    assert table.ragged == ((2, 3),)
    assert [table.line(place) for place in range(4)] == [3, 7, 8, 9]


def test_a_spreadsheets_own_word_on_its_delimiter_is_taken() -> None:
    table = parse_csv(b"sep=;\r\na;b\r\n1;2\r\n", "x.csv")
    assert (table.header, table.rows, table.line(0)) == (("a", "b"), (["1", "2"],), 3)


@pytest.mark.parametrize("mark", ["a", '"', ":", "ä"])
def test_a_delimiter_that_is_none_is_refused(mark: str) -> None:
    content = f"sep={mark}\na{mark}b\n1{mark}2\n".encode()
    with pytest.raises(FileProblem, match=r"line 1: .* between cells can't be read"):
        parse_csv(content, "x.csv")
    assert parse_csv(b"sep=:\na;b\n1;2\n", "x.csv", delimiter=";").header == ("a", "b")


def test_decimal_commas_do_not_hide_the_semicolons() -> None:
    table = parse_csv(b"metric;value\nTime;12,5\nCost;3,25\n", "x.csv")
    assert table.header == ("metric", "value")


def test_empty_cells_at_the_end_are_no_columns() -> None:
    table = parse_csv(b"a,b,,\n1,2,,\n3,4\n,,,\n", "x.csv")
    assert (table.header, table.rows) == (("a", "b"), (["1", "2"], ["3", "4"]))


def test_a_wish_is_followed() -> None:
    assert parse_csv(b"a;b\n1;2\n", "x", delimiter=",").header == ("a;b",)
    assert parse_csv("ä,b\n1,2\n".encode("cp437"), "x", encoding="cp437").header == ("ä", "b")
    with pytest.raises(FileProblem, match="can't be read as klingon"):
        parse_csv(b"a,b\n1,2\n", "x", encoding="klingon")
    with pytest.raises(FileProblem, match="can't be read as base64"):
        parse_csv(b"a,b\n1,2\n", "x", encoding="base64")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"a,b\n", "nothing below it"),
        (b"a,b\n,\n\n", "nothing below it"),
        (b",,\n1,2,3\n", "no column names"),
        (b"a,b\n1,\0\n", "NUL"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "NUL"),
        (b'a,b\n1,"x\n2,y\n', "quotation marks don't match"),
        (b'a,b\n1,"x"y\n', "line 2: the quotation marks don't match"),
        (b"a,b\n1," + b"x" * 1_000_000, "131,072 characters"),
        (b",".join(b"c%d" % i for i in range(10_000)) + b"\n1\n", "10,000 columns; at most 200"),
        (b"\xff\xfea", "is damaged"),
        (b"a,b\n\x81,2\n", "neither UTF-8 nor UTF-16 nor Windows-1252"),
    ],
)
def test_what_is_no_table_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(FileProblem, match=said):
        parse_csv(content, "x.csv")


def test_a_damaged_character_does_not_make_another_encoding_of_utf_8() -> None:
    good, bad = "Zürich,Käse\r\n".encode(), b"Gen\xe8ve,x\r\n"
    content = b"city,note\r\n" + good * 2 + bad + good
    with pytest.raises(FileProblem, match="line 4: a character is damaged") as refused:
        parse_csv(content, "x.csv")
    assert "--encoding" in refused.value.remedy
    assert parse_csv(content, "x.csv", encoding="cp1252").rows[2] == ["Genève", "x"]
    french = "name,word\nA,« CAFÉ\u00a0»\nB,né à Besançon\n".encode("cp1252")
    assert parse_csv(french, "x.csv").encoding == "Windows-1252"


def test_only_files_are_read(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="is a folder"):
        read_csv(tmp_path)
    with pytest.raises(FileProblem, match="There is no file"):
        read_csv(tmp_path / "none.csv")
    with pytest.raises(FileProblem, match="can't be the name of a file"):
        read_csv(Path("a\0b"))
    if Path("/dev/zero").exists():
        with pytest.raises(FileProblem, match="not a file that can be read to its end"):
            read_csv(Path("/dev/zero"))


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a\n" + b"1\n" * 12_000)
    monkeypatch.setattr(csv_file, "MOST_ROWS", 10_000)
    with pytest.raises(FileProblem, match="more than 10,000 rows"):
        read_csv(path)
    monkeypatch.setattr(csv_file, "LARGEST", 1_000)
    with pytest.raises(FileProblem, match="at most 0 MB"):
        read_csv(path)


def test_reading_tells_how_far_it_is_and_stops_when_asked() -> None:
    content = b"a,b\n" + b"1,2\n" * 12_000
    told: list[float] = []
    parse_csv(content, "x", progress=told.append)
    assert told == sorted(told)
    assert len(told) == 3
    assert told[-1] == 1

    def stop(part: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        parse_csv(content, "x", progress=stop)
