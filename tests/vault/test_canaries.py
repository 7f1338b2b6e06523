"""No planted name, and nothing that identifies, is found in any file or message of the program, whatever befalls it."""

import csv
import ctypes
import io
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from typer.testing import CliRunner

import habeas.linkage
from habeas.cli import app
from habeas.exc import HabeasError
from habeas.model.instant import now
from habeas.settings import read_settings
from tests.places import GAZETTEER
from tests.vault.canaries import CALLER, KEY, NAMES, REMARK, TOWN, WORDS, find_leaks, list_forms, read_files
from tests.vault.kills import kill_at

LINKAGE = str(Path(habeas.linkage.__file__).parent)
COLUMNS = ("call", "person", "age", "city", "detained", "held at", "released", "may be listed", "caller", "remarks")


@dataclass
class Machine:
    """A user's machine in one folder: all that the program writes lies in `folder`; what it prints is `told`."""

    folder: Path
    lists: Path
    told: list[tuple[str, bytes]] = field(default_factory=list)

    def run(self, *arguments: str, given: str | bytes = "") -> str:
        """What a command printed, kept together with what its errors hold, down to the first."""
        result = CliRunner().invoke(app, arguments, input=given)
        assert isinstance(result.exception, HabeasError | SystemExit | None), result.exception
        self.told.append((" ".join(arguments), f"{result.output}\n{_tell(result.exception)}".encode()))
        return result.stdout

    def leaks(self) -> list[str]:
        return find_leaks([*read_files(self.folder), *self.told])


def _tell(error: BaseException | None) -> str:
    """Everything that an error says of itself, and the errors behind it, even where they are not to be shown."""
    if error is None:
        return ""
    behind = (error.__cause__, error.__context__)
    own = (repr(error), str(error), repr(vars(error)), "".join(traceback.format_exception(error)))
    return "\n".join([*own, *map(_tell, behind)])


def make_row(number: int, name: str, **cells: str) -> dict[str, str]:
    """A row of the hotline's sheet."""
    known = {"age": "34", "city": "Казань", "detained": "24.02.2022", "caller": CALLER, "remarks": REMARK}
    return {"call": f"{KEY}-{number}", "person": name, **known, **cells}


