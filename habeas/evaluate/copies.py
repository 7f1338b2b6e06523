"""Reports of our own with edited copies among them, and how well the copies are found.

For each invented event several reporters write of the same facts in their own words, some with the same quotation and
the same standing paragraph; editors then drop, reorder and re-head, write numbers out, update them, change the byline,
splice two wires. The same seed gives the same reports, byte for byte.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from pydantic import BaseModel, ConfigDict, TypeAdapter

from habeas.model import Report
from habeas.model.report import report_id
from habeas.ontology.table import read_table
from habeas.reconcile.copies import find_copies

_SCENES = (6, 10)
_NUMBER = re.compile(r"\b\d{2,3}\b")
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven "
    "twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"


class Words(BaseModel):
    """The words reports are made of; the head of `copies.yml` says how."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    facts: dict[str, tuple[str, ...]]
    outlets: tuple[str, ...]
    reporters: tuple[str, ...]
    headlines: tuple[str, ...]
    bylines: tuple[str, ...]
    boilerplate: tuple[str, ...]
    kinds: dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before it is printed: `roots` are the numbers of the reports that its paragraphs come from."""

    headline: str
    byline: str
    paragraphs: tuple[str, ...]
    edit: str | None = None
    roots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of original and copy, of one way of editing or of all."""

    edit: str
    pairs: int
    found: int


@dataclass(frozen=True, slots=True)
class Scores:
    """How many pairs there were and were found, by edit, and how many were found that are none."""

    reports: int
    edits: tuple[Score, ...]
    false: int

    @property
    def recall(self) -> float:
        """The share of true pairs that were found."""
        return sum(score.found for score in self.edits) / max(1, sum(score.pairs for score in self.edits))

    @property
    def precision(self) -> float:
        """The share of found pairs that are true."""
        found = sum(score.found for score in self.edits)
        return found / max(1, found + self.false)

    def rows(self) -> list[tuple[str, ...]]:
        """A head, a line for each edit, and one for all."""
        head = ("edit", "pairs", "recall", "precision")
        given = [score for score in self.edits if score.pairs]
        lines = [(score.edit, f"{score.pairs:,}", f"{score.found / score.pairs:.3f}", "") for score in given]
        pairs = f"{sum(score.pairs for score in given):,}"
        return [
            head,
            *lines,
            (f"all, of {self.reports:,} reports", pairs, f"{self.recall:.3f}", f"{self.precision:.3f}"),
        ]


def evaluate_copies(events: int, seed: int) -> Scores:
    """How well the copies among invented reports of so many events are found."""
    drafts = draft_reports(events, seed)
    reports = print_reports(drafts, seed)
    places = {report.id: place for place, report in enumerate(reports)}
    found = _find_roots([(places[copy.earlier], places[copy.later]) for copy in find_copies(reports)])
    true = {(root, later) for later, draft in enumerate(drafts) for root in draft.roots}
    scores = [
        Score(
            edit,
            sum(drafts[later].edit == edit for _, later in true),
            sum(drafts[later].edit == edit for _, later in true & found),
        )
        for edit in EDITS
    ]
    return Scores(len(reports), tuple(scores), len(found - true))


