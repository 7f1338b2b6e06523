"""The commands as a user types them: what they print, where, and the exit code."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from habeas.cli import app
from habeas.cli.reference import write_reference
from habeas.exc import HabeasError, InputError, QuestionError, StoreError
from habeas.intake import IntakeOptions, read_paths
from habeas.model import Quantity, Reading, Report, Span
from habeas.settings import Settings, read_settings
from habeas.store import ClaimQuery, open_store, reading_entry
from tests.claims import CLAIM_FIELDS
from tests.places import GAZETTEER

ROOT = Path(__file__).resolve().parents[2]
RECORD = {"id": "a-1", "date": "2021-03-10", "publisher": "Test Wire", "text": "Police arrested 12 people in Minsk."}


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HABEAS_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("HABEAS_CACHE", str(GAZETTEER))
    monkeypatch.setenv("HABEAS_WORKERS", "1")
    read_settings.cache_clear()
    yield
    read_settings.cache_clear()


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A file of two good records and a broken one between them."""
    path = tmp_path / "reports.jsonl"
    later = {**RECORD, "id": "a-2", "date": "2021-03-11", "text": "Police detained 3 people in Kazan, OVD-Info said."}
    path.write_text(f"{json.dumps(RECORD)}\n{{broken\n{json.dumps(later)}\n", encoding="utf-8")
    return path


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, arguments, input=given)


