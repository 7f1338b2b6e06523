"""The instants a date may mean: what was surely published by then, or surely later."""

import pytest

from habeas.model.instant import first_instant, last_instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2022", "2022-12-31T23:59:59Z"),
        ("2022-02", "2022-02-28T23:59:59Z"),
        ("2020-02", "2020-02-29T23:59:59Z"),
        ("2022-02-27", "2022-02-27T23:59:59Z"),
        ("2022-02-27T22", "2022-02-27T22:59:59Z"),
        ("2022-02-27T22:54", "2022-02-27T22:54:59Z"),
        ("2022-02-27 22:54", "2022-02-27T22:54:59Z"),
        ("2022-02-27T22:54:07", "2022-02-27T22:54:07Z"),
        ("2022-02-27T22:54:07.25Z", "2022-02-27T22:54:07Z"),
        ("2022-02-27T22:54+03:00", "2022-02-27T19:54:59Z"),
        ("2022-02-27T22:54-0500", "2022-02-28T03:54:59Z"),
        ("2022-02-27T22:54+99:99", None),
        ("0988", "0988-12-31T23:59:59Z"),
        ("2022-02-30", None),
        ("2022-13", None),
        ("0001-01-01T00:00+23:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_last_instant(text: str, instant: str | None) -> None:
    assert last_instant(text) == instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2022", "2022-01-01T00:00:00Z"),
        ("2022-02", "2022-02-01T00:00:00Z"),
        ("2022-02-27", "2022-02-27T00:00:00Z"),
        ("2022-02-27T22:54", "2022-02-27T22:54:00Z"),
        ("2022-02-27T22:54:07+03:00", "2022-02-27T19:54:07Z"),
        ("0988-08-14", "0988-08-14T00:00:00Z"),
        ("2022-02-30", None),
        ("0001-01-01T00:00+23:00", None),
        ("yesterday", None),
    ],
)
def test_first_instant(text: str, instant: str | None) -> None:
    assert first_instant(text) == instant
