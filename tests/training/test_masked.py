"""Hidden words of dated news: what is read, how it is packed, what is hidden."""

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("transformers", reason="training needs the extra `train`")

from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from habeas.read.neural.pieces import Pieces
from training.masked import CLS, HIDDEN_SHARE, LENGTH, MASK, SEP, hide, pack, read_articles, read_items

torch = pytest.importorskip("torch")
WORD = 2000
SIZE = 30_000


@pytest.fixture(scope="module")
def words() -> Pieces:
    tokenizer = Tokenizer(WordLevel({"[UNK]": WORD}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return Pieces(tokenizer)


def test_texts_follow_one_another_in_full_rows(words: Pieces) -> None:
    pieces, cases = pack(iter(["Omsk sang " * 60, "the choir", "of " * 70]), words)
    assert pieces.shape == cases.shape == (1, LENGTH)
    assert pieces[0].tolist() == [CLS, *[WORD] * 120, SEP, WORD, WORD, SEP, WORD, WORD, WORD]
    assert cases[0].tolist()[:4] == [0, 1, 0, 1]


def test_what_fills_no_row_is_left_out(words: Pieces) -> None:
    pieces, _ = pack(iter(["the choir sang"]), words)
    assert pieces.shape == (0, LENGTH)


def test_a_share_of_the_words_is_hidden_and_no_mark_ever() -> None:
    pieces = torch.full((200, LENGTH), WORD)
    pieces[:, 0], pieces[:, 50] = CLS, SEP
    shown, hidden = hide(pieces, SIZE, torch.Generator().manual_seed(7))
    assert not hidden[:, [0, 50]].any()
    assert float(hidden.float().mean()) == pytest.approx(HIDDEN_SHARE, abs=0.01)
    assert bool((shown[~hidden] == pieces[~hidden]).all())
    assert float((shown[hidden] == MASK).float().mean()) == pytest.approx(0.8, abs=0.02)
    assert float((shown[hidden] == WORD).float().mean()) == pytest.approx(0.1, abs=0.02)


def test_items_of_the_years_that_measure_are_not_read(tmp_path: Path) -> None:
    items = [{"date": day, "text": day} for day in ("2017-12-31", "2018-01-01", "2002-05-01")]
    path = tmp_path / "stream.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, items)).encode()))
    assert list(read_items(path)) == ["2017-12-31", "2002-05-01"]


def test_articles_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.ann"):
        (tmp_path / name).write_text(f"text of {name}", encoding="utf-8")
    assert list(read_articles(tmp_path)) == ["text of a.txt", "text of b.txt"]
