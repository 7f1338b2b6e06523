"""`habeas people`: rows of lists of detained people; who they are stays in the vault."""

import typer

from habeas.cli.people_counts import count_people
from habeas.cli.people_import import add_person, import_list
from habeas.cli.people_link import explain_records, link_people, list_doubtful
from habeas.cli.people_open import find_person, list_people, show_person, shred_person
from habeas.cli.people_private import encode_list, make_secret, match_lists, recognise_people

app = typer.Typer(
    help="Lists of detained people: who they are stays sealed in the vault, the rest is counted.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.command("add")(add_person)
app.command("import")(import_list)
app.command("list")(list_people)
app.command("show")(show_person)
app.command("find")(find_person)
app.command("shred")(shred_person)
app.command("counts")(count_people)
app.command("secret")(make_secret)
app.command("encode")(encode_list)
app.command("match")(match_lists)
app.command("recognise")(recognise_people)
app.command("link")(link_people)
app.command("doubtful")(list_doubtful)
app.command("explain")(explain_records)