def test_read_prints_records_with_exactly_the_fields_of_a_claim_and_their_spans(reports: Path) -> None:
    result = run("read", str(reports), "--format", "jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["id"] for record in records] == ["a-1", "a-2"]
    for record in records:
        claim = record["claims"][0]
        text = record["report"]["text"]
        assert set(claim) == CLAIM_FIELDS | {"spans", "score", "method"}
        assert text[slice(*claim["spans"]["trigger"])] == claim["trigger"]
        assert [text[slice(*pair)] for pair in claim["spans"]["place"]] == claim["place"]


def test_read_names_what_is_broken_and_reads_the_rest(reports: Path) -> None:
    result = run("read", str(reports))
    assert result.exit_code == InputError.exit_code
    assert f"habeas: {reports}, line 2: " in result.stderr
    assert "2 reports, 2 claims" in result.stdout


def test_a_report_in_another_language_is_not_read_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Полиция задержала в воскресенье четырнадцать человек на площади в Омске.", encoding="utf-8")
    result = run("read", str(path), "--date", "2021-03-10")
    assert result.stderr == "habeas: a.txt: not read: its language is 'ru', expected 'en'\n"
    assert "1 report, 0 claims" in result.stdout


def test_collect_counts_what_it_did_not_read_by_language(tmp_path: Path) -> None:
    texts = ["Полиция задержала четырнадцать человек.", "Поліція затримала чотирнадцять осіб.", RECORD["text"]]
    records = [{**RECORD, "id": str(number), "text": text} for number, text in enumerate(texts)]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    first, again = run("collect", str(path)).stdout, run("collect", str(path)).stdout
    line = "2 stored but not read, for want of tables of their language: 1 in 'ru', 1 in 'uk'"
    assert "3 new reports" in first and line in first.splitlines()
    assert "not read" not in again


def test_read_takes_standard_input_with_a_date(tmp_path: Path) -> None:
    result = run("read", "-", "--date", "2021-03-10", "--format", "json", given=RECORD["text"])
    [record] = json.loads(result.stdout)
    assert record["claims"][0]["when"] == {"text": None, "start": "2021-03-10", "end": "2021-03-10"}
    assert not (tmp_path / "store").exists(), "read must not touch the store"


def test_a_report_without_a_date_is_read_with_a_warning() -> None:
    result = run("read", "-", "--format", "json", given="Police arrested 12 people in Minsk on Tuesday.")
    assert json.loads(result.stdout)[0]["claims"][0]["when"] is None
    assert "habeas: standard input: no publication date" in result.stderr


def test_collect_then_tally_then_verify(reports: Path) -> None:
    assert run("collect", str(reports)).exit_code == InputError.exit_code
    days = ("--from", "2021-03-10", "--to", "2021-03-11")
    answer = json.loads(run("tally", "--measure", "detained", "--place", "Russia", *days, "--format", "json").stdout)
    figures = [(tally["label"], tally["low"], tally["robust_low"]) for tally in answer["tallies"]]
    assert figures == [("Russia", 3, 0), ("Kazan", 3, 0)]
    [claim] = [answer["claims"][term["claim"]] for term in answer["tallies"][0]["certificate"]["terms"]]
    assert (claim["quantity"]["low"], claim["voice"]["name"]) == (3, "OVD-Info")
    assert [item["reason"] for item in answer["set_aside"]] == ["happened in Minsk, outside the place asked for"]
    assert run("verify").stdout.startswith("9 rows agree with the ledger")


def test_collecting_again_stores_nothing_new(reports: Path) -> None:
    run("collect", str(reports))
    assert "0 new reports, 2 known, 1 refused" in run("collect", str(reports)).stdout


def test_as_of_leaves_out_what_was_published_later(reports: Path) -> None:
    run("collect", str(reports))
    days = ("--from", "2021-03-01", "--to", "2021-03-31")
    printed = run("tally", *days, "--as-of", "2021-03-10", "--format", "json").stdout
    assert [tally["label"] for tally in json.loads(printed)["tallies"] if tally["place"]] == ["Minsk"]


DAYS = ("--from", "2021-03-01", "--to", "2021-03-31")


def record_other_reading(store: Path) -> None:
    """A reading of the report from Kazan by another method, which found 40 instead of 3."""
    with open_store(store) as opened:
        [stored] = [each for each in opened.claims(ClaimQuery()) if "Kazan" in each.sentence]
        report = opened.report(stored.claim.report)
        assert report is not None
        number = Quantity(40, 40, "exact", None, "guidelines-1")
        claim = replace(stored.claim, id="claim-other", quantity=number, method="other-en@7")
        whole = {claim.id: Span(report.id, 0, len(report.text))}
        opened.record([reading_entry(Reading(report, "other-en@7", (claim,), ()), whole)])


def store_read_by_another(reports: Path, store: Path) -> None:
    """A store of the reports, in which another method has found nothing."""
    with open_store(store) as opened:
        given = [item for item in read_paths([str(reports)], IntakeOptions()) if isinstance(item, Report)]
        opened.record([reading_entry(Reading(report, "other-en@7", (), ()), {}) for report in given])


def test_reread_adds_what_another_reader_finds(reports: Path, tmp_path: Path) -> None:
    store_read_by_another(reports, tmp_path / "store")
    reports.unlink()
    first = run("reread", "--limit", "1")
    assert first.stdout.startswith(
        "2 stored reports: 1 read anew by neural-en@2, 0 read by it before, 0 refused\n"
        "1 report left to read: run the same command again to go on\n1 new claims and "
    )
    second = run("reread", "--reader", "neural").stdout
    assert second.startswith("2 stored reports: 1 read anew by neural-en@2, 1 read by it before, 0 refused\n1 new")
    third = run("reread")
    assert third.stdout.startswith(
        "2 stored reports: 0 read anew by neural-en@2, 2 read by it before, 0 refused\n0 new"
    )
    assert first.exit_code == third.exit_code == 0


def test_reread_without_a_store_is_refused() -> None:
    result = run("reread")
    assert isinstance(result.exception, StoreError) and "there is no store here yet" in str(result.exception)


@pytest.mark.parametrize(("name", "words"), [("tarot", "reader 'tarot' is unknown; there are neural, tables")])
@pytest.mark.parametrize("command", ["collect", "read", "reread"])
def test_a_reader_that_is_not_there_is_named(command: str, name: str, words: str, reports: Path) -> None:
    run("collect", str(reports))
    result = run(command, *([] if command == "reread" else [str(reports)]), "--reader", name)
    assert isinstance(result.exception, HabeasError) and words in str(result.exception)


@pytest.mark.parametrize(
    ("methods", "low", "by"),
    [
        ((), 40, {"other-en@7": 1, "neural-en@2": 1}),
        (("neural-en@2",), 3, {"neural-en@2": 2}),
        (("neural-en",), 3, {"neural-en@2": 2}),
        (("other-en",), 40, {"other-en@7": 1}),
        (("other-en", "neural-en@2"), 40, {"other-en@7": 1, "neural-en@2": 1}),
    ],
)
def test_a_count_is_of_the_newest_reading_or_of_the_method_named(
    methods: tuple[str, ...], low: int, by: dict[str, int], reports: Path, tmp_path: Path
) -> None:
    run("collect", str(reports))
    record_other_reading(tmp_path / "store")
    named = [word for method in methods for word in ("--method", method)]
    answer = json.loads(run("tally", *DAYS, *named, "--format", "json").stdout)
    [kazan] = [tally for tally in answer["tallies"] if tally["label"] == "Kazan"]
    assert (kazan["low"], answer["methods"]) == (low, by)


def test_a_method_that_has_read_nothing_is_refused_with_those_that_have(reports: Path, tmp_path: Path) -> None:
    run("collect", str(reports))
    record_other_reading(tmp_path / "store")
    result = run("tally", *DAYS, "--method", "tables")
    assert isinstance(result.exception, QuestionError)
    assert "--method 'tables' has read no report of this store" in str(result.exception)
    assert str(result.exception).endswith("they were read by neural-en@2, other-en@7")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("reread", "--limit", "0"), "'--limit'"),
        (("tally", "--from", "27.2.2022", "--to", "2022-02-27"), "--from '27.2.2022': expected a day as YYYY-MM-DD"),
        (("tally", "--from", "2022-02-30", "--to", "2022-03-01"), "--from '2022-02-30'"),
        (("tally", "--from", "2022-02-28", "--to", "2022-02-27"), "is after"),
        (("tally", "--from", "2022-02-27", "--to", "2022-02-27", "--measure", "arrests"), "expected one of attended"),
        (("tally", "--from", "2022-02-27", "--to", "2022-02-27", "--as-of", "never"), "--as-of 'never'"),
        (("tally", "--from", "2022-02-27", "--to", "2022-02-27", "--as-of", ""), "--as-of ''"),
        (("tally", "--from", "2022-02-27", "--to", "2022-02-27", "--measure", ""), "--measure ''"),
        (("tally", "--from", "2022-02-27", "--to", "2022-02-27", "--by", "week"), "expected one of place, day, total"),
        (("tally", "--from", "2022-02-27", "--to", "2022-02-27", "--floor", "2"), "--floor 2.0: expected a score"),
        (("tally", "--from", "2022-02-27", "--to", "2022-02-27", "--context", "war"), "expected one of protest"),
        (("corrections", "--from", "2022-02-27", "--to", "2022-02-27", "--since", "never"), "--since 'never'"),
        (("read", "x.txt", "--date", "2022-02-30"), "2022-02-30"),
    ],
)
def test_a_wrong_question_is_refused_with_code_2(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


@pytest.mark.parametrize("place", ["Nowhereville", ""])
def test_a_place_that_nobody_knows_is_no_answer_of_nothing(place: str) -> None:
    result = run("tally", "--place", place, "--from", "2022-02-27", "--to", "2022-02-27")
    assert isinstance(result.exception, HabeasError)
    assert f"--place {place!r} is not in the gazetteer" in str(result.exception)


def test_an_unknown_convention_is_refused_with_those_there_are(reports: Path) -> None:
    run("collect", str(reports))
    result = run("tally", *DAYS, "--convention", "guess-1")
    assert isinstance(result.exception, HabeasError)
    assert "convention 'guess-1' is unknown; there are guidelines-1, loose-1" in str(result.exception)


@pytest.mark.parametrize(("convention", "low"), [(None, 200), ("guidelines-1", 200), ("loose-1", 100)])
def test_vague_words_are_bounded_by_the_convention_asked_for(convention: str | None, low: int, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**RECORD, "text": "Police arrested hundreds of people in Minsk."}), encoding="utf-8")
    run("collect", str(path))
    given = [] if convention is None else ["--convention", convention]
    answer = json.loads(run("tally", *DAYS, "--measure", "detained", *given, "--format", "json").stdout)
    assert [tally["low"] for tally in answer["tallies"]] == [low, low]
    assert answer["query"]["convention"] == (convention or "guidelines-1")


