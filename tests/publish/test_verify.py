"""An edition is checked from its folder alone, and whatever was changed in it is named."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.exc import EditionError
from habeas.model.edition import Edition
from habeas.model.tally import Tally
from habeas.publish import EXPORTERS
from habeas.publish.load import read_edition, read_predecessor
from habeas.publish.sign import describe_key
from habeas.publish.verify import EditionCheck, verify_edition
from tests.publish.editions import KEY, export_tables, make_small_edition, write_edition
from tests.publish.tamper import FORGER, change_digit, flip_byte, list_files, make_manifests

DESK = describe_key(KEY.public_key())
CHECK_ALONE = """
import sys
from pathlib import Path
from habeas.publish.verify import verify_edition
from tests.publish.editions import export_tables
assert verify_edition(Path(sys.argv[1]), export_tables).faults == ()
print(sorted({"highspy", "scipy", "sqlalchemy"} & set(sys.modules)))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_edition(make_small_edition(), tmp_path / "edition-1")


def check(folder: Path, public_key: str | None = None, previous: Path | None = None) -> EditionCheck:
    return verify_edition(folder, export_tables, public_key=public_key, previous=previous)


def forge(edition: Edition, out: Path) -> Path:
    """The edition as somebody else would publish it, with all its files made anew and a key of their own."""
    return write_edition(edition, out, FORGER)


def with_total(edition: Edition, **changes: object) -> Edition:
    """The edition with another headline."""
    sheet = edition.sheets[0]
    total: Tally = replace(sheet.tallies[0], **changes)  # type: ignore[arg-type]
    return replace(edition, sheets=(replace(sheet, tallies=(total, *sheet.tallies[1:])),))


def test_a_sound_edition_holds(folder: Path) -> None:
    found = check(folder, public_key=DESK)
    assert found.faults == ()
    assert str(found).startswith("Detentions in Russia, edition 1: 3 figures follow from 4 claims\nhash ")


def test_it_is_read_back_as_the_same_value(folder: Path) -> None:
    assert read_edition(folder) == make_small_edition()


def test_no_solver_and_no_store_is_needed(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CHECK_ALONE, folder], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_a_changed_byte_is_found_in_every_file_by_its_name(folder: Path, tmp_path: Path) -> None:
    for name in list_files(folder):
        copy = tmp_path / "copy"
        shutil.copytree(folder, copy)
        flip_byte(copy / name)
        faults = check(copy).faults
        assert any(name in fault for fault in faults), (name, faults)
        shutil.rmtree(copy)


@pytest.mark.parametrize("name", ["tallies", "certificates", "voices", "series", "corrections", "claims"])
def test_a_changed_number_is_found_in_a_table_though_the_manifests_fit(name: str, folder: Path) -> None:
    file = folder / "data" / f"{name}.csv"
    file.write_text(re.sub(r"(?<=,)(\d)(?=\d*,)", lambda digit: change_digit(digit[1]), file.read_text(), count=9))
    make_manifests(folder, sign=True)
    faults = check(folder).faults
    assert all(fault.startswith(f"data/{name}.csv: row ") for fault in faults)
    assert faults


@pytest.mark.parametrize("name", ["places.geojson", "changes.atom", "evidence.jsonl", "README.txt", "dictionary.md"])
def test_a_changed_digit_is_found_in_a_page_though_the_manifests_fit(name: str, folder: Path) -> None:
    file = folder / "data" / name
    file.write_text(re.sub(r"\d(?=\D*$)", lambda digit: change_digit(digit[0]), file.read_text(), count=1))
    make_manifests(folder, sign=True)
    faults = check(folder).faults
    assert len(faults) == 1
    assert re.fullmatch(rf"data/{name}: line \d+ is not what the edition's claims and figures give", faults[0])


def test_parquet_with_other_cells_is_found(folder: Path) -> None:
    other = export_tables(make_small_edition(moscow=1197))["tallies.parquet"]
    (folder / "data" / "tallies.parquet").write_bytes(other)
    make_manifests(folder, sign=True)
    assert check(folder).faults[0] == (
        "data/tallies.parquet: row 2, low: '1209'; the edition's claims and figures give '1208'"
    )


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"low": 1209}, "low is 1209, but its certificate proves 1,208"),
        ({"robust_low": 53}, "robust low is 53, but leaving out one voice leaves 52"),
        ({"high": 2000}, "high is 2,000, but has no certificate"),
        ({"low_with_alleged": 1207}, "the low with alleged claims, 1207, is under the low, 1,208"),
    ],
)
def test_a_figure_without_its_proof_is_found_though_all_files_agree(
    changes: dict[str, int], fault: str, tmp_path: Path
) -> None:
    faults = check(forge(with_total(make_small_edition(), **changes), tmp_path / "forged")).faults
    assert f"detained, Russia, 2022-02-27 to 2022-02-27: {fault}" in faults


