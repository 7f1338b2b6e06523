"""Where the model of each language lies."""

from importlib import resources
from pathlib import Path

from habeas.read.neural.blend import load_blend

FILES = ("model.onnx", "tokenizer.json", "blend.json")


def model_folder(language: str) -> Path:
    """Where the model of a language lies, whether there is one or not."""
    return Path(str(resources.files("habeas.read.neural"))) / "models" / language


def find_lack(language: str) -> str | None:
    """Which file of a language's model is missing, in words; None where the model is whole."""
    folder = model_folder(language)
    missing = [name for name in FILES if not (folder / name).is_file()]
    return f"read/neural/models/{language}/{missing[0]} is not there" if missing else None


def model_method(language: str) -> str:
    """The name and version of a language's model; raises TableError where it has none that can be read."""
    return load_blend(model_folder(language) / "blend.json").method
