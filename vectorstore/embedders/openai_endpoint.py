"""Embeddings from any server that speaks OpenAI's protocol: OpenAI, vLLM, llama.cpp, Ollama and others."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import (
    BadSettings,
    ContextTooLong,
    EmbedderUnavailable,
    RateLimited,
    UnknownModel,
    WrongKey,
)

if TYPE_CHECKING:
    from openai import OpenAI

    from vectorstore.records import Vectors

# OpenAI takes 2,048 texts and 300,000 tokens a request; local servers often choke on far less.
_BATCH: Final = 96
_RETRIES: Final = 4  # the client waits longer each time, and as long as the server asks
_TIMEOUT: Final = 60.0


class OpenAIEndpoint:
    """The vectors that the server makes for `model`, brought to unit length."""

    def __init__(self, model: str, *, base_url: str | None, api_key: str | None) -> None:
        """Raises `BadSettings` where there is neither a server of one's own nor a key for OpenAI's."""
        if not base_url and not api_key:
            raise BadSettings(
                f"The embedder openai:{model} needs a key or a server.",
                hint="Set COUNTERPOINT_API_KEY, or COUNTERPOINT_BASE_URL to your own server.",
            )
        self.name = f"openai:{model}"
        self._model = model
        self._base_url = base_url
        self._api_key = api_key
        self._lock = threading.Lock()
        self._client: OpenAI | None = None
        self._dimensions: int | None = None

    @property
    def dimensions(self) -> int:
        """As many as the server gives; asked once."""
        if self._dimensions is None:
            self.questions(["dimensions"])
        assert self._dimensions is not None  # noqa: S101 - every reply sets it
        return self._dimensions

    def passages(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        parts = [self._batch(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        return np.concatenate(parts) if parts else np.empty((0, self.dimensions), dtype=np.float32)

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self.passages(texts)

    def _batch(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        with self._translated():
            # Floats, because not every server knows base64, the client's own choice; an empty text is refused.
            reply: Any = self._opened().embeddings.create(
                model=self._model, input=[text.strip() or "-" for text in texts], encoding_format="float"
            )
            rows = sorted(reply.data, key=lambda row: row.index)
            if len(rows) != len(texts):
                raise EmbedderUnavailable(
                    f"{self._place} gave {len(rows)} vectors for {len(texts)} texts.",
                    hint=f"Check that {self._model!r} is an embedding model of that server.",
                )
            vectors = np.array([row.embedding for row in rows], dtype=np.float32)
            self._dimensions = vectors.shape[1]
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors

    def _opened(self) -> OpenAI:
        from openai import OpenAI

        with self._lock:
            if self._client is None:
                self._client = OpenAI(
                    # The client insists on a key, also where the server wants none.
                    api_key=self._api_key or "none",
                    base_url=self._base_url,
                    timeout=_TIMEOUT,
                    max_retries=_RETRIES,
                )
            return self._client

    @property
    def _place(self) -> str:
        return self._base_url or "OpenAI"

    def _without_key(self, problem: Exception) -> str:
        """What the server says; some repeat the key that they refuse."""
        return str(problem).replace(self._api_key, "(the key)") if self._api_key else str(problem)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """The client's exceptions, and replies of another shape, as errors of ours."""
        import openai

        try:
            yield
        except (openai.AuthenticationError, openai.PermissionDeniedError) as problem:
            raise WrongKey(
                f"{self._place} refused the key for embeddings.", hint="Check COUNTERPOINT_API_KEY."
            ) from problem
        except openai.NotFoundError as problem:
            raise UnknownModel(
                f"{self._place} has no embedding model {self._model!r}.",
                hint="COUNTERPOINT_EMBEDDER is openai:MODEL with a name that the server lists under /models.",
            ) from problem
        except openai.RateLimitError as problem:
            raise RateLimited(
                f"{self._place} allows no more embeddings for now.",
                hint="Wait and run the command again: it goes on where it stopped.",
            ) from problem
        except openai.BadRequestError as problem:
            raise ContextTooLong(
                f"{self._place} refused the texts: {self._without_key(problem)}",
                hint=f"{self._model!r} may read less than a chunk; choose a model with a longer context.",
            ) from problem
        except openai.OpenAIError as problem:
            raise EmbedderUnavailable(
                f"{self._place} did not give embeddings: {self._without_key(problem)}",
                hint="Check that the server runs and that COUNTERPOINT_BASE_URL is right (it often ends in /v1).",
            ) from problem
        except (AttributeError, TypeError, ValueError, IndexError) as problem:
            raise EmbedderUnavailable(
                f"{self._place} answered in another form than OpenAI's protocol for embeddings.",
                hint="Check that COUNTERPOINT_BASE_URL is right (it often ends in /v1).",
            ) from problem
