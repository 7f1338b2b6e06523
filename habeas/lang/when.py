"""Tables of one language for reading dates and times.

A rule is a form and the name of its meaning (`habeas.read.meaning.MEANINGS`). A form is a regular expression over the
text in lower case, with these shorthands:

- `{month}` is a slot, filled by a word of the list `words.month`, or by figures (`{day}`, `{year}`, `{digits}`,
  `{number}`, `{ordinal}`, `{decade}`); a figure tells two slots of a kind apart (`{day2}`), and `{near:which}` fills
  the slot `which` from the list `words.near`;
- `<part>` is the piece of that name, a blank is white space, and a comma may have a blank before it.

Rules are tried in the order of the table at every word, so the longer form comes first.
"""

from pydantic import field_validator

from habeas.lang.table import Table


class WhenRule(Table):
    """One way to say a time; `value` is handed to the meaning as the slot `value`."""

    form: str
    meaning: str
    value: int | str | None = None


class WhenTables(Table):
    """The `when` section of a language file.

    `leads` are words that stand before a time and belong to it, each with its effect (plain, since, until, before,
    from, between, for, within), `lead_forms` regular expressions that do the same; `joins` connect two times to a
    range; `portions` narrow a period ("early"). `capital` lists words that are a time only with a capital, `needy`
    those that need a lead or a number beside them, `counted` words after which a bare year is a number of things,
    `open` words with which no time ends, so that one more must follow ("the").
    `ahead` and `back` are regular expressions for words before a time that point to the future or the past.
    """

    words: dict[str, dict[str, int | str]]
    pieces: dict[str, str]
    leads: dict[str, str]
    lead_forms: dict[str, str]
    joins: dict[str, str]
    portions: dict[str, str]
    capital: frozenset[str]
    needy: frozenset[str]
    counted: frozenset[str]
    open: frozenset[str]
    ahead: tuple[str, ...]
    back: tuple[str, ...]
    ordinal_suffix: str
    rules: tuple[WhenRule, ...]

    @field_validator("words", mode="after")
    @classmethod
    def _refuse_capitals(cls, words: dict[str, dict[str, int | str]]) -> dict[str, dict[str, int | str]]:
        wrong = [word for table in words.values() for word in table if word != word.lower()]
        if wrong:
            raise ValueError(f"words are written in lower case: {', '.join(wrong)}")
        return words