def test_the_series_and_the_corrections_tell_of_a_withdrawn_report(reports: Path) -> None:
    run("collect", str(reports))
    days = ("--from", "2021-03-11", "--to", "2021-03-11", "--measure", "detained")
    claims = json.loads(run("tally", *days, "--format", "json").stdout)["claims"]
    [report] = {claim["report"] for claim in claims.values()}
    run("judge", "withdraw-report", report, "--by", "the desk", "--reason", "not so", "--at", "2021-03-20")
    assert "falls: a report was withdrawn by the desk: not so" in run("tally", *days, "--series").stdout
    log = json.loads(run("corrections", *days, "--format", "json").stdout)["corrections"]
    assert [entry["kind"] for entry in log] == ["claim-withdrawn", "figure-changed"]
    assert "Nothing was corrected." in run("corrections", *days, "--as-of", "2021-03-15").stdout


def test_all_days_there_are_can_be_asked_for(reports: Path) -> None:
    run("collect", str(reports))
    answer = json.loads(run("tally", "--from", "0001-01-01", "--to", "9999-12-31", "--format", "json").stdout)
    assert sorted(tally["label"] for tally in answer["tallies"] if tally["place"]) == ["Kazan", "Minsk"]


def test_a_setting_that_does_not_fit_is_named(monkeypatch: pytest.MonkeyPatch, reports: Path) -> None:
    monkeypatch.setenv("HABEAS_WORKERS", "many")
    read_settings.cache_clear()
    result = run("collect", str(reports))
    assert isinstance(result.exception, HabeasError)
    assert "HABEAS_WORKERS 'many'" in str(result.exception)


