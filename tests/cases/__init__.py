"""Cases that read as a specification, and how they are loaded."""

from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.SafeLoader):
    """YAML in which a date stays as it is printed."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (the shape PyYAML asks for)
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load_cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file under tests/cases/."""
    cases = yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), Loader=_Loader)
    assert isinstance(cases, list), f"{name} is no list of cases"
    return cases
