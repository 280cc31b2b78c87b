"""What a reader can set, from COUNTERPOINT_* variables and `.env`; nothing is required."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from assistant.errors import BadSettings

PREFIX = "COUNTERPOINT_"
# Read under OpenAI's own names too. Not the model: naming one sends article text out, and is for us alone.
OPENAI_PREFIX = "OPENAI_"
OPENAI_NAMES = ("api_key", "base_url")


def _folder(path: Path) -> Path:
    path = path.expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError(f"{path} is a file, not a folder")
    return path


def _file(path: Path) -> Path:
    path = path.expanduser()
    if not path.is_file():
        raise ValueError(f"there is no file {path}")
    return path


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("an address starts with http:// or https:// and names a host")
    return value.rstrip("/")


def _database_address(value: object) -> object:
    """SQLAlchemy does not know `postgres://`, which hosting services still hand out."""
    if not isinstance(value, str):
        return value
    if value.startswith("postgres://"):
        value = value.replace("postgres://", "postgresql://", 1)
    if value.partition(":")[0].partition("+")[0] not in {"sqlite", "postgresql"}:
        raise ValueError("a database address starts with sqlite:/// or postgresql://")
    return value


class Log(StrEnum):
    """How much the program writes about what it does."""

    OFF = "off"
    INFO = "info"
    DEBUG = "debug"


Folder = Annotated[Path, AfterValidator(_folder)]
File = Annotated[Path, AfterValidator(_file)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
DatabaseAddress = Annotated[SecretStr, BeforeValidator(_database_address)]


class _OpenAINames(EnvSettingsSource):
    def __call__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__call__().items() if name in OPENAI_NAMES}


class _OpenAINamesInFile(DotEnvSettingsSource):
    def __call__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__call__().items() if name in OPENAI_NAMES}


class Settings(BaseSettings):
    """Every setting with its default; `Settings.load()` reads them, BadSettings names a wrong one."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,  # a database address or a key may be the wrong value
        frozen=True,
        protected_namespaces=(),
    )

    data_dir: Folder = Field(
        default_factory=lambda: platformdirs.user_data_path("counterpoint"),
        description="The folder that holds your library.",
    )
    model: str | None = Field(
        default=None,
        description="The language model that answers, as its server names it, or gguf:PATH; "
        "without one, the embedded analyst answers.",
    )
    base_url: WebAddress | None = Field(
        default=None,
        description="The OpenAI-compatible server of the model (http://127.0.0.1:11434/v1 for Ollama); "
        "without one, OpenAI's own.",
    )
    api_key: SecretStr | None = Field(
        default=None,
        description="The key of the model's server; a server on your own machine needs none.",
    )
    model_hears: bool = Field(
        default=False,
        description="Whether adding an article also asks the model who speaks in sentences that the rules leave unclear; "
        "this costs tokens.",
    )
    embedder: str = Field(
        default="packaged",
        description="What turns text into vectors; changing it asks for `counterpoint reindex`.",
    )
    database_url: DatabaseAddress | None = Field(
        default=None,
        description="The database of the library (sqlite:/// or postgresql://); "
        "without one, an SQLite file in the data folder.",
    )
    chroma_url: WebAddress | None = Field(
        default=None,
        description="A Chroma server that holds the vectors (http://host:8000, or "
        "https://api.trychroma.com/TENANT/DATABASE); without one, a folder in the data folder.",
    )
    chroma_key: SecretStr | None = Field(
        default=None, description="The key of the Chroma server; one on your own network needs none."
    )
    outlets_file: File | None = Field(
        default=None,
        description="Your own outlets.toml, which wins over the packaged registry of outlets.",
    )
    obey_robots: bool = Field(
        default=True,
        description="Whether pages that a feed announces are left alone where their site's robots.txt asks for it.",
    )
    fetch_delay: float = Field(
        default=2.0,
        ge=0,
        description="Seconds between two requests to the same host while feeds are read; a site may ask for more.",
    )
    context_tokens: int = Field(
        default=16_000,
        ge=2_000,
        description="How many tokens the model can read at once; what does not fit is left out and named.",
    )
    reply_tokens: int = Field(
        default=2_000,
        ge=200,
        description="How many tokens the model may write in one reply.",
    )
    concurrency: int = Field(
        default=4, ge=1, le=64, description="How many requests are sent to the model at the same time."
    )
    keep_replies: bool = Field(
        default=True,
        description="Whether the model's replies are kept in the data folder, so that the same question on the "
        "same articles costs nothing; removing an article removes them.",
    )
    timeout: float = Field(
        default=60.0, gt=0, description="Seconds to wait for the model's server before giving up."
    )
    price_in: float | None = Field(
        default=None, ge=0, description="Price of a million tokens read by the model; shows costs."
    )
    price_out: float | None = Field(
        default=None, ge=0, description="Price of a million tokens written by the model; shows costs."
    )
    log: Log = Field(
        default=Log.OFF,
        description="Whether a line of JSON is written for each thing done (info, debug): times and counts, never "
        "the words of an article or a question.",
    )
    log_file: Path | None = Field(
        default=None, description="The file that the log is added to; without one, it goes to stderr."
    )
    otlp_url: WebAddress | None = Field(
        default=None,
        description="The OpenTelemetry collector that traces and metrics are sent to (OTLP over HTTP, "
        "http://127.0.0.1:4318); without one, nothing is sent.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  (the signature is pydantic-settings')
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in the program wins, then our names in the environment and in `.env`, then OpenAI's."""
        return (
            init_settings,
            env_settings,
            dotenv_settings,
            _OpenAINames(settings_cls, env_prefix=OPENAI_PREFIX),
            _OpenAINamesInFile(settings_cls, env_prefix=OPENAI_PREFIX),
        )

    @classmethod
    def load(cls) -> Self:
        """The settings in force now: environment first, then `.env`, then the defaults."""
        try:
            return cls()
        except ValidationError as problem:
            raise _bad(problem) from problem
        except (SettingsError, UnicodeDecodeError, OSError) as problem:
            raise BadSettings(
                f"The settings could not be read: {problem}",
                hint="Check the file .env in this folder: NAME=value, one a line, in UTF-8.",
            ) from problem

    @classmethod
    def table(cls) -> tuple[tuple[str, str], ...]:
        """Every variable with the one line that says what it changes."""
        return tuple(
            (f"{PREFIX}{name.upper()}", field.description or "") for name, field in cls.model_fields.items()
        )


def _bad(problem: ValidationError) -> BadSettings:
    first = problem.errors(include_url=False, include_input=False)[0]
    name = str(first["loc"][0])
    variable = f"{PREFIX}{name.upper()}"
    if name in OPENAI_NAMES:
        variable += f" or {OPENAI_PREFIX}{name.upper()}"
    return BadSettings(
        f"{variable} cannot be used: {first['msg'].removeprefix('Value error, ')}.",
        hint=f"{Settings.model_fields[name].description} Correct the value, or remove it to use the default.",
    )
