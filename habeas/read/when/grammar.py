"""The `when` section of a language, compiled to one regular expression, and the phrases it finds in a text.

Everything runs over the text in lower case, of the same length; words that are a time only with a capital ("March",
"May") are looked up in the text itself.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from habeas.exc import TableError
from habeas.lang import Language
from habeas.lang.when import WhenRule, WhenTables
from habeas.read.when.meaning import MEANINGS
from habeas.read.when.moment import Side

_SPACE = r"\s{1,3}"
_PIECE = re.compile(r"<([a-z_]+)>")
_TOKEN = re.compile(r"\{(?P<words>[a-z_]+[0-9]*)(?::(?P<slot>[a-z_]+))?\}|,| \?| ")
# A word begins after white space or a mark; "’80s" begins with its apostrophe.
_WORD = re.compile(r"\w+|['’](?=[0-9])")
_UNSPACED_WORD = re.compile(r"(?<! )\b(?:\w+|['’](?=[0-9]))")
_OPTIONAL_LETTER = re.compile(r"(?<=\w)\w\?")
_FOLLOWING = re.compile(r"\s+(\w+)")
_ESCAPED = re.compile(r"\\.")
_SENTENCE_END = re.compile(r"[.!?;\n]\s")
# How many characters before a time may say whether it is past or to come.
_REACH = 100
# Figures as slots; none may run on into a longer number ("May 3,000 people").
_FIGURES = {
    "day": r"[0-9]{1,2}(?![0-9]|[.,][0-9])",
    "digits": r"[0-9]{1,2}(?![0-9])",
    "year": r"(?:1[0-9]|20)[0-9]{2}(?![0-9]|[.,][0-9]|\s?%)",
    "number": r"[0-9]{1,3}(?![0-9]|[.,][0-9])",
    "decade": r"(?:1[1-9]|20)?[0-9]0(?=['’]?s\b)",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule means, and each slot with its list of words and the group that holds it."""

    meaning: str
    value: int | str | None
    slots: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables of one language, compiled.

    A time begins with a word of `starts` or with figures; unless that word may stand `alone`, one of `words` follows.
    """

    tables: WhenTables
    pattern: re.Pattern[str]
    rules: Mapping[str, Rule]
    lead_forms: tuple[tuple[re.Pattern[str], str], ...]
    starts: frozenset[str]
    words: frozenset[str]
    alone: frozenset[str]
    direction: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Time words with what their slots hold; the time itself begins at `core`, after a lead that has an `effect`."""

    start: int
    core: int
    end: int
    effect: str | None
    portion: str | None
    meaning: str
    slots: Mapping[str, int | str]


# By identity, since a language holds tables and cannot be hashed; the language is kept so that its id stays its own.
_GRAMMARS: dict[int, tuple[Language, Grammar]] = {}


