"""Names of countries and subdivisions in other languages, from the message catalogues that pycountry carries."""

import gettext
from functools import cache
from importlib import resources
from pathlib import Path


@cache
def read_translations(domain: str) -> dict[str, tuple[str, ...]]:
    """English name → its translations, for "iso3166-1" or "iso3166-2"."""
    found: dict[str, set[str]] = {}
    locales = Path(str(resources.files("pycountry") / "locales"))
    for path in sorted(locales.glob(f"*/LC_MESSAGES/{domain}.mo")):
        for english, translated in _read_catalogue(path).items():
            found.setdefault(english, set()).add(translated)
    return {english: tuple(sorted(names)) for english, names in found.items()}


def _read_catalogue(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    messages: dict[object, str] = getattr(catalogue, "_catalog", {})
    return {key: text for key, text in messages.items() if isinstance(key, str) and key and text != key}
