"""What the model says of a passage, asked for by characters."""

import pytest

from habeas.read.neural.labels import ATTRIBUTES
from habeas.read.neural.scores import gather, log_odds, outcome_chances
from tests.read.neural.handmade import LIKELY, Told, cut, find, make_scores, make_window, words_at

MARKED = "Police de|tain|ed at least 12 stu|dents in St Tes|tov on Sunday, he said."
TEXT = MARKED.replace("|", "")
ROLES = {"quantity": "at least 12", "whom": "students", "by": "Police", "place": "St Testov", "when": "on Sunday"}
TOLD = Told("detained", "detained", roles=ROLES, outcomes={"modality": "alleged", "number": "words"})
SAID = Told("said", roles={"source": "he", "content": "Police detained at least 12 students in St Testov on Sunday"})


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_given_in_whole_words(role: str) -> None:
    scores = make_scores(MARKED, TOLD)
    (anchor,) = scores.anchors.values()
    assert words_at(TEXT, scores.spans_of(anchor, role)) == [ROLES[role]]


def test_a_role_that_nothing_plays_has_no_stretches() -> None:
    scores = make_scores(MARKED, TOLD)
    assert scores.spans_of(scores.anchors[1], "speaker") == []


def test_two_stretches_of_a_role_stay_two() -> None:
    scores = make_scores("Held in Omsk, in Tomsk", Told("Held", "detained", roles={"place": "Omsk / Tomsk"}))
    assert words_at("Held in Omsk, in Tomsk", scores.spans_of(scores.anchors[0], "place")) == ["Omsk", "Tomsk"]


def test_a_stretch_that_begins_anew_within_a_word_is_one() -> None:
    scores = make_scores(MARKED, TOLD)
    anchor = scores.anchors[1]
    anchor.roles[1, 8] = (0.05, 0.9, 0.05)  # "dents" begins a stretch of its own
    assert words_at(TEXT, scores.spans_of(anchor, "whom")) == ["students"]


def test_a_stretch_that_begins_anew_at_the_next_word_is_one() -> None:
    scores = make_scores("Held by riot police", Told("Held", "detained", roles={"by": "riot police"}))
    anchor = scores.anchors[0]
    anchor.roles[2, 3] = (0.05, 0.9, 0.05)  # "police" begins a stretch of its own
    assert words_at("Held by riot police", scores.spans_of(anchor, "by")) == ["riot police"]


def test_a_stretch_of_which_only_the_middle_is_found_is_whole_words() -> None:
    scores = make_scores(MARKED, TOLD)
    anchor = scores.anchors[1]
    anchor.roles[1, 7] = (0.9, 0.05, 0.05)  # "stu" is taken for nothing
    assert words_at(TEXT, scores.spans_of(anchor, "whom")) == ["students"]


def test_inside_without_a_beginning_begins() -> None:
    scores = make_scores("Omsk police held ten", Told("held", "detained", roles={"by": "Omsk police"}))
    anchor = scores.anchors[2]
    anchor.roles[2, 0] = (0.05, 0.05, 0.9)
    assert words_at("Omsk police held ten", scores.spans_of(anchor, "by")) == ["Omsk police"]


@pytest.mark.parametrize(("words", "likely"), [("12", True), ("students", False), ("at least", True)])
def test_log_odds_of_a_role_are_of_the_likeliest_piece(words: str, likely: bool) -> None:
    scores = make_scores(MARKED, TOLD)
    odds = scores.role_odds(scores.anchors[1], "quantity", find(TEXT, words))
    assert odds is not None and (odds > 0) is likely


def test_words_outside_the_window_of_a_trigger_were_not_seen_with_it() -> None:
    text, pieced = cut(" ".join(["word"] * 60))
    scores = gather(pieced, [make_window(0, 0, 40, (10,)), make_window(20, 40, 60, (25,))])
    near, far = scores.anchors[10], scores.anchors[45]
    assert scores.role_odds(near, "place", (0, 4)) is not None
    assert scores.role_odds(near, "place", (5 * 40, 5 * 41)) is None
    assert scores.role_odds(far, "place", (5 * 19, 5 * 20 - 1)) is None
    assert scores.role_odds(far, "place", (5 * 20, 5 * 21 - 1)) is not None
    assert scores.role_odds(far, "place", (len(text), len(text))) is None


