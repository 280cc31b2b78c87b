"""What a reader can set, and what a wrong value says."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadSettings
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable, _ in Settings.table():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)


def test_needs_nothing() -> None:
    settings = Settings.load()

    assert settings.model is None
    assert settings.embedder == "packaged"
    assert settings.data_dir.name == "counterpoint"


def test_reads_the_environment_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("COUNTERPOINT_MODEL=from-file\nCOUNTERPOINT_TIMEOUT=5\n", "utf-8")
    monkeypatch.setenv("COUNTERPOINT_MODEL", "from-environment")

    settings = Settings.load()

    assert settings.model == "from-environment"
    assert settings.timeout == 5


def test_takes_the_usual_openai_names_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "theirs")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1/")

    settings = Settings.load()

    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "theirs"
    assert settings.base_url == "http://127.0.0.1:1/v1"


def test_takes_them_from_the_file_too_but_not_a_model() -> None:
    Path(".env").write_text("OPENAI_API_KEY=theirs\nOPENAI_MODEL=gpt-x\n", "utf-8")

    settings = Settings.load()

    assert settings.api_key is not None
    assert settings.model is None


@pytest.mark.parametrize("place", ["environment", "file"])
def test_our_own_names_win_wherever_they_stand(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "theirs")
    if place == "file":
        Path(".env").write_text("COUNTERPOINT_API_KEY=ours\n", "utf-8")
    else:
        monkeypatch.setenv("COUNTERPOINT_API_KEY", "ours")

    key = Settings.load().api_key

    assert key is not None
    assert key.get_secret_value() == "ours"


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_MODEL", "")

    assert Settings.load().model is None


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("COUNTERPOINT_TIMEOUT", "soon", "number"),
        ("COUNTERPOINT_TIMEOUT", "0", "greater than 0"),
        ("COUNTERPOINT_CONCURRENCY", "0", "greater than or equal to 1"),
        ("COUNTERPOINT_CONTEXT_TOKENS", "12", "2000"),
        ("COUNTERPOINT_PRICE_IN", "-1", "0"),
        ("COUNTERPOINT_BASE_URL", "localhost:8000", "http://"),
        ("OPENAI_BASE_URL", "ftp://host", "http://"),
        ("COUNTERPOINT_CHROMA_URL", "chroma", "http://"),
        ("COUNTERPOINT_DATABASE_URL", "mysql://host/db", "postgresql://"),
        ("COUNTERPOINT_OUTLETS_FILE", "/no/such/outlets.toml", "no file"),
        ("COUNTERPOINT_DATA_DIR", __file__, "not a folder"),
    ],
)
def test_a_wrong_value_names_its_variable_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(BadSettings) as caught:
        Settings.load()

    assert variable in str(caught.value)
    assert said in str(caught.value)
    assert "Correct the value, or remove it" in caught.value.hint


def test_a_wrong_value_is_not_repeated_for_it_may_be_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_DATABASE_URL", "mysql://me:secret@host/db")

    with pytest.raises(BadSettings) as caught:
        Settings.load()

    assert "secret" not in f"{caught.value}{caught.value.hint}{caught.value.__cause__}"


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_API_KEY", "sk-secret")
    monkeypatch.setenv("COUNTERPOINT_DATABASE_URL", "postgresql://me:secret@host/db")

    assert "secret" not in repr(Settings.load())


def test_the_old_name_of_postgresql_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERPOINT_DATABASE_URL", "postgres://host/db")

    address = Settings.load().database_url

    assert address is not None
    assert address.get_secret_value() == "postgresql://host/db"


def test_a_settings_file_that_is_no_text_is_named() -> None:
    Path(".env").write_bytes(b"\xff\xfe\x00COUNTERPOINT_MODEL=x")

    with pytest.raises(BadSettings) as caught:
        Settings.load()

    assert ".env" in caught.value.hint


def test_every_setting_has_one_line_that_says_what_it_changes() -> None:
    for variable, line in Settings.table():
        assert line.endswith("."), variable
        assert "\n" not in line
