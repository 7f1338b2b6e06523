"""The formats that can be read; one line makes a format known."""

from habeas.intake.document import Reader
from habeas.intake.html import read_html
from habeas.intake.json import read_json
from habeas.intake.jsonl import read_jsonl
from habeas.intake.mapped_parquet import refuse_parquet
from habeas.intake.table import read_table
from habeas.intake.text import read_text

READERS: dict[str, Reader] = {
    "text": Reader("text@1", read_text, (".txt", ".text", ".md")),
    "html": Reader("html@1", read_html, (".html", ".htm", ".xhtml")),
    "jsonl": Reader("jsonl@1", read_jsonl, (".jsonl", ".ndjson")),
    "json": Reader("json@1", read_json, (".json",)),
    "csv": Reader("csv@1", read_table, (".csv", ".tsv")),
    "parquet": Reader("parquet@1", refuse_parquet, (".parquet",)),
}
KINDS = {extension: kind for kind, reader in READERS.items() for extension in reader.extensions}
