"""Reasons for setting claims aside, as people read them: alike ones together."""

import re

_KINDS = (
    (re.compile("covers .*, more than the days asked for"), "covers more than the days asked for"),
    (re.compile("place '.*' not found in the gazetteer"), "place not found in the gazetteer"),
    (re.compile("happened in .+, outside the place asked for"), "happened outside the place asked for"),
)


def group_reason(reason: str) -> str:
    """The reason without the days or the place name that it gives."""
    return next((kind for pattern, kind in _KINDS if pattern.match(reason)), reason)
