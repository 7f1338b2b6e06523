"""`habeas people link`, `doubtful` and `explain`: who is the same person on several lists, without saying who."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from habeas.cli.options import RecordFormat, StoreFolder, end_with_pipe
from habeas.cli.printable import printable
from habeas.model.linking import Explained, LinkedPair

First = Annotated[str, typer.Argument(metavar="A", help="The id of a person, like person-0123456789abcdef0123.")]
Second = Annotated[str, typer.Argument(metavar="B", help="The id of another.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many pairs.")]
Picture = Annotated[Path | None, typer.Option("--svg", help="Write the weights to this file, as a waterfall.")]
_MOST_NAMED = 20
Output = Annotated[RecordFormat, typer.Option("--format", help="How to print.")]


def link_people(store: StoreFolder = None) -> None:
    """Find who is the same person on several lists, and keep pairs without names; the key of the vault is needed.

    Counts and estimates rest on the newest linking; link again after an import.
    """
    from habeas.cli.key_access import reach_key
    from habeas.cli.render import count
    from habeas.pipeline import linking

    done = linking.link_people(access=reach_key(), folder=store)
    found = done.linking
    linked = sum(pair.probability >= found.match for pair in found.pairs)
    state = "linked" if done.is_new else "already linked"
    typer.echo(
        f"{state} {count(len(found.records), 'record')}: {count(len(done.clusters), 'person')} by {found.method}"
    )
    asked = len(done.asked)
    typer.echo(
        f"{count(linked, 'pair')} linked from {found.match:.2f} on, {asked:,} from {found.review:.2f} for review"
    )
    if found.left_out:
        share = "shares" if found.left_out == 1 else "share"
        typer.echo(
            f"{count(found.left_out, 'record')} {share} a name with too many others to be compared with all of them"
        )
    if done.shredded:
        typer.echo(f"{count(done.shredded, 'record')} left out: shredded")
    if done.missing:
        typer.echo(f"{count(done.missing, 'record')} left out: not in the vault (`habeas vault check` names each)")
    if any(cluster.doubt for cluster in done.clusters) or asked:
        typer.echo("`habeas people doubtful` lists what a person should decide")


def list_doubtful(limit: Limit = 20, *, output: Output = RecordFormat.table, store: StoreFolder = None) -> None:
    """List pairs that may be one person, and clusters that grew suspiciously; no key is needed, and no name is shown.

    Decide with habeas judge same-person A B or habeas judge different-person A B; write no name into the reason.
    """
    from habeas.cli.record import print_records
    from habeas.cli.render import count
    from habeas.pipeline import linking

    end_with_pipe()
    found = linking.find_doubtful(store)
    shown = found.pairs[:limit]
    if output is not RecordFormat.table:
        records = [*map(asdict, shown), *map(asdict, found.clusters)]
        print_records(records, as_lines=output is RecordFormat.jsonl)
        return
    for pair in shown:
        typer.echo(printable(f"{pair.left} {pair.right} {pair.probability:.2f}: {_summarise(pair)}"))
    for cluster in found.clusters:
        typer.echo(printable(f"{cluster.id} {cluster.doubt}: {_name_some(cluster.records)}"))
    if found.shredded:
        typer.echo(f"{count(found.shredded, 'pair')} left out: one of the two was shredded")
    typer.echo(f"{count(len(found.pairs), 'pair')} and {count(len(found.clusters), 'cluster')} to decide on")


def explain_records(
    first: First, second: Second, svg: Picture = None, *, output: Output = RecordFormat.table, store: StoreFolder = None
) -> None:
    """Say what speaks for and against two records being one person, in bits of evidence, without a name.

    Example: habeas people explain person-0123456789abcdef0123 person-123456789abcdef01234 --svg why.svg
    """
    from habeas.cli.record import print_records
    from habeas.pipeline import linking

    found = linking.explain_pair(first, second, store)
    if svg is not None:
        svg.write_bytes(_draw(found))
    if output is not RecordFormat.table:
        told = {"prior": found.prior, "judged_same": found.is_same}
        print_records([asdict(found.pair) | told], as_lines=output is RecordFormat.jsonl)
        return
    typer.echo(f"{found.prior:+7.2f}  before comparing")
    for feature in found.pair.features:
        typer.echo(printable(f"{feature.weight:+7.2f}  {feature.name}: {feature.level}"))
    total = found.prior + sum(feature.weight for feature in found.pair.features)
    typer.echo(f"{total:+7.2f}  together: {found.pair.probability:.1%} likely to be one person, {_decide(found)}")


_JUDGED = {True: "somebody judged that they are one", False: "somebody judged that they are two"}


def _summarise(pair: LinkedPair) -> str:
    return "; ".join(feature.level for feature in pair.features)


def _decide(found: Explained) -> str:
    if found.is_same is not None:
        return f"but {_JUDGED[found.is_same]}"
    if found.pair.probability >= found.linking.match:
        return f"linked from {found.linking.match:.2f} on"
    return "for review" if found.pair.probability >= found.linking.review else "not linked"


def _name_some(records: Sequence[str]) -> str:
    """The ids, of very many the first: a screen of ids helps nobody to decide."""
    more = len(records) - _MOST_NAMED
    return " ".join(records[:_MOST_NAMED]) + (f" and {more:,} more (--format json has all)" if more > 0 else "")


def _draw(found: Explained) -> bytes:
    from habeas.publish.drawing.svg import Caption, stand_alone
    from habeas.publish.drawing.waterfall import draw_waterfall

    title = f"Why {found.pair.left} and {found.pair.right} may be one person"
    words = "; ".join(f"{feature.name}: {feature.level} ({feature.weight:+.1f})" for feature in found.pair.features)
    judged = None if found.is_same is None else _JUDGED[found.is_same]
    return stand_alone(draw_waterfall(found.pair, found.prior, Caption("waterfall", title, words), judged))
