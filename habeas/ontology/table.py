"""The YAML files beside this module, validated when loaded."""

from importlib import resources
from typing import TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from habeas.exc import TableError

Content = TypeVar("Content")


def read_table(file: str, adapter: TypeAdapter[Content]) -> Content:
    """The content of one file of this package; raises TableError naming the file and what does not fit."""
    text = (resources.files("habeas.ontology") / file).read_text(encoding="utf-8")
    try:
        return adapter.validate_python(yaml.load(text, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError) as error:
        raise TableError(f"ontology/{file}: {error}") from error