def lower_text(text: str) -> str:
    """The text in lower case, character for character, so that positions stay."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def grammar_of(language: Language) -> Grammar:
    """The grammar of a language, compiled once."""
    known = _GRAMMARS.get(id(language))
    if known is None:
        known = _GRAMMARS[id(language)] = (language, _compile(language.when))
    return known[1]


def _compile(tables: WhenTables) -> Grammar:
    unknown = sorted({rule.meaning for rule in tables.rules} - set(MEANINGS))
    if unknown:
        raise TableError(f"when: unknown meaning {', '.join(unknown)}; there are {', '.join(MEANINGS)}")
    forms = [_expand(rule.form, tables, rule=number) for number, rule in enumerate(tables.rules)]
    # Empty groups mark where the core begins and which rule matched: a group around a form would hide its first letter,
    # by which the engine passes over forms that cannot match.
    body = "|".join(f"(?:{form})(?P<rule_{number}>)" for number, form in enumerate(forms))
    lead = rf"(?:(?P<lead>{_alternatives(tables.leads)}|{_lead_forms(tables)}){_SPACE})?"
    portion = rf"(?:(?P<portion>{_alternatives(tables.portions)})(?:{_SPACE}|-))??"
    pattern = re.compile(rf"{lead}{portion}(?P<core>)(?:{body})(?!\w)")
    direction = re.compile(rf"(?<!\w)(?:(?P<ahead>{'|'.join(tables.ahead)})|(?P<back>{'|'.join(tables.back)}))(?!\w)")
    starts = _first_words(tables)
    # A lead of more than plain words ("since the strike began") goes on with any word.
    free = {word for form in tables.lead_forms for word in _WORD.findall(form)[:1]}
    return Grammar(
        tables=tables,
        pattern=pattern,
        rules=_rules_by_group(pattern, tables.rules),
        lead_forms=tuple((re.compile(form), effect) for form, effect in tables.lead_forms.items()),
        starts=starts,
        words=_all_words(tables),
        alone=frozenset(free.union(word for word in starts if pattern.match(word))),
        direction=direction,
    )


def _lead_forms(tables: WhenTables) -> str:
    return "|".join(tables.lead_forms) or "(?!)"


def _first_words(tables: WhenTables) -> frozenset[str]:
    """Words that may begin a time: those of the forms with no blank before them, and the first of each phrase."""
    phrases = (*_listed(tables), *tables.leads, *tables.portions, *tables.lead_forms)
    firsts = (word for phrase in phrases for word in _WORD.findall(phrase)[:1])
    return frozenset(firsts).union(*(_UNSPACED_WORD.findall(form) for form in _forms(tables)))


def _all_words(tables: WhenTables) -> frozenset[str]:
    texts = (*_forms(tables), *_listed(tables), *tables.leads, *tables.portions)
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _forms(tables: WhenTables) -> list[str]:
    """The forms and their pieces, and again without the letters that may be left out ("years?")."""
    forms = [_ESCAPED.sub(" ", form) for form in (*(rule.form for rule in tables.rules), *tables.pieces.values())]
    return [*forms, *(_OPTIONAL_LETTER.sub("", form) for form in forms)]


def _listed(tables: WhenTables) -> list[str]:
    return [word for words in tables.words.values() for word in words]


def find_phrases(grammar: Grammar, text: str, lowered: str) -> Iterator[Phrase]:
    """The time words of a text, in order and without overlap."""
    position = 0
    for word in _WORD.finditer(lowered):
        first = word[0]
        if not (first in grammar.starts or first[0].isdigit()) or word.start() < position:
            continue
        match = grammar.pattern.match(lowered, word.start()) if _goes_on(grammar, first, lowered, word.end()) else None
        phrase = _phrase(grammar, match) if match else None
        if phrase is not None and _is_time(grammar.tables, phrase, text, lowered=lowered):
            yield phrase
            position = phrase.end


def _goes_on(grammar: Grammar, first: str, lowered: str, end: int) -> bool:
    """Whether a time may begin with a word that ends at `end`; cheap, since most that may ("the", "in") begin none."""
    if first in grammar.alone or not first[0].isalpha():
        return True
    following = _FOLLOWING.match(lowered, end)
    while following is not None and following[1] in grammar.tables.open:
        following = _FOLLOWING.match(lowered, following.end())
    return following is None or following[1] in grammar.words or following[1][0].isdigit()


def side_of(grammar: Grammar, lowered: str, start: int) -> Side | None:
    """Where the words before a time, in its own sentence, point; the last of them decides."""
    window = _SENTENCE_END.split(lowered[max(0, start - _REACH) : start])[-1]
    last = None
    for cue in grammar.direction.finditer(window):
        last = cue
    if last is None:
        return None
    return "future" if last["ahead"] else "past"


def side_after(grammar: Grammar, lowered: str, end: int) -> Side | None:
    """Where the words after a time at the head of its sentence point ("By Sunday morning 12 had been held")."""
    window = _SENTENCE_END.split(lowered[end : end + _REACH])[0]
    cue = grammar.direction.search(window)
    if cue is None:
        return None
    return "future" if cue["ahead"] else "past"


def _phrase(grammar: Grammar, match: re.Match[str]) -> Phrase:
    rule = grammar.rules[match.lastgroup or ""]
    slots: dict[str, int | str] = {} if rule.value is None else {"value": rule.value}
    for name, table, group in rule.slots:
        if match[group] is not None:
            slots[name] = _slot_value(grammar.tables.words.get(table, {}), match[group])
    core = match.start("portion") if match["portion"] else match.start("core")
    return Phrase(
        match.start(), core, match.end(), _effect(grammar, match["lead"]), match["portion"], rule.meaning, slots
    )


def _effect(grammar: Grammar, lead: str | None) -> str | None:
    if lead is None:
        return None
    known = grammar.tables.leads.get(" ".join(lead.split()))
    return known or next(effect for form, effect in grammar.lead_forms if form.fullmatch(lead))


def _slot_value(table: Mapping[str, int | str], words: str) -> int | str:
    value = table.get(" ".join(words.split()))
    return int(words.rstrip("abcdefghijklmnopqrstuvwxyz")) if value is None else value


def _is_time(tables: WhenTables, phrase: Phrase, text: str, *, lowered: str) -> bool:
    words = lowered[phrase.core : phrase.end].rstrip(".")
    if lowered[phrase.core].isdigit() and phrase.core == phrase.start and _continues_number(lowered, phrase.core):
        return False
    if words in tables.capital and not text[phrase.core].isupper():
        return False
    is_bare = phrase.effect is None and phrase.portion is None
    if is_bare and words in tables.needy:
        return False
    is_number = is_bare and words.isdigit()
    return not (is_number and (not "1800" <= words <= "2100" or _counts(tables, lowered, phrase.end)))


def _continues_number(lowered: str, start: int) -> bool:
    """Whether the digits at `start` are the end of a longer number, an amount or a code ("$2011", "3,2011")."""
    return start > 0 and lowered[start - 1] in ".,:/$£€#-"


def _counts(tables: WhenTables, lowered: str, end: int) -> bool:
    following = lowered[end : end + 30].split(maxsplit=1)
    return bool(following) and following[0].strip(".,;:!?\"'") in tables.counted


def _rules_by_group(pattern: re.Pattern[str], rules: tuple[WhenRule, ...]) -> dict[str, Rule]:
    groups = pattern.groupindex
    slots: dict[int, list[tuple[str, str, int]]] = {number: [] for number in range(len(rules))}
    for name, group in groups.items():
        if name.startswith("slot_"):
            head, slot, table = name.split("__")
            slots[int(head.split("_")[1])].append((slot, table, group))
    return {f"rule_{number}": Rule(rule.meaning, rule.value, tuple(slots[number])) for number, rule in enumerate(rules)}


def _expand(form: str, tables: WhenTables, *, rule: int) -> str:
    """A form as a regular expression; the slots of the rule are groups named for it."""
    while piece := _PIECE.search(form):
        if piece[1] not in tables.pieces:
            raise TableError(f"when: form {form!r} names the piece {piece[1]!r}; there are {', '.join(tables.pieces)}")
        form = form[: piece.start()] + tables.pieces[piece[1]] + form[piece.end() :]
    count = itertools.count()
    return _TOKEN.sub(lambda token: _expand_token(token, tables, group=f"slot_{rule}_{next(count)}"), form)


def _expand_token(token: re.Match[str], tables: WhenTables, *, group: str) -> str:
    if token[0] == ",":
        return r"(?:\s?,)"
    if token[0] == " ?":
        return r"\s{0,3}"
    if token[0] == " ":
        return _SPACE
    words, slot = token["words"], token["slot"] or token["words"]
    table = words.rstrip("0123456789")
    named = rf"(?P<{group}__{slot}__{table}>{_slot_pattern(tables, table)})"
    if table == "day":
        return f"{named}(?:{tables.ordinal_suffix})?"
    return rf"{named}(?:['’]?s)?" if table == "decade" else named


def _slot_pattern(tables: WhenTables, table: str) -> str:
    listed = _alternatives(tables.words.get(table, {}))
    figures = _FIGURES.get(table)
    if table == "ordinal":
        figures = rf"[0-9]{{1,3}}(?:{tables.ordinal_suffix})"
    if not figures and not listed:
        raise TableError(f"when: slot {{{table}}} has no list of words; there are {', '.join(tables.words)}")
    if figures and listed:
        return f"(?:{listed})(?!\\w)|{figures}"
    return figures or f"(?:{listed})(?!\\w)"


def _alternatives(words: Iterable[str]) -> str:
    """Any of the words, the longest first; a blank is white space."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(_SPACE.join(re.escape(part) for part in word.split()) for word in longest_first)
