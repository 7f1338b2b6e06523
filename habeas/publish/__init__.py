"""Figures → editions that anyone can check: a versioned, signed bag of open data and the bulletin."""

from collections.abc import Callable

from habeas.model.edition import Edition
from habeas.publish.atom import export_atom
from habeas.publish.bulletin import render_bulletin
from habeas.publish.csv import export_csv
from habeas.publish.dictionary import export_dictionary
from habeas.publish.evidence import export_evidence
from habeas.publish.geojson import export_geojson
from habeas.publish.jsonl import export_jsonl
from habeas.publish.parquet import export_parquet
from habeas.publish.readme import export_readme

# What an edition consists of: each gives files by name.
EXPORTERS: dict[str, Callable[[Edition], dict[str, bytes]]] = {
    "readme": export_readme,
    "csv": export_csv,
    "jsonl": export_jsonl,
    "parquet": export_parquet,
    "geojson": export_geojson,
    "atom": export_atom,
    "dictionary": export_dictionary,
    "evidence": export_evidence,
    "bulletin": render_bulletin,
}


def export_files(edition: Edition) -> dict[str, bytes]:
    """Every file of an edition by name, made by its exporters."""
    return {name: content for export in EXPORTERS.values() for name, content in export(edition).items()}
