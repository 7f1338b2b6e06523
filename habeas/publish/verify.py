"""An edition checked from its folder alone: its bytes, its signature, its proofs, and that every file says the same.

Everything follows from edition.json and the JSON Lines; what else lies in the folder is made again and compared.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from habeas.exc import EditionError, HabeasError
from habeas.model.edition import Edition, edition_id, list_tallies
from habeas.ontology import DEFAULT_CONVENTION
from habeas.publish.bag import (
    HEADER,
    PUBLIC_KEY,
    SIGNATURE,
    TAG_FILES,
    TAG_MANIFEST,
    UNCOVERED,
    describe_bag,
    write_header,
)
from habeas.publish.compare import compare_file
from habeas.publish.edition import Predecessor, list_changes, name_previous, new_corrections
from habeas.publish.integrity import find_faults
from habeas.publish.load import hash_edition, read_edition, read_predecessor
from habeas.publish.sign import describe_key, is_signed, parse_key, read_public_key

Export = Callable[[Edition], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True)
class EditionCheck:
    """What was found: `faults` name everything that does not hold; `key` is the public key that signed.

    `key_before` is the one that signed the edition before, where that was given and it is another.
    """

    faults: tuple[str, ...]
    hash: str | None = None
    key: str | None = None
    edition: Edition | None = None
    key_before: str | None = None

    def __str__(self) -> str:
        assert self.edition is not None
        edition = self.edition
        figures, claims = len(list_tallies(edition)), len(edition.claims)
        follow = "figure follows" if figures == 1 else "figures follow"
        said = "claim" if claims == 1 else "claims"
        changed = f"\nthe edition before was signed with another key, {self.key_before}" if self.key_before else ""
        return (
            f"{edition.title}, edition {edition.number}: {figures:,} {follow} from {claims:,} {said}\n"
            f"hash {self.hash}\npublic key {self.key}{changed}"
        )


def is_edition(folder: Path) -> bool:
    """Whether a folder is meant for an edition and not for a store, even where part of the edition is missing."""
    return any((folder / name).exists() for name in ("data", "bagit.txt", TAG_MANIFEST))


def verify_edition(
    folder: Path, export: Export, *, public_key: str | None = None, previous: Path | None = None
) -> EditionCheck:
    """Every fault of an edition; `export` makes its files again, `previous` is the folder of the edition before."""
    key, faults = check_bytes(folder, public_key)
    try:
        edition = read_edition(folder)
    except EditionError as error:
        return EditionCheck((*faults, str(error)), key=key)
    faults += _check_content(folder, edition, export)
    key_before = None
    if previous is not None:
        if not is_edition(previous):
            raise EditionError(f"--previous {previous}: is no edition; expected the folder that `habeas publish` wrote")
        key_before, unsound = check_bytes(previous)
        faults += [f"{previous}: {fault}" for fault in unsound] or _check_previous(edition, previous)
    return EditionCheck(
        tuple(dict.fromkeys(faults)), hash_edition(folder), key, edition, None if key_before == key else key_before
    )


def check_bytes(folder: Path, public_key: str | None = None) -> tuple[str | None, list[str]]:
    """The public key in words, and every fault of an edition's bytes: against its manifests and its signature."""
    pinned = None if public_key is None else describe_key(parse_key(public_key))
    key, unsigned = _check_signature(folder, pinned)
    return key, [*_check_files(folder), *_check_bag(folder), *unsigned]


def _check_files(folder: Path) -> Iterator[str]:
    """Nothing but files and the folder data, and none of them beside the manifests."""
    allowed = {*TAG_FILES, *UNCOVERED}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield f"{name}: is a link; an edition holds files"
        elif path.is_dir():
            if name != "data":
                yield f"{name}: is a folder that does not belong to the edition"
        elif name not in allowed and path.parent != folder / "data":
            yield f"{name}: does not belong to the edition"
    yield from (f"{name}: is missing" for name in sorted(allowed) if not (folder / name).is_file())


def _check_bag(folder: Path) -> Iterator[str]:
    """The bytes are those that the manifests name, and the folder is a bag."""
    import bagit

    try:
        bag = bagit.Bag(str(folder))
        wrong = [name for name, hashes in bag.entries.items() if _hash(folder / name) != hashes["sha256"]]
        yield from (f"{name}: is not as the manifest has it" for name in wrong)
        if not wrong:
            bag.validate(processes=1)
    except (bagit.BagError, OSError, ValueError, LookupError) as error:
        yield f"{', '.join(_list_changed(folder)) or f'bagit.txt, {TAG_MANIFEST}'}: no bag: {error}"
        return
    if sorted(bag.tagfile_entries()) != sorted(TAG_FILES):
        yield f"{TAG_MANIFEST}: names {', '.join(sorted(bag.tagfile_entries()))}; expected {', '.join(TAG_FILES)}"


