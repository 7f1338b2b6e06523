"""README.txt: what lies in an edition, for whoever opens the folder."""

from habeas.model.edition import Edition
from habeas.publish.tables import TABLES

_TEXT = """{title}
edition {number}, {first} to {last}, as of {as_of}

made with {program}; words of number are bounded by the convention {convention}

Every figure says "at least": it follows by arithmetic from claims that named voices made in reports.
An empty cell says that nothing is known; it never stands for zero. Words that could name a private
person are withheld and printed as [withheld].

Tables, each as CSV (the second row holds HXL tags) and Parquet, those marked * also as JSON Lines:
{tables}

Other files
  bulletin.html, bulletin.md      the figures for reading; map.svg, timeline.svg its pictures, where there are any
  places.geojson                  places with their figures
  changes.atom                    what changed, for feed readers
  evidence.jsonl                  per report: hash, address, and where in its text each claim stands
  dictionary.csv, dictionary.md   every column of every table

To check the edition:   habeas verify DIR
Without habeas, in the folder above this one:
  sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt
  openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in tagmanifest-sha256.txt -sigfile signature.ed25519
"""


def export_readme(edition: Edition) -> dict[str, bytes]:
    """One file."""
    tables = "\n".join(f"  {table.name + ('*' if table.whole else ''):<14} {table.about}" for table in TABLES.values())
    scope = edition.scope
    text = _TEXT.format(
        title=edition.title,
        number=edition.number,
        first=scope.first,
        last=scope.last,
        as_of=scope.as_of,
        program=edition.program,
        convention=scope.convention,
        tables=tables,
    )
    return {"README.txt": text.encode()}
