"""docs/sharing.md, tried: nobody sees a page without login, and each login has conversations of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

pytest.importorskip("authlib", reason="streamlit[auth] is not installed")

from tests.browser.conftest import Visit, filled
from tests.oidc_provider import CLIENT, SECRET, Provider, providing
from tests.served import ROOT, free_port, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "Who is to blame for the dam failure?"


def secrets_of_the_docs(provider: Provider, port: int) -> str:
    """The [auth] section as docs/sharing.md has it, with what a reader of it would fill in."""
    written = (ROOT / "docs" / "sharing.md").read_text("utf-8")
    section = re.search(r"    \[auth\]\n(?:    .+\n)+", written)
    assert section
    lines = [line.strip() for line in section[0].splitlines()]
    filled_in = {
        "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": provider.metadata,
    }
    names = [line.split(" = ")[0] for line in lines[1:]]
    assert filled_in.keys() <= set(names)
    return "\n".join(
        [
            lines[0],
            *(
                f'{name} = "{filled_in[name]}"' if name in filled_in else line
                for name, line in zip(names, lines[1:], strict=True)
            ),
        ]
    )


@pytest.fixture(scope="module")
def shared_desk(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("shared") / "data"
    nothing_more = data.parent / "empty.jsonl"
    nothing_more.write_text("")
    filled(data, nothing_more)
    port = free_port()
    with providing() as provider:
        (data / ".streamlit").mkdir()
        (data / ".streamlit" / "secrets.toml").write_text(
            secrets_of_the_docs(provider, port), encoding="utf-8"
        )
        with served(data, port=port) as (base, _, _):
            yield base
        assert provider.refused == []


def log_in(here: Visit, name: str) -> None:
    here.open()
    here.page.get_by_role("button", name="Log in").click()
    here.page.get_by_role("link", name=name).click()
    here.page.get_by_test_id("stChatInputTextArea").wait_for()


def conversations(here: Visit) -> str:
    here.page.get_by_role("button", name="Conversations").click()
    here.page.get_by_text("Nobody else sees").or_(here.page.get_by_text("nobody else sees")).first.wait_for()
    return here.page.locator("[data-testid=stPopoverBody]").text_content() or ""


def test_nobody_sees_a_page_without_login(shared_desk: str, visit: Callable[..., Visit]) -> None:
    here = visit(shared_desk)
    for path in ("/", "/library", "/settings", f"/?q={QUESTION}"):
        here.open(path)

        here.page.get_by_text("for readers who are logged in").wait_for()

        assert here.page.get_by_test_id("stDataFrame").count() == 0
        assert here.page.locator(".answer").count() == 0
    here.shoot("login")


def test_each_login_has_its_own_conversations_on_whatever_machine(
    shared_desk: str, visit: Callable[..., Visit]
) -> None:
    ana, ben, ana_elsewhere = visit(shared_desk), visit(shared_desk), visit(shared_desk)
    log_in(ana, "ana")
    ana.ask(QUESTION)

    log_in(ben, "ben")
    log_in(ana_elsewhere, "ana")

    assert QUESTION not in conversations(ben)
    assert QUESTION in conversations(ana_elsewhere)


def test_whoever_logs_out_sees_nothing_more(shared_desk: str, visit: Callable[..., Visit]) -> None:
    here = visit(shared_desk)
    log_in(here, "ana")
    here.open("/settings")
    here.page.get_by_text("Logged in as Ana").wait_for()

    here.page.get_by_role("button", name="Log out").click()

    here.page.get_by_text("for readers who are logged in").wait_for()
    here.page.reload()
    here.page.get_by_text("for readers who are logged in").wait_for()