def test_a_series_that_ends_elsewhere_and_a_correction_of_what_nobody_said_are_found(tmp_path: Path) -> None:
    edition = make_small_edition()
    step, correction = edition.series[0].steps[0], replace(edition.corrections[0], before=41)
    series = replace(edition.series[0], steps=(replace(step, low=1209),))
    forged = replace(edition, series=(series,), corrections=(correction,), corrected=(correction,))
    faults = check(forge(forged, tmp_path / "forged")).faults
    assert f"series of {series.tally}: ends at 1209, and the figure is 1208" in faults
    assert "correction of claim-3: 41 → 1196; claims say (40, 1196)" in faults


def test_a_proof_that_its_claims_do_not_bear_out_is_found(tmp_path: Path) -> None:
    edition = make_small_edition()
    proof = edition.sheets[0].tallies[0].certificate
    assert proof is not None
    terms = (replace(proof.terms[0], bound=1296), *proof.terms[1:])
    forged = with_total(edition, low=1308, low_with_alleged=1308, certificate=replace(proof, bound=1308, terms=terms))
    assert any(
        fault.startswith("detained, Russia, 2022-02-27 to 2022-02-27: ")
        for fault in check(forge(forged, tmp_path / "f")).faults
    )


def test_a_forger_with_everything_but_the_key_is_found_by_the_key(tmp_path: Path) -> None:
    forged = forge(make_small_edition(moscow=9999), tmp_path / "forged")
    theirs = describe_key(FORGER.public_key())
    assert check(forged).faults == ()
    assert check(forged, public_key=DESK).faults == (f"public-key.pem: is {theirs}; expected {DESK}",)


def test_manifests_made_anew_without_the_key_are_found(folder: Path) -> None:
    (folder / "data" / "README.txt").write_text("other words")
    make_manifests(folder, sign=False)
    assert "signature.ed25519: the key did not sign tagmanifest-sha256.txt" in check(folder).faults


@pytest.mark.parametrize("name", ["data/more.csv", "more.txt", "fetch.txt", ".hidden", "data/inner/x"])
def test_a_file_that_does_not_belong_is_found(name: str, folder: Path) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("x")
    make_manifests(folder, sign=True) if name == "data/more.csv" else None
    assert any(name.rpartition("/")[0] in fault and "does not belong" in fault for fault in check(folder).faults)


def test_a_link_is_found(folder: Path) -> None:
    (folder / "data" / "README.txt").rename(folder.parent / "elsewhere")
    (folder / "data" / "README.txt").symlink_to(folder.parent / "elsewhere")
    assert "data/README.txt: is a link; an edition holds files" in check(folder).faults


@pytest.mark.parametrize(
    "name", ["data/claims.jsonl", "edition.json", "manifest-sha256.txt", "signature.ed25519", "bagit.txt"]
)
def test_a_missing_file_is_found(name: str, folder: Path) -> None:
    (folder / name).unlink()
    assert any(name in fault for fault in check(folder).faults)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("data/claims.jsonl", b"{"),
        ("data/claims.jsonl", b"\xff\xfe"),
        ("data/tallies.jsonl", b'{"id": "tally-1"}'),
        ("edition.json", b"[]"),
        ("edition.json", b""),
        ("bagit.txt", b"\x00"),
        ("public-key.pem", b"\x00"),
        ("signature.ed25519", b""),
        ("tagmanifest-sha256.txt", b"\xff"),
        ("data/tallies.parquet", b"PAR1"),
        ("data/tallies.csv", b"\xff\xff"),
    ],
)
def test_a_broken_file_is_named_and_nothing_crashes(file: str, content: bytes, folder: Path) -> None:
    (folder / file).write_bytes(content)
    assert any(file in fault for fault in check(folder).faults)


def test_an_edition_of_a_later_form_is_told_so(folder: Path) -> None:
    header = json.loads((folder / "edition.json").read_bytes())
    (folder / "edition.json").write_text(json.dumps({**header, "format": 2}))
    assert any("form 2; this program reads form 1" in fault for fault in check(folder).faults)


def test_an_edition_follows_the_one_before(folder: Path, tmp_path: Path) -> None:
    later = make_small_edition(moscow=1200, before=read_predecessor(folder))
    second = write_edition(later, tmp_path / "edition-2")
    assert check(second, previous=folder).faults == ()
    assert [(change.label, change.before, change.after) for change in later.changes] == [
        ("Russia", 1208, 1212),
        ("Moscow", 1196, 1200),
    ]
    assert (later.number, [correction.after for correction in later.corrected]) == (2, [1200])


def test_another_edition_before_is_found(folder: Path, tmp_path: Path) -> None:
    second = write_edition(make_small_edition(1200, read_predecessor(folder)), tmp_path / "edition-2")
    other = write_edition(make_small_edition(1100), tmp_path / "other")
    assert any("as the one before, not" in fault for fault in check(second, previous=other).faults)


@pytest.mark.parametrize("file", ["data/tallies.csv", "data/tallies.jsonl", "edition.json"])
def test_an_edition_before_that_was_changed_since_is_found(file: str, folder: Path, tmp_path: Path) -> None:
    second = write_edition(make_small_edition(1200, read_predecessor(folder)), tmp_path / "edition-2")
    flip_byte(folder / file)
    faults = check(second, previous=folder).faults
    assert any(fault.startswith(f"{folder}: {file}: is not as the manifest has it") for fault in faults)


