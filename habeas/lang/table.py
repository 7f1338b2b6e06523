"""What every section of a language file is: frozen, and refused when a key is unknown."""

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """Base of the sections of a language file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
