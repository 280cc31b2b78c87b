"""Models for onnxruntime without the `onnx` package: a small one put together node by node, more outputs for a given one.

The wire format is that of onnx.proto3 (ONNX IR version 9, operator set 17): tags and lengths as Protocol
Buffers write them. Only what our one graph needs is here.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_IR_VERSION: Final = 9
_OPERATOR_SET: Final = 17
_TYPES: Final = {np.dtype(np.float32): 1, np.dtype(np.int64): 7}
_FLOAT, _INT = 1, 2  # AttributeProto.AttributeType


class Graph:
    """Nodes in the order in which they run; every method gives back the name of what it made."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: dict[str, bytes] = {}
        self._inputs: list[bytes] = []
        self._outputs: list[bytes] = []

    def input(self, name: str, dtype: type[np.generic], shape: Sequence[int | str]) -> str:
        """A place for what each run is given; a word in the shape is a length known only then."""
        self._inputs.append(_value(name, dtype, shape))
        return name

    def constant(self, array: NDArray[np.float32] | NDArray[np.int64]) -> str:
        name = f"c{len(self._constants)}"
        dims = b"".join(_integer(1, length) for length in array.shape)
        content = dims + _integer(2, _TYPES[array.dtype]) + _text(8, name) + _bytes(9, array.tobytes())
        self._constants[name] = content
        return name

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, dtype=np.int64))

    def node(self, operator: str, *inputs: str, **attributes: float) -> str:
        name = f"n{len(self._nodes)}"
        content = b"".join(_text(1, given) for given in inputs) + _text(2, name) + _text(4, operator)
        content += b"".join(_bytes(5, _attribute(key, value)) for key, value in attributes.items())
        self._nodes.append(content)
        return name

    def output(self, name: str, dtype: type[np.generic], shape: Sequence[int | str]) -> None:
        self._outputs.append(_value(name, dtype, shape))

    def model(self) -> bytes:
        """The whole model, as `onnxruntime.InferenceSession` takes it."""
        graph = b"".join(
            [
                *(_bytes(1, node) for node in self._nodes),
                _text(2, "graph"),
                *(_bytes(5, constant) for constant in self._constants.values()),
                *(_bytes(11, value) for value in self._inputs),
                *(_bytes(12, value) for value in self._outputs),
            ]
        )
        return _integer(1, _IR_VERSION) + _bytes(7, graph) + _bytes(8, _integer(2, _OPERATOR_SET))


def with_outputs(model: bytes, names: Sequence[str]) -> bytes:
    """The same model, which also gives back these values of its graph, after its own outputs and in this order.

    Protocol Buffers merge what is appended: the new graph has outputs alone, and they join those that are there.
    """
    return model + _bytes(7, b"".join(_bytes(12, _text(1, name)) for name in names))


def _value(name: str, dtype: type[np.generic], shape: Sequence[int | str]) -> bytes:
    dims = b"".join(
        _bytes(1, _text(2, length) if isinstance(length, str) else _integer(1, length)) for length in shape
    )
    tensor = _integer(1, _TYPES[np.dtype(dtype)]) + _bytes(2, dims)
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _integer(3, value) + _integer(20, _INT)
    return _text(1, name) + _tag(2, 5) + struct.pack("<f", value) + _integer(20, _FLOAT)


def _tag(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _integer(field: int, value: int) -> bytes:
    return _tag(field, 0) + _varint(value)


def _bytes(field: int, content: bytes) -> bytes:
    return _tag(field, 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _bytes(field, content.encode())


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1  # negative numbers are written as two's complement of 64 bits
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
