"""What is shipped is what was tested: the wheel holds our two packages with their data, and works by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def run(folder: Path, script: str, data: Path) -> str:
    """Runs a script on the unpacked wheel alone, away from the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "COUNTERPOINT_DATA_DIR": str(data)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_wheel_holds_our_packages_and_their_data_and_no_tests(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    top = {name.split("/")[0] for name in held if ".dist-info" not in name}
    assert top == {"assistant", "vectorstore"}
    prompts = {path.name for path in (ROOT / "prompts").glob("*.md")}
    assert prompts
    assert {f"assistant/prompts/{name}" for name in prompts} <= held
    samples = {path.name for path in (ROOT / "assistant" / "sample").iterdir()}
    assert {f"assistant/sample/{name}" for name in samples} <= held
    data = {"assistant/ingest/outlets.toml", "assistant/library/migrations/env.py", "assistant/py.typed"}
    assert data <= held


@pytest.mark.slow
def test_the_wheel_answers_by_itself(wheel: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(unpacked)
    where = run(unpacked, "import assistant; print(assistant.__file__)", tmp_path / "data")
    assert str(unpacked) in where
    script = (
        "import sys; sys.argv = ['counterpoint', 'demo', '--no-serve']\n"
        "from assistant.cli import main; main()"
    )
    assert "[1]" in run(unpacked, script, tmp_path / "data")
    rendered = run(
        unpacked,
        "from assistant.prompting import prompt; print(prompt('positions').digest)",
        tmp_path / "data",
    )
    assert rendered.strip()


def test_nobody_else_owns_our_names() -> None:
    from assistant.doctor import examine

    names = {check.name: check for check in examine() if check.name.startswith("package")}
    assert set(names) == {"package assistant", "package vectorstore"}
    assert all(check.fine for check in names.values()), names
