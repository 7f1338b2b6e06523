"""Word classes, one letter each, as far as grouping words needs them.

D determiner, Q number or quantity, N noun or adjective (also what no list knows), O pronoun, P preposition,
C conjunction, S subordinator, L relative pronoun, B be, H have, M modal, V finite verb, E past tense or participle,
G verb in -ing, T "to", R adverb, X negation, W time words, K possessive 's, "," comma, "(" and ")" brackets,
'"' quotation mark, "." any other mark.
"""

from dataclasses import dataclass
from functools import cache

from habeas.lang.events import Grammar
from habeas.read.token import Tokens

_MARKS = {",": ",", "(": "(", ")": ")", "[": "(", "]": ")", "'s": "K", "'": "K", '"': '"', "“": '"', "”": '"', "``": '"'}
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`classes` gives the letter of a known word, `either` the letter a verb form has where it is no noun."""

    classes: dict[str, str]
    either: dict[str, str]
    adverbs_not: frozenset[str]


def inflect(verb: str, grammar: Grammar) -> dict[str, str]:
    """The forms of a verb with their letters: base and -s form V, past and participle E, -ing form G."""
    first, _, rest = verb.partition(" ")
    past, participle = (grammar.irregular.get(verb) or grammar.irregular.get(first) or "").split() or ("", "")
    stem = first + first[-1] if first in grammar.doubling else first
    regular = f"{first[:-1]}ied" if _ends_in_y(first) else f"{stem}d" if stem.endswith("e") else f"{stem}ed"
    gerund = f"{first[:-1]}ing" if first.endswith("e") and not first.endswith("ee") else f"{stem}ing"
    third = f"{first[:-1]}ies" if _ends_in_y(first) else f"{first}{_es(first)}"
    forms = {first: "V", third: "V", past or regular: "E", participle or regular: "E", _ying(gerund): "G"}
    return {f"{form} {rest}".strip(): letter for form, letter in forms.items()}


def plural(noun: str) -> str:
    """The plural of a noun or noun phrase, by rule."""
    if _ends_in_y(noun):
        return f"{noun[:-1]}ies"
    return f"{noun[:-3]}men" if noun.endswith("man") else f"{noun}{_es(noun)}"


@cache
def _lexicon(words: tuple[tuple[str, str], ...], either: frozenset[str], adverbs_not: frozenset[str]) -> Lexicon:
    classes: dict[str, str] = {}
    for word, letter in words:
        classes.setdefault(word, letter)
    both = {word: classes.pop(word) for word in either if classes.get(word) in ("V", "E", "G")}
    return Lexicon({**classes, **dict.fromkeys(either - set(both) - set(classes), "N")}, both, adverbs_not)


def build_lexicon(grammar: Grammar) -> Lexicon:
    """The word classes of a language's grammar; a word in the lists of verbs and of no verbs is either."""
    listed = {
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
    words = [("to", "T"), *((word, letter) for letter, group in listed.items() for word in group)]
    for verb in (*grammar.verbs, *grammar.irregular):
        words += inflect(verb, grammar).items()
    return _lexicon(tuple(words), frozenset(grammar.not_verbs), frozenset(grammar.not_adverbs))


def tag_tokens(tokens: Tokens, lexicon: Lexicon) -> str:
    """One letter a token."""
    letters: list[str] = []
    for index, word in enumerate(tokens.lower):
        letters.append(_letter(tokens, index, letters[-1] if letters else "", lexicon))
        if word == "that" and letters[-1] == "L" and len(letters) > 1 and letters[-2] in "VE":
            letters[-1] = "S"
    return "".join(letters)


def _letter(tokens: Tokens, index: int, before: str, lexicon: Lexicon) -> str:
    word, lower = tokens.words[index], tokens.lower[index]
    known = _MARKS.get(lower) or lexicon.classes.get(lower)
    if word[0].isupper() and index and known not in ("D", "O", "B", "H", "M") and not _starts(tokens, index):
        return "N"
    if known:
        return known
    if lower in lexicon.either:
        return _either(tokens, index, before, lexicon)
    return _by_suffix(word, lower, before, lexicon)


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
    """Whether a word that may be a noun or a verb is a verb here: after a noun and before what starts an object."""
    lower, letter = tokens.lower[index], lexicon.either[tokens.lower[index]]
    following = tokens.lower[index + 1] if index + 1 < len(tokens) else ""
    after = lexicon.classes.get(following, "Q" if following[:1].isdigit() else "N")
    if letter == "E":
        return "E"
    if letter == "G":
        return "N" if before in ("D", "Q", "K") else "G"
    if before in ("T", "M"):
        return "V"
    if before in ("", "D", "Q", "P", "K", "B", "H", "V"):
        return "N"
    plural_subject = tokens.lower[index - 1].endswith("s") if index else False
    agrees = plural_subject != lower.endswith("s")
    return "V" if agrees and after in ("D", "Q", "O", "T", "P", "S", "R") and before in ("N", "O", "L", "R") else "N"


def _starts(tokens: Tokens, index: int) -> bool:
    return index == 0 or tokens.words[index - 1] in ('"', "“", "``", ":", "-", "–", "—", "|")


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS


def _es(word: str) -> str:
    return "es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s"


def _ying(gerund: str) -> str:
    return f"{gerund[:-4]}ying" if gerund == "diing" else gerund