def write_list(path: Path, *rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return str(path)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """A machine whose every folder is one of ours."""
    folder = tmp_path / "machine"
    for name in ("home", "tmp", "cache", "config", "data"):
        (folder / name).mkdir(parents=True)
    (folder / "cache" / "gazetteer").mkdir()
    (folder / "cache" / "gazetteer" / "gazetteer.sqlite").symlink_to(GAZETTEER / "gazetteer.sqlite")
    for name, value in list_environment(folder).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    (tmp_path / "lists").mkdir()
    read_settings.cache_clear()
    yield Machine(folder, tmp_path / "lists")
    read_settings.cache_clear()


def list_environment(folder: Path) -> dict[str, str]:
    """Where the program keeps things on this machine."""
    return {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "SQLITE_TMPDIR": str(folder / "tmp"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "HABEAS_STORE": str(folder / "data" / "store"),
        "HABEAS_CACHE": str(folder / "cache" / "gazetteer"),
    }


@pytest.mark.parametrize("word", WORDS)
def test_every_form_of_a_planted_word_is_found_where_it_is(word: str) -> None:
    for name, form in list_forms(word).items():
        assert find_leaks([("here", b"\0before" + form + b"after\0")]), name
    assert find_leaks([("here", b"nothing of the kind")]) == []


def test_no_name_is_in_any_file_or_message_of_a_working_day(machine: Machine) -> None:
    rows = [make_row(number, name) for number, name in enumerate(NAMES)]
    path = write_list(machine.lists / "calls.csv", *rows)
    machine.run("vault", "init", "--key", "file")
    machine.run("people", "import", path, "--mapping", "hotline")
    fields = {"name": NAMES[0], "place": TOWN, "contact": CALLER, "note": REMARK, "detained_at": "2022-02-27"}
    added = machine.run("people", "add", "--list", "form", given=json.dumps(fields)).split()[1].rstrip(",")
    machine.run("people", "add", "--update", added, given=json.dumps({"status": "released", "facility": TOWN}))
    machine.run("people", "find", given=f"{NAMES[1].split()[0]}\n")
    write_list(machine.lists / "calls.csv", *rows, make_row(0, NAMES[2], remarks="changed"))
    machine.run("people", "import", path, "--mapping", "hotline")
    for shown in ("table", "json", "jsonl"):
        machine.run("people", "list", "--format", shown)
    machine.run("vault", "rotate", "--key", "file")
    machine.run("vault", "check")
    machine.run("people", "shred", added, "--yes", "--close")
    assert "6 rows of 2 lists" in machine.run("people", "list")
    assert machine.leaks() == []
    shown = machine.run("people", "show", "--show-names", machine.run("people", "list").split()[0])
    assert NAMES[0] in shown, "what is looked for is there for those with the key"


PEOPLE = """
name: people
version: 1
description: People of an invented list who may be shared.
list: people
key: call
person: {name: person, age: age, contact: caller, note: remarks}
place: [{column: city}]
detained_at: {column: detained}
statuses: [{kind: released, at: {column: released}}]
consent: {column: may be listed, values: {"yes": given}}
visibility: {column: held at, values: {all: shared}}
"""
SCOPE = ("--from", "2022-02-24", "--to", "2022-02-27", "--place", "Russia")


def import_lists(machine: Machine, people: int = 3) -> None:
    """Two lists on which the same people stand, differently spelt, all of whom may be shared."""
    (machine.lists / "people.yml").write_text(PEOPLE, encoding="utf-8")
    known = {"detained": "2022-02-24", "may be listed": "yes", "held at": "all"}
    for name, shift in (("calls", 0), ("courts", 1)):
        named = (NAMES[(number + shift) % 2] for number in range(people))
        rows = [make_row(number, each, age=f"{20 + number}", **known) for number, each in enumerate(named)]
        path = write_list(machine.lists / f"{name}.csv", *rows)
        machine.run("people", "import", path, "--mapping", f"{machine.lists / 'people.yml'}", "--list", name)


@pytest.mark.slow
def test_no_name_is_in_what_is_linked_counted_estimated_compared_and_published(machine: Machine) -> None:
    data = machine.folder / "data"
    machine.run("vault", "init", "--key", "file")
    import_lists(machine)
    assert "6 records" in machine.run("people", "link")
    person, other = [line.split()[0] for line in machine.run("people", "list").splitlines()[:6:3]]
    for shown in ("table", "json"):
        machine.run("people", "explain", person, other, "--format", shown, "--svg", f"{data / 'why.svg'}")
        machine.run("people", "doubtful", "--format", shown)
    machine.run("judge", "same-person", person, other, "--by", "desk", "--reason", "seen")
    machine.run("people", "counts", "--by", "place", "--by", "day", "--format", "json")
    machine.run("people", "counts", "--overdue")
    machine.run("tally", *SCOPE, "--explain")
    machine.run("tally", *SCOPE, "--format", "json")
    machine.run("estimate", "--svg", f"{data / 'pictures'}", "--leave-out")
    machine.run("people", "secret", f"{data / 'comparison.secret'}")
    for out in ("ours", "theirs"):
        encoded = ("--secret", f"{data / 'comparison.secret'}", "--out", f"{data / out}")
        assert "encoded" in machine.run("people", "encode", *encoded, "--list", "calls")
    machine.run("people", "match", f"{data / 'ours'}", f"{data / 'theirs'}", "--out", f"{data / 'overlap'}")
    machine.run("people", "recognise", f"{data / 'overlap'}", "--secret", f"{data / 'comparison.secret'}")
    machine.run("publish", "--make-key", f"{data / 'desk.key'}")
    edition = ("--key", f"{data / 'desk.key'}", "--out", f"{data / 'edition'}", "--as-of", f"{now()[:19]}Z")
    machine.run("publish", *SCOPE, *edition)
    machine.run("vault", "rotate", "--key", "file")
    assert all((data / name).exists() for name in ("overlap", "why.svg", "pictures", "edition"))
    assert machine.leaks() == []


@pytest.mark.slow
@pytest.mark.parametrize("step", [50, 2_000])
def test_no_name_is_left_where_linking_was_killed(machine: Machine, step: int) -> None:
    machine.run("vault", "init", "--key", "file")
    import_lists(machine)
    assert kill_at(step, lambda: CliRunner().invoke(app, ["people", "link"]), code=LINKAGE)
    assert machine.leaks() == []
    assert "6 records" in machine.run("people", "link") and machine.leaks() == []


@pytest.mark.slow
def test_no_name_is_left_where_a_rotation_was_killed(machine: Machine) -> None:
    machine.run("vault", "init", "--key", "file")
    import_lists(machine)
    assert kill_at(150, lambda: CliRunner().invoke(app, ["vault", "rotate", "--key", "file"]))
    assert machine.leaks() == []
    machine.run("vault", "check")
    assert "6 sealed rows under a new key" in machine.run("vault", "rotate", "--key", "file")
    assert machine.leaks() == []


def test_a_process_that_opened_a_vault_leaves_no_image_of_its_memory(machine: Machine) -> None:
    machine.run("vault", "init", "--key", "file")
    child = os.fork()
    if child == 0:
        machine.run("vault", "check")
        is_bound = resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
        is_dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) if sys.platform == "linux" else 0
        os._exit(0 if is_bound and not is_dumpable else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.slow
def test_no_name_is_in_the_index_of_places_that_is_mapped_into_memory(machine: Machine) -> None:
    index = machine.folder / "cache" / "gazetteer" / "gazetteer.sqlite"
    index.unlink()
    shutil.copy(GAZETTEER / "gazetteer.sqlite", index)
    machine.run("vault", "init", "--key", "file")
    rows = [make_row(number, name, city=name) for number, name in enumerate(NAMES)]
    machine.run("people", "import", write_list(machine.lists / "calls.csv", *rows), "--mapping", "hotline")
    assert index.stat().st_size > 10_000_000 and machine.leaks() == []


FAULTS = {
    "no day": {"detained": f"32.13.{KEY}"},
    "no age": {"age": NAMES[0]},
    "consent": {"may be listed": NAMES[1]},
    "half a character": {"remarks": "\\ud800" + REMARK},
    "too long": {"person": NAMES[2] * 3000},
    "a formula": {"person": f"=HYPERLINK({NAMES[3]})"},
    "no key": {"call": ""},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_row_with_a_fault_is_told_by_its_number(machine: Machine, fault: str) -> None:
    path = write_list(machine.lists / "calls.csv", make_row(1, NAMES[0]), make_row(2, NAMES[1]) | FAULTS[fault])
    machine.run("vault", "init", "--key", "file")
    machine.run("people", "import", path, "--mapping", "hotline")
    assert machine.leaks() == []


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("people", "add"), f'{{"name": "{NAMES[0]}"'),
        (("people", "add"), f'{{"name": {{"{NAMES[0]}": 1}}}}'),
        (("people", "add"), f'{{"{NAMES[0]}": "x", "age": "{NAMES[1]}"}}'),
        (("people", "add"), f'{{"name": "{NAMES[0]}\\ud800"}}'),
        (("people", "add", "--update", "person-0"), f'{{"name": "{NAMES[0]}"}}'),
        (("people", "find"), f"{NAMES[3]}\n"),
        (("people", "find"), NAMES[3].encode()[:-1] + b"\n"),
        (("people", "show", "person-0", "--show-names"), ""),
    ],
)
@pytest.mark.parametrize("is_keyless", [False, True])
def test_what_fails_tells_nothing(
    machine: Machine, arguments: tuple[str, ...], given: str | bytes, *, is_keyless: bool
) -> None:
    machine.run("vault", "init", "--key", "file")
    machine.run("people", "import", write_list(machine.lists / "a.csv", make_row(1, NAMES[3])), "--mapping", "hotline")
    if is_keyless:
        next((machine.folder / "config").rglob("*.key")).unlink()
    machine.run(*arguments, given=given)
    assert machine.leaks() == []


