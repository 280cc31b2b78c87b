"""`python -m training.attribution --data DIR`: trains the tagger of attribution/tagger.py on polnear_train.

Needs JAX besides the program's own dependencies (`uv pip install jax`); the program itself needs only NumPy.
Writes assistant/attribution/tagger.npz. The same data and seed give the same numbers on the same machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from assistant.attribution import tokens as tk
from assistant.attribution.quotes import quotations
from assistant.attribution.sentences import sentences
from training.neighbours import vectors as neighbours_of
from training.polnear import Annotated, Relation, articles

LENGTH, SENTENCES = 640, 64
OUT, SOURCE, CUE, CONTENT = range(4)


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the tagger is."""

    width: int = 64
    dilations: tuple[int, ...] = (1, 2, 4, 1)
    words: int = 15_000
    endings: int = 1_500


@dataclass(frozen=True, slots=True)
class Example:
    tokens: tk.Tokens
    tags: np.ndarray
    heard: np.ndarray  # per sentence: 1 when it overlaps a content


def covers(tokens: tk.Tokens, spans: tuple[tuple[int, int], ...]) -> np.ndarray:
    inside = np.zeros(len(tokens.start), bool)
    for first, last in spans:
        inside |= (tokens.start < last) & (tokens.end > first)
    return inside


def tags_of(tokens: tk.Tokens, relations: tuple[Relation, ...]) -> np.ndarray:
    tags = np.zeros(len(tokens.start), np.int32)
    for role, name in ((CONTENT, "content"), (CUE, "cue"), (SOURCE, "source")):
        tags[covers(tokens, tuple(span for one in relations for span in getattr(one, name)))] = role
    return tags


