"""Sealed names: encryption at rest, and finding them again by a keyed blind index."""