def test_a_damaged_vault_tells_nothing_and_the_rest_works_without_it(machine: Machine) -> None:
    machine.run("vault", "init", "--key", "file")
    machine.run("people", "import", write_list(machine.lists / "a.csv", make_row(1, NAMES[3])), "--mapping", "hotline")
    person = machine.run("people", "list").split()[0]
    with closing(sqlite3.connect(machine.folder / "data/store/vault/vault.sqlite")) as database, database:
        database.execute("UPDATE record SET sealed = substr(sealed, 1, 100) || x'00' || substr(sealed, 102)")
    machine.run("people", "show", "--show-names", person)
    assert "does not open" in machine.run("vault", "check")
    (machine.folder / "data/store/vault/vault.sqlite").unlink()
    machine.run("people", "show", "--show-names", person)
    assert "Kazan" in machine.run("people", "list") and machine.leaks() == []


@pytest.mark.slow
def test_an_import_killed_half_way_leaves_no_name_and_is_ended_by_another(machine: Machine) -> None:
    rows = [make_row(number, NAMES[number % 5]) for number in range(8_000)]
    command = ["people", "import", write_list(machine.lists / "calls.csv", *rows), "--mapping", "hotline"]
    machine.run("vault", "init", "--key", "file")
    killed = start(machine, command)
    wait_for_sealed(machine, 2000)
    os.kill(killed.pid, signal.SIGKILL)
    machine.told += [("killed", part) for part in killed.communicate()]
    assert list((machine.folder / "data/store/vault").glob("*-wal")), "its log is looked through too"
    assert machine.leaks() == []
    told = machine.run(*command)
    assert " 0 changed, " in told and "0 with faults" in told
    assert "8,000 rows of 1 list" in machine.run("people", "list").splitlines()[-1]
    assert "8,000 sealed, 0 shredded" in (checked := machine.run("vault", "check"))
    assert "not recorded" not in checked and machine.leaks() == []


def start(machine: Machine, arguments: list[str]) -> subprocess.Popen[bytes]:
    """The program as a process of its own on this machine."""
    program = "import sys; from habeas.cli import main; sys.argv[0] = 'habeas'; main()"
    environment = {**os.environ, **list_environment(machine.folder)}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def wait_for_sealed(machine: Machine, at_least: int) -> None:
    """Wait until an import under way has sealed so many rows."""
    for _ in range(1200):
        time.sleep(0.05)
        with closing(sqlite3.connect(machine.folder / "data/store/vault/vault.sqlite", timeout=10)) as database:
            if database.execute("SELECT count(*) FROM record").fetchone()[0] >= at_least:
                return
    raise AssertionError(f"fewer than {at_least} sealed after a minute")
