"""First word vectors from plain text: how often words stand beside each other (PPMI), reduced by SVD.

Levy, Goldberg and Dagan 2015 ("Improving distributional similarity", TACL 3): context distribution smoothing .75,
singular values to the power of one half. Neighbours at -2, -1, +1 and +2 are different contexts, so that words of
the same grammar (verbs of saying, titles) come out near each other.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from assistant.attribution import tokens as tk
from assistant.news import Span

OFFSETS = (-2, -1, 1, 2)
CONTEXTS = 3_000


def vectors(texts: Iterable[str], words: dict[str, int], size: int, *, seed: int = 0) -> np.ndarray:
    """One vector for each id of `words` (ids are as given; others are zero), of mean length 1."""
    rows = max(words.values()) + 1
    counts = sparse.csr_matrix((rows, CONTEXTS * len(OFFSETS)), dtype=np.float32)
    context = {word: number for number, word in enumerate(list(words)[:CONTEXTS])}
    lookup = np.full(rows, -1)
    for word, number in context.items():
        lookup[words[word]] = number
    batch: list[np.ndarray] = []
    for text in texts:
        ids = [words.get(tk.folded(word), 0) for word, _, _ in tk.split(text, Span(0, len(text)))]
        batch.append(np.array([0, 0, *ids, 0, 0]))
        if sum(map(len, batch)) > 1_000_000:
            counts, batch = counts + _counted(np.concatenate(batch), lookup, rows), []
    if batch:
        counts = counts + _counted(np.concatenate(batch), lookup, rows)
    return _reduced(_ppmi(counts), size, seed)


def _counted(ids: np.ndarray, lookup: np.ndarray, rows: int) -> sparse.csr_matrix:
    total = sparse.csr_matrix((rows, CONTEXTS * len(OFFSETS)), dtype=np.float32)
    middle = ids[2:-2]
    for number, offset in enumerate(OFFSETS):
        beside = lookup[ids[2 + offset : len(ids) - 2 + offset]]
        there = (middle > 0) & (beside >= 0)
        column = beside[there] + number * CONTEXTS
        ones = np.ones(len(column), np.float32)
        total = total + sparse.csr_matrix((ones, (middle[there], column)), shape=total.shape)
    return total


def _ppmi(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    found = counts.tocoo()
    word = np.asarray(counts.sum(1)).ravel()
    beside = np.asarray(counts.sum(0)).ravel() ** 0.75
    value = np.log(found.data * beside.sum() / (word[found.row] * beside[found.col]))
    keep = value > 0
    return sparse.csr_matrix(
        (value[keep], (found.row[keep], found.col[keep])), shape=counts.shape, dtype=np.float32
    )


def _reduced(matrix: sparse.csr_matrix, size: int, seed: int) -> np.ndarray:
    """Randomised SVD (Halko, Martinsson and Tropp 2011) with four power iterations."""
    rng = np.random.default_rng(seed)
    basis = matrix @ rng.standard_normal((matrix.shape[1], size + 16)).astype(np.float32)
    for _ in range(4):
        basis, _ = np.linalg.qr(basis)
        basis = matrix @ (matrix.T @ basis)
    basis, _ = np.linalg.qr(basis)
    left, values, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    made = (basis @ left[:, :size]) * np.sqrt(values[:size])
    return (made / np.linalg.norm(made, axis=1).mean()).astype(np.float32)
