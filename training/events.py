"""Happenings annotated by others: M2E2, WikiEvents, RAMS and GENEVA, in our event types."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from habeas.exc import QuestionError
from training.detokenise import align, cover, detokenise
from training.example import Anchor, Example, Stretch
from training.fingerprint import is_known
from training.records import Row, read_rows

LABELS: Mapping[str, Mapping[str, str]] = {
    "m2e2": {
        "Justice:Arrest-Jail": "detained",
        "Conflict:Demonstrate": "attended",
        "Life:Die": "killed",
        "Conflict:Attack": "attack",
    },
    "wikievents": {
        "Justice.ArrestJailDetain.Unspecified": "detained",
        "Conflict.Demonstrate.Unspecified": "attended",
        "Conflict.Demonstrate.DemonstrateWithViolence": "attended",
        "Life.Die.Unspecified": "killed",
        "Life.Injure.Unspecified": "injured",
        "Justice.ReleaseParole.Unspecified": "released",
        "Justice.ChargeIndict.Unspecified": "charged",
        "Justice.TrialHearing.Unspecified": "charged",
        "Justice.Sentence.Unspecified": "charged",
        "Justice.Convict.Unspecified": "charged",
        "Conflict.Attack.Unspecified": "attack",
        "Conflict.Attack.DetonateExplode": "attack",
        "Movement.Transportation.Evacuation": "displaced",
    },
    "rams": {
        "justice.arrestjaildetain.arrestjaildetain": "detained",
        "conflict.demonstrate.marchprotestpoliticalgathering": "attended",
        "conflict.demonstrate.n/a": "attended",
        "life.die.deathcausedbyviolentevents": "killed",
        "life.die.n/a": "killed",
        "justice.initiatejudicialprocess.chargeindict": "charged",
        "justice.judicialconsequences.convict": "charged",
        "conflict.attack.airstrikemissilestrike": "attack",
        "conflict.attack.bombing": "attack",
        "conflict.attack.firearmattack": "attack",
        "conflict.attack.stabbing": "attack",
        "movement.transportperson.evacuationrescue": "displaced",
    },
    "geneva": {
        "Arrest": "detained",
        "Killing": "killed",
        "Death": "killed",
        "Bodily_harm": "injured",
        "Attack": "attack",
        "Statement": "cue",
        "Telling": "cue",
    },
}
"""Which of each corpus's types are ours; its other types are dropped.

