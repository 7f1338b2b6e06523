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
# Compiled loops contain the loops they call, and numba looks only at the caller's file for changes.
SOURCES = ("variates.py", "lcmcr_kernel.py")


def compile_loop(loop: Loop) -> Loop:
    """The same function as machine code, kept in the cache folder of the settings and run without Python's lock.

    Where nothing can be written into that folder, each process compiles anew.
    """
    folder = _make_cache_folder(read_settings().cache)
    if folder is not None:
        vars(config)["CACHE_DIR"] = str(folder)
    return cast(Loop, njit(nogil=True, cache=folder is not None, error_model="numpy")(loop))


@cache
def _make_cache_folder(where: Path) -> Path | None:
    written = b"".join(Path(__file__).with_name(name).read_bytes() for name in SOURCES)
    folder = where / "compiled" / sha256(written).hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "writable").touch()
    except OSError:
        return None
    return folder
