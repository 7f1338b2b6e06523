"""What a reader found in one report."""

from dataclasses import dataclass

from habeas.model.claim import Claim
from habeas.model.report import Report
from habeas.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims and statements of one report, read by one method; `warnings` are for whoever asked for the reading.

    `unread` is the language of a report that was not read because the method has no tables for it.
    """

    report: Report
    method: str
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    warnings: tuple[str, ...] = ()
    unread: str | None = None
