"""Any model of the sentence-transformers library from a folder on this machine; nothing is downloaded."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import BadSettings, EmbedderUnavailable

if TYPE_CHECKING:
    from vectorstore.records import Vectors


class SentenceTransformersFolder:
    """The folder's own prompts for questions and passages are used where it has them."""

    def __init__(self, folder: Path) -> None:
        """Raises `BadSettings` where there is no such folder."""
        if not folder.is_dir():
            raise BadSettings(
                f"There is no folder {folder} with a sentence-transformers model.",
                hint="COUNTERPOINT_EMBEDDER is sentence-transformers:FOLDER, a folder with modules.json.",
            )
        self.name = f"sentence-transformers:{folder.resolve().name}"
        self._folder = folder
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def dimensions(self) -> int:
        return int(self.questions(["dimensions"]).shape[1])

    def passages(self, texts: Sequence[str]) -> Vectors:
        vectors: Vectors = self._model().encode_document(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return vectors

    def questions(self, texts: Sequence[str]) -> Vectors:
        vectors: Vectors = self._model().encode_query(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return vectors

    def _model(self) -> Any:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded


def _load(folder: Path) -> Any:
    try:
        from sentence_transformers import SentenceTransformer  # type: ignore[import-not-found,unused-ignore]
    except ImportError as problem:
        raise EmbedderUnavailable(
            "sentence-transformers is not installed.",
            hint="Install it: pip install 'counterpoint-news[sentence-transformers]'",
        ) from problem
    try:
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    # Loading runs through transformers, torch and safetensors, which share no base class of errors.
    except Exception as problem:
        raise EmbedderUnavailable(
            f"The folder {folder} could not be loaded as a sentence-transformers model: {problem}",
            hint="Save a model there with SentenceTransformer(...).save(FOLDER).",
        ) from problem
