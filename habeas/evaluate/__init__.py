"""Annotated corpora to scores, and the gate that keeps scores from falling."""
