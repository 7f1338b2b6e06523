"""Addresses of reports as they are published: a page's address often spells out the headline, and so a name."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit, urlunsplit

from habeas.model import StoredClaim
from habeas.publish.saying import Sayable, withheld_words
from habeas.publish.vocabulary import is_listed, list_words

_SHORT = 3  # letters; shorter ones stand in too many addresses by chance


def publish_addresses(claims: Iterable[StoredClaim], sayable: Sayable) -> dict[str, str | None]:
    """Report → its address as it is published; what may be said elsewhere may stand in it."""
    withheld: dict[str, set[str]] = {}
    given: dict[str, str | None] = {}
    for stored in claims:
        words = withheld.setdefault(stored.claim.report, set())
        words.update(word for word in withheld_words(stored.claim) if len(word) >= _SHORT and word not in sayable.words)
        given[stored.claim.report] = stored.address
    return {report: publish_address(address, withheld[report]) for report, address in given.items()}


def publish_address(address: str | None, withheld: set[str]) -> str | None:
    """The address on the web without account and fragment, cut to its host where a withheld word stands in it."""
    parts = _split(address)
    if parts is None:
        return None
    scheme, host, path, query = parts
    if _may_name(unquote(f"{path} {query}"), withheld):
        path, query = "/", ""
    return urlunsplit((scheme, host, path, query, ""))


def _split(address: str | None) -> tuple[str, str, str, str] | None:
    """Scheme, host with port, path and query of an address on the web; None of any other (a file on a disk)."""
    try:
        parts = urlsplit(address or "")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return parts.scheme, parts.hostname if port is None else f"{parts.hostname}:{port}", parts.path, parts.query


def _may_name(text: str, withheld: set[str]) -> bool:
    """Whether a withheld word stands in it; one of another script may stand there in Latin letters, spelt anyhow."""
    lower = text.casefold()
    if any(word in lower for word in withheld):
        return True
    if all(word.isascii() for word in withheld):
        return False
    return any(len(word) > _SHORT and not is_listed(word) for word in list_words(lower))
