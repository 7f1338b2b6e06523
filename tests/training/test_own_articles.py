"""Articles of our own are annotated as the guidelines say."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from habeas.lang import load_language
from habeas.model import EVENT_TYPES
from training.own_articles import read_articles, read_claim

Json = dict[str, Any]


@cache
def articles() -> list[Json]:
    return read_articles(load_language("en"))


def test_every_word_of_a_claim_stands_in_its_article() -> None:
    missing = [
        (article["id"], words)
        for article in articles()
        for words in _list_words(article)
        if words not in article["text"]
    ]
    assert len(articles()) > 10
    assert missing == []


def test_types_and_days_fit() -> None:
    claims = [claim for article in articles() for claim in article["claims"]]
    days = [claim["when"] for claim in claims if claim["when"]]
    assert {claim["type"] for claim in claims} == set(EVENT_TYPES)
    assert all(date.fromisoformat(day["start"]) <= date.fromisoformat(day["end"]) for day in days)


def test_a_line_is_a_claim() -> None:
    line = "detained | arrests | about 40 | men | police | Lida | on Monday > 2021-03-01..2021-03-01 | - | - | alleged"
    claim = read_claim(line, "2021-03-02", load_language("en"))
    assert claim["quantity"] == {"text": "about 40", "low": 36, "high": 44, "relation": "about"}
    assert claim["when"] == {"text": "on Monday", "start": "2021-03-01", "end": "2021-03-01"}
    assert (claim["place"], claim["speaker"], claim["modality"], claim["scope"]) == (["Lida"], None, "alleged", "new")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("detained | arrests | 4", "has 3 fields; expected 10"),
        ("detained | arrests | umpteen | - | - | - | day | - | - |", "'umpteen' has no bounds"),
        ("detained | arrests | 4 | - | - | - | day | - | - | rumoured", "'rumoured' is no modality, scope or context"),
    ],
)
def test_a_line_that_does_not_fit_is_named(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_claim(line, "2021-03-02", load_language("en"))


def _list_words(article: Json) -> list[str]:
    spans = [
        [claim["trigger"], *claim["place"], *(claim[role] for role in ("whom", "by", "speaker", "via"))]
        + [claim[part] and claim[part]["text"] for part in ("quantity", "when")]
        for claim in article["claims"]
    ]
    return [words for span in spans for words in span if words]
