"""The tables of an edition, in the order in which a reader would want them."""

from collections.abc import Iterator

from habeas.model.edition import Edition, FigureChange
from habeas.model.event import Event
from habeas.model.judgement import Judgement
from habeas.model.place import Place
from habeas.publish.change_columns import (
    CHANGES,
    CORRECTIONS,
    JUDGEMENTS,
    STEPS,
    LoggedCorrection,
    NumberedStep,
    list_corrections,
    list_steps,
)
from habeas.publish.columns import CLAIMS, EVENTS, PLACES
from habeas.publish.figure_columns import (
    ASIDES,
    CERTIFICATES,
    DISPUTES,
    TALLIES,
    VOICES,
    list_asides,
    list_contradictions,
    list_parts,
    list_proofs,
    list_public_tallies,
)
from habeas.publish.record import Aside, PublicClaim, PublicTally
from habeas.publish.table import Table


def list_public_claims(edition: Edition) -> Iterator[PublicClaim]:
    """Every claim with its origin."""
    return (PublicClaim(stored, origin) for stored, origin in zip(edition.claims, edition.origins, strict=True))


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("tallies", "Figures with their bounds", TALLIES, list_public_tallies, PublicTally),
        Table("certificates", "The proofs of the figures, a term a row", CERTIFICATES, list_proofs),
        Table("voices", "What each voice says of a figure", VOICES, list_parts),
        Table("disputes", "Claims that cannot all be true", DISPUTES, list_contradictions),
        Table("claims", "Who said what, where, and in which report", CLAIMS, list_public_claims, PublicClaim),
        Table("set_aside", "Claims that do not count, and why", ASIDES, list_asides, Aside),
        Table("events", "Claims that tell of one happening", EVENTS, lambda edition: edition.events, Event),
        Table("series", "How figures moved as more became known", STEPS, list_steps, NumberedStep),
        Table("corrections", "The log of corrections", CORRECTIONS, list_corrections, LoggedCorrection),
        Table("changes", "Differences from the edition before", CHANGES, lambda edition: edition.changes, FigureChange),
        Table("judgements", "What people decided", JUDGEMENTS, lambda edition: edition.judgements, Judgement),
        Table("places", "Places of claims and figures", PLACES, lambda edition: edition.places, Place),
    )
}
