"""Which counts of an edition go, so that nobody can tell what must not be told: those that figures lose least by.

Moves of people between cells show quickly what is hidden. Where none is found for a secret a linear program decides,
and names the counts from which it can be told.
"""

from collections.abc import Collection, Iterable, Sequence

from habeas.model.listed import SMALL, ListCount
from habeas.publish.disclosure_facts import Epoch, Facts, Secret, gather_facts
from habeas.publish.disclosure_loss import Losses
from habeas.publish.disclosure_moves import Search
from habeas.publish.disclosure_program import Program

# So many counts that were taken back are tried once more.
_TRIES = 12
# To put counts back the program is asked so often, divided by how many cells there are.
_PROGRAMS = 500_000

_Name = tuple[ListCount, int, int | None, bool]


def withhold(epochs: Sequence[Epoch]) -> tuple[ListCount, ...]:
    """The counts of the last of these editions without those from which, with all others, a secret could be told."""
    told = _list_told(epochs[:-1])
    choice = _Choice(gather_facts(epochs), told)
    choice.hide_all()
    choice.put_back()
    choice.make_sure()
    return choice.list_left()


class _Choice:
    """Counts of the last edition, taken back one by one; secrets that are `told` already cannot be hidden again."""

    def __init__(self, facts: Facts, told: Collection[_Name]) -> None:
        self._facts, self._search, self._losses = facts, Search(facts), Losses(facts)
        self._program = _make_program(facts)
        self._secrets = [number for number, secret in enumerate(facts.secrets) if _name(secret) not in told]
        self._left = _PROGRAMS // max(1, len(facts.truth))

    def hide_all(self) -> None:
        """Take back counts until moves hide all that they can."""
        for number in sorted(self._secrets, key=lambda at: len(self._facts.secrets[at].factors)):
            while not self._search.hide(number):
                row = self._find_cheapest(self._search.list_bound(number))
                if row is None:
                    break
                self._take_back(row)

    def make_sure(self) -> None:
        """Take back counts until all for which no moves are known is hidden by the program."""
        for number in self._secrets:
            while not self._search.is_hidden(number) and (row := self._find_telling(number)) is not None:
                self._take_back(row)

    def put_back(self) -> None:
        """Publish again what figures lose most by, where what went after it hides the secrets as well."""
        for row in sorted(self._search.gone, key=self._losses.rank, reverse=True)[:_TRIES]:
            if self._losses.rank(row)[0] < SMALL:
                break
            self._program.put_back(row)
            if self._search.put_back(row, self._is_sure):
                self._losses.put_back(row)
            else:
                self._program.take_back(row)

    def list_left(self) -> tuple[ListCount, ...]:
        """What is published."""
        return tuple(self._facts.rows[row].count for row in self._facts.last if row not in self._search.gone)

    def _is_sure(self, number: int) -> bool:
        """Whether the program shows that a secret is hidden; False where there is no time left to ask it."""
        self._left -= 1
        return self._left >= 0 and self._program.hides(dict(self._facts.secrets[number].factors))

    def _find_telling(self, number: int) -> int | None:
        """The count that goes so that a secret is hidden; None where it is, or whatever goes would not hide it."""
        if self._program.hides(dict(self._facts.secrets[number].factors)):
            return None
        return self._find_cheapest(row for row in self._program.binding if row in self._facts.last)

    def _find_cheapest(self, rows: Iterable[int]) -> int | None:
        return min(rows, key=self._losses.rank, default=None)

    def _take_back(self, row: int) -> None:
        for each in (self._search, self._losses, self._program):
            each.take_back(row)


def _make_program(facts: Facts) -> Program:
    """All that readers would know."""
    sums = [(dict.fromkeys(row.columns, 1), row.count.low, row.count.high) for row in facts.rows]
    held = ({**dict.fromkeys(detained, 1), column: -1} for column, detained in facts.held)
    return Program(facts.truth, sums, [*({high: 1, low: -1} for low, high in facts.order), *held])


def _list_told(epochs: Sequence[Epoch]) -> set[_Name]:
    """The secrets that editions which are out tell already: whatever comes, they cannot be hidden again."""
    if not epochs:
        return set()
    facts = gather_facts(epochs)
    search = Search(facts)
    doubtful = [secret for number, secret in enumerate(facts.secrets) if not search.hide(number)]
    program = _make_program(facts) if doubtful else None
    return {_name(secret) for secret in doubtful if program and not program.hides(dict(secret.factors))}


def _name(secret: Secret) -> _Name:
    return secret.count, secret.at, secret.before, secret.is_rest
