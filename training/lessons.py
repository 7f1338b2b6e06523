"""Everything that is learned from, as windows by task."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from habeas.lang import Language
from habeas.read.neural.pieces import Pieces
from training.attribution import read_attributions
from training.batches import CodedWindow, code_example
from training.claims import Json, group_of, read_records, to_example
from training.dates import read_dates
from training.entities import read_entities
from training.events import read_events
from training.example import Example
from training.fingerprint import fingerprints, is_known
from training.own_articles import read_articles
from training.own_sentences import make_records
from training.split import is_check
from training.weigh_signs import ARTICLE_LENGTH

MEASURED = ("dev", "dev_articles")
ARTICLE_TIMES = 2
EVENT_SETS = ("m2e2", "wikievents")


@dataclass(frozen=True, slots=True)
class Material:
    """Where annotated claims and public corpora lie; `is_split` leaves out the texts that check."""

    corpus: Path
    data: Path
    language: Language
    pieces: Pieces
    is_split: bool = False


def read_claims(material: Material) -> list[Json]:
    """The annotated texts to learn from: none that shares a passage with a text that measures."""
    known = fingerprints(_texts(material.corpus, MEASURED))
    return [
        record
        for record in read_records(material.corpus, "train")
        if not is_known(record["text"], known) and not (material.is_split and is_check(group_of(record)))
    ]


def _texts(corpus: Path, names: Iterable[str]) -> list[str]:
    return [record["text"] for name in names for record in read_records(corpus, name)]


def gather_windows(material: Material, passes: Mapping[str, float]) -> dict[str, list[CodedWindow]]:
    """The windows of each task that is passed over at all; sentences of ours join the claims."""
    excluded = _texts(material.corpus, MEASURED)
    if material.is_split:
        excluded += [r["text"] for r in read_records(material.corpus, "train") if is_check(group_of(r))]
    known = fingerprints(excluded)
    sources: dict[str, Callable[[], Iterator[Example]]] = {
        "claims": lambda: _claim_examples(material),
        "own": lambda: (to_example({**row, "id": "own"}, material.language) for row in make_records()),
        "statements": lambda: read_attributions(material.data / "polnear" / "train"),
        "entities": lambda: read_entities(material.data),
        "times": lambda: read_dates(material.data),
        "events": lambda: (event for kind in EVENT_SETS for event in read_events(material.data, kind, known)),
    }
    windows = {
        name: [
            window
            for example in sources[name]()
            for window in code_example(example, material.pieces, material.language)
        ]
        for name in passes
        if passes[name]
    }
    return _join_own(windows, passes)


def _claim_examples(material: Material) -> Iterator[Example]:
    """The annotated texts, articles more than once: they are few, and tell what they tell in another way."""
    for article in read_articles(material.language):
        yield from [to_example(article, material.language)] * ARTICLE_TIMES
    for record in read_claims(material):
        times = ARTICLE_TIMES if len(record["text"]) > ARTICLE_LENGTH else 1
        yield from [to_example(record, material.language)] * times


def _join_own(windows: dict[str, list[CodedWindow]], passes: Mapping[str, float]) -> dict[str, list[CodedWindow]]:
    """The windows with so many of our own among the claims that each pass over the claims meets its share of them."""
    own = windows.pop("own", [])
    share = passes.get("own", 0.0) / passes["claims"] if own else 0.0
    windows["claims"] += random.Random(7).sample(own, int(len(own) * min(1.0, share)))
    return windows
