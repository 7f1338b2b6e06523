"""A bag on the disk: whole and under its name, or not there at all."""

import subprocess
import sys
from pathlib import Path

import bagit
import pytest

from habeas.exc import EditionError
from habeas.publish import export_files
from habeas.publish.bag import write_bag
from tests.publish.editions import KEY, make_small_edition, write_edition

SHORT_OF_SPACE = """
import resource, sys
from pathlib import Path
from habeas.exc import EditionError
from tests.publish.editions import make_small_edition, write_edition
edition = make_small_edition()
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_edition(edition, Path(sys.argv[1]))
except EditionError as error:
    print(error)
"""


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bag_is_valid_by_the_library_of_bags(tmp_path: Path) -> None:
    folder = write_edition(make_small_edition(), tmp_path / "edition-1")
    bag = bagit.Bag(str(folder))
    assert bag.is_valid()
    assert bag.info["Bagging-Date"] == "2022-02-27"


def test_the_same_edition_gives_the_same_bag(tmp_path: Path) -> None:
    one, other = (write_edition(make_small_edition(), tmp_path / name) for name in ("one", "other"))
    assert read_all(one) == read_all(other)


def test_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    write_edition(make_small_edition(), tmp_path / "edition-1")
    assert [path.name for path in tmp_path.iterdir()] == ["edition-1"]


def put_there(kind: str, out: Path) -> None:
    if kind == "file":
        out.write_text("mine")
    elif kind == "link":
        out.symlink_to("nowhere")
    else:
        (out / "x" if kind == "full folder" else out).mkdir(parents=True)


@pytest.mark.parametrize("kind", ["folder", "full folder", "file", "link"])
def test_what_has_the_name_already_is_left_as_it_is(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "edition-1"
    put_there(kind, out)
    before = out.lstat()
    with pytest.raises(EditionError, match="edition-1: is there already"):
        write_edition(make_small_edition(), out)
    assert out.lstat() == before
    assert [path.name for path in tmp_path.iterdir()] == ["edition-1"]


def test_it_needs_a_folder_to_be_in(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="nowhere: is no folder"):
        write_edition(make_small_edition(), tmp_path / "nowhere" / "edition-1")


def test_a_disk_that_is_full_leaves_nothing_half_written(tmp_path: Path) -> None:
    out = tmp_path / "edition-1"
    done = subprocess.run([sys.executable, "-c", SHORT_OF_SPACE, out], capture_output=True, text=True, check=True)
    assert "edition-1: the edition could not be written: File too large" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path) -> None:
    class Interrupted(dict[str, bytes]):
        def items(self) -> object:  # type: ignore[override]
            yield "README.txt", b""
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_bag(make_small_edition(), Interrupted(), tmp_path / "edition-1", KEY)
    assert list(tmp_path.iterdir()) == []


def test_sha256sum_and_openssl_check_it_without_this_program(tmp_path: Path) -> None:
    folder = write_edition(make_small_edition(), tmp_path / "edition-1")
    summed = ["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    key = ["-pubin", "-inkey", "public-key.pem", "-rawin"]
    signed = ["openssl", "pkeyutl", "-verify", *key, "-in", "tagmanifest-sha256.txt", "-sigfile", "signature.ed25519"]
    for command in (summed, signed):
        assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def test_the_words_of_the_readme_name_every_file(tmp_path: Path) -> None:
    readme = export_files(make_small_edition())["README.txt"].decode()
    names = {name.partition(".")[0] for name in export_files(make_small_edition())} - {"README", "bulletin"}
    assert sorted(name for name in names if name not in readme) == []
