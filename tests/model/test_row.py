"""A row as text: what is printed can be read back, and every position is right."""

from hypothesis import given
from hypothesis import strategies as st

from habeas.model.row import parse_row, print_row

NAMES = st.text(max_size=12)
VALUES = st.text(max_size=40)


@given(st.dictionaries(NAMES, VALUES, max_size=6), st.dictionaries(st.sampled_from(["place", "whom"]), VALUES))
def test_cells_are_read_back_as_they_were_printed(cells: dict[str, str], stated: dict[str, str]) -> None:
    text = print_row(cells.items(), stated.items())
    row = parse_row(text)
    assert {name: cell.value.replace("\n\t", "\n") for name, cell in row.cells.items()} == {
        name: value.strip() for name, value in cells.items()
    }
    assert [role for role, _ in row.stated] == list(stated)


@given(st.dictionaries(NAMES, VALUES, min_size=1, max_size=6))
def test_positions_are_of_the_characters_in_the_text(cells: dict[str, str]) -> None:
    text = print_row(cells.items(), ())
    found = parse_row(text).cells.values()
    assert [text[slice(*cell.value_at)] for cell in found] == [cell.value for cell in found]
    assert all(text[slice(*cell.name_at)] for cell in found)


def test_a_row_reads_like_a_list() -> None:
    text = print_row([("city", "Kazan"), ("note", "two\nlines"), ("a: b", "")], [("place", "Russia")])
    assert text == 'city: Kazan\nnote: two\n\tlines\n"a: b": \n\nstated for every row\nplace: Russia'
