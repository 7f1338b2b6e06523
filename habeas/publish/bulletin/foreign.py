"""Words of others, made safe to print: no control over the page, the line or the direction of the text around them."""

import re
import unicodedata

from habeas.model.edition import WITHHELD

LONGEST = 90
_UNNAMED_PLACE = "a place not named here"
# Controls, marks of direction, surrogates and unassigned characters; a joiner within words of some scripts stays.
_UNPRINTED = frozenset(["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"])
_JOINERS = "\u200c\u200d"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~!$])")
_LIST = re.compile(r"^(\d*)([-+.)])")


def tame_words(words: str, longest: int = LONGEST) -> str:
    """The words on one line without controls, cut with an ellipsis where they are longer than `longest` characters."""
    kept = (" " if letter.isspace() else letter for letter in words if _is_printed(letter) or letter.isspace())
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def tame_label(label: str) -> str:
    """The places of a label in words that are safe to print; one of which words are withheld stays without a name."""
    return " + ".join(_UNNAMED_PLACE if WITHHELD in name else tame_words(name) for name in label.split(" + "))


def escape_markdown(words: str) -> str:
    """Words that Markdown prints as they are, whatever they hold."""
    line = _MARKDOWN.sub(r"\\\1", words.replace("\n", " "))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("://", ":&#47;/")
    return _LIST.sub(r"\1\\\2", line)


def _is_printed(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter) not in _UNPRINTED