def counted(texts: list[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for text in texts:
        words.update(tk.folded(word) for word, _, _ in tk.split(text, tk.Span(0, len(text))))
    return words


def vocabularies(texts: list[str], more: list[str], shape: Shape) -> tuple[dict[str, int], dict[str, int]]:
    """The words of the annotated texts, most frequent first, filled up with those of plain texts."""
    words = counted(texts)
    endings = Counter({})
    for word, count in words.items():
        endings[word[-3:]] += count
    common = [word for word, count in words.most_common(shape.words) if count > 1]
    seen = set(common)
    common += [word for word, count in counted(more).most_common() if word not in seen and count > 7][
        : max(0, shape.words - len(common))
    ]
    return (
        {word: number + 4 for number, word in enumerate(common)},
        {tail: number + 1 for number, (tail, _) in enumerate(endings.most_common(shape.endings))},
    )


def example(article: Annotated, lexicon: tk.Lexicon, annotator: int = 0) -> Example:
    spans = sentences(article.text)
    read = tk.tokens(article.text, spans, quotations(article.text), lexicon)
    relations = article.annotators[annotator]
    tags = tags_of(read, relations)
    contents = covers(read, tuple(span for one in relations for span in one.content))
    heard = np.zeros(len(spans), np.float32)
    np.maximum.at(heard, read.sentence, contents.astype(np.float32))
    return Example(read, tags, heard)


def windows(examples: list[Example]) -> dict[str, np.ndarray]:
    """Whole sentences of one article, packed to LENGTH tokens; windows of one article overlap by nothing."""
    rows: dict[str, list[np.ndarray]] = {
        k: [] for k in ("words", "endings", "shapes", "places", "sentence", "tags", "heard")
    }
    for one in examples:
        t = one.tokens
        bounds = np.flatnonzero(np.diff(t.sentence, prepend=-1))
        edges = [*bounds.tolist(), len(t.sentence)]
        first = 0
        while first < len(edges) - 1:
            last = first + 1
            while (
                last < len(edges) - 1
                and edges[last + 1] - edges[first] <= LENGTH
                and last - first < SENTENCES
            ):
                last += 1
            a, b = edges[first], min(edges[last], edges[first] + LENGTH)
            pad = LENGTH - (b - a)
            for name, values in (
                ("words", t.words),
                ("endings", t.endings),
                ("shapes", t.shapes),
                ("places", t.places),
            ):
                rows[name].append(np.pad(values[a:b], (0, pad)))
            rows["sentence"].append(
                np.pad(t.sentence[a:b] - t.sentence[a], (0, pad), constant_values=SENTENCES)
            )
            rows["tags"].append(np.pad(one.tags[a:b], (0, pad), constant_values=-1))
            rows["heard"].append(
                np.pad(one.heard[first:last], (0, SENTENCES - (last - first)), constant_values=-1)
            )
            first = last
    return {name: np.stack(values) for name, values in rows.items()}


def initial(
    key: jax.Array, shape: Shape, words: int, endings: int, first: np.ndarray | None
) -> dict[str, jnp.ndarray]:
    d, keys = shape.width, iter(jax.random.split(key, 40))
    normal = lambda *size, scale: jax.random.normal(next(keys), size) * scale  # noqa: E731
    if first is not None:
        table = jnp.zeros((words, d)).at[:, : first.shape[1]].set(first * 2.4)
        table = table.at[:4].set(normal(4, d, scale=0.3))
    made = {
        "words": normal(words, d, scale=0.3) if first is None else table,
        "endings": normal(endings, d, scale=0.3 if first is None else 0.1),
        "shapes": normal(tk.SHAPES, d, scale=0.3),
        "places": normal(tk.PLACES, d, scale=0.3),
        "scale": jnp.ones(d),
    }
    for number, _ in enumerate(shape.dilations):
        made[f"conv{number}"] = normal(3 * d, d, scale=(2 / (3 * d)) ** 0.5)
        made[f"bias{number}"] = jnp.zeros(d)
    made |= {
        "context": normal(3 * d, d, scale=(1 / (3 * d)) ** 0.5),
        "context_bias": jnp.zeros(d),
        "tag": normal(2 * d, 4, scale=0.05),
        "tag_bias": jnp.zeros(4),
        "heard": normal(2 * d, 1, scale=0.05),
        "heard_bias": jnp.zeros(1),
    }
    return made


def neighbours(x: jnp.ndarray, step: int) -> jnp.ndarray:
    before = jnp.pad(x, ((0, 0), (step, 0), (0, 0)))[:, : x.shape[1]]
    after = jnp.pad(x, ((0, 0), (0, step), (0, 0)))[:, step:]
    return jnp.concatenate([before, x, after], axis=-1)


def forward(p, batch, shape: Shape, key=None, drop=0.0):
    def dropout(x, rate):
        nonlocal key
        if key is None or rate == 0:
            return x
        key, now = jax.random.split(key)
        return jnp.where(jax.random.bernoulli(now, 1 - rate, x.shape), x / (1 - rate), 0)

    words = batch["words"]
    if key is not None:
        key, now = jax.random.split(key)
        forget = jax.random.bernoulli(now, 0.08, words.shape) & (words > 3)
        words = jnp.where(forget, tk.UNKNOWN, words)
    real = (batch["words"] > 0)[..., None]
    x = (
        p["words"][words]
        + p["endings"][batch["endings"]]
        + p["shapes"][batch["shapes"]]
        + p["places"][batch["places"]]
    )
    x = dropout(x * real, drop)
    for number, step in enumerate(shape.dilations):
        h = jax.nn.relu(neighbours(x, step) @ p[f"conv{number}"] + p[f"bias{number}"])
        x = (x + dropout(h, drop)) * real
    onehot_max = jax.vmap(lambda v, s: jax.ops.segment_max(v, s, SENTENCES + 1))(x, batch["sentence"])[
        :, :SENTENCES
    ]
    pooled = jnp.where(jnp.isfinite(onehot_max), onehot_max, 0)
    pooled = pooled * (jnp.abs(onehot_max) < 1e9)
    context = jax.nn.relu(neighbours(pooled, 1) @ p["context"] + p["context_bias"])
    wide = jnp.concatenate([context, jnp.zeros_like(context[:, :1])], axis=1)
    spread = jnp.take_along_axis(wide, batch["sentence"][..., None], axis=1)
    tag = dropout(jnp.concatenate([x, spread], -1), drop) @ p["tag"] + p["tag_bias"]
    heard = (dropout(jnp.concatenate([pooled, context], -1), drop) @ p["heard"] + p["heard_bias"])[..., 0]
    return tag, heard


def loss_of(p, batch, key, shape, drop):
    tag, heard = forward(p, batch, shape, key, drop)
    known = batch["tags"] >= 0
    picked = jnp.take_along_axis(jax.nn.log_softmax(tag), jnp.maximum(batch["tags"], 0)[..., None], -1)[
        ..., 0
    ]
    tags = -(picked * known).sum() / known.sum()
    there = batch["heard"] >= 0
    each = jnp.logaddexp(0, heard) - heard * jnp.maximum(batch["heard"], 0)
    return tags + 0.5 * (each * there).sum() / there.sum()


@partial(jax.jit, static_argnames=("shape", "drop"))
def step(p, m, v, average, batch, key, t, rate, shape, drop):
    loss, g = jax.value_and_grad(loss_of)(p, batch, key, shape, drop)
    m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
    v = jax.tree.map(lambda a, b: 0.98 * a + 0.02 * b * b, v, g)
    p = jax.tree.map(
        lambda w, a, b: (
            w * (1 - rate * 0.01) - rate * (a / (1 - 0.9**t)) / (jnp.sqrt(b / (1 - 0.98**t)) + 1e-8)
        ),
        p,
        m,
        v,
    )
    average = jax.tree.map(lambda a, b: 0.995 * a + 0.005 * b, average, p)
    return p, m, v, average, loss


run = jax.jit(forward, static_argnames=("shape",))


def measure(p, rows, shape: Shape) -> dict[str, float]:
    """Token F1 of each role, and F1 of heard sentences at the best and the middle threshold."""
    tags, gold, heard, truth = [], [], [], []
    for a in range(0, len(rows["words"]), 32):
        batch = {k: v[a : a + 32] for k, v in rows.items()}
        tag, said = run(p, batch, shape)
        known = batch["tags"] >= 0
        tags.append(np.array(tag.argmax(-1))[known])
        gold.append(batch["tags"][known])
        there = batch["heard"] >= 0
        heard.append(np.array(said)[there])
        truth.append(batch["heard"][there])
    t, g, h, y = map(np.concatenate, (tags, gold, heard, truth))
    f1 = lambda a, b: 2 * (a & b).sum() / max(1, a.sum() + b.sum())  # noqa: E731
    out = {name: f1(t == k, g == k) for k, name in ((1, "source"), (2, "cue"), (3, "content"))}
    best = max((f1(h > c, y > 0.5), c) for c in np.arange(-2, 1.5, 0.1))
    out |= {"heard": f1(h > 0, y > 0.5), "best": best[0], "at": best[1], "own": f1(h <= 0, y < 0.5)}
    return {k: round(float(v), 4) for k, v in out.items()}


def train(
    rows,
    held,
    shape: Shape,
    words: int,
    endings: int,
    first,
    *,
    epochs: int,
    seed: int,
    drop: float,
    size: int = 8,
    peak: float = 2e-3,
):
    p = initial(jax.random.key(seed), shape, words, endings, first)
    m, v, average = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p), p
    rng, n, t = np.random.default_rng(seed), len(rows["words"]), 0
    total = epochs * (n // size)
    for epoch in range(epochs):
        order, started, losses = rng.permutation(n), time.time(), []
        for a in range(0, n - size + 1, size):
            t += 1
            rate = peak * min(1, t / 100) * (0.5 + 0.5 * np.cos(np.pi * t / total)) + 1e-6
            batch = {k: jnp.asarray(x[order[a : a + size]]) for k, x in rows.items()}
            key = jax.random.fold_in(jax.random.key(seed + 1), t)
            p, m, v, average, loss = step(p, m, v, average, batch, key, t, rate, shape, drop)
            losses.append(loss)
        print(
            epoch,
            round(float(np.mean(losses)), 4),
            round(time.time() - started, 1),
            measure(average, held, shape) if held is not None else "",
            flush=True,
        )
    return average


def plain_texts(path: Path) -> list[str]:
    """The texts of a .jsonl.gz of articles (the field `content_original`)."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["content_original"] for line in lines]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("assistant/attribution/tagger.npz"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--width", type=int, default=64)
    parser.add_argument("--text", type=Path, help="a .jsonl.gz of plain articles for the first word vectors")
    parser.add_argument(
        "--hold", type=int, default=10, help="hold out every nth article (0: none) to choose by"
    )
    given = parser.parse_args()
    shape = Shape(width=given.width)
    read = list(articles(given.data, "train"))
    kept = [a for i, a in enumerate(read) if not given.hold or i % given.hold != given.hold - 1]
    rest = [a for i, a in enumerate(read) if given.hold and i % given.hold == given.hold - 1]
    plain = plain_texts(given.text) if given.text else []
    words, endings = vocabularies([a.text for a in kept], plain, shape)
    lexicon = tk.Lexicon(list(words), list(endings))
    first = neighbours_of([*(a.text for a in kept), *plain], words, given.width) if plain else None
    print("vectors", flush=True)
    rows = windows([example(a, lexicon) for a in kept])
    held = windows([example(a, lexicon) for a in rest]) if rest else None
    print(len(kept), "articles", len(rows["words"]), "windows", len(words), "words", flush=True)
    p = train(
        rows,
        held,
        shape,
        len(words) + 4,
        len(endings) + 1,
        first,
        epochs=given.epochs,
        seed=given.seed,
        drop=given.drop,
    )
    save(p, words, endings, shape, given.out)


def save(p, words: dict[str, int], endings: dict[str, int], shape: Shape, out: Path) -> None:
    arrays = {}
    for name, value in p.items():
        value = np.asarray(value, np.float32)
        if name in ("words", "endings"):
            scale = np.abs(value).max(1, keepdims=True) / 127 + 1e-9
            arrays[name] = np.round(value / scale).astype(np.int8)
            arrays[name + "_scale"] = scale.astype(np.float16)
        else:
            arrays[name] = value.astype(np.float16)
    arrays["vocabulary"] = np.frombuffer("\n".join(words).encode(), np.uint8)
    arrays["tails"] = np.frombuffer("\n".join(endings).encode(), np.uint8)
    arrays["dilations"] = np.array(shape.dilations, np.int32)
    np.savez_compressed(out, **arrays)
    print(out, out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
