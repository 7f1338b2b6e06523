"""What is counted, and what words of number mean: tables, validated when loaded."""

from habeas.ontology.convention import DEFAULT_CONVENTION, Convention, list_conventions, load_convention

__all__ = ["DEFAULT_CONVENTION", "Convention", "list_conventions", "load_convention"]
