"""A form for one person, as hotline volunteers fill it in."""

from collections.abc import Mapping
from functools import cache

from habeas.exc import EntryError
from habeas.intake.people.entry import make_person
from habeas.model.person import CONSENTS, STATUS_KINDS, VISIBILITIES, PersonEntry
from habeas.ontology.people_mapping import PeopleMapping

_STATUS = {
    "kind": {"column": "status", "values": {kind: kind for kind in STATUS_KINDS}},
    "at": {"column": "status_at"},
    "source": {"column": "status_source"},
    "facility": {"column": "status_facility"},
    "term": "term",
}
_WHO = ("name", "given", "patronymic", "family", "age", "contact", "note")
_SAID = ("facility", "body")


def make_entry(fields: Mapping[str, str], list_name: str) -> PersonEntry:
    """The entry that a form gives; fields left out are blank, and with a `key` it can be given anew, changed.

    Raises EntryError, which has every field that does not fit with what was expected, and no word of what stands in it.
    """
    form = load_form(has_key="key" in fields)
    # A name typed into the wrong box of a form may come as that of a field: it is not shown either.
    strange = sum(name not in form.known for name in fields)
    strangers = {"": f"{strange} given that the form does not have: {', '.join(form.columns)}"} if strange else {}
    values = {name: fields.get(name, "") for name in form.columns}
    entry = make_person(values, form, list_name=list_name, row=None)
    if isinstance(entry, PersonEntry) and not strangers:
        return entry
    told = {} if isinstance(entry, PersonEntry) else {column or "": what for column, what in entry}
    raise EntryError(told | strangers)


@cache
def load_form(*, has_key: bool = False) -> PeopleMapping:
    """The fields of the form, as a mapping whose columns are the fields."""
    return PeopleMapping.model_validate(
        {
            "name": "form",
            "version": 1,
            "description": "One person, as told to a hotline.",
            "key": "key" if has_key else None,
            "person": {**{name: name for name in _WHO}, "birth": {"column": "birth"}},
            "detained_at": {"column": "detained_at"},
            "place": [{"column": "place"}],
            **{name: {"column": name} for name in _SAID},
            "statuses": [_STATUS],
            "consent": {"column": "consent", "values": {term: term for term in CONSENTS}},
            "visibility": {
                "column": "visibility",
                "values": {term: term for term in VISIBILITIES},
                "blank": "counted",
            },
        }
    )
