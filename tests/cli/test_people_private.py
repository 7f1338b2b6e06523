"""Two groups compare their lists through files alone: what travels names nobody, and each recognises its own."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from habeas.cli import app
from habeas.exc import QuestionError

MAPPING = """
name: shared
version: 1
description: People of an invented list who may be shared.
list: shared
key: file
person: {name: name, birth: {column: born}}
place: [{column: city}]
detained_at: {column: detained}
consent: {column: consent, values: {"yes": given, "no": refused}}
visibility: {column: share, values: {all: shared, counts: counted}}
"""
HEAD = "file,name,city,born,detained,consent,share\n"
OURS = """1,Mirabel Testova,Moscow,1987,2022-02-27,yes,all
2,Oswin Bellweather,Kazan,1990,2022-02-26,yes,all
3,Perrin Canaryman,Moscow,1991,2022-02-27,no,counts
4,Perrin Canaryson,Moscow,1992,2022-02-27,yes,counts
5,Canary,,,,yes,all
"""
NOBODY = "1,Perrin Canaryson,Moscow,1992,2022-02-27,yes,counts\n2,Mirabel Canary,Moscow,1990,2022-02-27,no,counts\n"
THEIRS = """a,Тестова Мирабель,Moscow,1987,2022-02-27,yes,all
b,Perrin Canaryson,Moscow,1992,2022-02-27,yes,all
"""
RUNNER = CliRunner()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two stores with vaults, a list in each, and a secret that both have."""
    folder = tmp_path_factory.mktemp("groups")
    (folder / "shared.yml").write_text(MAPPING, encoding="utf-8")
    for store, rows in (("ours", OURS), ("theirs", THEIRS), ("nobody", NOBODY)):
        (folder / f"{store}.csv").write_text(HEAD + rows, encoding="utf-8")
        place = ("--store", f"{folder / store}")
        run("vault", "init", "--key", "file", "--key-file", f"{folder / store}.key", *place)
        run("people", "import", f"{folder / store}.csv", "--mapping", f"{folder / 'shared.yml'}", *place)
    for secret in ("shared", "other"):
        run("people", "secret", f"{folder / secret}.secret")
    return folder


def run(*arguments: str) -> str:
    result = attempt(*arguments)
    assert result.exit_code == 0, f"{result.output}{result.exception}"
    return result.output


def attempt(*arguments: str) -> Result:
    return RUNNER.invoke(app, list(arguments))


def encode(stores: Path, store: str, out: Path, *, secret: str = "shared") -> str:
    return run("people", "encode", *with_keys(stores, store, secret), "--out", f"{out / store}.encodings")


def recognise(stores: Path, store: str, out: Path) -> list[dict[str, str]]:
    told = run("people", "recognise", f"{out / 'overlap'}", *with_keys(stores, store), "--format", "json")
    records: list[dict[str, str]] = json.loads(told)
    return records


def with_keys(stores: Path, store: str, secret: str = "shared") -> tuple[str, ...]:
    return ("--secret", f"{stores / secret}.secret", "--store", f"{stores / store}")


def match(out: Path) -> str:
    files = (f"{out / 'ours.encodings'}", f"{out / 'theirs.encodings'}")
    return run("people", "match", *files, "--out", f"{out / 'overlap'}")


def test_two_groups_find_their_overlap_and_each_recognises_its_own(stores: Path, tmp_path: Path) -> None:
    encode(stores, "ours", tmp_path)
    encode(stores, "theirs", tmp_path)
    assert match(tmp_path).split("\n")[:3] == ["on both lists  1", "only on A      1", "only on B      1"]
    [ours], [theirs] = (recognise(stores, store, tmp_path) for store in ("ours", "theirs"))
    assert (ours["token"], ours["other"]) == (theirs["other"], theirs["token"])
    assert ours["record"] != theirs["record"]


def test_what_is_left_out_is_counted_by_reason(stores: Path, tmp_path: Path) -> None:
    told = encode(stores, "ours", tmp_path)
    assert "2 records encoded" in told
    assert "1 record not shared" in told
    assert "1 record of people who refused" in told
    assert "1 record with too little" in told


def test_an_encoding_of_nobody_is_refused_until_rows_are_shared(stores: Path, tmp_path: Path) -> None:
    file = tmp_path / "nobody.encodings"
    refused = attempt("people", "encode", *with_keys(stores, "nobody"), "--out", f"{file}")
    assert isinstance(refused.exception, QuestionError) and not file.exists()
    assert "1 not shared, 1 of people who refused" in str(refused.exception)
    rows, mapping = stores / "nobody.csv", stores / "shared.yml"
    rows.write_text(HEAD + NOBODY.replace("yes,counts", "yes,all"), encoding="utf-8")
    run("people", "import", f"{rows}", "--mapping", f"{mapping}", "--store", f"{stores / 'nobody'}")
    assert "1 record encoded" in encode(stores, "nobody", tmp_path)


def test_nothing_that_travels_or_is_printed_names_anybody(stores: Path, tmp_path: Path) -> None:
    told = encode(stores, "ours", tmp_path) + encode(stores, "theirs", tmp_path) + match(tmp_path)
    told += run("people", "recognise", f"{tmp_path / 'overlap'}", *with_keys(stores, "ours"))
    told += "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())
    secret = (stores / "shared.secret").read_text(encoding="utf-8").split()[1]
    words = ("canary", "Testova", "Тестова", "Oswin", "Moscow", "geonames", secret)
    assert [word for word in words if word.casefold() in told.casefold()] == []


def test_encoding_again_gives_the_same_file(stores: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "one", tmp_path / "two"):
        out.mkdir()
        encode(stores, "ours", out)
    assert (tmp_path / "one/ours.encodings").read_bytes() == (tmp_path / "two/ours.encodings").read_bytes()


def test_lists_encoded_under_two_secrets_are_refused(stores: Path, tmp_path: Path) -> None:
    encode(stores, "ours", tmp_path)
    encode(stores, "theirs", tmp_path, secret="other")
    result = attempt("people", "match", f"{tmp_path / 'ours.encodings'}", f"{tmp_path / 'theirs.encodings'}")
    assert "different secrets" in str(result.exception)


def test_a_group_that_was_not_compared_recognises_nobody_and_is_told_so(stores: Path, tmp_path: Path) -> None:
    encode(stores, "ours", tmp_path)
    encode(stores, "theirs", tmp_path)
    match(tmp_path)
    result = attempt("people", "recognise", f"{tmp_path / 'overlap'}", *with_keys(stores, "ours", "other"))
    assert "no token is of this store under this secret" in str(result.exception)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("", "expected either --secret FILE or --passphrase"),
        ("--secret shared.secret --passphrase", "expected either --secret FILE or --passphrase"),
        ("--passphrase", "no terminal to ask on"),
        ("--secret none", "the secret cannot be read"),
        ("--secret shared.secret --list other", "--list 'other' is not in the store"),
    ],
)
def test_wrong_use_is_refused_with_the_reason(
    stores: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: str, reason: str
) -> None:
    monkeypatch.chdir(stores)
    result = attempt("people", "encode", "--out", f"{tmp_path / 'out'}", "--store", "ours", *options.split())
    assert reason in str(result.exception)
    assert not (tmp_path / "out").exists()
