"""Why a figure is no longer what it was: the claims that moved it, and the sentence that says how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from habeas.model import StoredClaim
from habeas.model.event import Event
from habeas.model.quantity import write_bounds
from habeas.model.tally import Tally, TallySheet
from habeas.model.voice import Origin
from habeas.model.when import write_on_days
from habeas.tally.location import locate_claim
from habeas.tally.moments import Moment

_VERDICTS = {
    "accept-claim": "a claim was accepted",
    "reject-claim": "a claim was rejected",
    "withdraw-report": "a report was withdrawn",
    "restore-report": "a report counts again",
}


@dataclass(frozen=True, slots=True)
class Move:
    """The claims that moved a figure, those it rests on or lost first, and the sentence."""

    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """The claims that are spoken of, by id, whose each is, and what they tell of."""

    claims: Mapping[str, StoredClaim]
    origins: Mapping[str, Origin]
    events: tuple[Event, ...] = ()

    def describe(self, claim: str, figure: Tally | None = None) -> str:
        """ "Moscow on 2022-02-27, OVD-Info: 1,269 or more"; place and days only where they are not the figure's."""
        stored = self.claims[claim]
        label, when = locate_claim(stored.claim)[1], stored.claim.when
        assert when is not None
        is_same_days = figure is None or (when.start, when.end) == (figure.first, figure.last)
        days = "" if is_same_days else f" {write_on_days(when.start, when.end)}"
        where = "" if figure is None or (label == figure.label and not days) else f"{label}{days}, "
        quantity = stored.claim.quantity
        bounds = "no number" if quantity is None else write_bounds(quantity.low, quantity.high)
        return f"{where}{self.origins[claim].voice.name}: {bounds}"


def explain_move(before: Tally | None, after: Tally, moment: Moment, *, told: Told) -> Move:
    """What moved a figure at one moment: what people decided, what it lost, what carries it now."""
    news = [stored.claim.id for stored in moment.claims]
    carrying = _in_proof(after, news)
    lost = {} if before is None else _find_lost(before, after)
    aside = _list_aside(after)
    moving = carrying or ([] if lost else [claim for claim in news if claim not in aside])
    parts = [
        *(
            f"{_VERDICTS[one.verdict]} by {one.by}: {one.reason}"
            for one in moment.judgements
            if one.verdict in _VERDICTS
        ),
        *(f"{told.describe(claim, after)}{reason}" for claim, reason in lost.items()),
        *(told.describe(claim, after) for claim in moving),
    ]
    claims = dict.fromkeys([*lost, *carrying, *news])
    return Move(tuple(claims), f"{_name_direction(before, after)}: {'; '.join(parts) or 'by what became known then'}")


def join_aside(sheet: TallySheet, tally: Tally) -> Tally:
    """A figure that also names what entered no figure of its sheet."""
    return replace(tally, set_aside=(*tally.set_aside, *sheet.set_aside))


def _name_direction(before: Tally | None, after: Tally) -> str:
    """What happened to the figure: to its low first, then to how well it holds, then to its high."""
    if before is None or before.low is None:
        return "first figure" if after.low is not None else "first bound"
    if after.low != before.low:
        return "rises" if (after.low or 0) > before.low else "falls"
    if after.robust_low != before.robust_low:
        return "holds better" if (after.robust_low or 0) > (before.robust_low or 0) else "holds less well"
    if after.high is None:
        return "no longer bounded from above"
    return "bounded from above" if before.high is None or after.high < before.high else "bounded less tightly"


def _in_proof(tally: Tally, claims: Sequence[str]) -> list[str]:
    proofs = (tally.certificate, tally.high_certificate)
    proving = {term.claim for proof in proofs if proof is not None for term in proof.terms}
    return [claim for claim in claims if claim in proving]


def _find_lost(before: Tally, after: Tally) -> dict[str, str]:
    """The claims that the figure rested on and that are set aside now; a replaced one with what is said of that."""
    aside = _list_aside(after)
    resting = [term.claim for term in before.certificate.terms] if before.certificate else []
    lost = {claim: aside[claim] for claim in resting if claim in aside}
    return {claim: f", {reason}" if reason.startswith("replaced") else "" for claim, reason in lost.items()}


def _list_aside(tally: Tally) -> dict[str, str]:
    return {item.claim: item.reason for item in tally.set_aside}
