"""What people judged about voices: which two are one, and which two are not."""

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.model.judgement import Judgement, standing_judgements
from habeas.model.voice import Voice, bare_voice

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class VoiceVerdicts:
    """The judgements on voices in force, the latest first, and the pairs that are kept apart."""

    standing: tuple[Judgement, ...]
    apart: frozenset[Pair]

    def keeps_apart(self, one: Voice, other: Voice) -> bool:
        """Whether somebody judged that these are two voices."""
        return frozenset((bare_voice(one.id), bare_voice(other.id))) in self.apart


def read_voice_verdicts(judgements: Iterable[Judgement]) -> VoiceVerdicts:
    """What holds of voices."""
    verdicts = ("same-voice", "different-voice")
    standing = [judgement for judgement in standing_judgements(judgements) if judgement.verdict in verdicts]
    apart = (_pair(judgement) for judgement in standing if judgement.verdict == "different-voice")
    return VoiceVerdicts(tuple(reversed(standing)), frozenset(apart))


def join_voices(voices: Iterable[Voice], verdicts: VoiceVerdicts) -> dict[str, tuple[Voice, Judgement]]:
    """Voice id → the voice it was judged to be, and by which judgement; the latest verdicts first.

    A judgement that would join, through others, what a later one keeps apart joins nothing.
    """
    groups: dict[str, set[str]] = {}
    because: dict[str, Judgement] = {}
    apart: set[Pair] = set()
    for judgement in verdicts.standing:
        if judgement.verdict == "different-voice":
            apart.add(_pair(judgement))
            continue
        one, other = (groups.get(name, {name}) for name in map(bare_voice, judgement.subjects))
        if one is other or any(frozenset((left, right)) in apart for left in one for right in other):
            continue
        joined = one | other
        groups.update(dict.fromkeys(joined, joined))
        because.update({name: judgement for name in joined if name not in because})
    return _choose(voices, groups, because)


def _choose(
    voices: Iterable[Voice], groups: dict[str, set[str]], because: dict[str, Judgement]
) -> dict[str, tuple[Voice, Judgement]]:
    """For each voice in a group the one that stands for it: a speaker before an office before a publisher."""
    order = ("speaker", "office", "publisher", "unnamed")
    given = sorted(set(voices), key=lambda voice: (order.index(voice.kind), voice.id))
    first: dict[int, Voice] = {}
    chosen: dict[str, tuple[Voice, Judgement]] = {}
    for voice in given:
        group = groups.get(bare_voice(voice.id))
        if group is None:
            continue
        stands = first.setdefault(id(group), voice)
        if stands is not voice:
            chosen[voice.id] = (stands, because[bare_voice(voice.id)])
    return chosen


def _pair(judgement: Judgement) -> Pair:
    return frozenset(map(bare_voice, judgement.subjects))
