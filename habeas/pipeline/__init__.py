"""The chain, readable in two minutes: the only package that knows all stages.

read:    paths → read_paths → Report → Reader.read → Reading
collect: paths → batch_reports → Batch → read_batches → Entry → Store.record
reread:  Store.reports_without → batch_stored → Batch → read_batches → Entry → Store.record
tally:   TallyQuestion → gather_claims → count, series → TallyAnswer
         Store.claims, Store.judgements → reports of the claims → find_copies → name_origins → group_events
         → tally_claims → check_tally → TallySheet → make_series → Step
corrections: gather_claims → list_corrections → Correction
events:  EventsQuestion → gather_claims → Event
judge:   Decision → record_decision → Judgement
publish: Order → gather_claims → redact_material → count, series, corrections → make_edition → find_faults
         → export_files → write_bag

people:  ListSource → read_list → PersonEntry → Vault.seal → Sealed → PersonRecord → Store.record
link:    open_records → link_records → Linking → Store.record
counts:  the newest Linking → load_people → list_scope → list_counts → ListCount → make_claims → gather_claims
compare: open_records → encode_records → write_encodings → match_files → Overlap → recognise_tokens
estimate: the newest Linking → tabulate, or a file → read_histories → CaptureTable → estimate_total → Estimate | Refusal
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
from habeas.pipeline.figures import (
    CorrectionsAnswer,
    TallyAnswer,
    corrections,
    count,
    find_place,
    list_known_corrections,
    make_query,
    make_steps,
    tally,
)
from habeas.pipeline.gather import Gathered, gather_claims

__all__ = [
    "CollectProgress",
    "CorrectionsAnswer",
    "Gathered",
    "ReadSettings",
    "TallyAnswer",
    "collect",
    "collect_into",
    "corrections",
    "count",
    "find_gazetteer",
    "find_place",
    "gather_claims",
    "list_known_corrections",
    "make_query",
    "make_reader",
    "make_steps",
    "read_all",
    "reread",
    "reread_into",
    "tally",
    "verify",
]
