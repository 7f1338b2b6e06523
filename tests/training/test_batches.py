"""Examples as numbers: windows with their tags, anchors with the tags of their roles, batches of both."""

import random

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from habeas.lang import load_language
from habeas.read.neural.labels import ATTRIBUTES
from habeas.read.neural.pieces import Pieces
from tests.training.claim_rows import make_record, make_row
from training.batches import CLS, SEP, UNKNOWN, CodedWindow, code_example, make_batch, shuffle_batches
from training.claims import to_example
from training.example import Anchor, Example
from training.tasks import TASKS

TEXT = "Police rounded up 12 students in Omsk"
ROW = make_row("detained", "rounded up", number="12", whom="students", by="Police", place=["Omsk"])
BEGIN = 1 + 2 * TASKS["claims"].labels.index("detained")


@pytest.fixture(scope="module")
def words() -> Pieces:
    """A tokenizer of which each word is one piece."""
    tokenizer = Tokenizer(WordLevel({"[UNK]": 7}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return Pieces(tokenizer)


def code(example: Example, words: Pieces) -> list[CodedWindow]:
    return code_example(example, words, load_language("en"))


def claim_example(*rows: dict[str, object], text: str = TEXT) -> Example:
    return to_example(make_record(text, *rows), load_language("en"))


def roles_of(window: CodedWindow, anchor: int = 0) -> dict[str, list[int]]:
    """The tags of each role that is played, marks included."""
    tags = window.anchors[anchor].roles.tolist()
    return {role: row for role, row in zip(TASKS[window.task].roles, tags, strict=True) if any(row)}


def test_a_trigger_begins_and_goes_on_and_all_else_is_nothing(words: Pieces) -> None:
    (window,) = code(claim_example(ROW), words)
    assert window.pieces == [CLS, *[7] * 7, SEP]
    assert window.tags == [UNKNOWN, 0, BEGIN, BEGIN + 1, 0, 0, 0, 0, UNKNOWN]
    assert len(window.cases) == len(window.pieces)


def test_roles_are_tagged_around_their_anchor(words: Pieces) -> None:
    (window,) = code(claim_example(ROW), words)
    assert [anchor.piece for anchor in window.anchors] == [2]
    assert roles_of(window) == {
        "by": [0, 1, 0, 0, 0, 0, 0, 0, 0],
        "quantity": [0, 0, 0, 0, 1, 0, 0, 0, 0],
        "whom": [0, 0, 0, 0, 0, 1, 0, 0, 0],
        "place": [0, 0, 0, 0, 0, 0, 0, 1, 0],
    }


def test_attributes_are_numbers_and_what_is_not_annotated_is_unknown(words: Pieces) -> None:
    (window,) = code(claim_example(ROW), words)
    names = [outcomes[index] for outcomes, index in zip(ATTRIBUTES.values(), window.anchors[0].attributes, strict=True)]
    assert names == ["asserted", "new", "protest", "none", "words"]
    example = Example("claims", TEXT, "g", anchors=(Anchor((7, 17), "detained"),))
    assert code(example, words)[0].anchors[0].attributes == (UNKNOWN,) * len(ATTRIBUTES)


def test_names_that_stand_for_themselves_are_tagged_without_anchors(words: Pieces) -> None:
    (window,) = code(
        Example("entities", "Ada Okun left Omsk", "g", spans=(((0, 8), "PERSON"), ((14, 18), "LOCATION"))), words
    )
    assert window.tags == [UNKNOWN, 1, 2, 0, 5, UNKNOWN]
    assert window.anchors == ()


def test_what_stands_before_a_window_is_seen_but_not_learned_from_again(words: Pieces) -> None:
    text = f"{'The choir sang in the hall. ' * 25}{TEXT}."
    windows = code(claim_example(ROW, text=text), words)
    learned = [tag for window in windows for tag in window.tags if tag != UNKNOWN]
    assert len(windows) > 1
    assert len(learned) == len(words.split(text).ids)
    assert sum(len(window.anchors) for window in windows) == learned.count(BEGIN) == 1


def test_a_role_outside_the_window_of_its_anchor_is_left_out(words: Pieces) -> None:
    text = f"Countwatch spoke. {'The choir sang in the hall. ' * 40}{TEXT}."
    windows = code(claim_example({**ROW, "speaker": "Countwatch"}, text=text), words)
    assert windows[-1].anchors and "speaker" not in roles_of(windows[-1])


def test_a_text_without_words_has_no_windows(words: Pieces) -> None:
    assert code(claim_example(text=" "), words) == []


def test_windows_side_by_side_are_padded_to_the_longest(words: Pieces) -> None:
    short, long = (code(claim_example(*rows, text=text), words)[0] for text, rows in (("Omsk", []), (TEXT, [ROW])))
    batch = make_batch([short, long])
    assert batch.pieces.tolist()[0] == [CLS, 7, SEP, 0, 0, 0, 0, 0, 0]
    assert batch.mask.sum(1).tolist() == [3, 9]
    assert batch.tags.tolist()[0] == [UNKNOWN, 0, *[UNKNOWN] * 7]
    assert batch.where.tolist() == [[1, 2]]
    assert batch.roles.shape == (1, len(TASKS["claims"].roles), 9)


def test_roles_of_a_short_window_are_unknown_where_it_is_padded(words: Pieces) -> None:
    short = code(claim_example(make_row("detained", "held"), text="Ten held"), words)[0]
    batch = make_batch([short, code(claim_example(), words)[0]])
    assert batch.roles[0, 0].tolist() == [0, 0, 0, 0, *[UNKNOWN] * 5]


@pytest.mark.parametrize("task", TASKS)
def test_a_batch_may_have_no_anchors(task: str, words: Pieces) -> None:
    batch = make_batch(code(Example(task, TEXT, "g"), words))
    assert batch.where.shape == (0, 2)
    assert batch.roles.shape == (0, len(TASKS[task].roles), 9)
    assert batch.attributes.shape == (0, len(TASKS[task].attributes))


def test_batches_hold_every_window_once_and_no_more_pieces_than_asked(words: Pieces) -> None:
    windows = [code(claim_example(text="word " * length), words)[0] for length in range(1, 60)]
    batches = list(shuffle_batches(windows, 200, random.Random(7)))
    assert sorted(len(window.pieces) for batch in batches for window in batch) == list(range(3, 62))
    assert all(len(batch) * max(len(window.pieces) for window in batch) <= 300 for batch in batches)
