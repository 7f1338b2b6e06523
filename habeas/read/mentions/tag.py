"""Word classes, one letter each, as far as grouping words needs them.

D determiner, Q number or quantity, N noun or adjective (also what no list knows), O pronoun, P preposition,
C conjunction, S subordinator, L relative pronoun, B be, H have, M modal, V finite verb, E past tense or participle,
G verb in -ing, T "to", R adverb, X negation, W time words, K possessive 's, "," comma, "(" and ")" brackets,
'"' quotation mark, "." any other mark.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from habeas.lang.events import EventsTables, Grammar
from habeas.read.mentions.token import Tokens

_MARKS = {
    ",": ",",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "'s": "K",
    "'": "K",
    '"': '"',
    "“": '"',
    "”": '"',
    "``": '"',
}
_NEVER_NAMES = ("D", "O", "B", "H", "M")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`classes` gives the letter of a known word, `either` the letter a verb form has where it is no noun.

    `known` are all words of the tables, which are names of nobody.
    """

    classes: dict[str, str]
    either: dict[str, str]
    adverbs_not: frozenset[str]
    known: frozenset[str]
    plurals: frozenset[str]
    singulars: frozenset[str]
    saying: frozenset[str]
    pasts: frozenset[str]


def inflect(verb: str, grammar: Grammar) -> dict[str, str]:
    """The forms of a verb with their letters: base and -s form V, past and participle E, -ing form G."""
    first, _, rest = verb.partition(" ")
    past, participle = (grammar.irregular.get(verb) or grammar.irregular.get(first) or "").split() or ("", "")
    stem = first + first[-1] if first in grammar.doubling else first
    regular = f"{first[:-1]}ied" if _ends_in_y(first) else f"{stem}d" if stem.endswith("e") else f"{stem}ed"
    gerund = f"{first[:-1]}ing" if first.endswith("e") and not first.endswith("ee") else f"{stem}ing"
    third = f"{first[:-1]}ies" if _ends_in_y(first) else f"{first}{_es(first)}"
    # A past that is no participle ("took") never stands before its noun.
    is_past_only = past != participle
    forms = {first: "V", third: "V", past or regular: "V" if is_past_only else "E", _ying(gerund): "G"}
    forms[participle or regular] = "E"
    return {f"{form} {rest}".strip(): letter for form, letter in forms.items()}


def plural(noun: str) -> str:
    """The plural of a noun or noun phrase, by rule."""
    if _ends_in_y(noun):
        return f"{noun[:-1]}ies"
    return f"{noun[:-3]}men" if noun.endswith("man") else f"{noun}{_es(noun)}"


def build_lexicon(tables: EventsTables) -> Lexicon:
    """The word classes of a language's grammar; a word in the lists of verbs and of no verbs is either."""
    grammar = tables.grammar
    classes: dict[str, str] = {}
    for word, letter in _listed(grammar):
        classes.setdefault(word, letter)
    triggers = [verb for table in tables.triggers.values() for verb in (*table.transitive, *table.intransitive)]
    for verb in (*grammar.verbs, *grammar.irregular, *(verb for verb in triggers if " " not in verb)):
        for form, letter in inflect(verb, grammar).items():
            classes.setdefault(form, letter)
    ambiguous = frozenset(grammar.not_verbs)
    either = {word: classes.pop(word) for word in ambiguous if classes.get(word) in ("V", "E", "G")}
    classes.update(dict.fromkeys(ambiguous - set(either) - set(classes), "N"))
    people = tables.people
    return Lexicon(
        classes=classes,
        either=either,
        adverbs_not=frozenset(grammar.not_adverbs),
        known=_known_words(tables) | set(classes) | set(either),
        plurals=frozenset([*people.plurals, *people.groups, *map(plural, people.roles)]),
        saying=frozenset(tables.saying),
        pasts=frozenset(forms.split()[0] for forms in grammar.irregular.values()),
        singulars=frozenset([*people.roles, *people.groups, *people.collective_actors]),
    )


def _listed(grammar: Grammar) -> Iterator[tuple[str, str]]:
    listed = {
        "T": ("to",),
        "B": grammar.be,
        "H": grammar.have,
        "M": grammar.modals,
        "X": grammar.negations,
        "L": grammar.relatives,
        "O": grammar.pronouns,
        "S": grammar.subordinators,
        "P": grammar.prepositions,
        "C": grammar.conjunctions,
        "D": grammar.determiners,
        "Q": grammar.quantifiers,
        "R": grammar.adverbs,
    }
    return ((word, letter) for letter, group in listed.items() for word in group)


