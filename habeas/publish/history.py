"""What an edition says of the past, as far as it follows without counting again: ends of series, claims corrected."""

from collections.abc import Iterator, Mapping

from habeas.model import StoredClaim
from habeas.model.change import Correction
from habeas.model.edition import Edition, Series, list_tallies, tally_id
from habeas.model.tally import Tally


def check_history(edition: Edition, claims: Mapping[str, StoredClaim]) -> Iterator[str]:
    """What does not hold: a series that ends elsewhere than its figure, a correction of what no claim says."""
    tallies = {tally_id(tally): tally for tally in list_tallies(edition)}
    for series in edition.series:
        if series.tally in tallies:
            yield from _check_series(series, tallies[series.tally])
        else:
            yield f"series: {series.tally} is not among the figures"
    for correction in edition.corrections:
        if all(key in claims for key in correction.claims):
            yield from _check_correction(correction, [_low(claims[key]) for key in correction.claims])


def _check_series(series: Series, tally: Tally) -> Iterator[str]:
    """The last step is the figure itself, and steps come in the order in which they became known."""
    if series.steps:
        last = series.steps[-1]
        if (last.low, last.robust_low, last.high) != (tally.low, tally.robust_low, tally.high):
            yield f"series of {series.tally}: ends at {last.low}, and the figure is {tally.low}"
    moments = [step.at for step in series.steps if step.at is not None]
    if moments != sorted(moments):
        yield f"series of {series.tally}: its steps are out of order"


def _check_correction(correction: Correction, lows: list[int | None]) -> Iterator[str]:
    """The numbers of a corrected claim are those that it and what replaced it say."""
    if correction.kind == "figure-changed" or not lows:
        return
    first = lows[0]
    later = max((low for low in lows[1:] if low is not None), default=None)
    said = (None, first) if correction.kind == "claim-restored" else (first, later)
    if (correction.before, correction.after) != said:
        yield f"correction of {correction.claims[0]}: {correction.before} → {correction.after}; claims say {said}"


def _low(stored: StoredClaim) -> int | None:
    return stored.claim.quantity.low if stored.claim.quantity else None
