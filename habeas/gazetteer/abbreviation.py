"""Divisions as they are abbreviated behind a place and a comma: "Portland, Ore."."""

import re
from functools import cache

from habeas.gazetteer.tables import load_names

_COMMA = re.compile(r",\s*$")


@cache
def division_codes() -> dict[str, str]:
    """As printed → division: "Ore." and "OR" → "US.OR"."""
    table = load_names().abbreviations
    codes = {code: f"US.{code}" for code in table["US"]}
    for country, rows in table.items():
        for code, forms in rows.items():
            for form in forms:
                codes.setdefault(form, f"{country}.{code}")
    return codes


def read_abbreviated(text: str, start: int, end: int) -> str:
    """The abbreviation that stands at `start` behind a comma, with its full stop where it has one; else ""."""
    if "," not in text[max(0, start - 3) : start]:
        return ""
    printed = text[start:end]
    if not printed.endswith(".") and text.startswith(".", end):
        printed += "."
    if printed not in division_codes():
        printed = text[start:end]
    if printed not in division_codes() or not _COMMA.search(text, max(0, start - 3), start):
        return ""
    return printed
