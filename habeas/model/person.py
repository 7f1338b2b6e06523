"""A row of a list of detained people, in two parts: who it is, which only the vault keeps, and what may be counted."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from habeas.model.ids import hash_parts
from habeas.model.place import Place

StatusKind = Literal["detained", "transferred", "charged", "released", "fined", "jailed"]
STATUS_KINDS: tuple[StatusKind, ...] = get_args(StatusKind)
Consent = Literal["given", "refused", "unknown"]
CONSENTS: tuple[Consent, ...] = get_args(Consent)
Visibility = Literal["closed", "counted", "shared"]
VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)


@dataclass(frozen=True, slots=True)
class Status:
    """What happened to a person: `at` is an ISO 8601 prefix, None where no day is known.

    `facility` holds the person from then on, `source` is who told it, `term` the words of a sentence ("15 days").
    What is written there in words is not printed.
    """

    kind: StatusKind
    at: str | None = None
    source: str | None = field(default=None, repr=False)
    facility: str | None = field(default=None, repr=False)
    term: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything of a row that could tell who the person is. Sealed in the vault; never logged, printed or exported.

    Names are as written, in any script: `name` where the row does not take them apart. `birth` is an ISO 8601 prefix,
    `age` whole years at the detention. `place` are the words of the row, `cells` every cell as (column, text).
    """

    name: str | None = None
    given: str | None = None
    patronymic: str | None = None
    family: str | None = None
    birth: str | None = None
    age: int | None = None
    place: str | None = None
    facility: str | None = None
    body: str | None = None
    contact: str | None = None
    note: str | None = None
    statuses: tuple[Status, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """Nothing of the person: a trace or a log that prints an identity must not tell whose it is."""
        return "Identity(sealed)"


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as a form or one row of a list gives them, before anything is sealed.

    `list` names the source list; `key` is the row's own number or name in it, None where it has none, and never printed
    since it may be a person's name. `detained_at` is an ISO 8601 prefix. `row` is the row number in the file, 1 for the
    first below the heading; None from a form.
    """

    list: str
    key: str | None = field(repr=False)
    identity: Identity
    detained_at: str | None
    consent: Consent = "unknown"
    visibility: Visibility = "counted"
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A status without words: its kind and its day (an ISO 8601 prefix; None where unknown)."""

    kind: StatusKind
    at: str | None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What is known of one row without a name: enough to count people by place and day.

    `row` tells rows of one list apart by a keyed hash, so that no key of a list is shown; `version` counts from 1, a
    later version of the same row replaces an earlier. `place` is in the gazetteer or None. `sealed` finds the identity
    in the vault. `visibility`: closed counts nowhere, counted in figures, shared also in encodings for other groups.
    """

    id: str
    list: str
    row: str
    version: int
    place: Place | None
    detained_at: str | None
    steps: tuple[Step, ...]
    consent: Consent
    visibility: Visibility
    sealed: str


def record_id(list_name: str, row: str, version: int) -> str:
    """The id of a version of a row: nothing of the person goes into it."""
    return hash_parts("person", list_name, row, version)
