"""What is counted, and what words of number mean: tables, validated when loaded."""

from habeas.ontology.convention import DEFAULT_CONVENTION, Convention, list_conventions, load_convention
from habeas.ontology.event_type import AcledCode, EventTypeEntry, Measure, PloverCode, load_event_types

__all__ = [
    "DEFAULT_CONVENTION",
    "AcledCode",
    "Convention",
    "EventTypeEntry",
    "Measure",
    "PloverCode",
    "list_conventions",
    "load_convention",
    "load_event_types",
]
