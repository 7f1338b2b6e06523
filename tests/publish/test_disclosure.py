"""Nobody can tell a small count from the published ones: not by subtraction of places or days, nor from an edition to
the next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.disclosing import describe_weeks
from habeas.model.listed import SMALL, ListBasis, ListCount, ListMeasure, ListTable
from habeas.publish.disclosure import Control, control_basis, control_counts, may_be_told
from habeas.publish.disclosure_check import find_revealed, find_unsound, read_counts
from habeas.publish.disclosure_facts import Epoch
from habeas.reconcile.list_claims import is_sound, make_claim, make_claims, read_basis, read_count
from tests.claims import PLACES
from tests.publish.crossed import Crossed, draw_crossed, is_hidden, make_crossed
from tests.publish.lists import AS_OF, BASIS, FIRST, bound, draw_cells, make_regions, make_table, narrow, place_named

Cells = dict[tuple[str | None, int], int]
# Kazan's three of the first day follow from Russia's two hundred.
SMALL_KAZAN: Cells = {("Moscow", 0): 197, ("Kazan", 0): 3, ("Kazan", 1): 40, ("Minsk", 1): 7}


def publish(cells: Cells, control: Control | None = None) -> tuple[ListCount, ...]:
    table = make_table(cells)
    return control_counts(table, make_regions(table), control or Control())


def show(cells: Cells, counts: tuple[ListCount, ...]) -> Epoch:
    table = make_table(cells)
    return Epoch(table, make_regions(table), read_counts(make_claims(counts, BASIS, AS_OF)))


def follow(cells: Cells) -> Epoch:
    """An edition of these cells, for another to follow."""
    return show(cells, publish(cells))


def follow_all(tables: Sequence[ListTable]) -> list[Epoch]:
    """Editions of these tables, each published after those before it and checked."""
    made: list[Epoch] = []
    for table in tables:
        regions = make_regions(table)
        made.append(Epoch(table, regions, control_counts(table, regions, Control(earlier=tuple(made)))))
    assert find_revealed(made) == []
    return made


def tell(counts: tuple[ListCount, ...]) -> dict[tuple[str | None, int, int], int]:
    return {(count.place.name if count.place else None, count.first.day, count.last.day): count.low for count in counts}


@settings(max_examples=40, deadline=None)
@given(draw_cells(), st.sampled_from([1, 5]))
def test_no_small_count_is_told_to_within_the_threshold(cells: Cells, round_to: int) -> None:
    table, counts = make_table(cells), publish(cells, Control(round_to))
    for secret in make_regions(table):
        if secret.low < SMALL:
            low, high = bound(table, counts, secret)
            assert high - low >= SMALL - 1e-6
    assert find_revealed([show(cells, counts)]) == []
    assert all(count.low >= SMALL for count in counts)


@settings(max_examples=25, deadline=None)
@given(
    draw_cells(), st.dictionaries(st.tuples(st.sampled_from(["Kazan", "Moscow"]), st.integers(0, 3)), st.integers(0, 9))
)
def test_no_small_growth_is_told_by_the_next_edition(cells: Cells, growth: Cells) -> None:
    earlier = follow(cells)
    later = {key: cells.get(key, 0) + growth.get(key, 0) for key in {**cells, **growth}}
    counts = publish(later, Control(earlier=(earlier,)))
    assert find_revealed([earlier, show(later, counts)]) == []


@settings(max_examples=60, deadline=None)
@given(draw_crossed(), st.sampled_from([1, 5]))
def test_no_small_count_of_people_or_detentions_follows_from_both(cells: Crossed, round_to: int) -> None:
    table = make_crossed(cells)
    regions = make_regions(table)
    counts = control_counts(table, regions, Control(round_to))
    secrets = [count for count in regions if count.low < SMALL]
    assert [is_hidden(table, counts, secret) for secret in secrets] == [True] * len(secrets)


@settings(max_examples=40, deadline=None)
@given(draw_cells(), st.sampled_from([1, 5, 10]))
def test_what_is_published_is_never_more_than_there_is(cells: Cells, round_to: int) -> None:
    truth = {replace(count, low=0, high=0): count.low for count in make_regions(make_table(cells))}
    for count in publish(cells, Control(round_to)):
        assert count.low <= truth[replace(count, low=0, high=0)] <= count.high


def test_the_total_goes_from_which_a_small_count_follows() -> None:
    counts = tell(publish(SMALL_KAZAN))
    assert counts["Moscow", 24, 24] == 197
    assert ("Russia", 24, 24) not in counts
    assert ("Kazan", 24, 24) not in counts
    assert counts["Kazan", 25, 25] == 40


def test_rounding_lets_totals_stand() -> None:
    counts = tell(publish(SMALL_KAZAN, Control(5)))
    assert counts["Moscow", 24, 24] == 195
    assert counts["Russia", 24, 24] == 200


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [(40, 40, 40), (40, 42, 40), (40, 45, 40), (40, 46, 46), (40, 38, 35), (40, 30, 30), (6, 4, None), (40, 0, None)],
)
def test_a_count_that_hardly_moved_is_held_back(before: int, after: int, told: int | None) -> None:
    earlier = follow({("Moscow", 0): before})
    counts = tell(publish({("Moscow", 0): after}, Control(earlier=(earlier,))))
    assert counts.get(("Moscow", 24, 24)) == told


@pytest.mark.parametrize("name", ["Russia", None])
def test_people_of_whom_no_list_tells_a_narrower_place_are_not_told_by_what_is_left(name: str | None) -> None:
    cells: Cells = {("Moscow", 0): 197, ("Kazan", 0): 30, (name, 0): 3}
    assert (name, 24, 24) not in tell(publish(cells))
    table = make_table(cells)
    every = tuple(count for count in make_regions(table) if count.place is None or count.place.name != "Tatarstan")
    (fault,) = find_revealed([show(cells, every)])
    assert fault == f"detained, {name or 'everywhere'}, 2022-02-24, no narrower"


def test_people_still_held_do_not_tell_how_many_were_detained() -> None:
    detained: Cells = {("Moscow", 3): 40, ("Kazan", 2): 14, ("Kazan", 3): 3, ("Russia", 3): 2}
    held = make_table({("Moscow", 3): 40, ("Kazan", 3): 17, ("Russia", 3): 2}, "held")
    table = replace(held, cells=(*make_table(detained).cells, *held.cells))
    regions, (made,) = make_regions(table), follow_all([table])
    assert ("held", 17) not in {(count.measure, count.low) for count in made.counts}
    told = (*made.counts, *(count for count in regions if count.measure == "held" and count.low == 17))
    revealed = find_revealed([Epoch(table, regions, read_counts(make_claims(told, BASIS, AS_OF)))])
    assert "detained, Kazan, 2022-02-27" in revealed


def test_growth_is_not_told_over_an_edition_of_another_place() -> None:
    before = make_table({("Moscow", 0): 40, ("Kazan", 0): 30, ("Minsk", 0): 20})
    after = make_table({("Moscow", 0): 48, ("Kazan", 0): 32, ("Minsk", 0): 20})
    first, _, last = follow_all([narrow(before, "Russia"), narrow(before, "Minsk"), narrow(after, "Russia")])
    assert tell(first.counts) == {("Russia", 24, 24): 70, ("Moscow", 24, 24): 40, ("Kazan", 24, 24): 30}
    assert tell(last.counts) == {("Moscow", 24, 24): 48, ("Kazan", 24, 24): 30}


@pytest.mark.parametrize(("place", "days"), [("Russia", 4), (None, 1)])
def test_editions_of_the_same_lists_do_not_tell_what_one_has_more(place: str | None, days: int) -> None:
    table = make_table({("Moscow", 0): 47, ("Kazan", 0): 59, ("Minsk", 1): 3, ("Kazan", 1): 4, ("Kazan", 2): 20})
    for one, other in (table, narrow(table, place, days=days)), (narrow(table, place, days=days), table):
        made = follow_all([one, other])
        known = {replace(count, high=count.low): count for each in made for count in each.counts}
        for secret in (count for count in make_regions(table) if count.low < SMALL):
            low, high = bound(table, list(known.values()), secret)
            assert high - low >= SMALL - 1e-6


@settings(max_examples=40, deadline=None)
@given(draw_crossed(), st.permutations(["detained", "persons"]))
def test_people_in_one_edition_do_not_tell_detentions_of_another(cells: Crossed, measures: list[ListMeasure]) -> None:
    table = make_crossed(cells)
    regions, made = make_regions(table), list[Epoch]()
    for measure in measures:
        own, only = tuple(count for count in regions if count.measure == measure), frozenset({measure})
        counts = control_counts(table, own, Control(earlier=tuple(made), measures=only))
        made.append(Epoch(table, own, counts, only))
    told = [count for epoch in made for count in epoch.counts]
    secrets = [count for count in regions if count.low < SMALL]
    assert [is_hidden(table, told, secret) for secret in secrets] == [True] * len(secrets)
    assert find_revealed(made) == []


def test_an_edition_of_a_moment_between_two_tells_no_small_growth() -> None:
    tables = [
        replace(table, scope=replace(table.scope, as_of=f"2022-03-0{day}T12:00:00Z"))
        for day, people in ((1, 40), (3, 60), (2, 42), (4, 61))
        for table in [make_table({("Moscow", 0): people, ("Kazan", 0): 30})]
    ]
    made = follow_all(tables)
    assert [tell(each.counts).get(("Moscow", 24, 24)) for each in made] == [40, 60, 40, 60]
    exact = tuple(count for count in made[2].regions if count.place == place_named("Moscow"))
    assert find_revealed([*made[:2], replace(made[2], counts=exact)])


def test_people_still_held_do_not_tell_growth_of_days_that_another_edition_tells_of() -> None:
    """28 were detained by the third day, then 32; an edition of that day alone has 32 held, and 9 to 14 detained."""
    before = make_table({("Kazan", 0): 10, ("Kazan", 1): 9, ("Kazan", 2): 9})
    held, grown = make_table({("Kazan", 2): 32}, "held"), make_table({("Kazan", 2): 13})
    day = FIRST + timedelta(days=2)
    scope = replace(before.scope, first=day, last=day, as_of="2022-03-02T00:00:00Z")
    after = replace(grown, scope=scope, cells=(*grown.cells, *held.cells))
    first = Epoch(before, make_regions(before), make_regions(before))
    told = tuple(count if count.measure == "held" else replace(count, low=9, high=14) for count in make_regions(after))
    assert "detained, Kazan, 2022-02-26, since the edition before" in find_revealed(
        [first, Epoch(after, make_regions(after), told)]
    )
    counts = control_counts(after, make_regions(after), Control(earlier=(first,)))
    assert find_revealed([first, Epoch(after, make_regions(after), counts)]) == []


def test_growth_is_not_told_over_an_edition_that_holds_the_count_back() -> None:
    before, between, after = (make_table({("Moscow", 0): people, ("Kazan", 0): 30}) for people in (40, 44, 42))
    first, held = (Epoch(table, make_regions(table), ()) for table in (before, between))
    first = replace(first, counts=tuple(count for count in first.regions if count.place == place_named("Moscow")))
    last = Epoch(after, make_regions(after), tuple(c for c in make_regions(after) if c.place == place_named("Moscow")))
    assert find_revealed([first, held, last]) == ["detained, Moscow, 2022-02-24, since the edition before"]


def test_the_check_names_what_counts_without_control_give_away() -> None:
    every = tuple(count for count in make_regions(make_table(SMALL_KAZAN)) if count.low >= SMALL)
    assert find_revealed([show(SMALL_KAZAN, every)]) == ["detained, Kazan, 2022-02-24"]
    unsound = list(find_unsound(make_claims(every, BASIS, AS_OF)))
    assert "detained, Russia, 2022-02-24 less detained, Moscow, 2022-02-24 leaves 3, fewer than 5 people" in unsound


def test_the_check_names_growth_that_was_not_held_back() -> None:
    earlier = follow({("Moscow", 0): 40})
    later: Cells = {("Moscow", 0): 42}
    counts = make_regions(make_table(later))
    (fault,) = find_revealed([earlier, show(later, counts)])
    assert fault == "detained, Moscow, 2022-02-24, since the edition before"


def test_an_edition_from_which_nothing_follows_is_not_refused_for_the_one_before() -> None:
    every = tuple(count for count in make_regions(make_table(SMALL_KAZAN)) if count.low >= SMALL)
    assert find_revealed([show(SMALL_KAZAN, every), show(SMALL_KAZAN, ())]) == []


def test_a_small_count_is_never_sound() -> None:
    claim = make_claim(ListCount("persons", PLACES["Kazan"], date(2022, 2, 27), date(2022, 2, 27), 3, 3), BASIS, AS_OF)
    assert list(find_unsound([claim])) == ["persons, Kazan, 2022-02-27: 3, fewer than 5 people"]


@pytest.mark.parametrize("high", [12, 16])
def test_a_count_comes_back_from_its_claim(high: int) -> None:
    count = ListCount("held", PLACES["Kazan"], date(2022, 2, 27), date(2022, 2, 27), 12, high)
    stored = make_claim(count, BASIS, AS_OF)
    assert (read_count(stored.claim), read_basis(stored)) == (count, BASIS)
    assert is_sound(stored)
    for span, text in ((m.span, m.text) for m in (stored.claim.trigger, stored.claim.place[0].words)):
        assert stored.sentence[span.start : span.end] == text


def test_words_that_no_count_gives_are_not_sound() -> None:
    count = ListCount("held", PLACES["Kazan"], date(2022, 2, 27), date(2022, 2, 27), 12, 12)
    stored = make_claim(count, BASIS, AS_OF)
    assert not is_sound(replace(stored, sentence=f"{stored.sentence}, told by Ivan Testov"))
    assert not is_sound(replace(stored, title="Ivan Testov"))


def test_small_lists_and_names_of_people_are_not_told() -> None:
    basis = ListBasis(("court lists", "Ivan Testov", "hotline"), 129, "links@1")
    told = control_basis(basis, {"court lists": 90, "Ivan Testov": 30, "hotline": 4}, 115)
    assert told == ListBasis(("court lists",), 120, "links@1")
    assert may_be_told("OVD-Info")
    assert not may_be_told("list of Ivan Testov")


@pytest.mark.parametrize(("records", "people", "told"), [(199, 199, 200), (199, 190, 190), (190, 190, 190), (6, 6, 10)])
def test_the_number_of_records_does_not_bound_how_many_people_there_are(records: int, people: int, told: int) -> None:
    assert control_basis(ListBasis((), records, "links@1"), {}, people).records == told
    assert told + 9 >= people + SMALL


def test_nothing_is_published_of_no_cells() -> None:
    empty = ListTable(make_table({}).scope, (), BASIS)
    assert control_counts(empty, (), Control()) == ()


def test_people_or_detentions_are_told_in_all_week_after_week() -> None:
    found = {figure.name: figure.value or 0 for figure in describe_weeks(400, 28)}
    for week in ("week 1", "week 2", "week 3", "week 4"):
        assert found[f"{week}: small counts told"] == 0
        assert max(found[f"{week}: {measure} left, everywhere"] for measure in ("persons", "detained")) > 85
