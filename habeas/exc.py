"""Errors a user can act on: each names the thing, the value and what was expected."""


class HabeasError(Exception):
    """Root of every error this program raises on purpose; `exit_code` is what the command line returns."""

    exit_code = 1


class InputError(HabeasError):
    """Input that cannot be read as a report; names the file, the line where there is one, and the reason."""

    exit_code = 3

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        self.path, self.reason, self.line = path, reason, line
        super().__init__(f"{path}: {reason}" if line is None else f"{path}, line {line}: {reason}")


class EntryError(HabeasError):
    """Fields of a form that do not fit: `faults` has what was expected by field ("" for all together), no value."""

    exit_code = 3

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{field}: {what}" if field else what for field, what in faults.items()))


class QuestionError(HabeasError):
    """A question that cannot be answered as it was put; names the option, its value and what was expected."""

    exit_code = 2


class TableError(HabeasError):
    """A YAML table of ours (language, ontology, source) that does not fit its schema."""

    exit_code = 4


class StoreError(HabeasError):
    """A store that cannot be opened, is of another version, or refuses a write."""

    exit_code = 5


class TamperError(StoreError):
    """What is stored no longer agrees with the ledger or the archive."""

    exit_code = 6


class FloorError(HabeasError):
    """A measured figure below its floor, or a floor that would have to be lowered; names reader, corpus and value."""

    exit_code = 7


class ProofError(HabeasError):
    """A figure whose proof does not hold by arithmetic; names the figure and what is wrong, and is never printed."""

    exit_code = 8


class EditionError(HabeasError):
    """An edition that cannot be made, signed or read; names the file or folder and what was expected."""

    exit_code = 9


class VaultError(HabeasError):
    """A vault that cannot be opened, is damaged or of another store, or a wrong key; never a word of what is sealed."""

    exit_code = 10
