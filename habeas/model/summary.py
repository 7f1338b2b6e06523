"""What a collect or a reread did."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what was met and what was new; `failures` is reason → how often it was met, new or not.

    `known` reports had been read by the same method before, `new` ones are stored with their claims and statements.
    `unread` is language → how many of the new ones are in it and were not read, for want of tables.
    `left` is how many stored reports a reread has not come to; `method` is the reader's name and version.
    """

    documents: int = 0
    new: int = 0
    known: int = 0
    claims: int = 0
    statements: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    method: str = ""
    left: int = 0
    seconds: float = 0.0
    is_interrupted: bool = False

    @property
    def reports_per_second(self) -> float:
        """New reports a second."""
        return self.new / self.seconds if self.seconds else 0.0

    def add_failures(self, reasons: Iterable[str]) -> "Summary":
        """The same with these failures counted."""
        return replace(self, failures=dict(Counter(self.failures) + Counter(reasons)))

    def add_unread(self, languages: Iterable[str]) -> "Summary":
        """The same with reports in these languages counted."""
        return replace(self, unread=dict(Counter(self.unread) + Counter(languages)))
