"""What people judged about voices: the latest verdict on two of them holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.model.judgement import Judgement
from habeas.model.voice import Voice

Pair = frozenset[str]
_NAMED = ("speaker", "publisher")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judgements in force: on pairs that are one voice, and on pairs that are two."""

    same: tuple[Judgement, ...]
    apart: dict[Pair, Judgement]

    def keeps_apart(self, one: Voice, other: Voice) -> bool:
        """Whether somebody judged that these are two voices."""
        return frozenset((_bare(one.id), _bare(other.id))) in self.apart


def read_verdicts(judgements: Iterable[Judgement]) -> Verdicts:
    """The latest verdict on each two voices; of two at one moment the one with the greater id."""
    latest: dict[Pair, Judgement] = {}
    voices = (judgement for judgement in judgements if judgement.verdict in ("same-voice", "different-voice"))
    for judgement in sorted(voices, key=lambda judgement: (judgement.at, judgement.id)):
        latest[_pair(judgement)] = judgement
    in_order = sorted(latest.values(), key=lambda judgement: (judgement.at, judgement.id), reverse=True)
    return Verdicts(
        tuple(judgement for judgement in in_order if judgement.verdict == "same-voice"),
        {pair: judgement for pair, judgement in latest.items() if judgement.verdict == "different-voice"},
    )


def join_voices(voices: Iterable[Voice], verdicts: Verdicts) -> dict[str, tuple[Voice, Judgement]]:
    """Voice id → the voice it was judged to be, and by which judgement; the latest verdicts first.

    A judgement that would join, through others, what a later one keeps apart joins nothing.
    """
    groups: dict[str, set[str]] = {}
    because: dict[str, Judgement] = {}
    for judgement in verdicts.same:
        one, other = (groups.get(_bare(subject), {_bare(subject)}) for subject in judgement.subjects)
        if one is other or _contradicts(one, other, judgement, verdicts):
            continue
        joined = one | other
        groups.update(dict.fromkeys(joined, joined))
        because.update({name: judgement for name in joined if name not in because})
    return _choose(voices, groups, because)


def _contradicts(one: set[str], other: set[str], judgement: Judgement, verdicts: Verdicts) -> bool:
    kept = (verdicts.apart.get(frozenset((left, right))) for left in one for right in other)
    return any(apart is not None and (apart.at, apart.id) > (judgement.at, judgement.id) for apart in kept)


def _choose(
    voices: Iterable[Voice], groups: dict[str, set[str]], because: dict[str, Judgement]
) -> dict[str, tuple[Voice, Judgement]]:
    """For each voice in a group the one that stands for it: a speaker before an office before a publisher."""
    order = ("speaker", "office", "publisher", "unnamed")
    given = sorted(set(voices), key=lambda voice: (order.index(voice.kind), voice.id))
    first: dict[int, Voice] = {}
    chosen: dict[str, tuple[Voice, Judgement]] = {}
    for voice in given:
        group = groups.get(_bare(voice.id))
        if group is None:
            continue
        stands = first.setdefault(id(group), voice)
        if stands is not voice:
            chosen[voice.id] = (stands, because[_bare(voice.id)])
    return chosen


def _pair(judgement: Judgement) -> Pair:
    return frozenset(map(_bare, judgement.subjects))


def _bare(voice: str) -> str:
    """A voice's id without whether it speaks or publishes, which may become known only later."""
    kind, _, name = voice.strip().partition(":")
    return name if kind in _NAMED and name else voice.strip()
