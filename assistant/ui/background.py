"""Work in a thread of its own, so that a click elsewhere does not cut it short."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod

from assistant import observing
from assistant.errors import CounterpointError


class Background(ABC):
    """Begins with `_begin`; once `done`, `error` is what stopped it, or None."""

    unforeseen = "Try again. If it happens twice, run `counterpoint doctor`."

    def __init__(self) -> None:
        self.error: CounterpointError | None = None
        self._ended = threading.Event()

    @property
    def done(self) -> bool:
        return self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Waits at most so long for the end; true where it has come."""
        return self._ended.wait(seconds)

    @abstractmethod
    def _work(self) -> None:
        """What is to be done. May raise anything."""

    @abstractmethod
    def _afterwards(self) -> None:
        """What is to be done at the end, however it came about."""

    def _begin(self, name: str) -> None:
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def _run(self) -> None:
        try:
            self._work()
        except CounterpointError as error:
            self.error = error
        except Exception as problem:  # noqa: BLE001 - the front door of this thread: nobody else would hear of it
            self.error = CounterpointError(
                f"Something unforeseen went wrong: {type(problem).__name__}.", hint=self.unforeseen
            )
            self.error.__cause__ = problem
            observing.unforeseen(threading.current_thread().name, problem)
        finally:
            self._afterwards()
            self._ended.set()
