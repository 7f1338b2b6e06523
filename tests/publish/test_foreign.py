"""Words of others on one line, without controls."""

import pytest

from habeas.publish.bulletin.foreign import escape_markdown, tame_words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Minsk", "Minsk"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("\u202eturned\u202c", "turned"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("\ud800broken", "broken"),
        ("می‌خواهم", "می‌خواهم"),
        ("x" * 200, "x" * 89 + "…"),
    ],
)
def test_words_are_tamed(words: str, expected: str) -> None:
    assert tame_words(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a | b", "a \\| b"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("[x](y)", "\\[x\\](y)"),
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("https://x.example", "https:&#47;/x.example"),
    ],
)
def test_markdown_is_escaped(words: str, expected: str) -> None:
    assert escape_markdown(words) == expected
