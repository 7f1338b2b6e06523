import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from habeas.intake.captions import assemble, split_blocks
from habeas.intake.dateline import find_dateline
from habeas.model import Report
from tests.intake.summary import left_out

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/intake/blocks.yml").read_text(encoding="utf-8"))
PIECES = (
    *(
        "Police detained 14 people. ",
        "Fourteen held",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\u2028",
        "date 2021-03-07 ",
        "FILE - ",
    ),
    *("[Credit: AP/Jo Sample]", "(Photo: ", ")", "[", "REUTERS/Jo", "/AP", "Photo by Jo", " via Getty Images", "---\n"),
    *(
        "ALDMOOR, March 7 (Wire) — ",
        "-ALDMOOR — -",
        "Aldmoor: 14",
        "- ",
        "Date: ",
        "2021",
        "Фото: ",
        "\u00a0",
        "é",
        ".",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_text_falls_into_blocks(case: dict[str, Any]) -> None:
    text = case["text"]
    blocks = split_blocks(text, find_dateline(text).blocks)
    assert [[block.kind, text[block.start : block.end]] for block in blocks] == case["blocks"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14).map("".join))
def test_blocks_cover_any_text_in_order(text: str) -> None:
    report = Report("report-1", text, None, blocks=split_blocks(text, find_dateline(text).blocks))
    assert not left_out(report).strip()


@pytest.mark.parametrize(
    "piece", [*PIECES, "Short line\n\n", "(", "[photo: ", "A ", "A, ", ". Ab Cd ", "REUTERS/", "\n "]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    blocks = split_blocks(text, find_dateline(text).blocks)
    assert time.process_time() - started < 2  # measured: 0.2 at most; with one square in it, minutes
    assert bool(blocks) == bool(text.strip())


@given(st.lists(st.tuples(st.sampled_from(["heading", "body", "caption"]), st.sampled_from(PIECES).map(str.strip))))
def test_blocks_cover_what_is_put_together(parts: list[tuple[str, str]]) -> None:
    text, blocks = assemble([(kind, words) for kind, words in parts if words])
    assert not left_out(Report("report-1", text, None, blocks=blocks)).strip()
