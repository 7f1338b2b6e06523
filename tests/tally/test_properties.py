"""What must hold of every figure (DESIGN.md, section 4), on small waves of any claims."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from habeas.model.tally import Certificate, Tally, TallySheet
from habeas.tally import tally_claims
from habeas.tally.book import Book
from habeas.tally.check import check_sheet, check_tally
from habeas.tally.constraint import Constraint
from habeas.tally.short import find_short
from habeas.tally.standing import find_standing
from tests.tally.brute import Cell, Wave, greatest_day, greatest_left, greatest_total, is_possible, least_total
from tests.tally.waves import LONG_WAVES, ROWS, WAVES, make_wave

Rows = list[dict[str, Any]]
KINDS = st.sampled_from(["detained", "attended"])


def tally_wave(wave: Wave) -> TallySheet:
    return tally_claims(wave.claims, wave.origins, wave.query)


def figures(sheet: TallySheet) -> dict[tuple[Any, ...], Tally]:
    return {(t.measure, t.place, t.label, t.first, t.last): t for t in sheet.tallies}


def standing_of(wave: Wave) -> list[Constraint]:
    """What each voice still stands for, with the upper bounds that its own figures do not exceed."""
    said: dict[Any, list[Constraint]] = {}
    for each in wave.constraints():
        if not each.is_denied:
            said.setdefault((each.voice.id, each.places, each.first, each.last), []).append(each)
    found = []
    for group in said.values():
        standing = find_standing(group)
        kept = {each.claim for each in standing.uppers}
        found += [
            replace(each, high=each.high if each.claim in kept and each.places else None) for each in standing.figures
        ]
    return [each for each in found if each.doubt is None]


def target_of(wave: Wave, tally: Tally) -> set[Cell]:
    return wave.cells((tally.place,) if tally.place else (), tally.first, tally.last)


def of_cells(sheet: TallySheet) -> list[Tally]:
    return [tally for tally in sheet.tallies if tally.place or tally.label == "everywhere"]


@settings(deadline=None)
@given(WAVES, KINDS)
def test_every_proof_holds_and_every_low_is_the_least_total(rows: Rows, kind: str) -> None:
    wave = make_wave(rows, kind=kind)
    sheet, standing = tally_wave(wave), standing_of(wave)
    oracle = least_total if kind == "detained" else greatest_day
    assert check_sheet(sheet, wave.claims, wave.origins) == []
    for tally in of_cells(sheet):
        target, spread = target_of(wave, tally), [replace(each, first=each.earliest) for each in standing]
        known = spread if tally.first != tally.last and kind == "detained" else standing
        assert tally.low == oracle(wave, target, known), tally.label
        voices = {each.voice.id for each in standing}
        left = [oracle(wave, target, [s for s in known if s.voice.id != voice]) or 0 for voice in sorted(voices)]
        assert tally.robust_low == (None if tally.low is None else min(left)), tally.label


@settings(deadline=None)
@given(WAVES, KINDS)
def test_every_high_is_the_greatest_total_of_upper_bounds_that_no_lower_one_contradicts(rows: Rows, kind: str) -> None:
    wave = make_wave(rows, kind=kind)
    standing, cumulates = standing_of(wave), kind == "detained"
    oracle = least_total if cumulates else greatest_day
    uppers = [
        each
        for each in standing
        if each.high is not None and (oracle(wave, cells_of(wave, each), standing) or 0) <= each.high
    ]
    for tally in of_cells(tally_wave(wave)):
        target = target_of(wave, tally)
        days = sorted({day for _, day in target})
        parts = [target] if cumulates else [{cell for cell in target if cell[1] == day} for day in days]
        highs = [greatest_total(wave, part, uppers) for part in parts]
        high = None if None in highs else max(high for high in highs if high is not None)
        if high is not None and tally.low is not None and high < tally.low:
            assert tally.disputes and (tally.high is None or tally.high >= tally.low)
        elif high is None:
            assert tally.high is None, tally.label
        else:
            # What is proved of other places and days is taken off: never more than all bounds together allow.
            left = greatest_left(wave, target, said_over(tally, wave, standing), uppers) if cumulates else None
            assert tally.high is not None and tally.high <= high, tally.label
            assert tally.disputes or (tally.low or 0) <= tally.high, tally.label
            assert left is None or left <= tally.high, tally.label


def said_over(tally: Tally, wave: Wave, standing: list[Constraint]) -> list[Constraint]:
    """The bounds as a figure's upper bound takes them: where days are added up, on all days that they may be about."""
    days = {each.claim: (each.first, each.last) for each in standing}
    terms = tally.high_certificate.terms if tally.high_certificate else ()
    lengths = [days[term.claim] for term in terms if term.sense == "at_most"]
    is_long = tally.first != tally.last or any(first != last for first, last in lengths)
    return [replace(each, first=each.earliest, high=None) if is_long else each for each in standing]


