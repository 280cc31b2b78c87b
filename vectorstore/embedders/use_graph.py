"""The network of the multilingual Universal Sentence Encoder (CNN variant), as a graph for onnxruntime.

Chidambaram et al. 2019 (arXiv 1810.12836) and Yang et al. 2020 (arXiv 1907.04307). The package's own forward
pass is numpy; this one does the same sums in less than a third of the time. What a token contributes to the
first convolution depends on the token alone, so it is computed once for each distinct token of a batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from vectorstore.embedders.onnx_graph import Graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

DIMENSIONS: Final = 512
GRAPH: Final = 1  # counts up with every change of the graph: what is kept of an older one is not used
MARGIN: Final = 2  # empty places on either side of a sentence: half of the widest window
_WIDTH: Final = 256
_WINDOWS: Final = ((2, 0), (3, 1), (5, 2))  # tokens in the window, how many of them stand before the centre
_END: Final = 2**62


def use_graph(weights: Mapping[str, NDArray[np.float32]]) -> bytes:
    """The model's bytes. Inputs and output of a run, for B sentences of at most L tokens:

    `tokens` (U, 512): embeddings of the U distinct tokens; `places` (B, L + 4): each place's token as a row
    of `tokens`, U where there is none; `mask` (B, L, 1): 1 where there is a token. Out: (B, 512), unit length.
    """
    net = _Network(weights)
    return net.build()


class _Network:
    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        self._weights = weights
        self._epsilon = float(weights["eps"])
        self._graph = Graph()

    def build(self) -> bytes:
        g = self._graph
        tokens = g.input("tokens", np.float32, ["U", DIMENSIONS])
        places = g.input("places", np.int64, ["B", "P"])
        mask = g.input("mask", np.float32, ["B", "L", 1])
        centre = self._slice(places, MARGIN, -MARGIN, axis=1)
        projected = g.node("Add", g.node("MatMul", tokens, self._joined("proj")), self._joined("proj_b"))
        normed = self._with_empty_row(self._norm(projected, self._joined("ln_g"), self._joined("ln_b")))
        features = [g.node("Gather", self._with_empty_row(tokens), centre)]
        for number, (width, before) in enumerate(_WINDOWS):
            branch = self._slice(normed, number * _WIDTH, (number + 1) * _WIDTH, axis=1)
            first = self._first_layer(branch, places, width, before)
            first = g.node("Mul", g.node("Add", first, g.node("Gather", branch, centre)), mask)
            features.append(g.node("Add", self._second_layer(first, width, before), first))
        joined = g.node("Concat", *features, axis=2)
        normed = g.node("Mul", self._norm(joined, self._weight("ln_g"), self._weight("ln_b")), mask)
        g.output(self._pooled(normed, mask), np.float32, ["B", DIMENSIONS])
        return g.model()

    def _first_layer(self, branch: str, places: str, width: int, before: int) -> str:
        g = self._graph
        shares: list[str] = []
        for number, matrix in enumerate(np.split(self._weights[f"w1_{width}"], width)):
            offset = MARGIN + number - before
            at = self._slice(places, offset, offset - 2 * MARGIN or _END, axis=1)
            product = g.node("MatMul", branch, g.constant(np.ascontiguousarray(matrix)))
            shares.append(g.node("Gather", product, at))
        total = shares[0]
        for share in [*shares[1:], self._weight(f"b1_{width}")]:
            total = g.node("Add", total, share)
        return g.node("Relu", total)

    def _second_layer(self, values: str, width: int, before: int) -> str:
        g = self._graph
        padded = g.node("Pad", values, g.integers(0, before, 0, 0, width - 1 - before, 0))
        windows = [self._slice(padded, n, n + 1 - width or _END, axis=1) for n in range(width)]
        window = g.node("Concat", *windows, axis=2)
        product = g.node("MatMul", window, self._weight(f"w2_{width}"))
        return g.node("Relu", g.node("Add", product, self._weight(f"b2_{width}")))

    def _pooled(self, values: str, mask: str) -> str:
        """The sum over tokens divided by the root of their number, through four dense layers."""
        g = self._graph
        axis = g.integers(1)
        length = g.node("ReduceSum", mask, axis, keepdims=0)
        total = g.node("MatMul", g.node("ReduceSum", values, axis, keepdims=0), self._weight("cnn_W"))
        total = g.node("Add", total, g.node("Mul", length, self._weight("cnn_b")))
        mean = g.node("Div", total, g.node("Sqrt", length))
        one = g.node("Relu", self._dense(mean, "d0"))
        two = g.node("Relu", g.node("Add", self._dense(mean, "p1"), self._dense(one, "d1")))
        three = g.node("Relu", self._dense(two, "d2"))
        last = g.node("Tanh", g.node("Add", self._dense(two, "p3"), self._dense(three, "d3")))
        return g.node("LpNormalization", last, axis=-1, p=2)

    def _dense(self, value: str, name: str) -> str:
        return self._graph.node("MatMul", value, self._weight(name))

    def _norm(self, value: str, gain: str, bias: str) -> str:
        return self._graph.node("LayerNormalization", value, gain, bias, axis=-1, epsilon=self._epsilon)

    def _with_empty_row(self, rows: str) -> str:
        width = _WIDTH * len(_WINDOWS) if rows != "tokens" else DIMENSIONS
        empty = self._graph.constant(np.zeros((1, width), dtype=np.float32))
        return self._graph.node("Concat", rows, empty, axis=0)

    def _slice(self, value: str, start: int, end: int, *, axis: int) -> str:
        g = self._graph
        return g.node("Slice", value, g.integers(start), g.integers(end), g.integers(axis))

    def _weight(self, name: str) -> str:
        return self._graph.constant(np.ascontiguousarray(self._weights[name], dtype=np.float32))

    def _joined(self, name: str) -> str:
        """The weight of all three branches, side by side."""
        parts = [self._weights[f"{name}{width}"] for width, _ in _WINDOWS]
        return self._graph.constant(np.concatenate(parts, axis=-1))
