"""Where all tests keep the real index of places: built once, kept between runs, rebuilt when its version changes."""

import tempfile
from pathlib import Path

GAZETTEER = Path(tempfile.gettempdir()) / "habeas-tests" / "gazetteer"
