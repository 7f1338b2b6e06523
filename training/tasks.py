"""What is learned together: each task has its own heads over one encoder."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from habeas.model import EVENT_TYPES
from habeas.read.neural.labels import ATTRIBUTES, CLAIM_ROLES, CUE, STATEMENT_ROLES


@dataclass(frozen=True, slots=True)
class Task:
    """`labels` of words (each begins or goes on), `roles` around an anchor, `attributes` of one."""

    labels: tuple[str, ...]
    roles: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def tags(self) -> int:
        """How many tags a word may have: none, and beginning or inside of each label."""
        return 1 + 2 * len(self.labels)


TASKS: dict[str, Task] = {
    "claims": Task(EVENT_TYPES, CLAIM_ROLES, ATTRIBUTES),
    "statements": Task((CUE,), STATEMENT_ROLES),
    "entities": Task(("PERSON", "ORGANISATION", "LOCATION")),
    "times": Task(("TIME",)),
    "events": Task((*EVENT_TYPES, "attack", CUE), ("whom", "by", "place", "when", "source", "content")),
}
"""The first two are what the reader uses; the others only help the encoder."""
