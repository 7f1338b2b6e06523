"""What stands behind a figure, for people: its claims with their words, its proof, and what was set aside and why."""

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from habeas.cli.printable import printable, printable_text
from habeas.cli.render import describe_quantity
from habeas.model import StoredClaim
from habeas.model.tally import SetAside, Tally
from habeas.model.when import write_days
from habeas.pipeline import Gathered
from habeas.tally.explain import explain
from habeas.tally.location import refuse_place
from habeas.tally.reason import group_reason

_SHOWN = 5  # claims named for each reason of being set aside; JSON has them all
_OUTSIDE = ("outside the place asked for", "outside the days asked for")
_ELSEWHERE = "outside the place or the days asked for"


def print_grounds(console: Console, tally: Tally, known: Gathered) -> None:
    """Print each claim about just this place and these days with its words, and those set aside with the reason."""
    console.print()
    console.print(Text(_title(tally), style="bold"))
    for figure in tally.voices:
        for key in figure.claims:
            console.print(printable_text(ground(figure.name, known.claims[key])))
    print_aside(console, "  set aside", tally.set_aside, known)


def print_proof(console: Console, tally: Tally, known: Gathered) -> None:
    """Print the proof of a figure as arithmetic, what is left without each voice, and the words of its claims."""
    console.print()
    console.print(Text(_title(tally), style="bold"))
    for line in explain(tally, known.claims.values(), known.origins):
        console.print(Text(printable(f"  {line}")))
    proofs = (tally.certificate, tally.high_certificate)
    for key in dict.fromkeys(term.claim for proof in proofs if proof is not None for term in proof.terms):
        console.print(printable_text(ground(known.origins[key].voice.name, known.claims[key])))


def print_aside(console: Console, title: str, aside: Iterable[SetAside], known: Gathered) -> None:
    """Print claims that entered no figure, a few for each reason; those about other places or days are only counted."""
    by_reason: dict[str, list[StoredClaim]] = defaultdict(list)
    for item in aside:
        stored = known.claims[item.claim]
        by_reason[_ELSEWHERE if _is_elsewhere(item, stored, known) else group_reason(item.reason)].append(stored)
    for reason, claims in by_reason.items():
        shown = claims[: 0 if reason == _ELSEWHERE else _SHOWN]
        console.print(Text(printable(f"{title}: {reason} ({len(claims):,})")))
        for one in shown:
            said = ground(known.origins[one.claim.id].voice.name, one)
            console.print(printable_text(Text(f"  {one.claim.type}").append_text(said)))
        if len(claims) > len(shown) > 0:
            console.print(Text(f"    and {len(claims) - len(shown):,} more; --format json names them all"))


def _is_elsewhere(item: SetAside, stored: StoredClaim, known: Gathered) -> bool:
    """Whether a claim is about other days or another place, whatever else was said against it."""
    reasons = (item.reason, refuse_place(stored.claim, known.query.place) or "")
    return any(reason.endswith(_OUTSIDE) for reason in reasons)


def ground(voice: str, stored: StoredClaim) -> Text:
    """A claim on one line: its number, whose it is, where and when it was printed, its words."""
    where = f"{stored.publisher or 'publisher not named'}, {stored.published_at or 'no date'}"
    number = describe_quantity(stored.claim.quantity)
    words = " ".join(stored.sentence.split())
    return Text.assemble(f"  {number}, says ", (voice, "bold"), f" ({where}): ", (words, "italic"))


def _title(tally: Tally) -> str:
    days = write_days(tally.first, tally.last)
    figure = "no number" if tally.low is None else f"at least {tally.low:,}"
    return printable(f"{tally.measure}, {tally.label}, {days}: {figure}")
