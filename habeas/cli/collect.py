"""`habeas collect`: put reports into the store."""

from habeas.cli.options import Given, Paths, StoreFolder
from habeas.cli.spread import spread_options


@spread_options
def collect_reports(
    paths: Paths,
    *,
    given: Given,
    store: StoreFolder = None,
) -> None:
    """Read reports and store their bytes, claims and statements; what is stored already is not read again.

    It can be interrupted at any moment and run again: nothing recorded is lost and nothing is doubled.
    Rows of a table are read by a mapping of its columns: habeas collect figures.csv --mapping ledger.
    Example: habeas collect reports/ --publisher "Demo Wire"
    """
    from habeas import pipeline
    from habeas.cli.given import intake_options
    from habeas.cli.progress import show_run
    from habeas.cli.summary import describe_collect, end_run

    options = intake_options(given)
    with show_run() as narrator:
        summary = pipeline.collect(paths, options, reader_name=given.reader, store_folder=store, progress=narrator.tell)
    end_run(summary, describe_collect(summary))