def test_each_piece_has_the_scores_of_the_window_it_belongs_to() -> None:
    _, pieced = cut(" ".join(["word"] * 60))
    scores = gather(pieced, [make_window(0, 0, 40, (39,)), make_window(20, 40, 60, (5, 19, 20))])
    assert scores.tags[:, 0].tolist() == [0] * 40 + [20] * 20
    assert scores.cue_tags.shape == (60, 3)
    assert sorted(scores.anchors) == sorted(scores.cues) == [39, 40]
    assert scores.anchors[40].first == 20


def test_a_trigger_runs_on_to_the_end_of_its_word() -> None:
    scores = make_scores(MARKED, TOLD)
    scores.tags[3, 0] = 1.0  # "ed" is taken for nothing
    assert list(scores.triggers((0, len(TEXT)), 0.5)) == [(find(TEXT, "detained"), "detained")]


def test_a_trigger_of_several_words_runs_on() -> None:
    scores = make_scores("Ten were taken into custody.", Told("taken into custody", "detained"))
    assert list(scores.triggers((0, 28), 0.5)) == [((9, 27), "detained")]


def test_triggers_are_looked_for_in_a_stretch_and_from_a_chance_on() -> None:
    scores = make_scores("Held, shot, freed", Told("Held", "detained"), Told("freed", "released", chance=0.4))
    assert [kind for _, kind in scores.triggers((0, 17), 0.25)] == ["detained", "released"]
    assert [kind for _, kind in scores.triggers((0, 17), 0.5)] == ["detained"]
    assert [kind for _, kind in scores.triggers((5, 17), 0.25)] == ["released"]


def test_log_odds_of_a_claim_are_those_of_its_type() -> None:
    scores = make_scores(MARKED, TOLD)
    assert (
        scores.claim_odds(find(TEXT, "detained"), "detained") > 0 > scores.claim_odds(find(TEXT, "detained"), "killed")
    )
    assert scores.claim_odds(find(TEXT, "Sunday"), "detained") < 0
    assert scores.claim_odds((6, 6), "detained") == log_odds(0.0)


def test_words_without_a_likely_beginning_have_no_anchor() -> None:
    scores = make_scores(MARKED, TOLD)
    assert scores.anchor_in(find(TEXT, "Police")) is None
    assert scores.anchor_in(find(TEXT, "Police detained")) is scores.anchors[1]


def test_the_likeliest_beginning_within_words_is_their_anchor() -> None:
    scores = make_scores("mass arrests", Told("mass", "attended", chance=0.3), Told("arrests", "detained"))
    assert scores.anchor_in((0, 12)) is scores.anchors[1]


def test_chances_of_each_outcome_add_up_to_one() -> None:
    (anchor,) = make_scores(MARKED, TOLD).anchors.values()
    for name, outcomes in ATTRIBUTES.items():
        chances = outcome_chances(anchor, name)
        assert tuple(chances) == outcomes
        assert sum(chances.values()) == pytest.approx(1)
    assert outcome_chances(anchor, "modality")["alleged"] == pytest.approx(LIKELY)
    assert outcome_chances(anchor, "number")["words"] == pytest.approx(LIKELY)


def test_words_of_saying_have_a_source_and_a_content() -> None:
    scores = make_scores(MARKED, TOLD, SAID)
    ((piece, cue),) = scores.cues.items()
    assert scores.cue_span(piece) == find(TEXT, "said")
    assert words_at(TEXT, scores.spoken_spans(cue, "source")) == ["he"]
    assert words_at(TEXT, scores.spoken_spans(cue, "content")) == [SAID.roles["content"]]


@pytest.mark.parametrize("chance", [0.0, 1e-9, 0.5, 1.0])
def test_log_odds_are_finite(chance: float) -> None:
    assert abs(log_odds(chance)) < 14
    assert log_odds(0.5) == 0
