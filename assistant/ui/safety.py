"""What the browser is allowed to fetch: this server and nothing else; and a cookie by which it is known again."""

from __future__ import annotations

from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
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
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
REMEMBERED = 400 * 24 * 3600  # seconds; browsers keep no cookie longer


class Safety:
    """ASGI middleware that sends HEADERS with every response, and a reader's cookie with a first page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if headers.get("content-type", "").startswith("text/html") and not _known(scope):
                    headers.append("set-cookie", cookie(new_token(), secure=scope.get("scheme") == "https"))
            await send(message)

        await self.app(scope, receive, guarded if scope["type"] == "http" else send)


def cookie(token: str, *, secure: bool) -> str:
    """No script reads it, and no other site's form sends it."""
    made = SimpleCookie({COOKIE: token})
    for name, value in (("path", "/"), ("max-age", REMEMBERED), ("httponly", True), ("samesite", "Lax")):
        made[COOKIE][name] = value
    if secure:
        made[COOKIE]["secure"] = True
    return made[COOKIE].OutputString()


def _known(scope: Scope) -> bool:
    return COOKIE in SimpleCookie(Headers(scope=scope).get("cookie", ""))
