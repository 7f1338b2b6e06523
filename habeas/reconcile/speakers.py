"""The speakers that everybody knows, from `speakers.yml`: one entry for all the ways of writing each."""

from collections.abc import Iterable
from functools import cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

from habeas.exc import TableError
from habeas.model.voice import VoiceKind
from habeas.ontology.table import read_table
from habeas.reconcile.wording import fold_words

SpeakerKind = Literal["monitor", "agency", "outlet", "body", "seat"]


class Speaker(BaseModel):
    """One entry of `speakers.yml`; the head of that file says what each field is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    counts: Literal["minimum"] | None = None
    office: str | None = None

    @model_validator(mode="after")
    def _check_seat(self) -> Self:
        if (self.kind == "seat") != (self.office is not None) or (self.office and len(self.countries) != 1):
            raise ValueError(f"{self.id}: a seat, and only a seat, has an office and one country")
        return self

    @property
    def voice_kind(self) -> VoiceKind:
        """Agencies and outlets are publishers, whether they publish or are cited."""
        return "publisher" if self.kind in ("agency", "outlet") else "speaker"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    speakers: tuple[Speaker, ...]


@cache
def load_speakers() -> dict[str, Speaker]:
    """Each folded name and alias with its speaker; raises TableError naming what does not fit."""
    return index_names(read_table("speakers.yml", TypeAdapter(_File), "reconcile").speakers)


def index_names(speakers: Iterable[Speaker]) -> dict[str, Speaker]:
    """Each folded name and alias with its speaker; raises TableError where an id or a name stands twice."""
    names: dict[str, Speaker] = {}
    ids: set[str] = set()
    for speaker in speakers:
        if speaker.id in ids:
            raise TableError(f"reconcile/speakers.yml: id {speaker.id!r} stands twice")
        ids.add(speaker.id)
        for name in dict.fromkeys(map(fold_words, (speaker.name, *speaker.aliases))):
            if names.setdefault(name, speaker) is not speaker:
                raise TableError(f"reconcile/speakers.yml: {name!r} names {names[name].id} and {speaker.id}")
    return names


@cache
def speaker_ids() -> dict[str, str]:
    """Each folded name and alias with the speaker's id."""
    return {name: speaker.id for name, speaker in load_speakers().items()}
