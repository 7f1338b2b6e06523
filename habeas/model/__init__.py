"""Values that travel between stages: frozen, slotted, and free of any library."""

from habeas.model.attribution import Attribution
from habeas.model.claim import (
    CONTEXTS,
    EVENT_TYPES,
    MODALITIES,
    SCOPES,
    Claim,
    Context,
    EventType,
    Modality,
    Scope,
)
from habeas.model.place import Place, PlaceKind, Resolution
from habeas.model.quantity import RELATIONS, Quantity, Relation
from habeas.model.reading import Reading
from habeas.model.report import Block, BlockKind, Report
from habeas.model.span import Mention, Span
from habeas.model.statement import Statement
from habeas.model.stored import StoredClaim
from habeas.model.when import Precision, When

__all__ = [
    "CONTEXTS",
    "EVENT_TYPES",
    "MODALITIES",
    "RELATIONS",
    "SCOPES",
    "Attribution",
    "Block",
    "BlockKind",
    "Claim",
    "Context",
    "EventType",
    "Mention",
    "Modality",
    "Place",
    "PlaceKind",
    "Precision",
    "Quantity",
    "Reading",
    "Relation",
    "Report",
    "Resolution",
    "Scope",
    "Span",
    "Statement",
    "StoredClaim",
    "When",
]
