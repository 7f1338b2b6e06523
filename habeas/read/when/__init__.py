"""When: time words as days, read against the publication date."""

from habeas.read.when.find import WhenMatch, find_whens

__all__ = ["WhenMatch", "find_whens"]