What a corpus has no type for (the injured of M2E2) stands in its texts without a mark: let it teach only its own
labels. GENEVA's Protest is arguing and proving; RAMS's Injure is mostly illness, so neither is taken.
"""

_THEIR_ROLES = {
    "whom": "person victim detainee suspect defendant deceased target entity demonstrator passenger passengerartifact",
    "by": "agent jailer authorities killer attacker assailant injurer prosecutor judgecourt",
    "place": "place",
    "source": "speaker",
    "content": "message",
}
ROLES: Mapping[str, str] = {theirs: ours for ours, names in _THEIR_ROLES.items() for theirs in names.split()}
"""Our role for each of theirs, in lower case; other roles are dropped."""

_FILES = {
    "m2e2": ("m2e2_voa/sentences.jsonl",),
    "wikievents": ("wikievents_rams/wikievents_dev.jsonl", "wikievents_rams/wikievents_test.jsonl"),
    "rams": ("wikievents_rams/rams_dev.jsonlines", "wikievents_rams/rams_test.jsonlines"),
    "geneva": ("geneva/sentences.jsonl",),
}
_JOINING = "-/"


@dataclass(frozen=True, slots=True)
class _Passage:
    """Annotated text: a sentence of an article (then `order` is its place there) or a text of its own."""

    group: str
    order: int
    text: str
    anchors: tuple[Anchor, ...]


def read_events(folder: Path, kind: str, exclude: frozenset[str] = frozenset()) -> Iterator[Example]:
    """The texts of a kind of LABELS, from the folder of all corpora, that share no passage with `exclude`.

    `exclude` holds fingerprints. The sentences of an M2E2 article are one text, a line each. RAMS marks one happening
    in five sentences, so only its sentence is taken, if its type is ours. Raises QuestionError for an unknown kind,
    InputError for a record that does not fit.
    """
    return (example for example in _read_all(folder, kind) if not is_known(example.text, exclude))


def count_excluded(folder: Path, kind: str, exclude: frozenset[str]) -> int:
    """How many texts `read_events` leaves out for sharing a passage."""
    return sum(is_known(example.text, exclude) for example in _read_all(folder, kind))


def _read_all(folder: Path, kind: str) -> Iterator[Example]:
    if kind not in _BUILDERS:
        raise QuestionError(f"kind of events {kind!r}: expected one of {', '.join(_BUILDERS)}")
    passages = [passage for name in _FILES[kind] for passage in read_rows(folder / name, _BUILDERS[kind])]
    articles: dict[str, list[_Passage]] = {}
    for passage in passages:
        articles.setdefault(passage.group, []).append(passage)
    for group, sentences in articles.items():
        if kind == "rams" and not sentences[0].anchors:
            continue  # nothing is known of our types there
        yield _join(f"{kind} {group}", sentences)


def _join(group: str, passages: Iterable[_Passage]) -> Example:
    """The passages in order, a line each, as one text; of a passage given twice, the anchors of both."""
    unique: dict[tuple[int, str], tuple[Anchor, ...]] = {}
    for passage in sorted(passages, key=lambda passage: passage.order):
        key = passage.order, passage.text
        unique[key] = (*unique.get(key, ()), *passage.anchors)
    texts = [text for _, text in unique]
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    moved = [
        _move(anchor, start) for start, anchors in zip(starts, unique.values(), strict=False) for anchor in anchors
    ]
    return Example("events", "\n".join(texts), group, anchors=_merge(moved))


def _move(anchor: Anchor, by: int) -> Anchor:
    roles = {role: tuple((a + by, b + by) for a, b in stretches) for role, stretches in anchor.roles.items()}
    return Anchor((anchor.span[0] + by, anchor.span[1] + by), anchor.label, roles)


def _merge(anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """In the order of the text; of one trigger and label annotated twice, one anchor with the roles of both."""
    roles: dict[tuple[Stretch, str], dict[str, set[Stretch]]] = {}
    for anchor in anchors:
        found = roles.setdefault((anchor.span, anchor.label), {})
        for role, stretches in anchor.roles.items():
            found.setdefault(role, set()).update(stretches)
    return tuple(
        Anchor(span, label, {role: tuple(sorted(found)) for role, found in sorted(roles[span, label].items())})
        for span, label in sorted(roles)
    )


def _anchor(label: str, span: Stretch, arguments: Iterable[tuple[str, Stretch]]) -> Anchor:
    """An anchor with those arguments whose role is ours."""
    roles: dict[str, tuple[Stretch, ...]] = {}
    for theirs, stretch in arguments:
        if role := ROLES.get(theirs.casefold()):
            roles[role] = (*roles.get(role, ()), stretch)
    return Anchor(span, label, roles)


def _build_m2e2(row: Row) -> _Passage:
    at = align(row["words"], row["sentence"])
    anchors = _anchors("m2e2", row["events"], at, lambda argument: argument)
    return _Passage(row["doc_id"], row["n"], row["sentence"], anchors)


def _build_geneva(row: Row) -> _Passage:
    text, at = detokenise(row["tokens"], _JOINING)
    mentions = {mention["id"]: mention for mention in row["entity_mentions"]}
    anchors = _anchors("geneva", row["event_mentions"], at, lambda argument: mentions[argument["entity_id"]])
    return _Passage(row["wnd_id"], 0, text, anchors)


def _build_wikievents(row: Row) -> _Passage:
    text, at = "", list[Stretch]()
    for words, sentence in row["sentences"]:
        begin = len(text) - words[0][1]
        at += [(begin + start, begin + end) for _, start, end in words]
        text += f"{sentence}\n"
    mentions = {mention["id"]: mention for mention in row["entity_mentions"]}
    anchors = _anchors("wikievents", row["event_mentions"], at, lambda argument: mentions[argument["entity_id"]])
    return _Passage(row["doc_id"], 0, text.rstrip("\n"), anchors)


def _anchors(
    kind: str, events: Iterable[Row], at: Sequence[Stretch], words_of: Callable[[Row], Row]
) -> tuple[Anchor, ...]:
    """The happenings of our types; `at` gives the stretch of each word, `words_of` the words of an argument."""
    return tuple(
        _anchor(
            LABELS[kind][event["event_type"]],
            _span(at, event["trigger"]),
            [(argument["role"], _span(at, words_of(argument))) for argument in event["arguments"]],
        )
        for event in events
        if event["event_type"] in LABELS[kind]
    )


def _span(at: Sequence[Stretch], words: Mapping[str, Any]) -> Stretch:
    return cover(at[words["start"] : words["end"]])


def _build_rams(row: Row) -> _Passage:
    """The sentence of the passage's only happening, and those arguments that stand in it."""
    first, last, (typed, *_) = row["evt_triggers"][0]
    begins = list(accumulate(map(len, row["sentences"]), initial=0))
    index = max(i for i, begin in enumerate(begins[:-1]) if begin <= first)
    text, at = detokenise(row["sentences"][index], _JOINING)
    begin, end = begins[index : index + 2]
    arguments = [
        (name[11:], cover(at[a - begin : b - begin + 1]))  # after "evt089arg01"
        for _, (a, b), name in row["gold_evt_links"]
        if begin <= a <= b < end
    ]
    label = LABELS["rams"].get(typed[0])
    anchors = (_anchor(label, cover(at[first - begin : last - begin + 1]), arguments),) if label else ()
    return _Passage(row["doc_key"], 0, text, anchors)


_BUILDERS: Mapping[str, Callable[[Row], _Passage]] = {
    "m2e2": _build_m2e2,
    "wikievents": _build_wikievents,
    "rams": _build_rams,
    "geneva": _build_geneva,
}
KINDS = tuple(_BUILDERS)
