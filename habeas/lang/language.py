"""A language is one YAML file beside this module; code reads its tables and never asks which language it is."""

from functools import cache
from importlib import resources

import yaml
from pydantic import ValidationError

from habeas.exc import TableError
from habeas.lang.attribution import AttributionTables
from habeas.lang.events import EventsTables
from habeas.lang.happenings import HappeningsTables
from habeas.lang.quantity import QuantityTables
from habeas.lang.segment import SegmentTables
from habeas.lang.table import Table
from habeas.lang.tally import TallyTables
from habeas.lang.voices import VoicesTables
from habeas.lang.when import WhenTables


class Language(Table):
    """Everything the tables reader knows of one language."""

    code: str
    name: str
    version: int
    segment: SegmentTables
    quantity: QuantityTables
    when: WhenTables
    attribution: AttributionTables
    events: EventsTables
    tally: TallyTables
    voices: VoicesTables
    happenings: HappeningsTables


def list_languages() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    files = resources.files("habeas.lang").iterdir()
    return tuple(sorted(file.name.removesuffix(".yml") for file in files if file.name.endswith(".yml")))


@cache
def load_language(code: str) -> Language:
    """The tables of one language; raises TableError naming the file and what does not fit."""
    if code not in list_languages():
        raise TableError(f"language {code!r} has no file; there are {', '.join(list_languages())}")
    content = (resources.files("habeas.lang") / f"{code}.yml").read_text(encoding="utf-8")
    try:
        return Language.model_validate(yaml.load(content, Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, ValidationError) as error:
        raise TableError(f"lang/{code}.yml: {error}") from error
