"""A briefing as an HTML file, opened in Chromium as whoever receives it would: from a folder, without any server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from assistant.briefing.export.files import write
from tests.briefed import briefing
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

HOSTILE = '<img src="http://evil.example/p.png" onerror="document.title=1"><script>document.title=1</script>'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = briefing()
    sources = (replace(made.sources[0], title=f"{made.sources[0].title} {HOSTILE}"), *made.sources[1:])
    write(replace(made, sources=sources), tmp_path / "briefing.html")
    return tmp_path / "briefing.html"


def test_asks_for_nothing_beside_itself_and_runs_nothing(visit: Callable[..., Visit], file: Path) -> None:
    reader = visit(file.as_uri())
    reader.open("")

    assert reader.requests == [file.as_uri()]
    assert reader.page.title() == briefing().title
    assert reader.page.locator("img, script, iframe").count() == 0


def test_a_mark_leads_to_the_words_that_it_stands_for(visit: Callable[..., Visit], file: Path) -> None:
    reader = visit(file.as_uri())
    reader.open("")
    marks = reader.page.locator("a.mark")
    names = dict.fromkeys(marks.all_inner_texts())

    assert len(names) > 1
    for name in names:
        reader.page.locator(f'a.mark[href="#{name}"]').first.click()
        words = reader.page.locator(f'li[id="{name}"]')
        assert words.locator("q").inner_text().strip()
        assert words.evaluate(
            "one => { const box = one.getBoundingClientRect();"
            " return box.top >= -1 && box.top < window.innerHeight; }"
        )


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1600, "dark")])
def test_can_be_read_by_everybody_at_any_width(
    visit: Callable[..., Visit], file: Path, width: int, scheme: str
) -> None:
    reader = visit(file.as_uri(), width=width, scheme=scheme)
    reader.open("")

    assert reader.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    found = Axe().run(reader.page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
    reader.shoot(f"briefing-file-{width}-{scheme}")


def test_prints_with_every_section(visit: Callable[..., Visit], file: Path, tmp_path: Path) -> None:
    reader = visit(file.as_uri())
    reader.open("")
    headings = reader.page.locator("h2").all_inner_texts()

    reader.page.pdf(path=tmp_path / "printed.pdf", format="A4")

    import pypdf

    printed = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "printed.pdf").pages)
    assert headings
    for heading in headings:
        assert "".join(heading.split()).casefold() in "".join(printed.split()).casefold()
