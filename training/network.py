"""The tagger's network in JAX: the same sums as attribution/tagger.py, with what is needed to learn the numbers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from assistant.attribution import tokens as tk
from training.examples import ROLES, SENTENCES, Windows

Numbers = dict[str, jnp.ndarray]
BATCH, PEAK, FORGET = 8, 2e-3, 0.08
KNOWN = ("tags", "heard")


@dataclass(frozen=True, slots=True)
class Shape:
    """How large the network is; of each neighbour a convolution reads `seen` of its `width` columns."""

    width: int
    seen: int
    dilations: tuple[int, ...] = (1, 2, 4, 1)


@dataclass(frozen=True, slots=True)
class Course:
    """How long the network learns, and how much of what it knows is left out by chance."""

    epochs: int
    drop: float
    seed: int = 7


def initial(
    shape: Shape, words: int, endings: int, first: np.ndarray, *, features: int, seed: int
) -> Numbers:
    """Random numbers, but for the words: those begin with `first`, (words, at least one column), as far as it goes."""
    d, keys = shape.width, iter(jax.random.split(jax.random.key(seed), 40))

    def normal(*size: int, scale: float) -> jnp.ndarray:
        return jax.random.normal(next(keys), size) * scale

    known = first[:, :d] * 2.4
    made = {
        "words": jnp.zeros((words, d)).at[:, : known.shape[1]].set(known).at[:4].set(normal(4, d, scale=0.3)),
        "endings": normal(endings, d, scale=0.1),
        "shapes": normal(tk.SHAPES, d, scale=0.3),
        "places": normal(tk.PLACES, d, scale=0.3),
        "context": normal(3 * d, d, scale=(1 / (3 * d)) ** 0.5),
        "context_bias": jnp.zeros(d),
        "tag": normal(2 * d, ROLES, scale=0.05),
        "tag_bias": jnp.zeros(ROLES),
        "heard": normal(2 * d, 1, scale=0.05),
        "heard_bias": jnp.zeros(1),
    }
    reads = d + 2 * shape.seen
    for number in range(len(shape.dilations)):
        made[f"conv{number}"] = normal(reads, d, scale=(2 / reads) ** 0.5)
        made[f"bias{number}"] = jnp.zeros(d)
    if features:
        made["features"] = normal(features, d, scale=(1 / features) ** 0.5)
    return made


def _beside(x: jnp.ndarray, step: int, seen: int) -> jnp.ndarray:
    """Each row between the first `seen` columns of the one `step` before and the last ones of the one behind."""
    before = jnp.pad(x, ((0, 0), (step, 0), (0, 0)))[:, : x.shape[1]]
    after = jnp.pad(x, ((0, 0), (0, step), (0, 0)))[:, step:]
    return jnp.concatenate([before[..., :seen], x, after[..., x.shape[-1] - seen :]], axis=-1)


def forward(p: Numbers, batch: Windows, shape: Shape, key=None, drop: float = 0.0):
    """Scores of (windows, words, ROLES) tags and of (windows, SENTENCES) voices that are heard."""
    keys = iter(jax.random.split(key, 16)) if key is not None else None

    def dropped(x: jnp.ndarray, rate: float) -> jnp.ndarray:
        if keys is None or not rate:
            return x
        return jnp.where(jax.random.bernoulli(next(keys), 1 - rate, x.shape), x / (1 - rate), 0)

    words = batch["words"]
    real = (words > 0)[..., None]
    if keys is not None:
        forgotten = jax.random.bernoulli(next(keys), FORGET, words.shape) & (words > tk.NEW_PARAGRAPH)
        words = jnp.where(forgotten, tk.UNKNOWN, words)
    x = p["words"][words] + p["endings"][batch["endings"]]
    x += p["shapes"][batch["shapes"]] + p["places"][batch["places"]]
    if "features" in p:
        x += dropped(batch["features"].astype(jnp.float32), 0.1) @ p["features"]
    x = dropped(x * real, drop)
    for number, step in enumerate(shape.dilations):
        h = jax.nn.relu(_beside(x, step, shape.seen) @ p[f"conv{number}"] + p[f"bias{number}"])
        x = (x + dropped(h, drop)) * real
    highest = jax.vmap(lambda v, s: jax.ops.segment_max(v, s, SENTENCES + 1))(x, batch["sentence"])
    pooled = highest[:, :SENTENCES]
    pooled = jnp.where(jnp.isfinite(pooled), pooled, 0)
    context = jax.nn.relu(_beside(pooled, 1, shape.width) @ p["context"] + p["context_bias"])
    wide = jnp.concatenate([context, jnp.zeros_like(context[:, :1])], axis=1)
    around = jnp.take_along_axis(wide, batch["sentence"][..., None], axis=1)
    tags = dropped(jnp.concatenate([x, around], -1), drop) @ p["tag"] + p["tag_bias"]
    heard = dropped(jnp.concatenate([pooled, context], -1), drop) @ p["heard"] + p["heard_bias"]
    return tags, heard[..., 0]


def _loss(p: Numbers, batch: Windows, key, shape: Shape, drop: float):
    tags, heard = forward(p, batch, shape, key, drop)
    likely, truth = batch["tags"].astype(jnp.float32), batch["heard"].astype(jnp.float32)
    there = truth >= 0
    each = jnp.logaddexp(0, heard) - heard * jnp.maximum(truth, 0)
    roles = -(likely * jax.nn.log_softmax(tags)).sum() / likely.sum()
    return roles + 0.5 * (each * there).sum() / there.sum()


@partial(jax.jit, static_argnames=("shape", "drop"))
def _step(p, m, v, average, batch, key, t, rate, shape: Shape, drop: float):
    """AdamW (Loshchilov and Hutter 2019), and an average over the last steps."""
    loss, slope = jax.value_and_grad(_loss)(p, batch, key, shape, drop)
    m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, slope)
    v = jax.tree.map(lambda a, b: 0.98 * a + 0.02 * b * b, v, slope)

    def moved(w, a, b):
        return w * (1 - rate * 0.01) - rate * (a / (1 - 0.9**t)) / (jnp.sqrt(b / (1 - 0.98**t)) + 1e-8)

    p = jax.tree.map(moved, p, m, v)
    average = jax.tree.map(lambda a, b: 0.995 * a + 0.005 * b, average, p)
    return p, m, v, average, loss


def learned(
    p: Numbers, rows: Windows, shape: Shape, course: Course, *, tell: Callable[[Numbers], object]
) -> Numbers:
    """The numbers after the course; `tell` says after every second epoch what is worth printing of them."""
    m, v, average = jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p), p
    rng, count, t = np.random.default_rng(course.seed), len(rows["words"]), 0
    total = course.epochs * (count // BATCH)
    for epoch in range(1, course.epochs + 1):
        order, started, losses = rng.permutation(count), time.time(), []
        for at in range(0, count - BATCH + 1, BATCH):
            t += 1
            rate = PEAK * min(1, t / 100) * (0.5 + 0.5 * np.cos(np.pi * t / total)) + 1e-6
            batch = {name: jnp.asarray(values[order[at : at + BATCH]]) for name, values in rows.items()}
            key = jax.random.fold_in(jax.random.key(course.seed + 1), t)
            p, m, v, average, loss = _step(p, m, v, average, batch, key, t, rate, shape, course.drop)
            losses.append(loss)
        seconds = round(time.time() - started, 1)
        told = tell(average) if epoch % 2 == 0 or epoch == course.epochs else ""
        print(epoch, round(float(np.mean(losses)), 4), seconds, told, flush=True)
    return average


_run = jax.jit(forward, static_argnames=("shape",))


def likely(p: Numbers, rows: Windows, shape: Shape) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of the tags and voices of all windows."""
    tags, heard = [], []
    for at in range(0, len(rows["words"]), BATCH):
        batch = {name: values[at : at + BATCH] for name, values in rows.items() if name not in KNOWN}
        scores, voices = _run(p, batch, shape)
        tags.append(np.asarray(jax.nn.softmax(scores)))
        heard.append(np.asarray(jax.nn.sigmoid(voices)))
    return np.concatenate(tags), np.concatenate(heard)
