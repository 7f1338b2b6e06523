"""Words that say when, as examples."""

from pathlib import Path

import pytest

from habeas.exc import InputError, QuestionError
from tests.training.gum_file import write_gum
from training.dates import read_dates
from training.example import Example

TIMEML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2019-01-04">January 4</TIMEX3></DCT>
<TEXT>
The crowd <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE">last <SIGNAL>Friday</SIGNAL></TIMEX3> for
<TIMEX3 tid="t2" type="DURATION">two hours</TIMEX3> &amp; left <TIMEX3 tid="t3" type="TIME">at noon </TIMEX3>.
</TEXT></TimeML>
"""


def put(folder: Path, content: str) -> Path:
    path = folder / "tempeval3" / "TempEval3-train_TML" / "a.tml"
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    return path


def timed(example: Example) -> list[tuple[str, str]]:
    return [(example.text[slice(*stretch)], label) for stretch, label in example.spans]


def test_dates_of_gum_are_read(tmp_path: Path) -> None:
    write_gum(tmp_path)
    (example,) = read_dates(tmp_path, ["gum"])
    assert (example.task, example.group) == ("times", "gum GUM_news_luvania")
    assert timed(example) == [("Friday", "TIME"), ("May 2", "TIME")]


def test_dates_and_times_of_day_of_tempeval_are_read_but_no_durations(tmp_path: Path) -> None:
    put(tmp_path, TIMEML)
    (example,) = read_dates(tmp_path, ["tempeval3"])
    assert example.text.startswith("The crowd met last Friday for\ntwo hours & left at noon")
    assert timed(example) == [("last Friday", "TIME"), ("at noon", "TIME")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [("<TimeML>\n<TEXT></TimeML>", "line 2: expected a TimeML document"), ("<TimeML/>", "expected a TEXT element")],
)
def test_a_broken_file_is_named(tmp_path: Path, content: str, reason: str) -> None:
    path = put(tmp_path, content)
    with pytest.raises(InputError) as error:
        list(read_dates(tmp_path, ["tempeval3"]))
    assert str(error.value).startswith(str(path))
    assert reason in str(error.value)


def test_an_unknown_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="'platinum': expected one of gum"):
        list(read_dates(tmp_path, ["platinum"]))
