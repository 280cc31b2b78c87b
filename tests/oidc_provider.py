"""A small OpenID Connect provider for tests: whoever comes picks who they are (authorization code flow, RS256)."""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "counterpoint-desk", "a secret of the tests"
READERS = ("ana", "ben")


class Provider:
    """`address` is the issuer; `refused` are requests for a token that it did not believe."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, dict[str, str]] = {}
        self.refused: list[str] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.metadata = f"{self.address}/.well-known/openid-configuration"

    def described(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
        }

    def choice(self, asked: dict[str, str]) -> str:
        """The page on which a reader says who they are."""
        links = []
        for name in READERS:
            code = secrets.token_urlsafe(16)
            self.codes[code] = {"sub": name, "nonce": asked.get("nonce", "")}
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            links.append(f'<p><a href="{escape(back)}">{name}</a></p>')
        return f"<!doctype html><title>Who are you?</title>{''.join(links)}"

    def token(self, body: dict[str, str], basic: str) -> dict[str, Any] | None:
        """The tokens for a code that was given out and not used; None where client or code are wrong."""
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        believed = basic == f"Basic {known}" or body.get("client_secret") == SECRET
        given = self.codes.pop(body.get("code", ""), None)
        if not believed or given is None:
            self.refused.append(str(body))
            return None
        now = int(time.time())
        told = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 600,
            "name": given["sub"].title(),
        }
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, {**told, **given}, self.key)
        return {"access_token": "none", "token_type": "Bearer", "expires_in": 600, "id_token": signed}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Tests are quiet."""

        def do_GET(self) -> None:
            match urlsplit(self.path):
                case url if url.path.startswith("/.well-known"):
                    self._send(json.dumps(provider.described()))
                case url if url.path == "/jwks":
                    self._send(json.dumps({"keys": [provider.key.as_dict(private=False)]}))
                case url if url.path == "/authorize":
                    self._send(provider.choice(_flat(url.query)), "text/html")
                case _:
                    self._send("{}", status=404)

        def do_POST(self) -> None:
            body = _flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
            told = provider.token(body, self.headers.get("Authorization", ""))
            self._send(json.dumps(told or {"error": "invalid_grant"}), status=200 if told else 400)

        def _send(self, text: str, kind: str = "application/json", status: int = 200) -> None:
            raw = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    return Handler


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    provider = Provider()
    thread = threading.Thread(
        target=provider.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
        thread.join()


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
