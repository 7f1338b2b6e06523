"""Which language a text is in, by the detector CLD2 (D. Sites, 2013), which needs some 20 microseconds a report.

The reading of a language that nobody asked for would look like a reading: so a text that is surely in another language
is told apart whatever it is said to be in, and too short a text to tell stays without language.
"""

import re
import string
from functools import lru_cache

_SAMPLE = 1500  # characters looked at: beginning, middle and end of what is longer
_WORDS_ENOUGH = 3  # fewer words tell nothing: "Murder of Derk" would be Dutch
_SHARE = 60  # percent of the sample that has to be in the language
_ALIASES = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro", "no": "nb"}
# Scripts that bear no Latin letters, to say what is seen where the language is not known.
_SCRIPTS = {
    "Cyrillic": "Ѐ-ԯ",
    "Greek": "Ͱ-Ͽ",
    "Armenian": "\u0530-\u058f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe",
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
_OTHER = re.compile(f"[{''.join(_SCRIPTS.values())}]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]+")
_CAPITALS = re.compile("[A-Z\u00c0-\u00de]")
_SMALL_LETTERS = re.compile("[a-z\u00df-\u00ff]")
_QUOTED = re.compile(r'"[^"\n]{1,600}"|“[^”\n]{1,600}”|«[^»\n]{1,600}»|„[^“”\n]{1,600}[“”]')
# Words in small letters: names keep the language they come from, and addresses have none.
_WORD = re.compile(r"(?<![\w'’@#/.-])[^\W\d_A-Z][^\W\d_]*(?:['’][^\W\d_]+)?(?![\w@]|[./]\w)")
# What the detector refuses as invalid: controls, surrogates, and what Unicode keeps for no character in each plane.
_NO_CHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNSOUND = re.compile(f"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")


def judge_language(text: str, declared: str | None) -> tuple[str | None, str | None]:
    """The language and a warning: what the text surely is counts, and a declaration that it contradicts is named."""
    seen = guess_language(text)
    if declared is None or not declared.strip():
        return seen, _describe_doubt(text, seen)
    said = _read_code(declared)
    if said is None:
        return seen, f"said to be in {declared[:40]!r}, which is no known language"
    if seen in (None, said) or (seen == "und" and said != "en"):
        return said, None
    return (
        seen,
        f"said to be in {said!r}, but {_describe_script(text) if seen == 'und' else f'its text is in {seen!r}'}",
    )


def _describe_doubt(text: str, seen: str | None) -> str | None:
    if seen is None:
        return "too little text to tell its language"
    return f"its language is not known: {_describe_script(text)}" if seen == "und" else None


def _describe_script(text: str) -> str:
    return f"written in {_other_script(text)} letters"


def guess_language(text: str) -> str | None:
    """A code ("en"), "und" for letters of no known language, or None where there is too little to tell."""
    sample = _take_sample(text)
    if _other_script(sample) is not None:
        return _detect(_LATIN.sub(" ", sample)) or "und"
    sample = _leave_english(sample)
    words = [word for word in _WORD.findall(sample) if word[0].islower()]
    whole = _detect(sample)
    running = _detect(" ".join(words)) if len(words) >= _WORDS_ENOUGH else None
    if whole == running:
        return whole
    return "en" if running == "en" or (whole == "en" and running is None) else None


def _take_sample(text: str) -> str:
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return "\n".join((text[:third], text[middle - third // 2 : middle + third // 2], text[-third:]))


def _other_script(text: str) -> str | None:
    """The script that more letters are in than in Latin."""
    sample = _take_sample(text)
    others = 0 if sample.isascii() else sum(map(len, _OTHER.findall(sample)))
    if not others or others <= sum(map(len, _LATIN.findall(sample))):
        return None
    return max(_LETTERS, key=lambda name: len(_LETTERS[name].findall(sample)))


def _leave_english(sample: str) -> str:
    """A sample in Latin letters without what a report in it may quote, and in small letters if it is all capitals."""
    text = sample if sample.isascii() else _OTHER.sub(" ", sample)
    unquoted = _QUOTED.sub(" ", text)
    text = unquoted if len(_WORD.findall(unquoted)) >= _WORDS_ENOUGH else text
    return text.lower() if len(_CAPITALS.findall(text)) > len(_SMALL_LETTERS.findall(text)) else text


def _detect(text: str) -> str | None:
    """The code of the language that the detector is sure of."""
    import pycld2  # type: ignore[import-untyped]

    is_sure, _, found = pycld2.detect(_UNSOUND.sub(" ", text))
    _, code, share, _ = found[0]
    if not is_sure or code == "un" or share < _SHARE:
        return None
    return _plain_code(code)


def _plain_code(code: str) -> str:
    """The code without region or script, as it is written today."""
    first = re.split(r"[-_.]", code.strip().lower(), maxsplit=1)[0]
    return _ALIASES.get(first, first)


@lru_cache(maxsize=256)
def _read_code(declared: str) -> str | None:
    """The code of a language said in any usual way ("en-GB", "eng", "English"); None where no such one is known."""
    code = _plain_code(declared)
    if len(code) == 2 and code.strip(string.ascii_lowercase) == "":
        return code
    import pycountry

    try:
        language = pycountry.languages.lookup(code)
    except LookupError:
        return None
    return _plain_code(getattr(language, "alpha_2", language.alpha_3))
