"""How measures add up."""

from functools import cache

from habeas.model.tally import Measure
from habeas.ontology import load_event_types


@cache
def cumulates(measure: Measure) -> bool:
    """Whether a measure adds up over days."""
    measures = {each.name: each for entry in load_event_types().values() for each in entry.measures}
    return measures[measure].cumulates
