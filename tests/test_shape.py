"""The size of files and functions, which ruff does not check (STYLE.md, rule 3)."""

import ast
import statistics
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "habeas"
FILES = sorted(PACKAGE.rglob("*.py"))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def lengths(path: Path) -> dict[str, int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]
    return {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in found}


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(PACKAGE)) for path in FILES])
def test_a_file_has_at_most_400_lines_and_its_functions_50(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert {name: length for name, length in lengths(path).items() if length > 50} == {}


def test_half_of_all_functions_have_at_most_ten_lines_and_nine_tenths_thirty() -> None:
    every = sorted(length for path in FILES for length in lengths(path).values())
    assert statistics.median(every) <= 10
    assert every[len(every) * 9 // 10] <= 30


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {"util", "utils", "misc", "common", "helpers", "manager", "managers", "base_utils"}
    assert [path for path in FILES if path.stem in empty] == []
