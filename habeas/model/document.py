"""What became of a file that was given: its bytes are archived, and what in it could not be read is named."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArchivedBytes:
    """A document's bytes in the archive, and the path it was given as."""

    sha256: str
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read: the file, the line where there is one, and why."""

    path: str
    reason: str
    line: int | None = None
    sha256: str | None = None
    report: str | None = None
