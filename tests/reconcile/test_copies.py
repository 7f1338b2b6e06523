"""Which reports repeat which, by short reports of our own."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.evaluate.copies import draft_reports, print_reports
from habeas.model import Report
from habeas.reconcile.copies import find_copies
from habeas.reconcile.signature import make_signature

WIRE = (
    "Crowds filled Mill Bridge before noon and stayed although hail fell for an hour.",
    "At least 34 people were led to vans, according to lawyers who waited outside the station.",
    "A brass band from the next village played until its drummer was carried off.",
    "The mayor has put off his visit and did not answer a letter from the organisers.",
)
OTHER = (
    "Nobody expected the trams to stop, but by one o'clock the centre of Velm stood still.",
    "The open list kept by volunteers had 41 names when the lamps came on.",
    "Shopkeepers let strangers out through their storerooms, one of them told this paper.",
    "Hearings begin on Monday in a court that has never acquitted anybody of such a charge.",
)
QUOTATION = "“They asked for our phones before they asked for our names, and then they asked for nothing at all.”"
STANDING = "The assembly has passed two laws since spring that limit gatherings near public buildings."


def make_report(key: str, *paragraphs: str, at: str | None = None) -> Report:
    return Report(key, "\n\n".join(paragraphs), at, publisher=f"Paper {key}")


EDITED = {
    "the same words": WIRE,
    "another headline": ("What we know of the day", *WIRE),
    "half of the paragraphs": WIRE[1:3],
    "another order": WIRE[::-1],
    "in one paragraph": (" ".join(WIRE),),
    "numbers in words": (WIRE[0], WIRE[1].replace("34", "thirty-four"), *WIRE[2:]),
    "numbers updated": (WIRE[0], WIRE[1].replace("34", "61"), *WIRE[2:]),
    "two wires spliced": (WIRE[0], OTHER[0], WIRE[1], OTHER[1]),
    "in capitals": tuple(paragraph.upper() for paragraph in WIRE),
    "a word put otherwise here and there": (WIRE[0].replace("before noon", "by midday"), *WIRE[1:]),
}
APART = {
    "other words for the same day": OTHER,
    "the same quotation": (*OTHER, QUOTATION),
    "the same standing paragraph": (*OTHER, STANDING),
    "no words at all": ("",),
    "a number": ("34",),
}


@pytest.mark.parametrize("paragraphs", EDITED.values(), ids=EDITED)
def test_an_edited_report_is_a_copy(paragraphs: tuple[str, ...]) -> None:
    later = make_report("b", *paragraphs, at="2031-05-01T12:00Z")
    copies = find_copies([later, make_report("a", *WIRE, at="2031-05-01T09:00Z")])
    assert [(copy.earlier, copy.later, copy.is_order_known) for copy in copies] == [("a", "b", True)]


@pytest.mark.parametrize("paragraphs", APART.values(), ids=APART)
def test_another_report_is_none(paragraphs: tuple[str, ...]) -> None:
    assert find_copies([make_report("a", *WIRE, QUOTATION, STANDING), make_report("b", *paragraphs)]) == ()


def test_a_splice_is_a_copy_of_both() -> None:
    wires = [make_report("a", *WIRE, at="2031-05-01"), make_report("b", *OTHER, at="2031-05-01")]
    copies = find_copies([*wires, make_report("c", *WIRE[:2], *OTHER[:2], at="2031-05-02")])
    assert {(copy.earlier, copy.later) for copy in copies} == {("a", "c"), ("b", "c")}


def test_passages_stand_beside_their_originals() -> None:
    one, two = make_report("a", *WIRE, at="2031-05-01"), make_report("b", "A first look", *WIRE[2:], at="2031-05-02")
    (copy,) = find_copies([one, two])
    pairs = [(two.text[p.later.start : p.later.end], one.text[p.earlier.start : p.earlier.end]) for p in copy.passages]
    assert pairs == [(line.rstrip("."), line.rstrip(".")) for line in WIRE[2:]]


def test_which_was_first_is_not_known_without_times() -> None:
    copies = find_copies([make_report("b", *WIRE), make_report("a", *WIRE, at="2031-05-01")])
    assert [(copy.earlier, copy.later, copy.is_order_known) for copy in copies] == [("a", "b", False)]
    assert "which of them was first is not known" in copies[0].reason


def test_a_thousand_prints_are_copies_of_the_first() -> None:
    copies = find_copies([make_report(f"{n:04}", *WIRE, at="2031-05-01") for n in range(1_000)])
    assert {(copy.earlier, copy.later) for copy in copies} == {("0000", f"{n:04}") for n in range(1, 1_000)}


def test_a_short_report_is_found_among_many_in_the_same_set_words() -> None:
    posts = [make_report(f"{n:02}", f"Police said {n} people were detained in Velm on Friday.") for n in range(20, 60)]
    copies = find_copies(
        [*posts, make_report("x", posts[37].text), make_report("y", posts[37].text.replace("57", "7"))]
    )
    assert [(copy.earlier, copy.later) for copy in copies] == [("57", "x")]


def test_one_sentence_ten_thousand_times() -> None:
    text = "They were led to the vans one after the other. " * 10_000
    copies = find_copies([make_report("a", text), make_report("b", text), make_report("c", text.replace(".", ""))])
    assert ("a", "b") in {(copy.earlier, copy.later) for copy in copies}


def test_signatures_may_be_kept() -> None:
    reports = print_reports(draft_reports(2, seed=3), seed=3)
    kept = {report.id: make_signature(report) for report in reports}
    assert find_copies(reports, kept) == find_copies(reports) != ()


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_order_of_arrival_changes_nothing(random: Random) -> None:
    reports = print_reports(draft_reports(2, seed=8), seed=8)
    assert find_copies(random.sample(reports, len(reports))) == find_copies(reports)


@given(st.lists(st.text(max_size=80), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_texts_can_be_compared(texts: list[str]) -> None:
    reports = [Report(str(n), text, None) for n, text in enumerate([*texts, *texts])]
    assert all(copy.earlier != copy.later and 0 < copy.share <= 1 for copy in find_copies(reports))
