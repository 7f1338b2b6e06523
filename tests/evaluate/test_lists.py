"""Invented lists: the same for one seed, with the reach, the dependence and the scripts that the setting asks for."""

from dataclasses import replace

import numpy as np

from habeas.evaluate.lists import FOUR_LISTS, ErrorRates, ListPlan, Setting, draw_captures, make_lists, make_people

SMALL = Setting(people=400, seed=5)
NO_ERRORS = ErrorRates(typo=0, swapped=0, short=0, birth=0, day=0, day_missing=0, wider=0)


def test_one_seed_gives_one_set_of_lists() -> None:
    assert make_lists(SMALL) == make_lists(SMALL)
    assert make_lists(SMALL) != make_lists(replace(SMALL, seed=6))


def test_every_record_has_its_person() -> None:
    made = make_lists(SMALL)
    assert {record.id for record in made.records} == set(made.truth)
    assert set(made.truth.values()) <= set(range(made.people))
    assert {record.list for record in made.records} == {plan.name for plan in FOUR_LISTS}


def test_lists_reach_as_many_as_they_should_however_dependent() -> None:
    for dependence, spread in ((0.0, 0.0), (2.0, 0.0), (0.0, 1.5)):
        shares = draw_captures(Setting(people=20_000, dependence=dependence, spread=spread)).mean(axis=0)
        assert np.allclose(shares, [plan.reach for plan in FOUR_LISTS], atol=0.02)


def test_dependence_and_spread_make_lists_overlap_more() -> None:
    plain, dependent, spread = (
        float(np.mean(captures[:, 0] & captures[:, 1]))
        for captures in (
            draw_captures(Setting(people=20_000)),
            draw_captures(Setting(people=20_000, dependence=2.0)),
            draw_captures(Setting(people=20_000, spread=1.5)),
        )
    )
    assert dependent > 1.2 * plain
    assert spread > 1.2 * plain


def test_rows_without_errors_tell_the_truth() -> None:
    plan = ListPlan("true", 1.0, patronymics=1, initials=0, dates=1, places=1, facilities=1, twice=0)
    setting = Setting(people=50, lists=(plan,), errors=NO_ERRORS, again=0, arabic=0)
    made, people = make_lists(setting), list(make_people(setting))
    for record in made.records:
        person = people[made.truth[record.id]]
        assert (record.identity.family, record.day) == (person.family.cyrillic, person.day.isoformat())


def test_a_latin_list_has_no_cyrillic() -> None:
    made = make_lists(replace(SMALL, lists=(ListPlan("abroad", 1.0, script="latin", layout="given first"),)))
    assert not any("а" <= letter <= "я" for record in made.records for letter in (record.identity.name or "").lower())
