"""Compiling loops that numpy cannot express; import modules that use it only where they are needed (numba is heavy)."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit
from numba.core import config

from habeas.settings import read_settings

Loop = TypeVar("Loop", bound=Callable[..., Any])
# Where compiled loops are. They contain the loops they call, and numba looks only at the caller's file for changes.
_SOURCES = ("*/*_kernel.py", "estimate/variates.py")


def compile_loop(loop: Loop) -> Loop:
    """The same function as machine code, kept in the cache folder of the settings and run without Python's lock.

    Where nothing can be written into that folder, each process compiles anew.
    """
    return _compile(loop)


def compile_inner(loop: Loop) -> Loop:
    """As `compile_loop`, for what makes no array: that somebody holds the arrays is not counted at every call.

    Counting takes most of the time of a short function that is given tables, and more the more threads count. For the
    same reason such a loop becomes part of the one that calls it.
    """
    return _compile(loop, _nrt=False, forceinline=True)


def _compile(loop: Loop, **options: Any) -> Loop:
    folder = _make_cache_folder(read_settings().cache)
    if folder is not None:
        vars(config)["CACHE_DIR"] = str(folder)
    chosen: dict[str, Any] = {"nogil": True, "cache": folder is not None, "error_model": "numpy"} | options
    return cast(Loop, njit(**chosen)(loop))


@cache
def _make_cache_folder(where: Path) -> Path | None:
    package = Path(__file__).parents[1]
    files = sorted(file for pattern in _SOURCES for file in package.glob(pattern))
    folder = where / "compiled" / sha256(b"".join(map(Path.read_bytes, files))).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "writable").touch()
    except OSError:
        return None
    return folder
