"""Languages as tables: one YAML file each, validated when loaded."""

from habeas.lang.language import Language, list_languages, load_language

__all__ = ["Language", "list_languages", "load_language"]
