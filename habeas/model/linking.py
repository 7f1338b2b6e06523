"""Which records are the same person: pairs with their probabilities, and the clusters that follow from them."""

from dataclasses import dataclass

from habeas.model.person import Identity


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """What linkage compares: a record with its identity opened. `place` is a gazetteer id, `day` an ISO 8601 prefix."""

    id: str
    list: str
    identity: Identity
    place: str | None = None
    within: tuple[str, ...] = ()
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One comparison of a pair: its level in words without any name ("same name in another script"), and its weight.

    `weight` is the base 2 logarithm of the Bayes factor: positive speaks for the same person.
    """

    name: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """Two records (ids, the smaller first) and the probability that they are one person, with what speaks for it."""

    left: str
    right: str
    probability: float
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that are one person, in order of id. `doubt` is the reason why a person should look at it, or None."""

    id: str
    records: tuple[str, ...]
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Linking:
    """One run of linkage without a name: pairs above `floor`, and the thresholds by expected error.

    From `match` on a pair is linked; from `review` up to it a person should decide. `records` are the ids compared,
    sorted; `left_out` counts those that share some name with too many others to be compared with all of them.
    """

    method: str
    records: tuple[str, ...]
    pairs: tuple[LinkedPair, ...]
    match: float
    review: float
    floor: float
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Explained:
    """A pair of a linking with what speaks for and against it; `prior` is in bits, before anything is compared.

    `is_same` is what somebody judged, which stands whatever the weights say; None where nobody has.
    """

    pair: LinkedPair
    prior: float
    linking: Linking
    is_same: bool | None = None
