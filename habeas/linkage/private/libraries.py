"""Loads clkhash and anonlink, which ask a deprecated module for their own versions and say so at import."""

import warnings
from functools import cache
from types import ModuleType


@cache
def load_clkhash() -> ModuleType:
    """clkhash with the modules that make encodings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import clkhash
        import clkhash.bloomfilter
        import clkhash.key_derivation
        import clkhash.schema
    module: ModuleType = clkhash
    return module


@cache
def load_anonlink() -> ModuleType:
    """anonlink, which compares encodings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import anonlink
    module: ModuleType = anonlink
    return module
