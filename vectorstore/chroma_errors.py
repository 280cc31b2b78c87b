"""Every exception that Chroma can throw, in the words of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import CounterpointError, EmbedderChanged, StoreError, StoreUnreachable

_REBUILD = "Your articles are safe: rebuild the index with `counterpoint reindex`."


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Whatever Chroma or its HTTP client throws inside leaves as a `StoreError` that names the place."""
    try:
        yield
    except (CounterpointError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    # Chroma raises bare `Exception` for a strange reply, and its Rust core panics past `Exception`.
    except BaseException as problem:
        raise _ours(problem, place) from problem


def damaged(place: str, what: object) -> StoreError:
    return StoreError(f"The vector index {place} could not be used: {what}", hint=_REBUILD)


def is_gone(problem: BaseException) -> bool:
    """Whether the collection was deleted under us."""
    from chromadb.errors import NotFoundError

    return isinstance(problem, NotFoundError)


def _ours(problem: BaseException, place: str) -> StoreError:
    import httpx
    from chromadb import errors as chroma

    said = str(problem).lower()
    if isinstance(problem, httpx.TimeoutException | httpx.TransportError) or "could not connect" in said:
        return StoreUnreachable(
            f"The Chroma server at {place} did not answer.",
            hint="Start it (`chroma run --path FOLDER`), or correct COUNTERPOINT_CHROMA_URL.",
        )
    if isinstance(problem, chroma.ChromaAuthError | chroma.AuthorizationError):
        return StoreError(
            f"The Chroma server at {place} refused us.", hint="Check the key or user that the server expects."
        )
    if isinstance(problem, chroma.RateLimitError | chroma.QuotaError):
        return StoreError(
            f"The Chroma server at {place} allows no more for now: {problem}",
            hint="Wait and try again, or raise the server's quota.",
        )
    if isinstance(problem, chroma.VersionMismatchError | chroma.InvalidHTTPVersion):
        return StoreError(
            f"The Chroma server at {place} is of another version.",
            hint="Run a server of the version that `pip show chromadb` names.",
        )
    if "no space left" in said or "database or disk is full" in said:
        return StoreError(
            f"The disk under the vector index {place} is full.", hint="Make room, then run the command again."
        )
    if isinstance(problem, PermissionError) or "readonly" in said or "permission denied" in said:
        return StoreError(
            f"The vector index {place} cannot be written.",
            hint="Make the folder writable, or choose another with COUNTERPOINT_DATA_DIR.",
        )
    if "locked" in said:
        return StoreError(
            f"Another process is writing to the vector index {place}.", hint="Wait for it, then try again."
        )
    if "dimension" in said and isinstance(
        problem, chroma.InvalidArgumentError | chroma.InvalidDimensionException
    ):
        return EmbedderChanged(
            f"The embedder's vectors do not fit the index: {problem}",
            hint="The model behind the embedder's name has changed: rebuild with `counterpoint reindex`.",
        )
    if isinstance(problem, chroma.NotFoundError):
        return StoreError(
            f"The vector index {place} was rebuilt by another program meanwhile.", hint="Try once more."
        )
    if isinstance(problem, FileExistsError | NotADirectoryError):
        return StoreError(
            f"{place} is not a folder, so it cannot hold the vector index.",
            hint="Move the file away, or choose another folder with COUNTERPOINT_DATA_DIR.",
        )
    return damaged(place, problem)
