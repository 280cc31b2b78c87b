"""A Ray cluster: batches go to whichever worker is free and come back in order; who dies over an item costs that item alone."""

from __future__ import annotations

import logging
import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any, TypeVar

from assistant.bulk.work import Task, Tools, done
from assistant.errors import BadInput, CounterpointError, WorkersLost

LOCAL = "local"
"""The address that starts a cluster on this machine, with a worker for every core."""

_AHEAD = 2  # batches for each worker that are begun before they are asked for: none has nothing to do
_AGAIN = 1  # times that a batch is begun again after its worker died

Item = TypeVar("Item")
Made = TypeVar("Made")


class Cluster:
    """The workers of an open cluster. `toolbox` makes their tools; it is hashable, and sent to each."""

    def __init__(self, ray: Any, toolbox: Callable[[], Tools]) -> None:
        self._ray = ray
        self._run = ray.remote(num_cpus=1, max_retries=_AGAIN)(done)
        self._toolbox = toolbox
        errors = ray.exceptions
        self._deaths = (
            errors.WorkerCrashedError,
            errors.OutOfMemoryError,
            errors.NodeDiedError,
            errors.LocalRayletDiedError,
            errors.ObjectLostError,
        )

    def in_order(
        self,
        task: Task[Item, Made],
        batches: Iterable[Sequence[Item]],
        *,
        lost: Callable[[Item], Made],
    ) -> Iterator[list[Made]]:
        """What the task makes of each batch, in the order of the batches; `lost` stands for an item that kills its worker.

        Raises what the task raises of our own errors.
        """
        begun: deque[tuple[Sequence[Item], Any]] = deque()
        for batch in batches:
            begun.append((batch, self._begin(task, batch)))
            if len(begun) > _AHEAD * self._workers():
                yield self._outcome(task, *begun.popleft(), lost)
        while begun:
            yield self._outcome(task, *begun.popleft(), lost)

    def _workers(self) -> int:
        """How many there are now: a cluster may grow while it works."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def _begin(self, task: Task[Item, Made], items: Sequence[Item]) -> Any:
        return self._run.remote(self._toolbox, task, items) if items else None

    def _outcome(
        self, task: Task[Item, Made], items: Sequence[Item], begun: Any, lost: Callable[[Item], Made]
    ) -> list[Made]:
        if begun is None:
            return []
        try:
            made: list[Made] = self._ray.get(begun)
        except self._deaths:
            if len(items) == 1:
                return [lost(items[0])]
            alone = [(one, self._begin(task, one)) for one in ([item] for item in items)]
            return [one for each in alone for one in self._outcome(task, *each, lost)]
        except self._ray.exceptions.RayTaskError as problem:
            if isinstance(problem.cause, CounterpointError):
                raise problem.cause from problem
            raise
        return made


@contextmanager
def opened(address: str, toolbox: Callable[[], Tools]) -> Iterator[Cluster]:
    """The cluster at the address. Raises BadInput without Ray or a cluster there, WorkersLost where it goes away."""
    ray = _ray()
    with ExitStack() as stack:
        only_here: dict[str, Any] = {}
        if address == LOCAL:
            folder = tempfile.TemporaryDirectory(prefix="counterpoint-ray-", ignore_cleanup_errors=True)
            only_here = {"include_dashboard": False, "_temp_dir": stack.enter_context(folder)}
        stack.callback(ray.shutdown)
        try:
            ray.init(address=address, log_to_driver=False, configure_logging=False, **only_here)
        except (ConnectionError, ValueError, RuntimeError, ray.exceptions.RayError) as problem:
            raise BadInput(
                f"There is no Ray cluster at {address}: {problem}",
                hint="Start one with `ray start --head`, or use `--ray local` for the cores of this machine.",
            ) from problem
        try:
            yield Cluster(ray, toolbox)
        except ray.exceptions.RayError as problem:
            raise WorkersLost(
                f"The Ray cluster at {address} did not finish: {type(problem).__name__}.",
                hint="Look at it with `ray status`, then add again: what was kept is passed over.",
            ) from problem


def _ray() -> Any:
    """Ray, which reads its own settings as it is imported."""
    # It would report its use to its makers, and under `uv run` send this folder to every worker.
    for unwanted in ("RAY_USAGE_STATS_ENABLED", "RAY_ENABLE_UV_RUN_RUNTIME_ENV"):
        os.environ[unwanted] = "0"
    try:
        ray = import_module("ray")
    except ImportError as problem:
        raise BadInput(
            "Ray is not installed.", hint='pip install "counterpoint-news[ray]", or leave --ray out.'
        ) from problem
    logging.getLogger("ray").setLevel(logging.ERROR)  # its remarks would stand among ours
    return ray
