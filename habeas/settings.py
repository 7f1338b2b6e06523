"""Settings, read once from the environment (prefix HABEAS_) and never assigned afterwards."""

from functools import cache
from pathlib import Path

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where habeas keeps things and how much of the machine it uses."""

    model_config = SettingsConfigDict(env_prefix="HABEAS_", frozen=True, extra="ignore")

    store: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("habeas") / "store",
        description="folder of the store: database, archive and ledger",
    )
    cache: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("habeas"),
        description="folder of what can be built again: the gazetteer index",
    )
    workers: int = Field(default=0, ge=0, le=256, description="processes that read reports; 0 means one a core")


@cache
def read_settings() -> Settings:
    """The settings of this run."""
    return Settings()
