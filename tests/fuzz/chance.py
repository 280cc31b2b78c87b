"""Inputs near those of a corpus: cut, joined, repeated, and with strange things in them."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

_STRANGE = (
    b"\x00", b"\xff\xfe", "\u202e".encode(), "\ufeff".encode(), b"<", b"</", b"]]>", b"&#x0;", b"&#xD800;", b"\\ud800", b"{", b"}", b"[", b'"', "“".encode(),
    "”".encode(), "«".encode(), "’".encode(), b"\n", b"\n\n", b"\r", b" said ", b", who told ", b"9" * 400, b"a" * 3000, "e\u0301".encode(), "ﬀİß".encode(),
    "\U0001f469\u200d\U0001f469".encode(), "東京".encode(), "عربي".encode(),
)  # fmt: skip


def near(corpus: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Bytes of at most about 10,000."""
    cut = st.sampled_from(corpus).flatmap(
        lambda data: st.tuples(st.integers(0, len(data)), st.integers(0, len(data))).map(
            lambda ends: data[min(ends) : max(ends)]
        )
    )
    piece = st.one_of(
        st.sampled_from(corpus),
        cut,
        st.sampled_from(_STRANGE),
        st.binary(max_size=20),
        st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")),
    )
    first = st.sampled_from(sorted({data[:1] for data in corpus}))
    return st.tuples(first, st.lists(piece, max_size=8)).map(lambda made: made[0] + b"".join(made[1]))
