"""The GUM corpus (Zeldes, 2017): running text with named entities and marked dates, from its CoNLL-U files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.exc import InputError
from training.columns import Sentence, read_sentences, shift
from training.detokenise import align, cover
from training.example import Stretch

_MENTION = re.compile(r"\((?P<opened>\d+)-(?P<kind>\w+)-[^()]*|(?P<closed>\d+)\)|\)")
_FORM, _PART, _TAG, _MISC = 1, 3, 4, 9
_INSIDE_NAMES = frozenset({"of", "the", "for", "de", "al", "-", "&"})
_INSIDE_PERSONS = frozenset({"de", "al", "-"})  # what follows "of" is another name
_GOES_ON = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM"})  # parts of speech: then the name only describes


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a document: where it stands, its part of speech, its finer tag and its further marks by name."""

    form: str
    span: Stretch
    part: str
    tag: str
    marks: dict[str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A text of GUM; `sentences` holds the words of each."""

    name: str
    text: str
    sentences: tuple[tuple[Word, ...], ...]


def read_documents(folder: Path) -> Iterator[Document]:
    """The documents of GUM's `dep` folder; sentences of a paragraph stand in one line."""
    for path in sorted(folder.glob("*.conllu")):
        text, sentences = "", list[tuple[Word, ...]]()
        for sentence in read_sentences(path, "\t", 10):
            if text:
                text += "\n" if "newpar" in sentence.comments else " "
            sentences.append(_words(path, sentence, len(text)))
            text += sentence.comments["text"]
        yield Document(path.stem, text, tuple(sentences))


def _words(path: Path, sentence: Sentence, start: int) -> tuple[Word, ...]:
    if "text" not in sentence.comments:
        raise InputError(str(path), "expected a line '# text = …' before the words", sentence.line)
    rows = [row for row in sentence.rows if row[0].isdigit()]
    spans = align([row[_FORM] for row in rows], sentence.comments["text"])
    return tuple(
        Word(row[_FORM], shift(span, start), row[_PART], row[_TAG], _marks(row[_MISC]))
        for row, span in zip(rows, spans, strict=True)
    )


def _marks(column: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition("=") for part in column.split("|"))}


def find_names(words: Sequence[Word]) -> list[tuple[Stretch, str]]:
    """The names in a sentence with their kind ("person"): of each mention, the run of proper nouns that it holds.

    GUM marks whole noun phrases, also those without a name; a name inside another is left out, and so are peoples and
    parties that it counts as persons ("Luvanians").
    """
    kinds: dict[Stretch, str] = {}
    for first, last, kind in find_mentions(words):
        if name := _trim_to_name(words[:last], first, _INSIDE_PERSONS if kind == "person" else _INSIDE_NAMES):
            kinds.setdefault(name, kind)
    peoples = {name for name, kind in kinds.items() if kind == "person" and words[name[1] - 1].tag == "NNPS"}
    outer = {name for name in kinds if not any(_holds(other, name) for other in kinds)} - peoples
    return [(cover([word.span for word in words[slice(*name)]]), kinds[name]) for name in sorted(outer)]


def _holds(outer: Stretch, inner: Stretch) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def find_mentions(words: Sequence[Word]) -> list[tuple[int, int, str]]:
    """First word, word after the last, and kind of each mention of a sentence, nested ones too."""
    found: list[tuple[int, int, str]] = []
    opened: list[tuple[str, int, str]] = []
    for index, word in enumerate(words):
        for mark in _MENTION.finditer(word.marks.get("Entity", "")):
            if mark["opened"]:
                opened.append((mark["opened"], index, mark["kind"]))
                continue
            place = _last(opened, mark["closed"])
            if place is not None:
                _, first, kind = opened.pop(place)
                found.append((first, index + 1, kind))
    return found


def _last(opened: Sequence[tuple[str, int, str]], name: str | None) -> int | None:
    """The place of the mention opened last, of that name if one is given."""
    fitting = [i for i, (opened_name, _, _) in enumerate(opened) if name in (None, opened_name)]
    return fitting[-1] if fitting else None


def _trim_to_name(words: Sequence[Word], first: int, inside: frozenset[str]) -> Stretch | None:
    """The mention (from word `first` on) to its last proper noun; `inside` may stand between proper nouns.

    None where it begins otherwise or its noun comes after them.
    """
    while first < len(words) and words[first].part in {"DET", "PUNCT"}:
        first += 1
    end = first
    while end < len(words) and (words[end].part == "PROPN" or words[end].form.casefold() in inside):
        end += 1
    while end > first and words[end - 1].part != "PROPN":
        end -= 1
    describes = end < len(words) and words[end].part in _GOES_ON
    return (first, end) if end > first and words[first].part == "PROPN" and not describes else None


def find_times(words: Sequence[Word]) -> list[Stretch]:
    """The words that GUM marks as a date or a time of day."""
    found: list[Stretch] = []
    begin = None
    for index, word in enumerate(words):
        for tag in re.findall(r"</?(?:date|time)\b", word.marks.get("XML", "")):
            if not tag.startswith("</"):
                begin = index if begin is None else begin
            elif begin is not None:
                found.append(cover([inside.span for inside in words[begin : index + 1]]))
                begin = None
    return found
