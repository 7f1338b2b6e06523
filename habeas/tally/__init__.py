"""Claims → figures with their proofs: derived, disposable, a pure function of claims, origins and query."""

from habeas.tally.solve import tally_claims

__all__ = ["tally_claims"]
