"""The chain, readable in two minutes: the only package that knows all stages.

read:    paths → read_paths → Report → Reader.read → Reading
collect: paths → batch_reports → Batch → read_batches → Entry → Store.record
reread:  Store.reports_without → batch_stored → Batch → read_batches → Entry → Store.record
tally:   ClaimQuery → Store.claims → StoredClaim → tally_claims → TallySheet
"""

from habeas.pipeline.collecting import (
    CollectProgress,
    ReadSettings,
    collect,
    collect_into,
    find_gazetteer,
    make_reader,
    read_all,
    reread,
    reread_into,
    verify,
)
from habeas.pipeline.figures import TallyAnswer, tally

__all__ = [
    "CollectProgress",
    "ReadSettings",
    "TallyAnswer",
    "collect",
    "collect_into",
    "find_gazetteer",
    "make_reader",
    "read_all",
    "reread",
    "reread_into",
    "tally",
    "verify",
]
