"""Editions with counts from lists are held against all that were made from the same store, wherever they went."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from habeas.exc import EditionError
from habeas.model.edition import Edition, Order
from habeas.model.listed import ListScope
from habeas.pipeline.listing_people import list_scope, load_people
from habeas.pipeline.publishing import publish
from habeas.pipeline.publishing_lists import ListLine, gather_line
from habeas.publish.disclosure_check import read_counts
from habeas.store import open_store, person_entry
from tests.listed import find_edition, make_record
from tests.pipeline.test_listing_people import QUESTION, fill, lows, make_store, order, wait
from tests.store.samples import KAZAN, make_report, read_entry

pytestmark = [pytest.mark.usefixtures("gazetteer"), pytest.mark.slow]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "store")


def order_apart(store: Path, as_of: str, name: str) -> Order:
    """An edition in a folder where no other lies."""
    folder = store.parent / name
    folder.mkdir(exist_ok=True)
    return replace(order(store, as_of), out=folder / "edition")


def add(store: Path, people: int) -> None:
    """So many more people on the lists in Moscow, those that were added before among them."""
    fill(store, [make_record(f"new {number}", "Moscow") for number in range(people)])


def make_line(store: Path, asked: Order) -> ListLine:
    with open_store(store) as opened:
        people, question = load_people(opened, asked.question.as_of), asked.question
        scope = ListScope(None, question.first, question.last, question.as_of or "")
        return gather_line(opened, list_scope(people, scope), asked)


def publish_apart(store: Path, name: str) -> Edition:
    return publish(order_apart(store, wait(), name), store).edition


def test_growth_since_an_edition_that_nobody_names_is_not_told(store: Path) -> None:
    assert lows(publish_apart(store, "one"))["Moscow"] == 40
    add(store, 2)
    assert lows(publish_apart(store, "other"))["Moscow"] == 40
    add(store, 11)
    assert lows(publish_apart(store, "third"))["Moscow"] == 51


def test_two_editions_after_the_same_one_are_held_against_each_other(store: Path) -> None:
    publish(order(store, wait(), "first"), store)
    add(store, 9)
    assert lows(publish(order(store, wait(), "second", "first"), store).edition)["Moscow"] == 49
    add(store, 11)
    assert lows(publish(order(store, wait(), "beside", "first"), store).edition)["Moscow"] == 49


def test_an_edition_of_one_measure_does_not_tell_what_one_of_another_hides(store: Path) -> None:
    # On the first day whoever is detained is detained once: as many people as detentions.
    one, other = (order_apart(store, as_of, name) for as_of in (wait(),) for name in ("one", "other"))
    first = replace(one.question, first=QUESTION.last)
    made = publish(replace(one, question=first, measures=("detained",)), store).edition
    line = make_line(store, replace(other, question=first))
    assert line.lists is not None
    with pytest.raises(EditionError, match=r"detained, Kazan, 2022-02-27, in edition 1 of “Lists” as of"):
        line.refuse(replace(made, claims=tuple(line.lists.claims())))


def test_an_edition_that_is_made_again_is_the_same_whatever_came_after(store: Path) -> None:
    as_of = wait()
    first = publish(order_apart(store, as_of, "one"), store)
    add(store, 9)
    publish_apart(store, "later")
    again = publish(order_apart(store, as_of, "again"), store)
    assert find_edition(again.out) == find_edition(first.out)
    with open_store(store) as opened:
        assert len(list(opened.editions())) == 2 and opened.verify().fault is None


def test_of_two_editions_made_at_once_one_is_refused(store: Path) -> None:
    asked = order_apart(store, wait(), "one")
    line = make_line(store, asked)
    made = publish(asked, store).edition
    with (
        open_store(store) as opened,
        pytest.raises(EditionError, match="another edition was made from this store mean"),
    ):
        line.register(opened, made)


def test_an_edition_of_a_copy_of_the_store_has_to_be_named(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / "store"
    shutil.copytree(store, copy)
    publish(order(store, wait(), "first"), store)
    add(copy, 9)
    asked = replace(order(store, wait(), "second"), out=tmp_path / "second")
    with pytest.raises(EditionError, match=r"first shows other counts .* give --previous"):
        publish(asked, copy)
    assert not (tmp_path / "second").exists()
    made = publish(replace(asked, previous=tmp_path / "first"), copy).edition
    assert made.number == 2 and read_counts(made.claims)


def test_what_an_edition_of_an_earlier_moment_shows_is_held_against_both_sides(store: Path) -> None:
    publish_apart(store, "one")
    add(store, 2)
    between = wait()
    add(store, 22)
    assert lows(publish_apart(store, "later"))["Moscow"] == 62
    assert lows(publish(order_apart(store, between, "between"), store).edition).get("Moscow") in (40, None)


def test_days_and_places_asked_for_apart_are_held_together(store: Path) -> None:
    as_of = wait()
    publish(order_apart(store, as_of, "country"), store)
    add(store, 3)
    asked = order_apart(store, wait(), "town")
    town = replace(asked, question=replace(asked.question, place="Moscow", last=date(2022, 2, 28)))
    made = publish(town, store).edition
    moscow = [count for count in read_counts(made.claims) if count.first == date(2022, 2, 27)]
    assert all(count.low == 40 and count.high >= 45 for count in moscow)


def test_a_place_that_changed_in_the_gazetteer_between_readings_is_one_place(store: Path) -> None:
    widened = replace(KAZAN, name="Kazan city", parents=("iso:RU-TA",))
    with open_store(store) as opened:
        opened.record([read_entry(make_report("20 detained in Kazan"))])
        opened.record([person_entry(replace(make_record("row 40", version=2), place=widened))])
    made = publish(replace(order_apart(store, wait(), "one"), measures=("detained",)), store).edition
    known = {each.place for stored in made.claims for each in stored.claim.place if each.place is not None}
    assert widened in known and len({place.id for place in known}) == len(known)
    assert lows(made)["Kazan city"] == 20
