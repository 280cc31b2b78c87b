"""Who is reading: what one reader keeps is listed for nobody else."""

from __future__ import annotations

import hashlib
import re
import secrets

import streamlit as st

COOKIE = "counterpoint_reader"
_TOKEN = re.compile(r"[0-9a-f]{32}")


def reader() -> str:
    """An opaque name for this reader: of their login where there is one, else of their browser.

    A browser without cookies is a new reader in every tab.
    """
    if st.user.get("is_logged_in"):
        return named(str(st.user.get("iss", "")), str(st.user.get("sub") or st.user.get("email")))
    token = str(st.context.cookies.get(COOKIE, ""))
    if not _TOKEN.fullmatch(token):
        token = str(st.session_state.setdefault("reader", new_token()))
    return named("browser", token)


def named(kind: str, token: str) -> str:
    """What is kept beside a conversation: it does not tell the login or the cookie."""
    return hashlib.sha256(f"{kind}\0{token}".encode()).hexdigest()[:32]


def new_token() -> str:
    return secrets.token_hex(16)
