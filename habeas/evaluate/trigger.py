"""Where the trigger of an annotated claim stands: annotations give words, not positions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def locate_triggers(text: str, claims: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Each claim with where its trigger stands: the place nearest its number, else the next not yet taken."""
    seen: dict[str, int] = {}
    for claim in claims:
        places = [match.start() for match in re.finditer(re.escape(claim["trigger"]), text)]
        if not places:
            continue
        turn = seen[claim["trigger"]] = seen.get(claim["trigger"], -1) + 1
        number = text.find((claim["quantity"] or {}).get("text") or "\0")
        by_number = min(places, key=lambda place: abs(place - number))
        yield claim, by_number if number >= 0 else places[min(turn, len(places) - 1)]