def test_an_empty_setting_is_none_and_an_empty_folder_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell gives an empty one for a variable that was never set; a system takes it for the folder one is in."""
    names = [f"HABEAS_{name.upper()}" for name in Settings.model_fields]
    for name in names:
        monkeypatch.delenv(name, raising=False)
    unset = Settings()
    for name in names:
        monkeypatch.setenv(name, "")
    assert Settings() == unset
    result = run("tally", "--store", "")
    assert result.exit_code == 2
    assert "is empty; expected a folder" in result.stderr


def test_the_reference_page_is_what_the_program_says() -> None:
    assert (ROOT / "docs" / "reference.md").read_text(encoding="utf-8") == write_reference(), "run `make docs`"


@pytest.mark.parametrize("day", ["2022-W08-7", "20220227", "2022-02-30", "yesterday"])
def test_a_day_is_written_in_one_way(day: str) -> None:
    result = run("tally", "--from", day, "--to", "2022-02-27")
    assert result.exit_code == 2 and "expected a day as YYYY-MM-DD" in " ".join(result.stderr.split())


@pytest.mark.parametrize("option", ["--public-key", "--previous"])
def test_what_can_be_asked_of_editions_only_does_not_pass_for_checked_of_a_store(reports: Path, option: str) -> None:
    run("collect", str(reports))
    assert run("verify").exit_code == 0
    result = run("verify", option, "somewhere")
    assert result.exit_code == 2 and f"{option} 'somewhere'" in " ".join(result.stderr.split())
