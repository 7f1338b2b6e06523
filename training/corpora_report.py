"""How much each corpus teaches: `python -m training.corpora_report DATA` prints texts and annotations by label."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from training import attribution, dates, entities, events
from training.example import Example
from training.fingerprint import fingerprints

Sets = Mapping[str, Callable[[], Iterator[Example]]]


def describe(name: str, examples: Iterable[Example]) -> str:
    """One line: task, texts, characters, annotations by label, and stretches by role."""
    texts, characters, task = 0, 0, ""
    labels, roles = Counter[str](), Counter[str]()
    for example in examples:
        texts, characters, task = texts + 1, characters + len(example.text), example.task
        labels.update(label for _, label in example.spans)
        labels.update(anchor.label for anchor in example.anchors)
        roles.update(role for anchor in example.anchors for role in anchor.roles)
    columns = [name, task, f"{texts:,} texts", f"{characters:,} characters", _count(labels), _count(roles)]
    return " | ".join(column for column in columns if column)


def _count(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counter.items()))


def list_sets(data: Path, exclude: frozenset[str]) -> Sets:
    """Every set that training may learn from besides the annotated claims, by name."""
    return {
        "polnear": partial(attribution.read_attributions, data / "polnear" / "train"),
        **{name: partial(entities.read_entities, data, [name]) for name in entities.SETS},
        **{kind: partial(events.read_events, data, kind, exclude) for kind in events.KINDS},
        **{f"{name} dates": partial(dates.read_dates, data, [name]) for name in dates.SETS},
    }


def report(data: Path, texts: Iterable[str]) -> Iterator[str]:
    """A line for each set, then what is left out; `texts` are those that measure the reader."""
    exclude = fingerprints(texts)
    for name, read in list_sets(data, exclude).items():
        yield describe(name, read())
    yield f"polnear: {attribution.count_cueless(data / 'polnear' / 'train')} attributions without a cue left out"
    for kind in events.KINDS:
        excluded = events.count_excluded(data, kind, exclude)
        yield f"{kind}: {excluded} texts left out for sharing a passage with one that measures"


def _read_texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the public corpora")
    parser.add_argument("--measured", type=Path, nargs="*", default=[], help="X.texts.jsonl never to be learned from")
    options = parser.parse_args()
    for line in report(options.data, _read_texts(options.measured)):
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