def _known_words(tables: EventsTables) -> frozenset[str]:
    people, places = tables.people, tables.places
    groups = [people.roles, people.groups, people.plurals, people.things, people.titles, people.collective_actors]
    groups += [places.facilities, places.kinds, places.directions, places.actor_heads, *tables.cues.values()]
    triggers = [word for table in tables.triggers.values() for words in table.model_dump().values() for word in words]
    phrases = [*triggers, *(word for group in groups for word in group)]
    plurals = [plural(word) for word in (*people.roles, *triggers)]
    return frozenset(word for phrase in (*phrases, *plurals) for word in phrase.split())


def tag_tokens(tokens: Tokens, lexicon: Lexicon) -> str:
    """One letter a token."""
    letters: list[str] = []
    before = ""
    for index, word in enumerate(tokens.lower):
        letters.append(_letter(tokens, index, before, lexicon))
        if word == "that" and letters[-1] == "L" and len(letters) > 1 and letters[-2] in "VE":
            letters[-1] = "S"
        before = before[-3:] + letters[-1]
    return "".join(letters)


def _letter(tokens: Tokens, index: int, before: str, lexicon: Lexicon) -> str:
    word, lower = tokens.words[index], tokens.lower[index]
    known = _MARKS.get(lower) or lexicon.classes.get(lower)
    if word[0].isupper() and index and known not in _NEVER_NAMES and not _starts(tokens, index):
        return "N"
    if known:
        is_noun = known == "V" and before[-1:] in ("D", "Q", "K", "P") and lower not in lexicon.pasts
        return "N" if is_noun else known
    if lower in lexicon.either:
        return _either(tokens, index, before, lexicon)
    return _by_suffix(word, lower, before[-1:], lexicon)


def _by_suffix(word: str, lower: str, before: str, lexicon: Lexicon) -> str:
    if word[0].isdigit():
        return "Q" if "-" not in word else "N"
    if not word[0].isalpha():
        return "."
    if word[0].isupper():
        return "N"
    if lower.endswith("ly") and lower not in lexicon.adverbs_not:
        return "R"
    if lower.endswith("ed") and len(lower) > 4 and "-" not in lower:
        return "E"
    return "G" if lower.endswith("ing") and len(lower) > 5 and before not in ("D", "Q") else "N"


def _either(tokens: Tokens, index: int, before: str, lexicon: Lexicon) -> str:
    """The class of a word that may be a noun or a verb: by what stands before it and what it agrees with."""
    letter = lexicon.either[tokens.lower[index]]
    if letter == "E":
        return "E"
    if letter == "G":
        return "N" if before[-1:] in ("D", "Q", "K") else "G"
    if before[-1:] in ("T", "M", "O", "L"):
        return "V"
    governed = before.rstrip("N")[-1:] == "P" and len(before.rstrip("N")) > len(before) - 3
    if before[-1:] not in ("N", "R") or not index:
        return "N"
    return "V" if _agrees(tokens, index, lexicon, governed=governed) else "N"


def _agrees(tokens: Tokens, index: int, lexicon: Lexicon, *, governed: bool) -> bool:
    """Whether the word before can be the subject of this verb form, given what follows."""
    word, before = tokens.words[index], tokens.words[index - 1]
    following = tokens.words[index + 1] if index + 1 < len(tokens) else "."
    after = lexicon.classes.get(following.lower(), "Q" if following[0].isdigit() else "N")
    opens = after in ("D", "Q", "O") or (following[0].isupper() and after == "N")
    many = before.lower() in lexicon.plurals or (before.endswith("s") and not before.endswith("ss"))
    if word[0].isupper():
        return False
    named = before[0].isupper()
    if word.endswith("s"):
        single = not many and (named or before.lower() in lexicon.singulars) and not governed
        return opens or (single and after in ("N", "E", "T", "P"))
    if following.lower() == "and" and index + 2 < len(tokens):
        opens = (
            opens or lexicon.either.get(tokens.lower[index + 2], lexicon.classes.get(tokens.lower[index + 2])) == "V"
        )
    return opens or (many and (after in ("T", "P", "S", "R", "N", "C", "E") or not following[0].isalnum()))


def _starts(tokens: Tokens, index: int) -> bool:
    return index == 0 or tokens.words[index - 1] in ('"', "“", "``", ":", "-", "–", "—", "|")


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS


def _es(word: str) -> str:
    return "es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s"


def _ying(gerund: str) -> str:
    return f"{gerund[:-4]}ying" if gerund == "diing" else gerund
