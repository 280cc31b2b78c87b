"""The list of articles in a real Chromium: several are selected, removed and put back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visit, filled
from tests.served import served as app_over

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BOX, HEAD, ROW = 18, 36, 36  # pixels: the middle of a row's box, and the heights of header and rows


@pytest.fixture(scope="module")
def desk(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("shelf") / "data"
    nothing_more = data.parent / "empty.jsonl"
    nothing_more.write_text("")
    filled(data, nothing_more)
    with app_over(data) as (base, _, _):
        yield base


def test_several_articles_are_removed_at_once_and_put_back(desk: str, visit: Callable[..., Visit]) -> None:
    here = visit(desk)
    here.open("/library")
    here.page.get_by_text("22 articles").wait_for()
    table = here.page.get_by_test_id("stDataFrame").first
    for row in range(2):
        table.click(position={"x": BOX, "y": HEAD + ROW * row + ROW // 2})
        here.page.get_by_role("button", name=f"Remove {row + 1}").wait_for()

    here.page.get_by_role("button", name="Remove 2").click()
    here.page.get_by_role("button", name="Remove", exact=True).click()

    here.page.get_by_text("Removed 2 articles.").wait_for()
    here.page.get_by_text("20 articles").wait_for()
    here.page.get_by_role("button", name="Put back").click()
    here.page.get_by_text("22 articles").wait_for()
