"""Names of persons, organisations and places, from sets that mark all three throughout."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from habeas.exc import QuestionError
from training import gum
from training.columns import Sentence, join_tags, read_sentences, shift
from training.detokenise import align, cover, detokenise, join_clitics
from training.example import Example, Stretch

LABELS: Mapping[str, str] = {
    "PER": "PERSON",
    "person": "PERSON",
    "ORG": "ORGANISATION",
    "organization": "ORGANISATION",
    "corporation": "ORGANISATION",
    "group": "ORGANISATION",
    "LOC": "LOCATION",
    "location": "LOCATION",
    "place": "LOCATION",
}
"""Our label for those of the sets; names of other kinds (works, products, events) are dropped.

re3d is left out: it marks pronouns and descriptions ("we", "the city", "an armed group"), and states as organisations,
which the others do not.
"""

Spans = tuple[tuple[Stretch, str], ...]


def read_entities(folder: Path, names: Sequence[str] = ()) -> Iterator[Example]:
    """The texts of the named sets (all of SETS where none is named), from the folder of all corpora, with their names.

    Raises QuestionError for an unknown set, InputError for a line that does not fit.
    """
    for name in names or SETS:
        if name not in _READERS:
            raise QuestionError(f"set of entities {name!r}: expected one of {', '.join(SETS)}")
        yield from _READERS[name](folder)


def _read_uner(folder: Path) -> Iterator[Example]:
    """A text for each document of the English Web Treebank's development and test parts."""
    for part in ("dev", "test"):
        document = ""
        sentences: list[tuple[str, Sentence]] = []
        for sentence in read_sentences(folder / "ner_open" / f"uner_en_ewt-{part}.iob2", "\t", 3):
            document = sentence.comments.get("newdoc id", document)
            sentences.append((document, sentence))
        for name, pairs in groupby(sentences, key=lambda pair: pair[0]):
            yield _join(f"uner {name}", [_place(sentence) for _, sentence in pairs])


def _place(sentence: Sentence) -> tuple[str, Spans]:
    words = [row[1] for row in sentence.rows]
    text = join_clitics(sentence.comments["text"]) if "text" in sentence.comments else detokenise(words)[0]
    return text, _spans(align(words, text), [row[2] for row in sentence.rows])


def _join(group: str, sentences: Sequence[tuple[str, Spans]]) -> Example:
    text, spans = "", list[tuple[Stretch, str]]()
    for sentence, found in sentences:
        text += " " if text else ""
        spans += [(shift(stretch, len(text)), label) for stretch, label in found]
        text += sentence
    return Example("entities", text, group, tuple(spans))


def _spans(at: Sequence[Stretch], tags: Sequence[str]) -> Spans:
    return tuple((cover(at[a:b]), LABELS[label]) for a, b, label in join_tags(tags) if label in LABELS)


def _read_wnut17(folder: Path) -> Iterator[Example]:
    for part in ("train", "dev", "test"):
        yield from _read_plain(folder / "ner_open" / f"wnut17_{part}.conll", "\t")


def _read_wikigold(folder: Path) -> Iterator[Example]:
    yield from _read_plain(folder / "ner_open" / "wikigold.conll", " ")


def _read_plain(path: Path, separator: str) -> Iterator[Example]:
    """A text for each sentence of a file of words and tags, as documents are not marked there."""
    for sentence in read_sentences(path, separator, 2):
        text, at = detokenise([row[0] for row in sentence.rows])
        spans = _spans(at, [row[-1] for row in sentence.rows])
        yield Example("entities", text, f"{path.stem} {sentence.line}", spans)


def _read_gum(folder: Path) -> Iterator[Example]:
    for document in gum.read_documents(folder / "gum" / "dep"):
        names = [name for words in document.sentences for name in gum.find_names(words)]
        spans = tuple((stretch, LABELS[kind]) for stretch, kind in names if kind in LABELS)
        yield Example("entities", document.text, f"gum {document.name}", spans)


_READERS: Mapping[str, Callable[[Path], Iterator[Example]]] = {
    "uner": _read_uner,
    "wikigold": _read_wikigold,
    "wnut17": _read_wnut17,
    "gum": _read_gum,
}
SETS = tuple(_READERS)
