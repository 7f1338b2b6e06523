"""Which language a text is in, cheaply: by its script and by its commonest words.

The reading of a language that nobody asked for would look like a reading: so what is not English is said aloud,
and too short a text to tell stays without language.
"""

import re
from functools import cache
from importlib import resources

import yaml

SAMPLE = 1500  # characters; more changes nothing but the time
# Words in small letters of two letters or more: names ("al-", "de"), initials and "'s" tell nothing.
_WORD = re.compile(r"(?<![\w'’-])(?:[^\W\d_A-Z]){2,}(?![\w-])")
_SCRIPTS = {
    "Cyrillic": "Ѐ-ԯ",
    "Greek": "Ͱ-Ͽ",
    "Armenian": "\u0530-\u058f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Indic": "\u0900-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Burmese": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff",
    "Ethiopic": "\u1200-\u137f",
    "Khmer": "\u1780-\u17ff",
    "Korean": "\u1100-\u11ff\uac00-\ud7af",
    "Chinese or Japanese": "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff",
}
_LETTERS = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def judge_language(text: str, declared: str | None) -> tuple[str | None, str | None]:
    """The language and a warning: what is declared counts, and is doubted aloud where the text looks otherwise."""
    seen, looks = guess_language(text[:SAMPLE])
    if declared is None:
        return seen, f"not read as English: {looks}" if looks else None
    code = re.split(r"[-_]", declared.strip().lower(), maxsplit=1)[0]
    if seen is None or seen == code or (seen == "und" and code != "en"):
        return code, None
    return code, f"said to be in {code!r}, but {looks or 'looks like English'}"


def guess_language(text: str) -> tuple[str | None, str | None]:
    """ "en"; another code or "und" with what speaks for it; or None where there is too little to tell."""
    script = None if text.isascii() else _other_script(text)
    if script is not None:
        return "und", f"written in {script} letters"
    counts: dict[str, int] = {}
    words = _WORD.findall(text)
    table = _words()
    for word in words:
        for code in table.get(word, ()):
            counts[code] = counts.get(code, 0) + 1
    english = counts.pop("en", 0)
    other, most = max(counts.items(), key=lambda pair: pair[1], default=("und", 0))
    if english and english >= 0.6 * most:
        return "en", None
    if most >= 3 and most >= 0.15 * len(words):
        return other, f"looks like {other!r} ({most} of {len(words)} words are common there, {english} in English)"
    return None, None


def _other_script(text: str) -> str | None:
    """The script that more letters are in than in Latin."""
    counts = {name: len(letters.findall(text)) for name, letters in _LETTERS.items()}
    name = max(counts, key=lambda script: counts[script])
    return name if counts[name] > len(_LATIN.findall(text)) else None


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Word → the languages in which it is common."""
    content = (resources.files("habeas.intake") / "languages.yml").read_text(encoding="utf-8")
    tables: dict[str, str] = yaml.load(content, Loader=yaml.CSafeLoader)
    found: dict[str, tuple[str, ...]] = {}
    for code, words in tables.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), code)
    return found
