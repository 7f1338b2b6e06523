"""Lists of people, and the form for one of them, to entries that the vault can seal."""

from habeas.intake.people.cells import check_list_name
from habeas.intake.people.fault import RowFault
from habeas.intake.people.form import make_entry
from habeas.intake.people.read import read_list
from habeas.ontology.people_mapping import PeopleMapping, load_people_mapping

__all__ = ["PeopleMapping", "RowFault", "check_list_name", "load_people_mapping", "make_entry", "read_list"]