def _list_changed(folder: Path) -> Iterator[str]:
    """The files outside data/ whose hashes the tag manifest does not hold, where it can be read no further."""
    named = (folder / TAG_MANIFEST).read_bytes() if (folder / TAG_MANIFEST).is_file() else b""
    yield from (name for name in TAG_FILES if _hash(folder / name).encode() not in named)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _check_signature(folder: Path, pinned: str | None) -> tuple[str | None, list[str]]:
    """The public key in words, and what is wrong with the signature by it."""
    try:
        content, signature, given = ((folder / name).read_bytes() for name in (TAG_MANIFEST, SIGNATURE, PUBLIC_KEY))
    except OSError as error:
        return None, [f"signature: cannot be checked: {error.strerror}"]
    key = read_public_key(given)
    if key is None:
        return None, [f"{PUBLIC_KEY}: holds no Ed25519 key"]
    words = describe_key(key)
    if pinned is not None and words != pinned:
        return words, [f"{PUBLIC_KEY}: is {words}; expected {pinned}"]
    return words, [] if is_signed(content, signature, key) else [f"{SIGNATURE}: the key did not sign {TAG_MANIFEST}"]


def _check_content(folder: Path, edition: Edition, export: Export) -> list[str]:
    """What does not hold of the figures and the files; a day that is none cannot even be printed."""
    faults: list[str] = []
    try:
        faults += [*_check_header(edition), *_check_tags(folder, edition), *find_faults(edition)]
        faults += _check_exports(folder, edition, export)
    except (ValueError, LookupError, ArithmeticError, HabeasError) as error:
        faults.append(f"edition.json, data/*.jsonl: the edition's files cannot be made again from these: {error}")
    return faults


def _check_header(edition: Edition) -> Iterator[str]:
    """The header says what the edition is about."""
    expected = edition_id(edition.title, edition.number, edition.scope)
    if edition.id != expected:
        yield f"edition.json: the id is {edition.id}; title, number and scope give {expected}"
    if edition.number != (edition.previous.number + 1 if edition.previous else 1):
        yield f"edition.json: number {edition.number} does not follow the edition before"
    scope = edition.scope
    for sheet in edition.sheets:
        query = sheet.query
        days = (query.first.isoformat(), query.last.isoformat())
        asked = (query.place, *days, query.context, query.floor, query.as_of, query.convention or DEFAULT_CONVENTION)
        place = scope.place.id if scope.place else None
        said = (place, scope.first, scope.last, scope.context, scope.floor, scope.as_of, scope.convention)
        alike = replace(query, measure=None) == replace(edition.sheets[0].query, measure=None)
        if asked != said or not alike or query.measure not in scope.measures:
            yield f"edition.json: the query of {query.measure} is not about what the edition is about"


def _check_tags(folder: Path, edition: Edition) -> Iterator[str]:
    """The header says nothing but what was read of it, and the bag describes this edition."""
    if (folder / HEADER).read_bytes() != write_header(edition):
        yield f"{HEADER}: is not as this program writes it: a name twice, one that is unknown, other spaces"
    try:
        lines = (folder / "bag-info.txt").read_bytes().decode().removesuffix("\n").split("\n")
    except (OSError, ValueError):
        return  # named among the bytes
    info = dict(line.split(": ", 1) for line in lines if ": " in line)
    info.pop("Payload-Oxum", None)
    if info != describe_bag(edition) or len(lines) != len(info) + 1:
        yield "bag-info.txt: does not say what edition.json says"


def _check_exports(folder: Path, edition: Edition, export: Export) -> Iterator[str]:
    """Every file says what the claims and figures of the edition give, and there is no other."""
    expected = export(edition)
    found = {path.name for path in (folder / "data").glob("*") if path.is_file()}
    yield from (f"data/{name}: is missing" for name in sorted(expected.keys() - found))
    yield from (f"data/{name}: does not belong to the edition" for name in sorted(found - expected.keys()))
    for name in sorted(expected.keys() & found):
        content = (folder / "data" / name).read_bytes()
        if content != expected[name]:
            yield from (f"data/{name}: {fault}" for fault in compare_file(name, content, expected[name]))


def _check_previous(edition: Edition, folder: Path) -> Iterator[str]:
    """The edition follows the one in this folder, and names rightly what changed since then."""
    before = read_predecessor(folder)
    if edition.previous != name_previous(before):
        yield f"edition.json: names {edition.previous and edition.previous.hash} as the one before, not {before.hash}"
        return
    yield from _check_news(edition, before)


def _check_news(edition: Edition, before: Predecessor) -> Iterator[str]:
    if edition.changes != list_changes(edition.sheets, edition.scope, before):
        yield "changes: are not the differences from the edition before"
    if edition.corrected != new_corrections(edition.corrections, before):
        yield "corrections: those that are new are not those that the edition before lacks"
