"""Shredding: what a record is opened with is gone from the bytes of the file, and the row is not sealed again."""

from contextlib import closing
from pathlib import Path

from habeas.vault import open_file, shred_row
from tests.vault.samples import make_entry, new_vault, seal
from tests.vault.test_rotate import list_wrapped

_LETTERS = str.maketrans("0123456789", "aeioubdfgk")


def read_bytes(folder: Path) -> bytes:
    """Every byte of the vault's files."""
    return b"".join(path.read_bytes() for path in sorted((folder / "store" / "vault").iterdir()))


def test_the_wrapped_keys_of_all_versions_are_gone_from_the_bytes_of_the_file(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        for number in range(700):
            made = seal(vault, make_entry(str(number)))
        seal(vault, make_entry("699", note="changed"))
    before, all_bytes = list_wrapped(tmp_path), read_bytes(tmp_path)
    assert all(wrapped in all_bytes for wrapped in before)
    with closing(open_file(tmp_path / "store")) as file:
        assert shred_row(file, made[0].row) == 2
        after = read_bytes(tmp_path)  # with the log beside it still open
    assert [wrapped in after for wrapped in before] == [True] * 699 + [False] * 2


def test_while_others_have_the_vault_open_nothing_is_left_in_its_log(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        [made] = seal(vault, make_entry())
        [wrapped] = list_wrapped(tmp_path)
        assert wrapped in read_bytes(tmp_path)
        with closing(open_file(tmp_path / "store")) as file:
            shred_row(file, made.row)
        assert wrapped not in read_bytes(tmp_path)


def test_neither_ciphertext_nor_digest_nor_tags_are_left(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        [made] = seal(vault, make_entry())
        with vault.file.reading() as connection:
            [before] = connection.execute("SELECT sealed, digest, tags FROM record").fetchall()
        shred_row(vault.file, made.row)
        with vault.file.reading() as connection:
            assert connection.execute("SELECT count(*) FROM tag").fetchone() == (0,)
        assert not any(part in read_bytes(tmp_path) for part in before if len(part) > 8)
        assert vault.find("quill") == []


def test_no_tag_of_a_shredded_row_is_left_in_pages_that_were_split(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        made = seal(vault, *(make_entry(str(number), spell(number)) for number in range(3000)))
    with closing(open_file(tmp_path / "store")) as file:
        with file.reading() as connection:
            tags = connection.execute("SELECT tag, number FROM tag WHERE number > 200 AND tag > 1").fetchall()
        gone = {number for number in range(201, 3001, 300) if shred_row(file, made[number - 1].row)}
    after = read_bytes(tmp_path)
    left = {number for tag, number in tags if as_cell(tag, number) in after}
    assert len(gone) == 10 and left == {number for _, number in tags} - gone


def spell(number: int) -> str:
    """A name of two words, of letters only."""
    return " ".join(str(part).translate(_LETTERS) for part in (number % 97, number))


def as_cell(tag: int, number: int) -> bytes:
    """A row of the table of tags as SQLite writes it: length, header, and both numbers in as few bytes as hold them."""
    values = [value.to_bytes(_size(value), signed=True) for value in (tag, number)]
    content = bytes([3, *map(len, values)]) + b"".join(values)
    return bytes([len(content)]) + content


def _size(value: int) -> int:
    return value.bit_length() // 8 + 1


def test_a_shredded_row_is_not_sealed_again(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        [made] = seal(vault, make_entry())
        assert shred_row(vault.file, made.row) == 1
        assert shred_row(vault.file, made.row) == 0
        states = [sealed.state for sealed in seal(vault, make_entry(), make_entry(note="changed"), make_entry("8"))]
        assert states == ["shredded", "shredded", "new"]
        assert vault.file.counts() == (1, 1)


def test_shredding_needs_no_key(tmp_path: Path) -> None:
    with new_vault(tmp_path) as vault:
        [made] = seal(vault, make_entry())
    (tmp_path / "vault.key").unlink()
    with closing(open_file(tmp_path / "store")) as file:
        assert shred_row(file, made.row) == 1
