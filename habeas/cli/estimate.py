"""`habeas estimate`: how many people are on no list, beside how many are documented."""

import typer

from habeas.cli.estimate_options import EstimateOptions
from habeas.cli.options import Format
from habeas.cli.spread import spread_options


@spread_options
def estimate_people(options: EstimateOptions) -> None:
    """Estimate how many people there are by lists that overlap, or say why that cannot be said.

    Documented and estimated people are always shown side by side; an estimate is never a count.
    Without --table it takes the lists of the store as they are linked; no key is needed.
    A table is a CSV file: one column of 0 and 1 for each list under its name, and a last column `count` of how many
    people stand on exactly these; `hotline,court,count`, then `1,0,31`, `0,1,20` and `1,1,9`.
    Example: habeas estimate --table overlap.csv --leave-out --svg pictures
    """
    from habeas.cli.estimate_print import estimate_asked, estimated_record, print_estimated
    from habeas.cli.printable import print_record
    from habeas.pipeline.estimating import add_methods, draw_pictures

    estimated = estimate_asked(options)
    if options.compare:
        estimated = add_methods(estimated, options.seed)
    # Before anything is printed: who reads only its beginning ends the program, and has the pictures all the same.
    pictures = list(draw_pictures(estimated, options.svg)) if options.svg else []
    if options.output is Format.json:
        print_record(estimated_record(estimated))
    else:
        print_estimated(estimated)
    for path in pictures:
        typer.echo(str(path), err=options.output is Format.json)