def _find_roots(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Each copy with the originals at the end of its chain: a copy of a copy is a copy of the original."""
    sources: dict[int, set[int]] = {}
    for earlier, later in sorted(pairs, key=lambda pair: pair[1]):
        sources.setdefault(later, set()).update(sources.get(earlier, {earlier}))
    return {(root, later) for later, roots in sources.items() for root in roots}


def draft_reports(events: int, seed: int) -> list[Draft]:
    """Reports of so many events, originals before their copies."""
    random = Random(seed)  # noqa: S311  (reports to measure by, no secrets)
    drafts: list[Draft] = []
    for _ in range(events):
        facts = {name: random.choice(values) for name, values in load_words().facts.items()}
        facts |= {
            "n": str(random.randint(21, 480)),
            "m": str(random.randint(200, 990)),
            "p": str(random.randint(20, 99)),
        }
        originals = range(len(drafts), len(drafts) + 3)
        drafts += (_write(facts, random) for _ in originals)
        drafts += (EDITS[edit](drafts, originals, random) for edit in EDITS)
    return drafts


def print_reports(drafts: Sequence[Draft], seed: int) -> list[Report]:
    """The drafts as reports of different outlets, each published after the one before."""
    random = Random(seed + 1)  # noqa: S311
    reports: list[Report] = []
    for number, draft in enumerate(drafts):
        outlet = random.choice(load_words().outlets)
        text = "\n\n".join((draft.headline, draft.byline.replace("{outlet}", outlet), *draft.paragraphs))
        minutes, hours = number % 60, number // 60
        published = f"2031-{1 + hours // 672 % 12:02}-{1 + hours // 24 % 28:02}T{hours % 24:02}:{minutes:02}:00Z"
        reports.append(Report(report_id(outlet, published, text), text, published, publisher=outlet))
    return reports


@cache
def load_words() -> Words:
    """`copies.yml`; raises TableError naming what does not fit."""
    return read_table("copies.yml", TypeAdapter(Words), "evaluate")


def _write(facts: dict[str, str], random: Random) -> Draft:
    """One reporter's own report of an event; half of them carry the quotation, a third a standing paragraph."""
    words = load_words()
    own = facts | {"reporter": random.choice(words.reporters)}
    scenes = [_say("scene", own, random) for _ in range(random.randint(*_SCENES))]
    middle = [_say(kind, own, random) for kind in ("crowd", "police")] + scenes
    middle += [_say("quote", own, random)] if random.random() < 0.5 else []
    random.shuffle(middle)
    sentences = [_say("detained", own, random), *middle, _say("outlook", own, random)]
    paragraphs = [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
    paragraphs += [random.choice(words.boilerplate)] if random.random() < 0.33 else []
    return Draft(
        _fill(random.choice(words.headlines), own), _fill(random.choice(words.bylines), own), tuple(paragraphs)
    )


def _say(kind: str, facts: dict[str, str], random: Random) -> str:
    return _fill(" ".join(random.choice(column) for column in load_words().kinds[kind]), facts)


def _fill(words: str, facts: dict[str, str]) -> str:
    for name, value in facts.items():
        words = words.replace(f"{{{name}}}", value)
    return words[0].upper() + words[1:]


Edit = Callable[[Sequence[Draft], range, Random], Draft]


def _copy(drafts: Sequence[Draft], originals: range, random: Random) -> Draft:
    root = random.choice(originals)
    return replace(drafts[root], roots=(root,))


def _drop(drafts: Sequence[Draft], originals: range, random: Random) -> Draft:
    """Half of the paragraphs, never fewer than two."""
    draft = _copy(drafts, originals, random)
    kept = sorted(random.sample(range(len(draft.paragraphs)), max(2, len(draft.paragraphs) // 2)))
    return replace(draft, edit="drop", paragraphs=tuple(draft.paragraphs[place] for place in kept))


def _reorder(drafts: Sequence[Draft], originals: range, random: Random) -> Draft:
    draft = _copy(drafts, originals, random)
    return replace(draft, edit="reorder", paragraphs=tuple(random.sample(draft.paragraphs, len(draft.paragraphs))))


def _rehead(drafts: Sequence[Draft], originals: range, random: Random) -> Draft:
    """Another headline and another byline."""
    draft, words = _copy(drafts, originals, random), load_words()
    byline = random.choice(words.bylines).replace("{reporter}", random.choice(words.reporters))
    return replace(draft, edit="re-head", headline="What we know so far", byline=byline.replace(" in {place}", ""))


def _spell(drafts: Sequence[Draft], originals: range, random: Random) -> Draft:
    draft = _copy(drafts, originals, random)
    spelled = (_NUMBER.sub(lambda match: spell_number(int(match[0])), part) for part in draft.paragraphs)
    return replace(draft, edit="numbers in words", paragraphs=tuple(spelled))


def _update(drafts: Sequence[Draft], originals: range, random: Random) -> Draft:
    """Every number higher, a new first paragraph."""
    draft = _copy(drafts, originals, random)
    raised = (_NUMBER.sub(lambda match: str(int(match[0]) + random.randint(1, 60)), part) for part in draft.paragraphs)
    lead = "The figures in this report were brought up to date after nightfall."
    return replace(draft, edit="update", paragraphs=(lead, *raised))


def _splice(drafts: Sequence[Draft], originals: range, random: Random) -> Draft:
    """Half of one report and half of another, paragraph by paragraph."""
    roots = tuple(sorted(random.sample(originals, 2)))
    halves = [drafts[root].paragraphs[: max(2, len(drafts[root].paragraphs) // 2)] for root in roots]
    mixed = [part for half in halves for part in half]
    random.shuffle(mixed)
    return Draft("Two reports from the scene", "Agencies", tuple(mixed), "splice", roots)


def _all(drafts: Sequence[Draft], originals: range, random: Random) -> Draft:
    """Every edit to one report, and a word here and there put otherwise."""
    draft = _rehead(drafts, originals, random)
    kept = random.sample(draft.paragraphs, max(2, len(draft.paragraphs) * 2 // 3))
    spelled = (_NUMBER.sub(lambda match: spell_number(int(match[0]) + 3), part) for part in kept)
    cut = tuple(re.sub(r"(?<=[a-z]) (?:already|later|then|still|again)\b", "", part) for part in spelled)
    return replace(draft, edit="all of these", paragraphs=cut)


EDITS: dict[str, Edit] = {
    "drop": _drop,
    "reorder": _reorder,
    "re-head": _rehead,
    "numbers in words": _spell,
    "update": _update,
    "splice": _splice,
    "all of these": _all,
}


def spell_number(number: int) -> str:
    """A number from 0 to 999 in English words ("two hundred and thirty-four")."""
    units, tens = _UNITS.split(), _TENS.split()
    if number < 20:
        return units[number]
    if number < 100:
        return tens[number // 10] + (f"-{units[number % 10]}" if number % 10 else "")
    rest = f" and {spell_number(number % 100)}" if number % 100 else ""
    return f"{units[number // 100]} hundred{rest}"
