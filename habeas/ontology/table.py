"""The YAML files of a package, validated when loaded."""

from importlib import resources
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from habeas.exc import TableError

Content = TypeVar("Content")


def read_table(file: str, adapter: TypeAdapter[Content], package: str = "ontology") -> Content:
    """The content of one file of a package of ours; raises TableError naming the file and what does not fit."""
    text = (resources.files(f"habeas.{package}") / file).read_text(encoding="utf-8")
    try:
        return adapter.validate_python(yaml.load(text, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError) as error:
        raise TableError(f"{package}/{file}: {error}") from error
