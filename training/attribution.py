"""Who says what, from PolNeAR (Newell and others, 2018): the cue of each attribution with its source and content."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from habeas.evaluate.standoff import Record, read_records, read_stretches
from habeas.exc import InputError
from training.example import Anchor, Example, Stretch

Stretches = Mapping[str, tuple[Stretch, ...]]


def read_attributions(folder: Path) -> Iterator[Example]:
    """The texts of a part of PolNeAR (a folder with `text` and `attributions`), each with its cues.

    Of several annotations of a text the one with the most attributions is taken, of equals the first by name. An
    attribution without a cue is left out; `count_cueless` says how many are. A file that does not fit its text
    raises InputError.
    """
    for name, text, attributions in _choose(folder):
        yield Example("statements", text, name, anchors=tuple(_anchors(text, attributions)))


def count_cueless(folder: Path) -> int:
    """How many attributions `read_attributions` leaves out because no cue is marked."""
    return sum(not roles.get("Cue") for _, _, attributions in _choose(folder) for roles in attributions)


def _choose(folder: Path) -> Iterator[tuple[str, str, list[Stretches]]]:
    """Name, text and fullest annotation of each annotated text."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        fitting = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        if fitting:
            yield path.stem, text, max((_read_roles(annotation, text) for annotation in fitting), key=len)


def _read_roles(path: Path, text: str) -> list[Stretches]:
    """The stretches of each attribution of an annotation file by role: Source, Cue, Content."""
    records = read_records(path)
    marked = [record for record in records if record.name.startswith("T")]
    stretches = {record.name: _read_stretches(path, record, text) for record in marked}
    return [_join_roles(path, record, stretches) for record in records if record.name.startswith("E")]


def _read_stretches(path: Path, record: Record, text: str) -> tuple[Stretch, ...]:
    stretches, marked = read_stretches(path, record)
    words = " ".join(text[start:end] for start, end in stretches)
    if words.split() != marked.split():
        bounds = ";".join(f"{start} {end}" for start, end in stretches)
        reason = f"{record.name}: the text has {words!r} at {bounds}, not {marked!r}"
        raise InputError(str(path), reason, record.line)
    return tuple(trim(text, stretch) for stretch in stretches if text[slice(*stretch)].strip())


def trim(text: str, stretch: Stretch) -> Stretch:
    """The stretch without white space at its ends."""
    words = text[slice(*stretch)]
    return stretch[0] + len(words) - len(words.lstrip()), stretch[1] - len(words) + len(words.rstrip())


def _join_roles(path: Path, record: Record, stretches: Stretches) -> Stretches:
    """The stretches of each role; what an event names Content2 is more of its content."""
    roles: dict[str, tuple[Stretch, ...]] = {}
    for part in record.rest.split():
        role, _, name = part.partition(":")
        if name not in stretches:
            raise InputError(str(path), f"{record.name}: {part!r} names no stretch of this file", record.line)
        role = role.rstrip("0123456789")
        roles[role] = tuple(sorted({*roles.get(role, ()), *stretches[name]}))
    return roles


def _anchors(text: str, attributions: Iterable[Stretches]) -> list[Anchor]:
    """One anchor for each cue and source, in the order of the text; contents of the same two are joined."""
    contents: dict[tuple[Stretch, tuple[Stretch, ...]], set[Stretch]] = {}
    for roles in attributions:
        if cue := roles.get("Cue"):
            key = (cue[0][0], cue[-1][1]), roles.get("Source", ())
            contents.setdefault(key, set()).update(roles.get("Content", ()))
    return [_anchor(cue, source, sorted(contents[cue, source])) for cue, source in sorted(contents)]


def _anchor(cue: Stretch, source: tuple[Stretch, ...], content: Iterable[Stretch]) -> Anchor:
    roles = {"source": source, "content": tuple(content)}
    return Anchor(cue, "cue", {role: stretches for role, stretches in roles.items() if stretches})
