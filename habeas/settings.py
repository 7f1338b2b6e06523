"""Settings, read once from the environment (prefix HABEAS_) and never assigned afterwards."""

from functools import cache
from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from habeas.exc import QuestionError


class Settings(BaseSettings):
    """Where habeas keeps things and how much of the machine it uses; an empty variable counts as not set."""

    model_config = SettingsConfigDict(env_prefix="HABEAS_", env_ignore_empty=True, frozen=True, extra="ignore")

    store: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("habeas") / "store",
        description="folder of the store: database, archive and ledger",
    )
    cache: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("habeas"),
        description="folder of what can be built again: the gazetteer index",
    )
    workers: int = Field(default=0, ge=0, le=256, description="processes that read reports; 0 means one a core")
    vault_key_file: Path | None = Field(
        default=None, description="where the key file of the vault is now, where it was moved since it was made"
    )
    vault_passphrase_fd: int | None = Field(
        default=None,
        ge=0,
        description="file descriptor from which the passphrase of the vault is read, a line each time it is asked for",
    )
    report_seconds: float = Field(
        default=60,
        gt=0,
        le=1_000_000,
        description="seconds that reading a report may take, for each 100,000 characters of it",
    )


@cache
def read_settings() -> Settings:
    """The settings of this run; raises QuestionError where the environment holds one that does not fit."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"HABEAS_{'_'.join(map(str, wrong['loc']))}".upper()
        raise QuestionError(f"{name} {wrong['input']!r}: {wrong['msg'].lower()}") from error
