"""Reports and errors in the form in which tests expect them: what is absent is left out."""

from typing import Any

from habeas.exc import InputError
from habeas.model import Report

FIELDS = ("published_at", "publisher", "address", "language", "title", "external_id", "context", "part", "reader")


def summarize(found: Report | InputError) -> dict[str, Any]:
    """A report by its fields and blocks, an error by its line and reason."""
    if isinstance(found, InputError):
        return {"error": found.reason} if found.line is None else {"error": found.reason, "line": found.line}
    fields: dict[str, Any] = {name: getattr(found, name) for name in FIELDS if getattr(found, name)}
    fields |= {name: list(getattr(found, name)) for name in ("cites", "warnings") if getattr(found, name)}
    return fields | {"blocks": [[block.kind, found.text[block.start : block.end]] for block in found.blocks]}


def left_out(report: Report) -> str:
    """What no block covers; fails where blocks overlap, are empty or out of order."""
    rest, position = "", 0
    for block in report.blocks:
        assert position <= block.start < block.end <= len(report.text), f"{block} after {position}"
        rest += report.text[position : block.start]
        position = block.end
    return rest + report.text[position:]
