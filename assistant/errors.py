"""The one family of errors: what happened in `str(error)`, what to do next in `error.hint`."""

from __future__ import annotations


class CounterpointError(Exception):
    """Something a reader can act on; the message says what happened, the hint what to do."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class BadSettings(CounterpointError):
    """A setting has a value that cannot be used."""


class BadInput(CounterpointError):
    """What the reader gave cannot be used as it is."""


class UnreadableSource(BadInput):
    """A file, page or line that holds no article that we can read."""


class UnreachableSource(BadInput):
    """An address that did not answer, or answered with an error."""


class RefusedSource(BadInput):
    """An address, scheme, path or size that is not fetched, for safety."""


class WorkersLost(CounterpointError):
    """Workers of a cluster died, or the cluster went away."""


class UnwritableFile(BadInput):
    """A file that the reader named cannot be written; what was there before is untouched."""


class UnknownArticle(BadInput):
    """No article of the library has this id."""


class UnknownConversation(BadInput):
    """No conversation of this reader has this id."""


class UnknownBriefing(BadInput):
    """No kept briefing of this reader has this id, or none on the topic."""


class UnknownFeed(BadInput):
    """The library follows no feed at this address."""


class LibraryError(CounterpointError):
    """The library could not be read or written."""


class LibraryBusy(LibraryError):
    """Another process holds the library's write lock."""


class LibraryFull(LibraryError):
    """The disk under the library has no room left."""


class LibraryReadOnly(LibraryError):
    """The data folder or its files cannot be written."""


class LibraryDamaged(LibraryError):
    """The library's file is not a database, or is of a newer version than this program."""


class StoreError(CounterpointError):
    """The vector index could not be read or written."""


class StoreUnreachable(StoreError):
    """The Chroma server did not answer."""


class EmbedderChanged(StoreError):
    """The index was made with another embedder; it must be rebuilt, vectors are never mixed."""


class EmbedderUnavailable(StoreError):
    """The embedder is not installed, or its service did not answer."""


class EngineError(CounterpointError):
    """The language model could not be used."""


class EngineUnreachable(EngineError):
    """The model's server did not answer."""


class WrongKey(EngineError):
    """The model's server refused the key."""


class UnknownModel(EngineError):
    """The model's server does not have the model."""


class RateLimited(EngineError):
    """The model's server asked us to slow down, and still did after waiting."""


class ContextTooLong(EngineError):
    """The request was longer than the model can read."""


class UnreadableReply(EngineError):
    """The model did not answer in the agreed form, also after one correction."""
