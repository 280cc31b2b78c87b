"""Published attack strings as titles, outlets, addresses, article text and words of a model: shown, and nothing more.

The strings are of a published collection that is not part of this repository (`evals/payloads` beside it).
"""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from assistant.conversation.diary import Diary
from assistant.findings import Answer, Citation, Claim, Engine, Issue, Position, Reading, Stance, Verdict
from assistant.library.conversations import create
from assistant.library.database import open_database, writing
from assistant.news import Access, Span, Voice
from assistant.ui.readers import COOKIE, named
from tests.browser.conftest import Visit, filled
from tests.served import ROOT, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SHARED = Path(os.environ.get("COUNTERPOINT_SHARED", ROOT.parent / "shared")) / "evals" / "payloads"
LISTS = ("MarioXSSVectors", "IntrudersXSS", "BRUTELOGIC-XSS-STRINGS", "Open-Redirect-payloads")
EACH = 12  # strings of each list: one page shows them all
TOKEN = "f" * 32
LONGEST = 400  # characters of one string


def payloads() -> list[str]:
    """Some strings of each list and of the naughty strings, spread over them."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not here")
    found = [json.loads((SHARED / "blns_dev.json").read_text("utf-8"))]
    with tarfile.open(SHARED / "patt_subset.tar.gz") as archive:
        for member in archive:
            if member.name.endswith(".txt") and any(one in member.name for one in LISTS):
                content = archive.extractfile(member)
                found.append(content.read().decode("utf-8", "replace").splitlines() if content else [])
    return [
        one[:LONGEST]
        for strings in found
        for one in strings[:: max(1, len(strings) // EACH)][:EACH]
        if one.strip()
    ]


def records(strings: list[str]) -> Iterator[dict[str, Any]]:
    """An article for each string, which stands wherever an article can say something."""
    for number, one in enumerate(strings):
        yield {
            "title": f"{one} glacier",
            "outlet": f"{one[:60]} Post",
            "text": f"The glacier at Vantor shrank by {number + 2} metres, the survey says. {one}\n\n{one}",
            "url": one if one.startswith("http") else f"https://vantor.example/{number}",
            "author": one[:80],
            "date": "2025-09-01",
            "language": "en",
        }


def said_by_a_model(strings: list[str]) -> Answer:
    """An answer whose every word is an attack, as a model might write it."""
    claims = tuple(
        Claim(
            one, (Citation("x" * 12, Span(0, 3), one, (one,), one, one, f"javascript:{one}", Verdict.EXACT),)
        )
        for one in strings
    )
    readings = (
        Reading(strings[0], (strings[1],), claims[:3]),
        Reading(strings[2], (strings[3],), claims[3:6]),
    )
    return Answer(
        strings[0],
        Engine("prompted", strings[1], "none"),
        positions=tuple(
            Position(Voice(one), Access.SECOND_HAND, (one,), (claim,))
            for one, claim in zip(strings, claims, strict=True)
        ),
        not_stated=tuple(strings),
        issues=(Issue(strings[4], readings, {strings[1]: Stance.FOR, strings[3]: Stance.AGAINST}),),
        notes=tuple(strings),
    )


@pytest.fixture(scope="module")
def attacked(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The app over a library of attacks: its address, and a conversation in which a model attacks."""
    strings = payloads()
    folder = tmp_path_factory.mktemp("attacked")
    file = folder / "attacks.jsonl"
    file.write_text("\n".join(json.dumps(one) for one in records(strings)), encoding="utf-8")
    filled(folder / "data", file)
    database = open_database(f"sqlite:///{folder / 'data' / 'library.db'}")
    answer = said_by_a_model(strings)
    with writing(database) as connection:
        talk = create(connection, strings[0], owner=named("browser", TOKEN))
    with Diary.begin(database, talk, strings[0], answer) as diary:
        diary.add(answer)
    database.dispose()
    with served(folder / "data") as (base, _, _):
        yield base, talk


def watched(visit: Callable[..., Visit], base: str) -> Visit:
    """A reader whose browser notes every dialog and every variable that an attack could set."""
    here = visit(base)
    here.page.context.add_cookies([{"name": COOKIE, "value": TOKEN, "url": base}])
    here.page.on(
        "dialog", lambda dialog: (here.refused.append(f"dialog: {dialog.message}"), dialog.dismiss())
    )
    here.page.on("popup", lambda popup: here.refused.append(f"window: {popup.url}"))
    return here


def harmless(here: Visit) -> None:
    """No request left, no dialog came, and no element of an attack stands in the page."""
    assert here.strangers == []
    assert (
        here.page.locator("a[href^='javascript'], a[href^='data'], iframe[srcdoc], object, embed").count()
        == 0
    )
    assert here.page.url.startswith(here.base)


def test_words_of_a_model_stay_words(attacked: tuple[str, str], visit: Callable[..., Visit]) -> None:
    base, talk = attacked
    here = watched(visit, base)

    here.open(f"/?c={talk}")

    here.page.locator(".answer .card").nth(10).wait_for()
    here.page.locator(".answer .stance").first.click()
    here.page.wait_for_timeout(1_000)
    harmless(here)


def test_articles_of_attacks_stay_articles(attacked: tuple[str, str], visit: Callable[..., Visit]) -> None:
    base, _ = attacked
    here = watched(visit, base)
    here.open()

    here.ask("How many metres did the glacier at Vantor shrink?")

    here.page.locator(".sources button").first.click()
    here.page.locator(".reader .body").wait_for()
    here.page.wait_for_timeout(500)
    harmless(here)
    for path in ("/library", "/library?show=Outlets", "/charts"):
        here.open(path)
        here.page.get_by_test_id("stDataFrame").or_(
            here.page.get_by_test_id("stVegaLiteChart")
        ).first.wait_for()
        here.page.wait_for_timeout(800)
        harmless(here)
