"""Capture histories → how many people are on no list, or why that cannot be said."""
