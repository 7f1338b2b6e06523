"""One digit of any number that an edition prints is changed, and each is found."""

import re
from collections.abc import Iterator

import pytest

from habeas.publish import export_files
from habeas.publish.compare import compare_file
from tests.publish.editions import make_small_edition
from tests.publish.tamper import change_digit

FILES = export_files(make_small_edition())
PAGES = sorted(name for name in FILES if name.endswith((".csv", ".md", ".geojson", ".atom", ".txt")))
TALLY = "tally-99ff05a07d508a6c57f9"
_PICTURE = re.compile(r"<svg.*?</svg>|<style.*?</style>", re.DOTALL)


def change_each(text: str, numbers: Iterator[re.Match[str]]) -> Iterator[tuple[str, bytes]]:
    """Each number, and the text in which its last digit is another."""
    for number in numbers:
        last = number.end() - 1
        yield number[0], f"{text[:last]}{change_digit(text[last])}{text[last + 1 :]}".encode()


@pytest.mark.parametrize("name", PAGES)
def test_each_number_of_a_page_is_found(name: str) -> None:
    text = FILES[name].decode()
    changed = change_each(text, re.finditer(r"\d+", text))
    missed = [number for number, content in changed if not compare_file(name, content, FILES[name])]
    assert missed == []


def test_each_figure_of_the_bulletin_is_found() -> None:
    text = FILES["bulletin.html"].decode()
    changed = list(change_each(text, re.finditer(r"(?<=<data value=\")\d+|(?<=>)[\d,]+(?=</data>)", text)))
    missed = [
        number for number, content in changed if not compare_file("bulletin.html", content, FILES["bulletin.html"])
    ]
    assert len(changed) > 20
    assert missed == []


def test_words_and_pictures_of_the_bulletin_are_compared_too() -> None:
    text = FILES["bulletin.html"].decode()
    for found in (*_PICTURE.finditer(text), re.search("were detained", text)):
        assert found is not None
        content = f"{text[: found.start()]}{text[found.end() :]}".encode()
        assert compare_file("bulletin.html", content, FILES["bulletin.html"])


def test_a_figure_of_the_bulletin_is_named_by_its_tally() -> None:
    content = FILES["bulletin.html"].replace(b">1,208</data>", b">1,209</data>", 1)
    assert compare_file("bulletin.html", content, FILES["bulletin.html"])[0].startswith(f"figure {TALLY} reads <data ")


def test_a_line_that_another_machine_rounded_otherwise_is_no_difference() -> None:
    content = b'<svg><path d="M1.04,2.5"/><text>1,208</text></svg>'
    assert compare_file("map.svg", content.replace(b"1.04", b"1.05"), content) == []
    assert compare_file("map.svg", content.replace(b"1.04", b"3.04"), content) != []
    assert compare_file("map.svg", content.replace(b"1,208", b"1,209"), content) != []


def test_a_table_with_a_cell_of_thousands_of_ids_is_compared_by_its_cells() -> None:
    ids = " ".join(f"claim-{number:020d}" for number in range(6_000))
    content = f"voice,claims,low\na,{ids},4\nb,,7\n".encode()
    assert compare_file("voices.csv", content, content.replace(b",7", b",8")) == [
        "row 3, low: '7'; the edition's claims and figures give '8'"
    ]
