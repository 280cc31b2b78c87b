"""Who may ask this server, what a browser may fetch, and the cookie by which a reader is known again."""

from __future__ import annotations

from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.ui.readers import COOKIE, new_token

POLICY = "; ".join(
    (
        "default-src 'self'",
        # Streamlit loads a component's script from a blob: address, and compiles charts and its styles at run time.
        "script-src 'self' blob: 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEALTH = "/healthz"
"""Says only that the program lives: whoever watches over it asks under a name or number that nobody can foresee."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
LOCAL = frozenset({"127.0.0.1", "localhost"})
REMEMBERED = 400 * 24 * 3600  # seconds; browsers keep no cookie longer


class Safety:
    """ASGI middleware that sends HEADERS with every response, and a reader's cookie with a first page.

    Requests for another host than `hosts`, or from a page of another one, are refused: a foreign page that points its
    own name at this machine gets nothing (DNS rebinding). Streamlit would ask an outside service about such a page.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] = LOCAL) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        watched = scope["type"] == "http" and scope["path"] == HEALTH
        if scope["type"] in {"http", "websocket"} and not watched and not self._invited(Headers(scope=scope)):
            await _refuse(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if headers.get("content-type", "").startswith("text/html") and not _known(scope):
                    headers.append("set-cookie", cookie(new_token(), secure=scope.get("scheme") == "https"))
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)

    def _invited(self, headers: Headers) -> bool:
        """Whether host and origin, where the browser names them, are ours."""
        named = [urlsplit(f"//{headers['host']}").hostname] if headers.get("host") else []
        named += [urlsplit(headers["origin"]).hostname] if headers.get("origin") else []
        return all(name in self.hosts for name in named)


def cookie(token: str, *, secure: bool) -> str:
    """No script reads it, and no other site's form sends it."""
    made = SimpleCookie({COOKIE: token})
    for name, value in (("path", "/"), ("max-age", REMEMBERED), ("httponly", True), ("samesite", "Lax")):
        made[COOKIE][name] = value
    if secure:
        made[COOKIE]["secure"] = True
    return made[COOKIE].OutputString()


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    else:
        await PlainTextResponse("This address is not served here.", 421)(scope, receive, send)


def _known(scope: Scope) -> bool:
    return COOKIE in SimpleCookie(Headers(scope=scope).get("cookie", ""))
