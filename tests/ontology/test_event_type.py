"""Event types: every type of a claim is described, and its equivalents are named in full."""

from habeas.model import EVENT_TYPES
from habeas.ontology import load_event_types


def test_every_type_of_a_claim_has_an_entry_in_the_models_order() -> None:
    assert tuple(load_event_types()) == EVENT_TYPES


def test_each_entry_says_what_it_is_and_what_is_counted() -> None:
    for entry in load_event_types().values():
        assert entry.label
        assert entry.definition.endswith(".")
        assert "whom" in entry.roles
        assert entry.measures


def test_the_first_measure_has_the_name_of_its_type() -> None:
    assert all(entry.measures[0].name == name for name, entry in load_event_types().items())


def test_measures_have_names_and_labels_of_their_own() -> None:
    measures = [measure for entry in load_event_types().values() for measure in entry.measures]
    assert len({measure.name for measure in measures}) == len(measures)
    assert len({measure.label for measure in measures}) == len(measures)


def test_crowds_do_not_add_up_over_days_and_detentions_do() -> None:
    measures = {measure.name: measure for entry in load_event_types().values() for measure in entry.measures}
    assert (measures["attended"].cumulates, measures["detained"].cumulates, measures["held"].cumulates) == (
        False,
        True,
        False,
    )


def test_nobody_but_the_attending_acts_in_a_protest() -> None:
    assert [name for name, entry in load_event_types().items() if "by" not in entry.roles] == ["attended"]


def test_equivalents_are_named_as_their_codebooks_do() -> None:
    entries = load_event_types()
    assert [(code.type, code.mode) for code in entries["detained"].plover] == [("COERCE", "arrest")]
    assert entries["missing"].acled[0].sub_event_type == "Abduction/forced disappearance"
    assert all(code.type.isupper() for entry in entries.values() for code in entry.plover)
