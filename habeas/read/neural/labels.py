"""What the model tells apart, in the order of its outputs: training writes these names, the reader reads them."""

from habeas.model import CONTEXTS, MODALITIES, SCOPES

CUE = "cue"
"""The label of words of saying."""

CLAIM_ROLES: tuple[str, ...] = ("quantity", "whom", "by", "place", "when", "speaker", "via")
"""What belongs to the trigger of a claim."""

STATEMENT_ROLES: tuple[str, ...] = ("source", "content")
"""What belongs to words of saying."""

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "modality": tuple(MODALITIES),
    "scope": tuple(SCOPES),
    "context": tuple(CONTEXTS),
    "day": ("words", "report", "none"),
    "number": ("words", "one", "more", "none"),
}
"""What a whole anchor is. `day`: time words give it, it is the report's, or there is none; `number`: words give it,
one or several persons are named without a number, or there is none."""

DISTANCES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
"""Pieces between an anchor and a word, as far as the model tells them apart, on either side."""

LEAST_ANCHOR = 0.02
"""A word less likely to begin a trigger is given no roles."""

LEAST_CUE = 0.1
"""Likewise for words of saying."""
