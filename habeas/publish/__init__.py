"""Figures → editions that anyone can check: a versioned, signed bag of open data and the bulletin."""
