"""An id is a hash of what makes the thing itself; the function that makes each type says which parts."""

import hashlib

_SEPARATOR = "\x1f"


def hash_parts(kind: str, *parts: str | int | None) -> str:
    """A short, stable id, `kind-` and 20 hexadecimal digits (80 bits); None and "" are different parts."""
    joined = _SEPARATOR.join("\x00" if part is None else str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"