def cells_of(wave: Wave, each: Constraint) -> set[Cell]:
    return wave.cells(each.places, date.fromordinal(each.first), date.fromordinal(each.last))


@settings(deadline=None)
@given(st.one_of(WAVES, LONG_WAVES))
def test_disputes_are_contradictions_without_a_claim_too_many(rows: Rows) -> None:
    wave = make_wave(rows)
    said = {each.claim: each for each in wave.constraints()}
    for tally in tally_wave(wave).tallies:
        for dispute in tally.disputes:
            claims = [said[claim] for claim in dispute.claims]
            if any(each.is_denied for each in claims):
                continue
            assert not is_possible(wave, claims), dispute
            for left in claims:
                assert is_possible(wave, [each for each in claims if each is not left]), dispute


@settings(deadline=None)
@given(WAVES, st.randoms())
def test_order_of_arrival_changes_nothing(rows: Rows, random: Any) -> None:
    wave = make_wave(rows)
    shuffled = replace(wave, claims=random.sample(list(wave.claims), len(wave.claims)))
    assert tally_wave(wave) == tally_wave(shuffled)
    book = Book(wave.query)
    for stored in shuffled.claims:
        book.add(stored, wave.origins[stored.claim.id])
    assert book.sheet() == tally_wave(wave)


def numbers_of(sheet: TallySheet) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return {
        key: (t.low, t.robust_low, t.high, t.low_with_alleged, t.disputes, t.voices, t.set_aside)
        for key, t in figures(sheet).items()
    }


@settings(deadline=None)
@given(st.lists(ROWS, min_size=1, max_size=14), KINDS)
def test_claims_added_one_by_one_make_what_all_of_them_make_at_once(rows: Rows, kind: str) -> None:
    wave = make_wave(rows, kind=kind)
    book = Book(wave.query)
    for number, stored in enumerate(wave.claims):
        book.add(stored, wave.origins[stored.claim.id])
        sheet, known = book.sheet(), wave.claims[: number + 1]
        fresh = tally_claims(known, wave.origins, wave.query)
        assert check_sheet(sheet, known, wave.origins) == []
        assert numbers_of(sheet) == numbers_of(fresh) and sheet.set_aside == fresh.set_aside


@settings(deadline=None)
@given(WAVES, st.data())
def test_a_copy_or_repeated_claim_changes_no_number(rows: Rows, data: st.DataObject) -> None:
    assume(rows)
    again = data.draw(st.sampled_from(rows))
    before, after = figures(tally_wave(make_wave(rows))), figures(tally_wave(make_wave([*rows, again])))
    numbers = {key: (t.low, t.robust_low, t.high, t.low_with_alleged) for key, t in before.items()}
    assert {key: (t.low, t.robust_low, t.high, t.low_with_alleged) for key, t in after.items()} == numbers


@settings(deadline=None)
@given(WAVES, ROWS)
def test_one_more_claim_of_a_new_voice_never_lowers_a_low(rows: Rows, more: dict[str, Any]) -> None:
    before = figures(tally_wave(make_wave(rows)))
    after = figures(tally_wave(make_wave([*rows, {**more, "publisher": "E"}])))
    assert all((after[key].low or 0) >= (tally.low or 0) for key, tally in before.items())


