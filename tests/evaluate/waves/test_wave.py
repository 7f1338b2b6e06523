"""Waves are drawn from their seed alone; honest ones print nothing false, and each claim stands on its words."""

import json
from pathlib import Path
from random import Random

import pytest

from habeas.evaluate.waves import Wave, WaveSettings, find_land, let_lie, make_wave, write_texts
from habeas.exc import InputError
from habeas.gazetteer import open_gazetteer
from habeas.intake import IntakeOptions, read_paths
from habeas.model import Report, StoredClaim
from habeas.model.record import claim_mentions
from tests.places import GAZETTEER

SEEDS = range(6)
# Figures of these people alone say nothing of everybody.
GROUPS = {"minors", "children", "journalists", "reporters"}


def true_count(wave: Wave, stored: StoredClaim) -> int:
    """How many of what a claim counts there truly were; of a group's figure, of the whole it is a part of."""
    claim = stored.claim
    assert claim.when is not None
    measure = "held" if "custody" in claim.trigger.text else claim.type
    places = [one.place for one in claim.place if one.place is not None]
    return wave.truth.add_up(measure, places, claim.when.start, claim.when.end)


def is_counted(stored: StoredClaim) -> bool:
    return stored.claim.modality == "asserted" and stored.claim.score > 0.5


def is_false(wave: Wave, stored: StoredClaim) -> bool:
    """Whether a claim, read by the rules of DESIGN.md, says what was not so."""
    claim, quantity, truth = stored.claim, stored.claim.quantity, true_count(wave, stored)
    assert quantity is not None and claim.when is not None and claim.whom is not None
    if (quantity.low or 0) > truth:
        return True
    origin = wave.origins[claim.id]
    is_over = (stored.published_at or "")[:10] > claim.when.end.isoformat() and origin.copy_of is None
    is_whole = claim.whom.text not in GROUPS and not origin.voice.is_minimum and claim.place[0].place is not None
    return is_over and is_whole and quantity.high is not None and quantity.high < truth


def test_a_seed_gives_one_wave_and_another_seed_another() -> None:
    assert make_wave(3) == make_wave(3)
    assert make_wave(3).claims != make_wave(4).claims


@pytest.mark.parametrize("seed", SEEDS)
def test_every_word_of_a_claim_stands_in_its_report(seed: int) -> None:
    wave = make_wave(seed)
    texts = {report.id: report.text for report in wave.reports}
    mentions = [mention for stored in wave.claims for _, mention in claim_mentions(stored.claim)]
    assert mentions and all(
        texts[mention.span.report][mention.span.start : mention.span.end] == mention.text for mention in mentions
    )
    assert len({stored.claim.id for stored in wave.claims}) == len(wave.claims) == len(wave.origins)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_honest_wave_prints_no_false_figure(seed: int) -> None:
    """Papers abroad are left out: tomorrow's date on their running counts does not say that the day is over."""
    wave = make_wave(seed, WaveSettings(abroad=0))
    assert [stored.sentence for stored in wave.claims if is_counted(stored) and is_false(wave, stored)] == []


def test_dishonest_voices_print_false_figures() -> None:
    waves = [make_wave(seed, WaveSettings(dishonest=0.8)) for seed in SEEDS]
    assert sum(is_false(wave, stored) for wave in waves for stored in wave.claims if is_counted(stored)) > 20


def test_one_lying_voice_changes_its_own_numbers_only() -> None:
    wave = make_wave(2)
    lying = let_lie(wave, wave.voices[0], 3)
    changed = {one.claim.id for one, other in zip(wave.claims, lying.claims, strict=True) if one != other}
    assert changed == {claim for claim, origin in wave.origins.items() if origin.voice.id == wave.voices[0]}


def test_wider_places_hold_what_narrower_ones_and_unlisted_villages_have() -> None:
    truth = make_wave(5).truth
    land = truth.land
    regions = truth.add_up("detained", land.regions, truth.first, truth.last)
    cities = truth.add_up("detained", land.cities, truth.first, truth.last)
    villages = sum(sum(truth.leaves["detained", region.id]) for region in land.regions)
    assert truth.count("detained", None, truth.first, truth.last) == regions == cities + villages


def test_a_wave_can_be_stopped_at_so_many_claims() -> None:
    assert 150 < len(make_wave(3, WaveSettings(claims=200)).claims) < 250


def test_written_reports_are_read_back_whole(tmp_path: Path) -> None:
    wave = make_wave(3)
    texts, truth = write_texts(wave, tmp_path)
    read = [one for one in read_paths([str(texts)], IntakeOptions()) if isinstance(one, Report)]
    assert [one.text for one in read] == [one.text for one in wave.reports]
    records = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    assert all(sum(one["days"]) == one["whole"] for one in records if one["measure"] == "detained")


def test_a_wave_that_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    write_texts(make_wave(3), tmp_path)
    with pytest.raises(InputError, match=r"wave-3\.jsonl: is there already"):
        write_texts(make_wave(3), tmp_path)


def test_a_real_country_gives_cities_that_are_known_by_their_names_alone() -> None:
    land = find_land(Random(1), 5, open_gazetteer(GAZETTEER), "KZ")
    assert land.country.name == "Kazakhstan"
    assert len(land.cities) == 5 and all(land.country.id in city.parents for city in land.cities)
