"""Words that say when, from GUM and from TempEval-3 (UzZaman and others, 2013; its training part only)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from habeas.exc import InputError, QuestionError
from training import gum
from training.attribution import trim
from training.example import Example, Stretch

SETS = ("gum", "tempeval3")
_TYPES = frozenset({"DATE", "TIME"})  # "Friday", "Friday evening"; a duration or a repetition tells no day


def read_dates(folder: Path, names: Sequence[str] = SETS) -> Iterator[Example]:
    """The texts of the named sets, from the folder of all corpora, with their dates and times of day.

    Raises QuestionError for an unknown set, InputError for a file that does not fit.
    """
    for name in names:
        if name not in SETS:
            raise QuestionError(f"set of dates {name!r}: expected one of {', '.join(SETS)}")
        yield from _read_gum(folder / "gum" / "dep") if name == "gum" else _read_tempeval(folder / "tempeval3")


def _read_gum(folder: Path) -> Iterator[Example]:
    for document in gum.read_documents(folder):
        times = [time for words in document.sentences for time in gum.find_times(words)]
        yield _to_example(document.text, f"gum {document.name}", times)


def _read_tempeval(folder: Path) -> Iterator[Example]:
    for path in sorted((folder / "TempEval3-train_TML").glob("*.tml")):
        try:
            root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
        except etree.XMLSyntaxError as error:
            raise InputError(str(path), f"expected a TimeML document: {error.msg}", error.lineno) from error
        text = root.find("TEXT")
        if text is None:
            raise InputError(str(path), "expected a TEXT element")
        yield _to_example("".join(text.itertext()), f"tempeval3 {path.stem}", _find_times(text))


def _find_times(element: "etree._Element") -> list[Stretch]:
    """The stretches of marked times in the element's text."""
    found: list[Stretch] = []
    position = 0
    opened: list[int] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            opened.append(position)
            position += len(inner.text or "")
            continue
        begin = opened.pop()
        if inner.tag == "TIMEX3" and inner.get("type") in _TYPES and position > begin:
            found.append((begin, position))
        position += len(inner.tail or "") if inner is not element else 0
    return found


def _to_example(text: str, group: str, times: Sequence[Stretch]) -> Example:
    """An example without the white space around the text."""
    begin, end = trim(text, (0, len(text)))
    spans = sorted(trim(text, time) for time in times)
    return Example("times", text[begin:end], group, tuple(((a - begin, b - begin), "TIME") for a, b in spans))
