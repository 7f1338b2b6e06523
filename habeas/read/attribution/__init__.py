"""Who says what: speakers, media, and what they say."""

from habeas.read.attribution.find import AttributionMatch, attribution_at, find_attributions, hedge_at

__all__ = ["AttributionMatch", "attribution_at", "find_attributions", "hedge_at"]
