"""The measurement of copies: reports of our own are the same each time, and the figures hold their floors."""

import pytest

from habeas.evaluate.copies import EDITS, draft_reports, evaluate_copies, print_reports, spell_number


def test_floors_hold_on_a_small_draw() -> None:
    scores = evaluate_copies(events=8, seed=11)
    assert scores.precision >= 0.97
    assert scores.recall >= 0.95
    assert [score.edit for score in scores.edits] == list(EDITS)


def test_the_same_seed_gives_the_same_reports() -> None:
    one, two = (print_reports(draft_reports(2, seed=4), seed=4) for _ in range(2))
    assert one == two
    assert len({report.id for report in one}) == len(one)


def test_every_edited_report_has_its_original() -> None:
    drafts = draft_reports(3, seed=5)
    assert all(root < place for place, draft in enumerate(drafts) for root in draft.roots)
    assert all((draft.edit is None) == (not draft.roots) for draft in drafts)


@pytest.mark.parametrize(("number", "words"), [(7, "seven"), (40, "forty"), (234, "two hundred and thirty-four")])
def test_numbers_are_written_out(number: int, words: str) -> None:
    assert spell_number(number) == words