def test_another_key_than_that_of_the_edition_before_is_told_and_no_fault(folder: Path, tmp_path: Path) -> None:
    second = forge(make_small_edition(1200, read_predecessor(folder)), tmp_path / "edition-2")
    found = check(second, previous=folder)
    assert found.faults == () and str(found).endswith(f"the edition before was signed with another key, {DESK}")


def test_a_folder_before_that_is_no_edition_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="is no edition"):
        check(folder, previous=tmp_path / "nowhere")


def test_changes_that_were_left_out_are_found(folder: Path, tmp_path: Path) -> None:
    later = replace(make_small_edition(1200, read_predecessor(folder)), changes=())
    second = write_edition(later, tmp_path / "edition-2")
    assert check(second, previous=folder).faults == ("changes: are not the differences from the edition before",)


def test_days_that_are_none_are_a_fault_and_no_crash(folder: Path, tmp_path: Path) -> None:
    later = make_small_edition(moscow=1200, before=read_predecessor(folder))
    second = write_edition(later, tmp_path / "edition-2")
    file = second / "data" / "changes.jsonl"
    file.write_text(file.read_text().replace("2022-02-27", "2022-02,27", 1))
    faults = verify_edition(second, EXPORTERS["bulletin"]).faults
    assert faults[0] == "data/changes.jsonl: is not as the manifest has it"
    assert "cannot be made again from these: Invalid isoformat string" in faults[-1]


def test_an_encoding_that_is_none_is_named_by_its_file(folder: Path) -> None:
    file = folder / "bagit.txt"
    file.write_text(file.read_text().replace("UTF-8", "UTF-9"))
    assert check(folder).faults[0].startswith("bagit.txt")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"format"', '{"note":1,"format"'),
        ('"number":1', '"number":9,"number":1'),
        ('"format":1,', '"format": 1,'),
        ('"context":null,"as_of":"2022-02-27T22:54:00Z"', '"context":null,"as_of":"2022-02-27T22:55:00Z"'),
        ('"convention":null', '"convention":"loose-1"'),
        ('"convention":"guidelines-1"', '"convention":"of nobody"'),
    ],
)
def test_a_header_that_says_other_things_is_found_under_another_signature(old: str, new: str, folder: Path) -> None:
    header = (folder / "edition.json").read_text()
    assert old in header
    (folder / "edition.json").write_text(header.replace(old, new, 1))
    make_manifests(folder, sign=True)
    assert any("edition.json" in fault for fault in check(folder).faults)


@pytest.mark.parametrize("changed", ["Bagging-Date: 2022-02-28", "Contact-Name: Nobody\nBagging-Date: 2022-02-27"])
def test_a_bag_that_describes_another_edition_is_found(changed: str, folder: Path) -> None:
    info = folder / "bag-info.txt"
    info.write_text(info.read_text().replace("Bagging-Date: 2022-02-27", changed))
    make_manifests(folder, sign=True)
    assert check(folder).faults == ("bag-info.txt: does not say what edition.json says",)


def test_words_of_another_report_are_found(folder: Path) -> None:
    file = folder / "data" / "claims.jsonl"
    file.write_text(re.sub(r'"span":{"report":"[^"]*"', '"span":{"report":"report-0"', file.read_text(), count=1))
    make_manifests(folder, sign=True)
    assert any("stands in report-0, not in" in fault for fault in check(folder).faults)


def test_a_byte_that_is_no_text_is_named_by_its_file(folder: Path) -> None:
    info = folder / "bag-info.txt"
    info.write_bytes(info.read_bytes().replace(b"Bagging", b"B\xb1gging"))
    assert check(folder).faults[0].startswith("bag-info.txt: no bag")


@pytest.mark.parametrize("name", ["edition.json", "data/claims.jsonl"])
def test_values_nested_without_end_are_a_fault_and_no_crash(name: str, folder: Path) -> None:
    file = folder / name
    file.write_text(file.read_text().replace("{", '{"note":' + "[" * 100_000 + "]" * 100_000 + ",", 1))
    assert any("recursion" in fault for fault in check(folder).faults)


@pytest.mark.parametrize("multiplier", ["1e999999999", "1/0", "nan", "9" * 2000, "0.5", ""])
def test_a_multiplier_that_is_no_fraction_is_a_fault_at_once(multiplier: str, folder: Path) -> None:
    file = folder / "data" / "tallies.jsonl"
    file.write_text(file.read_text().replace('"multiplier":"1"', f'"multiplier":"{multiplier}"', 1))
    assert any("tallies.jsonl, line 1" in fault for fault in check(folder).faults)


def test_parquet_damaged_anywhere_is_named_and_nothing_else_is_printed(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = folder / "data" / "certificates.parquet"
    whole = file.read_bytes()
    for place in range(0, len(whole), 101):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :])
        assert "data/certificates.parquet: is not as the manifest has it" in check(folder).faults
    assert capfd.readouterr().err == ""
