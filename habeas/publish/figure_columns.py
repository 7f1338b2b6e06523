"""The columns of figures: their bounds, the proofs of these term by term, and how they changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from habeas.model.edition import Edition, tally_id
from habeas.model.tally import Certificate, Dispute, Tally, Term, VoiceFigure
from habeas.publish.columns import join
from habeas.publish.record import Aside, PublicTally
from habeas.publish.table import Column


@dataclass(frozen=True, slots=True)
class Proof:
    """One term of a proof of a tally: of its low, its high, or its low without one voice."""

    tally: str
    proves: Literal["low", "high", "low_without"]
    without: str | None
    bound: int
    number: int
    term: Term


@dataclass(frozen=True, slots=True)
class Part:
    """What one voice says of a tally."""

    tally: str
    figure: VoiceFigure


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One dispute of a tally, numbered from 1."""

    tally: str
    number: int
    dispute: Dispute


def list_public_tallies(edition: Edition) -> Iterator[PublicTally]:
    """Every figure with its id and the number of its sheet."""
    for number, sheet in enumerate(edition.sheets):
        for tally in sheet.tallies:
            yield PublicTally(tally_id(tally), number, tally)


def list_proofs(edition: Edition) -> Iterator[Proof]:
    """Every term of every proof."""
    for row in list_public_tallies(edition):
        tally = row.tally
        yield from _terms(row.id, "low", tally.certificate)
        yield from _terms(row.id, "high", tally.high_certificate)
        for without in tally.sensitivity:
            yield from _terms(row.id, "low_without", without.certificate, without=without.voice)


def list_parts(edition: Edition) -> Iterator[Part]:
    """What each voice says, tally by tally."""
    return (Part(row.id, figure) for row in list_public_tallies(edition) for figure in row.tally.voices)


def list_contradictions(edition: Edition) -> Iterator[Contradiction]:
    """Every dispute, tally by tally."""
    for row in list_public_tallies(edition):
        for number, dispute in enumerate(row.tally.disputes, 1):
            yield Contradiction(row.id, number, dispute)


def list_asides(edition: Edition) -> Iterator[Aside]:
    """Every claim set aside, by the figures of each sheet and then by the whole sheet."""
    for number, sheet in enumerate(edition.sheets):
        for tally in sheet.tallies:
            yield from (Aside(number, tally_id(tally), each.claim, each.reason) for each in tally.set_aside)
        yield from (Aside(number, None, each.claim, each.reason) for each in sheet.set_aside)


def _terms(
    tally: str,
    proves: Literal["low", "high", "low_without"],
    certificate: Certificate | None,
    *,
    without: str | None = None,
) -> Iterable[Proof]:
    if certificate is None:
        return ()
    numbered = enumerate(certificate.terms, 1)
    return (Proof(tally, proves, without, certificate.bound, number, term) for number, term in numbered)


def _days(tally: Tally) -> int:
    return (tally.last - tally.first).days + 1


TALLIES = (
    Column("tally", "text", "#meta+id+tally", "Id of the figure within this edition", lambda row: row.id),
    Column("measure", "text", "#indicator+name", "What is counted", lambda row: row.tally.measure),
    Column("place", "text", "#loc+code", "Gazetteer id; empty: everywhere, or unknown", lambda row: row.tally.place),
    Column("label", "text", "#loc+name", "The place as printed", lambda row: row.tally.label),
    Column("first_day", "day", "#date+start", "First day counted", lambda row: row.tally.first.isoformat()),
    Column("last_day", "day", "#date+end", "Last day counted", lambda row: row.tally.last.isoformat()),
    Column("days", "whole", "#date+days", "How many days these are", lambda row: _days(row.tally)),
    Column("low", "whole", "#affected+min", "At least so many; empty: no number", lambda row: row.tally.low),
    Column("robust_low", "whole", "#affected+min+robust", "Also without any voice", lambda row: row.tally.robust_low),
    Column("high", "whole", "#affected+max", "At most so many; empty: no bound", lambda row: row.tally.high),
    Column(
        "low_with_alleged",
        "whole",
        "#affected+min+alleged",
        "At least so many if what is alleged or not yet reviewed is believed too",
        lambda row: row.tally.low_with_alleged,
    ),
    Column("voices", "whole", "#org+source+num", "Voices that give a number", lambda row: len(row.tally.voices)),
    Column("disputes", "whole", "#indicator+disputes", "Disputes there are", lambda row: len(row.tally.disputes)),
    Column("set_aside", "whole", "#indicator+aside", "Claims set aside", lambda row: len(row.tally.set_aside)),
)

CERTIFICATES = (
    Column("tally", "text", "#meta+id+tally", "Id of the figure that is proven", lambda row: row.tally),
    Column("proves", "text", "#indicator+name", "low, high, or low_without a voice", lambda row: row.proves),
    Column("without", "text", "#org+source+code", "The voice that is not believed here", lambda row: row.without),
    Column("bound", "whole", "#indicator+bound", "The bound that all terms together prove", lambda row: row.bound),
    Column("number", "whole", "#meta+number", "Number of the term, from 1", lambda row: row.number),
    Column("claim", "text", "#meta+id+claim", "Id of the claim", lambda row: row.term.claim),
    Column("sense", "text", "#indicator+relation", "at_least or at_most", lambda row: row.term.sense),
    Column("claim_bound", "whole", "#indicator+num", "What the claim bounds its sum by", lambda row: row.term.bound),
    Column("multiplier", "text", "#indicator+factor", "How often it counts: 3/2", lambda row: str(row.term.multiplier)),
)

VOICES = (
    Column("tally", "text", "#meta+id+tally", "Id of the figure", lambda row: row.tally),
    Column("voice", "text", "#org+source+code", "Id of the voice", lambda row: row.figure.voice),
    Column("name", "text", "#org+source+name", "Its name, where published", lambda row: row.figure.name),
    Column("low", "whole", "#affected+min", "At least so many, it says", lambda row: row.figure.low),
    Column("high", "whole", "#affected+max", "At most so many, it says", lambda row: row.figure.high),
    Column("claims", "text", "#meta+id+claims", "Ids of its claims", lambda row: join(row.figure.claims)),
)

DISPUTES = (
    Column("tally", "text", "#meta+id+tally", "Id of the figure", lambda row: row.tally),
    Column("number", "whole", "#meta+number", "Number of the dispute, from 1", lambda row: row.number),
    Column("voices", "text", "#org+source+code", "Ids of the voices", lambda row: "; ".join(row.dispute.voices)),
    Column("claims", "text", "#meta+id+claims", "Ids of the claims", lambda row: join(row.dispute.claims)),
    Column("sentence", "text", "#description", "What contradicts what", lambda row: row.dispute.sentence),
)

ASIDES = (
    Column("sheet", "whole", "#meta+sheet", "Number of the query in edition.json, from 0", lambda row: row.sheet),
    Column("tally", "text", "#meta+id+tally", "Id of the figure; empty: it entered none", lambda row: row.tally),
    Column("claim", "text", "#meta+id+claim", "Id of the claim", lambda row: row.claim),
    Column("reason", "text", "#description+reason", "Why it does not count", lambda row: row.reason),
)