@settings(deadline=None)
@given(WAVES)
def test_parts_are_no_more_than_the_whole(rows: Rows) -> None:
    sheet = tally_wave(make_wave(rows))
    whole = {t.measure: t.low or 0 for t in sheet.tallies if t.label == "everywhere" and t.first != t.last}
    assert all((tally.low or 0) <= whole[tally.measure] for tally in sheet.tallies)


@settings(deadline=None)
@given(WAVES)
def test_low_is_no_more_than_high_or_a_dispute_is_shown(rows: Rows) -> None:
    for tally in tally_wave(make_wave(rows)).tallies:
        assert tally.low is None or tally.high is None or tally.low <= tally.high or tally.disputes
        assert (tally.robust_low or 0) <= (tally.low or 0) <= (tally.low_with_alleged or 0)


SAID: dict[str, Any] = {"publisher": "A", "published": "2022-03-01T12:00", "says_day": True, "scope": "new"}
DENIED: dict[str, Any] = {**SAID, "low": 1, "spread": None, "place": ["Tatarstan", "Russia"], "modality": "denied"}
# Two disputes in Russia; one in Minsk, of whoever contradicts A there, stands between their days.
TWO_DENIALS: Rows = [
    {**DENIED, "days": ("2022-02-24", "2022-02-24")},
    {**DENIED, "days": ("2022-02-24", "2022-02-25")},
    {**DENIED, "days": ("2022-02-24", "2022-02-25"), "low": 0, "spread": 0, "place": ["Minsk"], "modality": "asserted"},
]


@settings(deadline=None)
@given(WAVES)
@example(TWO_DENIALS)
def test_a_claim_outside_changes_nothing(rows: Rows) -> None:
    minsk = {"low": 90, "place": ["Minsk"], "days": ("2022-02-25", "2022-02-25"), "publisher": "F"}
    inside = [tally for tally in tally_wave(make_wave(rows)).tallies if tally.label in ("Moscow", "Kazan", "Russia")]
    beside = tally_wave(make_wave([*rows, minsk])).tallies
    assert [tally for tally in beside if tally.label in ("Moscow", "Kazan", "Russia")] == inside


def tamper(proof: Certificate, data: st.DataObject) -> Certificate:
    number = data.draw(st.integers(0, len(proof.terms) - 1))
    term = proof.terms[number]
    changed = data.draw(
        st.sampled_from(
            [
                replace(term, bound=term.bound + 1),
                replace(term, multiplier=term.multiplier * 2),
                replace(term, multiplier=-term.multiplier),
                replace(term, claim="claim-unheard-of"),
            ]
        )
    )
    return replace(proof, terms=(*proof.terms[:number], changed, *proof.terms[number + 1 :]))


@settings(deadline=None)
@given(WAVES, KINDS)
def test_no_figure_says_less_than_claims_that_do_not_overlap(rows: Rows, kind: str) -> None:
    wave = make_wave(rows, kind=kind)
    sheet = tally_wave(wave)
    assert find_short(sheet, wave.claims, wave.origins) == []


@settings(deadline=None)
@given(WAVES, st.data())
def test_what_is_tampered_with_is_found(rows: Rows, data: st.DataObject) -> None:
    wave = make_wave(rows)
    proved = [t for t in tally_wave(wave).tallies if t.certificate and t.certificate.terms and t.low]
    assume(proved)
    tally = data.draw(st.sampled_from(proved))
    assert tally.certificate is not None and tally.low is not None
    changes: list[Tally] = [
        replace(tally, low=tally.low + 1),
        replace(tally, robust_low=(tally.robust_low or 0) + 1),
        replace(tally, high=(tally.high or 0) + 1),
        replace(tally, certificate=None),
        replace(tally, certificate=replace(tally.certificate, bound=tally.certificate.bound + 1)),
        replace(tally, certificate=tamper(tally.certificate, data)),
        replace(tally, sensitivity=tally.sensitivity[1:]),
    ]
    for changed in changes:
        assert check_tally(changed, wave.claims, wave.origins, wave.query)
