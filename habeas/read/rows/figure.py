"""The figures of a row as quantities: digits read strictly, words by the reader of quantities and the convention."""

import re

from habeas.lang import Language
from habeas.model import Mention, Quantity, Relation
from habeas.model.row import Cell
from habeas.ontology import Convention, load_convention
from habeas.ontology.mapping import ClaimMapping, Mapping
from habeas.read.quantity import find_quantities
from habeas.read.quantity.amount import Amount
from habeas.read.quantity.hedge import relate
from habeas.read.rows.view import RowFaultError, RowView, say_cell

MOST = 1_000_000_000  # people of whom one figure may tell, unless the mapping says otherwise
_DIGITS = re.compile(r"\d{1,30}(?:\.0{1,2})?", re.ASCII)  # programs write whole numbers with a final ".0"
_SPACES = re.compile("[\u00a0\u2009\u202f]")
_ONLY_DIGITS = re.compile(r"[\d.,'’ ]+")
_NEGATIVE = re.compile(r"[-−–]\s*\d")
_SOME_NUMBER = 100
_CACHED = 20_000
_UNREAD = "expected a whole number of people, or words for one"
Bounds = tuple[int | None, int | None, Relation]


class FigureReader:
    """Reads the figures of one mapping's rows; the same words are read once."""

    def __init__(self, mapping: Mapping, language: Language) -> None:
        self.mapping = mapping
        self._language = language
        self._convention = load_convention(mapping.convention)
        self._grouped = re.compile(rf"\d{{1,3}}(?:{re.escape(mapping.thousands)}\d{{3}})+", re.ASCII)
        self._parsed: dict[str, Bounds | None] = {}

    def read(self, view: RowView, claim: ClaimMapping) -> Quantity | None:
        """How many; None where the cell is blank. Raises RowFaultError naming column and value."""
        figure = claim.figure
        if figure.count is not None:
            relation = claim.relation or self.mapping.relation or "exact"
            return self._finish(view, claim, bounds=self._relate(figure.count, relation), words=None, cell=None)
        if figure.column is not None:
            return self._read_one(view, claim, figure.column)
        return self._read_two(view, claim)

    def _read_one(self, view: RowView, claim: ClaimMapping, column: str) -> Quantity | None:
        qualifier = claim.qualifier or self.mapping.qualifier
        hedge = None if qualifier is None else view.cell(qualifier.column)
        cell = view.cell(column)
        if cell is None:
            if hedge is None:
                return None
            # "hundreds" may stand where other rows have "about", with nothing in the column of the number.
            return self._finish(view, claim, bounds=self._read_words(hedge, hedge.value), words=None, cell=hedge)
        code = claim.figure.values.get(cell.value.casefold())
        bounds = _name_relation(*code) if code is not None else self._read_cell(cell, hedge, claim)
        return self._finish(view, claim, bounds=bounds, words=view.mention(*cell.value_at), cell=cell)

    def _read_cell(self, cell: Cell, hedge: Cell | None, claim: ClaimMapping) -> Bounds:
        number = self._read_digits(cell)
        relation = claim.relation or self.mapping.relation or "exact"
        if hedge is None:
            return self._read_words(cell, cell.value) if number is None else self._relate(number, relation)
        qualifier = claim.qualifier or self.mapping.qualifier
        assert qualifier is not None, "a hedge stands in the column of a qualifier"
        known = qualifier.values.get(hedge.value.casefold())
        if known is not None:
            if number is None:
                raise RowFaultError(f"{say_cell(cell)} beside {hedge.value[:40]!r}, expected a number in digits")
            return self._relate(number, known)
        found = self._read_beside(hedge.value, cell.value, number)
        if found is None and number is None and self._parse(cell.value) is None:
            raise RowFaultError(f"{say_cell(cell)}, {_UNREAD}")
        if found is None:
            raise RowFaultError(f"{say_cell(hedge)}, which is no qualifier of {cell.value[:40]!r} that is known")
        return found

    def _read_beside(self, hedge: str, value: str, number: int | None) -> Bounds | None:
        """The bounds of a number with words beside it, which are read once for all numbers where they are a hedge."""
        if number is None:
            return self._read_phrase(hedge, value)
        found = self._read_phrase(hedge, str(_SOME_NUMBER))
        if found is not None and self._relate(_SOME_NUMBER, found[2]) == found:
            return self._relate(number, found[2])
        return self._read_phrase(hedge, str(number))

    def _read_phrase(self, hedge: str, plain: str) -> Bounds | None:
        # "at least" stands before a number, "or more" behind it, and "+" touches it.
        orders = (f"{hedge} {plain}", f"{plain} {hedge}", f"{plain}{hedge}")
        return next((bounds for words in orders if (bounds := self._parse(words)) is not None), None)

    def _read_digits(self, cell: Cell) -> int | None:
        """A number in digits; None where there are words to read."""
        plain = _SPACES.sub(" ", cell.value)
        if self._grouped.fullmatch(plain):
            return int(plain.replace(self.mapping.thousands, ""))
        if _DIGITS.fullmatch(plain):
            return int(plain.partition(".")[0])
        if _ONLY_DIGITS.fullmatch(plain):
            raise RowFaultError(f"{say_cell(cell)}, {_UNREAD}; thousands are set apart by {self.mapping.thousands!r}")
        if _NEGATIVE.match(plain):
            raise RowFaultError(f"{say_cell(cell)}, {_UNREAD}, and none is below zero")
        return None

    def _read_words(self, cell: Cell, words: str) -> Bounds:
        found = self._parse(words)
        if found is None:
            raise RowFaultError(f"{say_cell(cell)}, {_UNREAD}")
        return found

    def _parse(self, words: str) -> Bounds | None:
        if words not in self._parsed:
            if len(self._parsed) >= _CACHED:
                self._parsed.clear()
            self._parsed[words] = _parse_words(words, self._language, self._convention)
        return self._parsed[words]

    def _relate(self, number: int, relation: Relation) -> Bounds:
        amount = relate(Amount(0, 1, number, number, "exact"), relation, self._convention)
        return amount.low, amount.high, amount.relation

    def _read_two(self, view: RowView, claim: ClaimMapping) -> Quantity | None:
        """Two columns that bound the figure; with one of them blank it is bounded on one side."""
        cells = [view.cell(column) if column else None for column in (claim.figure.low, claim.figure.high)]
        bounds = [None if cell is None else self._read_bound(cell) for cell in cells]
        (low_cell, high_cell), (low, high) = cells, bounds
        shown = low_cell or high_cell
        if shown is None:
            return None
        if low is not None and high is not None and low > high and high_cell is not None:
            raise RowFaultError(f"{say_cell(high_cell)}, less than the lower bound {low} in {shown.name!r}")
        words = view.mention(*shown.value_at)
        return self._finish(view, claim, bounds=_name_relation(low, high), words=words, cell=shown)

    def _read_bound(self, cell: Cell) -> int:
        number = self._read_digits(cell)
        if number is None:
            raise RowFaultError(f"{say_cell(cell)}, expected a whole number of people in digits")
        return number

    def _finish(
        self, view: RowView, claim: ClaimMapping, *, bounds: Bounds, words: Mention | None, cell: Cell | None
    ) -> Quantity:
        low, high, relation = bounds
        each = self._unit(view, claim)
        low, high = (None if bound is None else bound * each for bound in (low, high))
        most = claim.most or self.mapping.most or MOST
        if cell is not None and max(low or 0, high or 0) > most:
            raise RowFaultError(f"{say_cell(cell)}, expected at most {most:,} people")
        shown = words or (None if cell is None else view.mention(*cell.value_at))
        return Quantity(low, high, relation, shown, self._convention.name)

    def _unit(self, view: RowView, claim: ClaimMapping) -> int:
        unit = claim.unit or self.mapping.unit or 1
        if isinstance(unit, int):
            return unit
        cell = view.cell(unit.column)
        if cell is None or cell.value.casefold() not in unit.values:
            found = f"column {unit.column!r} is blank" if cell is None else say_cell(cell)
            raise RowFaultError(f"{found}, expected one of {', '.join(map(repr, unit.values))}")
        return unit.values[cell.value.casefold()]


def _name_relation(low: int | None, high: int | None) -> Bounds:
    if low is None:
        return low, high, "at_most"
    return low, high, "at_least" if high is None else "exact" if low == high else "between"


def _parse_words(words: str, language: Language, convention: Convention) -> Bounds | None:
    """The bounds that words say which are a quantity of people from first to last ("at least 200 people")."""
    # With a noun behind it "2011" counts people and is no year; where one stands already, one more changes nothing.
    noun = next(iter(language.quantity.persons.nouns))
    text = f"{words} {noun}"
    matches = find_quantities(text, language, convention)
    if len(matches) != 1 or matches[0].start != 0 or matches[0].kind not in ("count", "single", "none"):
        return None
    match, nouns = matches[0], language.quantity.noun_set
    rest = text[match.end :].lower().split()
    is_whole = all(word in nouns or word in language.quantity.hedges.between_noun for word in rest)
    if not is_whole or (match.low is None and match.high is None):
        return None
    return match.low, match.high, match.relation
