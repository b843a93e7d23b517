"""All settings, read once from the environment. This file is their documentation."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

Port = Annotated[int, Field(ge=0, le=65_535)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]


class SettingsError(ValueError):
    """A variable of the environment can't be used; the message names it."""


def default_data_folder() -> Path:
    """Where this system keeps the data of programs."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "layerlab"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "layerlab"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "layerlab"


def _host_list(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(host.strip().lower() for host in value.split(",") if host.strip())
    return value


def _no_wildcards(hosts: tuple[str, ...]) -> tuple[str, ...]:
    for host in hosts:
        if "*" in host or "/" in host:
            raise ValueError(f"{host!r} is not a host: write names like lab.example.org or 192.168.1.20:8000")
    return hosts


class Settings(BaseModel):
    """Each field's variable of the environment is its alias, each docstring says what it does."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", populate_by_name=True, use_attribute_docstrings=True
    )

    host: str = Field("127.0.0.1", alias="HOST")
    """Address to listen on. The default serves this computer only."""
    port: Port = Field(8000, alias="PORT")
    """Port to listen on."""
    data: Path = Field(default_factory=default_data_folder, alias="LAYERLAB_DATA")
    """Folder of the database, the runs and the caches. One server at a time holds it."""
    database_url: str = Field("", alias="DATABASE_URL")
    """SQLAlchemy URL. Empty: SQLite in the data folder."""
    allowed_hosts: Annotated[tuple[str, ...], BeforeValidator(_host_list), AfterValidator(_no_wildcards)] = (
        Field((), alias="LAYERLAB_ALLOWED_HOSTS")
    )
    """Names beyond localhost under which the server may be reached, by commas: `lab.example.org, 192.168.1.20:8000`.
    Without a port, the port served and the default ports are meant."""
    engine: Literal["local"] = Field("local", alias="LAYERLAB_ENGINE")
    """Where runs execute."""
    max_running: Count = Field(
        default_factory=lambda: max(1, os.cpu_count() or 1), alias="LAYERLAB_MAX_RUNNING"
    )
    """Runs that train at the same time. Default: the number of processors."""
    cores: Count = Field(default_factory=lambda: max(1, (os.cpu_count() or 1) - 1), alias="LAYERLAB_CORES")
    """Cores that runs may use together for threads of theirs. Default: all but one, which the server keeps."""
    tries: bool = Field(True, alias="LAYERLAB_TRIES")
    """Try out, once for each network, how it computes fastest on this machine. Without, runs take one thread."""
    max_running_per_owner: Count = Field(4, alias="LAYERLAB_MAX_RUNNING_PER_OWNER")
    """Of these, how many may belong to one owner."""
    max_queued_per_owner: Count = Field(20, alias="LAYERLAB_MAX_QUEUED_PER_OWNER")
    """Runs of one owner that may wait. One more is refused."""
    max_experiments_per_owner: Count = Field(1_000, alias="LAYERLAB_MAX_EXPERIMENTS_PER_OWNER")
    """Experiments that one owner may keep."""
    max_blocks_per_owner: Count = Field(200, alias="LAYERLAB_MAX_BLOCKS_PER_OWNER")
    """Blocks that one owner may keep for other experiments."""
    max_runs_per_experiment: Count = Field(200, alias="LAYERLAB_MAX_RUNS_PER_EXPERIMENT")
    """Runs that one experiment may keep."""
    max_connections_per_address: Count = Field(256, alias="LAYERLAB_MAX_CONNECTIONS_PER_ADDRESS")
    """Live sockets from one address. A class room often has one address for all."""
    max_new_owners_per_address: Count = Field(300, alias="LAYERLAB_MAX_NEW_OWNERS_PER_ADDRESS")
    """Visitors from one address who may begin a library in an hour. A class room often has one address for all."""
    min_free_mb: Annotated[int, Field(ge=0)] = Field(500, alias="LAYERLAB_MIN_FREE_MB")
    """Free space, in megabytes, below which no run is started and nothing is saved. Reading goes on."""
    weights_mb: Count = Field(4_000, alias="LAYERLAB_WEIGHTS_MB")
    """Megabytes that files of weights to start from may take together, those of all owners. What no experiment names
    goes first."""
    access_log: bool = Field(False, alias="LAYERLAB_ACCESS_LOG")
    """Write one line for each request. The secrets of links are left out."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ, **overrides: Any) -> Settings:
        """Variables that are unset or empty keep their default; `overrides`, by field name, win."""
        aliases = {str(field.alias): name for name, field in cls.model_fields.items()}
        values: dict[str, Any] = {
            name: environment[alias] for alias, name in aliases.items() if environment.get(alias, "").strip()
        }
        values |= {name: value for name, value in overrides.items() if value is not None}
        try:
            settings = cls.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0])
            alias = cls.model_fields[name].alias if name in cls.model_fields else name
            raise SettingsError(f"{alias}: {first['msg']}") from error
        return settings.model_copy(update={"data": settings.data.expanduser().resolve()})

    @property
    def database_file(self) -> Path:
        """Where SQLite keeps everything, unless DATABASE_URL names another place."""
        return self.data / "layerlab.sqlite3"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL that is used."""
        return self.database_url or f"sqlite:///{self.database_file.as_posix()}"
