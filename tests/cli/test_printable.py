"""What others wrote cannot steer the terminal it is printed on."""

import pytest
from rich.text import Text
from typer.testing import CliRunner

from habeas.cli import app
from habeas.cli.printable import printable, printable_text


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Kraków, “Минск”, 北京", "Kraków, “Минск”, 北京"),
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\x1b]0;title\x07b", "a\ufffd]0;title\ufffdb"),
        ("a\x9b2Jb", "a\ufffd2Jb"),
        ("12\u202e34", "12\ufffd34"),
        ("one\ntwo\tthree", "one two three"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(words: str, shown: str) -> None:
    assert printable(words) == shown


def test_a_styled_text_keeps_its_styles_and_lines() -> None:
    text = printable_text(Text.assemble(("a\x1b", "bold"), "\nb"))
    assert text.plain == "a\ufffd\nb"
    assert [(span.start, span.end) for span in text.spans] == [(0, 2)]


def test_a_path_that_does_not_exist_is_named_without_its_escapes() -> None:
    result = CliRunner().invoke(app, ["read", "no\x1b[31m.txt"])
    assert "no\ufffd[31m.txt: cannot be opened" in result.stderr
