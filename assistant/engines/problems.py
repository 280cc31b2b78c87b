"""Every foreign exception that a model's server can cause, in our words and with what to do."""

from __future__ import annotations

import email.utils
import math
import random
import time

import httpx2
import openai
from langchain_core.exceptions import ContextOverflowError

from assistant.errors import (
    ContextTooLong,
    CounterpointError,
    EngineError,
    EngineUnreachable,
    RateLimited,
    UnknownModel,
    WrongKey,
)

# How often each kind is tried in all, before anything was shown. A time-out has cost a minute already.
TRIES = {"busy": 6, "failing": 3, "unreachable": 2}
LONGEST_WAIT = 60.0  # seconds; who must wait longer should be told at once

_TOO_LONG = (
    "context_length_exceeded",  # OpenAI
    "maximum context length",  # vLLM
    "context window",
    "exceeds the available context size",  # llama.cpp
    "exceed_context_size",
    "prompt is too long",
    "too many tokens",
    "input tokens exceed",
)


def translated(problem: Exception, *, server: str, model: str, started: bool = False) -> CounterpointError:
    """Our error for a foreign one. `started`: part of the reply had already come."""
    match problem:
        case CounterpointError():
            return problem
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return WrongKey(
                f"{server} refused the key: {_told(problem)}",
                hint="Set COUNTERPOINT_API_KEY to a key of that server, one that may use this model.",
            )
        case _ if isinstance(problem, ContextOverflowError) or _too_long(problem):
            return ContextTooLong(
                f"The request was longer than {model} can read at {server}.",
                hint="Set COUNTERPOINT_CONTEXT_TOKENS to what the model can read, or start its server with more.",
            )
        case openai.NotFoundError():
            return UnknownModel(
                f"{server} does not have the model {model!r}: {_told(problem)}",
                hint="Check COUNTERPOINT_MODEL against the server's list of models (its address with /models), "
                "and that COUNTERPOINT_BASE_URL ends where the server says, usually in /v1.",
            )
        case openai.RateLimitError() if _out_of_credit(problem):
            return RateLimited(
                f"The account at {server} has no credit left: {_told(problem)}",
                hint="Add credit there, or choose another model with COUNTERPOINT_MODEL and _BASE_URL.",
            )
        case openai.RateLimitError():
            return RateLimited(
                f"{server} asked to slow down, and still did after waiting: {_told(problem)}",
                hint="Wait a little and ask again, or set COUNTERPOINT_CONCURRENCY to 1.",
            )
        case openai.APITimeoutError() | httpx2.TimeoutException():
            return EngineUnreachable(
                f"{server} did not answer in time.",
                hint="Ask again, or give it longer with COUNTERPOINT_TIMEOUT (seconds).",
            )
        case openai.APIConnectionError() | httpx2.TransportError() if started:
            return EngineUnreachable(
                f"The connection to {server} was lost in the middle of a reply.",
                hint="What was shown stays. Ask again for the rest.",
            )
        case openai.APIConnectionError() | httpx2.TransportError():
            return EngineUnreachable(
                f"{server} cannot be reached: {_reason(problem)}",
                hint="Check COUNTERPOINT_BASE_URL, and that the server runs; "
                "without COUNTERPOINT_MODEL the embedded analyst answers.",
            )
        case openai.InternalServerError():
            return EngineUnreachable(
                f"{server} failed ({problem.status_code}): {_told(problem)}",
                hint="Ask again in a while; the server's own log says what went wrong.",
            )
        case openai.ContentFilterFinishReasonError():
            return EngineError(f"{model} declined to answer.", hint="Put the question in other words.")
        case openai.APIStatusError():
            return EngineError(
                f"{server} refused the request ({problem.status_code}): {_told(problem)}",
                hint="Check COUNTERPOINT_MODEL and COUNTERPOINT_BASE_URL; `counterpoint doctor` tries them.",
            )
        case openai.APIError():
            return EngineError(
                f"{server} reported an error: {_told(problem)}",
                hint="Ask again; the server's own log says what went wrong.",
            )
        case _:
            return EngineError(
                f"{server} did not answer as an OpenAI-compatible server does: {_reason(problem)}",
                hint="Check COUNTERPOINT_BASE_URL: it names the API itself, usually ending in /v1.",
            )


def pause(problem: Exception, tried: int) -> float | None:
    """Seconds to wait before trying again, or None where trying again is no use.

    The server's Retry-After counts; else 0.5 seconds, doubled each time up to 8, with jitter so that
    concurrent requests do not come back together.
    """
    match problem:
        case openai.RateLimitError() if not _out_of_credit(problem):
            tries = TRIES["busy"]
        case openai.InternalServerError():
            tries = TRIES["failing"]
        case openai.APITimeoutError():
            return None
        case openai.APIConnectionError():
            tries = TRIES["unreachable"]
        case _:
            return None
    if tried >= tries:
        return None
    asked = _retry_after(problem)
    if asked is not None:
        return asked if asked <= LONGEST_WAIT else None
    return float(min(0.5 * 2 ** (tried - 1), 8.0) * random.uniform(0.75, 1.25))  # noqa: S311  (jitter)


def refused_option(problem: Exception, options: set[str]) -> str | None:
    """Which of the options that we sent a server does not know, as far as its 400 or 422 says."""
    if not isinstance(problem, openai.BadRequestError | openai.UnprocessableEntityError):
        return None
    told = str(problem).lower()
    if _too_long(problem):
        return None
    words = {name: (name,) for name in options} | {
        "response_format": ("response_format", "json_schema", "structured", "grammar", "guided"),
        "max_tokens": ("max_tokens", "max_completion_tokens"),
        "max_completion_tokens": ("max_completion_tokens", "max_tokens"),
    }
    return next((name for name in sorted(options) if any(word in told for word in words[name])), None)


def _too_long(problem: Exception) -> bool:
    if not isinstance(problem, openai.APIError):
        return False
    told = f"{problem} {problem.code}".lower()
    return any(words in told for words in _TOO_LONG)


def _out_of_credit(problem: openai.APIError) -> bool:
    return "insufficient_quota" in {problem.code, problem.type} or "insufficient_quota" in str(problem)


def _retry_after(problem: Exception) -> float | None:
    response = getattr(problem, "response", None)
    if response is None:
        return None
    try:
        if milliseconds := response.headers.get("retry-after-ms"):
            seconds = float(milliseconds) / 1000
        else:
            seconds = float(response.headers["retry-after"])
    except KeyError:
        return None
    except ValueError:
        moment = email.utils.parsedate_tz(response.headers["retry-after"])
        seconds = email.utils.mktime_tz(moment) - time.time() if moment else math.nan
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _told(problem: openai.APIError) -> str:
    """The server's own words, on one short line, without the key: some servers repeat the one that they refuse."""
    body = problem.body
    message = body.get("message") if isinstance(body, dict) else None
    told = message if isinstance(message, str) and message else problem.message
    request = getattr(problem, "request", None)  # some errors of the client are raised without one
    key = request.headers.get("Authorization", "").removeprefix("Bearer ") if request is not None else ""
    return _short(told.replace(key, "(the key)") if key else told)


def _reason(problem: BaseException) -> str:
    """The innermost cause: openai says only "Connection error."."""
    while problem.__cause__ is not None:
        problem = problem.__cause__
    return _short(str(problem) or type(problem).__name__)


def _short(text: str, limit: int = 200) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
