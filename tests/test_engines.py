"""Chat models from settings: what is sent, what comes back, and every way in which it can fail."""

from __future__ import annotations

import contextlib
import inspect
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx2
import openai
import pytest
from langchain_core import exceptions as langchain_exceptions

from assistant.engines import open_model
from assistant.engines.problems import pause, translated
from assistant.engines.remembered import RememberingModel, forget
from assistant.errors import (
    BadSettings,
    ContextTooLong,
    CounterpointError,
    EngineError,
    EngineUnreachable,
    RateLimited,
    UnknownModel,
    UnreadableReply,
    WrongKey,
)
from assistant.prompting import ChatModel, Message, Request
from assistant.replies import StandaloneQuestion
from assistant.settings import Settings
from tests.stub_model import Fails, Says, serving

REQUEST = Request(
    "inferred", 1, "digest", "0badcafe", (Message("system", "Be brief."), Message("user", "Hello"))
)


def model_at(address: str, **settings: Any) -> ChatModel:
    model = open_model(Settings(**({"model": "stub", "base_url": address, "timeout": 5} | settings)))
    assert model is not None
    return model


def said_by(script: Any, **settings: Any) -> str:
    with serving(script) as stub:
        return "".join(model_at(stub.address, **settings).stream(REQUEST))


def in_turn(*replies: Says | Fails | str) -> Any:
    waiting = iter(replies)
    return lambda _: next(waiting)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "COUNTERPOINT_MODEL", "COUNTERPOINT_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_without_a_model_there_is_none() -> None:
    assert open_model(Settings(model=None)) is None


def test_openai_needs_a_key() -> None:
    with pytest.raises(BadSettings) as caught:
        open_model(Settings(model="gpt-x", base_url=None, api_key=None))

    assert "COUNTERPOINT_API_KEY" in caught.value.hint


def test_streams_the_text_as_it_comes() -> None:
    with serving(lambda _: Says("Ein Wort, two words, три слова", piece=5)) as stub:
        pieces = list(model_at(stub.address).stream(REQUEST))

    assert "".join(pieces) == "Ein Wort, two words, три слова"
    assert len(pieces) > 3


def test_sends_roles_limits_and_the_key() -> None:
    with serving(lambda _: "yes") as stub:
        "".join(model_at(stub.address, api_key="sk-1", reply_tokens=321).stream(REQUEST))

    body = stub.requests[0]
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["max_tokens"] == 321
    assert body["temperature"] == 0
    assert stub.keys == ["Bearer sk-1"]
    assert "tools" not in body


def test_a_local_server_needs_no_key() -> None:
    assert said_by(lambda _: "yes", api_key=None) == "yes"


def test_counts_tokens_and_cost() -> None:
    with serving(lambda _: "yes") as stub:
        stream = model_at(stub.address, price_in=10.0, price_out=100.0).stream(REQUEST)
        "".join(stream)

    usage = stream.usage
    assert (usage.requests, usage.prompt_tokens, usage.completion_tokens) == (1, 100, 20)
    assert usage.cost == pytest.approx(0.003)
    assert not usage.estimated


def test_estimates_where_the_server_does_not_count() -> None:
    with serving(lambda _: Says("yes", usage=False)) as stub:
        stream = model_at(stub.address).stream(REQUEST)
        "".join(stream)

    assert stream.usage.estimated
    assert stream.usage.prompt_tokens > 2
    assert stream.usage.cost is None


def test_leaves_a_models_thoughts_out() -> None:
    assert said_by(lambda _: Says('<think>{"a": 1} hm</think>\nyes', piece=3)).strip() == "yes"


def test_says_when_the_reply_was_cut_short() -> None:
    with serving(lambda _: Says("half a sen", finish="length")) as stub:
        stream = model_at(stub.address).stream(REQUEST)
        "".join(stream)

    assert stream.cut_short


# --- one contract: every failure in our words, with a hint -----------------------------------------------


@pytest.mark.parametrize(
    ("failure", "error", "said"),
    [
        (Fails(401, "Incorrect API key provided"), WrongKey, "COUNTERPOINT_API_KEY"),
        (Fails(403, "not allowed"), WrongKey, "COUNTERPOINT_API_KEY"),
        (Fails(404, "model 'stub' not found"), UnknownModel, "COUNTERPOINT_MODEL"),
        (Fails(404, body="<html>nothing here</html>"), UnknownModel, "COUNTERPOINT_BASE_URL"),
        (
            Fails(400, "too long", code="context_length_exceeded"),
            ContextTooLong,
            "COUNTERPOINT_CONTEXT_TOKENS",
        ),
        (
            Fails(400, "This model's maximum context length is 4096 tokens."),  # vLLM
            ContextTooLong,
            "COUNTERPOINT_CONTEXT_TOKENS",
        ),
        (
            Fails(400, "the request exceeds the available context size, try increasing it"),  # llama.cpp
            ContextTooLong,
            "COUNTERPOINT_CONTEXT_TOKENS",
        ),
        (Fails(429, "quota", code="insufficient_quota"), RateLimited, "credit"),
        (Fails(429, "slow down", headers={"Retry-After": "3600"}), RateLimited, "COUNTERPOINT_CONCURRENCY"),
        (Fails(500, "boom"), EngineUnreachable, "log"),
        (Fails(503, body="<html>upstream</html>"), EngineUnreachable, "log"),
        (Fails(400, "I do not like this"), EngineError, "doctor"),
        (Fails(422, "no such field"), EngineError, "doctor"),
        (Fails(409, "conflict"), EngineError, "doctor"),
        (Says("half a rep", drop_after=6), EngineUnreachable, "What was shown stays"),
    ],
)
def test_every_failure_of_a_server_has_its_error_and_a_hint(
    monkeypatch: pytest.MonkeyPatch, failure: Says | Fails, error: type[CounterpointError], said: str
) -> None:
    monkeypatch.setattr("assistant.engines.problems.TRIES", {"busy": 1, "failing": 1, "unreachable": 1})

    with pytest.raises(error) as caught:
        said_by(lambda _: failure)

    assert type(caught.value) is error
    assert said in caught.value.hint


def test_a_server_that_is_not_there_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    with pytest.raises(EngineUnreachable, match=f"127.0.0.1:{port}"):
        "".join(model_at(f"http://127.0.0.1:{port}/v1").stream(REQUEST))


def test_a_server_that_does_not_answer_in_time_is_named() -> None:
    with pytest.raises(EngineUnreachable) as caught:
        said_by(lambda _: Says("late", pause=2), timeout=0.3)

    assert "COUNTERPOINT_TIMEOUT" in caught.value.hint


def test_a_server_that_speaks_something_else_is_named() -> None:
    with pytest.raises(EngineError) as caught, _raw(b"HTTP/1.1 200 OK\r\n\r\ndata: {not json\n\n") as address:
        "".join(model_at(address).stream(REQUEST))

    assert "COUNTERPOINT_BASE_URL" in caught.value.hint


def test_a_reply_that_just_stops_is_not_taken_for_a_whole_one() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
    chunk = b'data: {"id":"1","object":"chat.completion.chunk","created":1,"model":"m",'
    chunk += b'"choices":[{"index":0,"delta":{"content":"half"},"finish_reason":null}]}\n\n'

    with pytest.raises(EngineUnreachable, match="in the middle"), _raw(head + chunk) as address:
        "".join(model_at(address).stream(REQUEST))


@contextlib.contextmanager
def _raw(answer: bytes) -> Iterator[str]:
    """A server that sends these bytes, whatever is asked."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection:
                        connection.recv(65536)
                        connection.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"


def _foreign() -> list[type[Exception]]:
    modules = (openai, httpx2, langchain_exceptions)
    return sorted(
        {
            each
            for module in modules
            for _, each in inspect.getmembers(module, inspect.isclass)
            if issubclass(each, Exception) and not issubclass(each, Warning)
        },
        key=lambda each: f"{each.__module__}.{each.__name__}",
    )


@pytest.mark.parametrize("foreign", _foreign(), ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_no_foreign_exception_reaches_a_reader(foreign: type[Exception]) -> None:
    problem = foreign.__new__(foreign)
    problem.args = ("it failed",)
    for name, value in {"message": "it failed", "body": None, "code": None, "type": None}.items():
        with contextlib.suppress(AttributeError):
            setattr(problem, name, value)
    with contextlib.suppress(AttributeError):
        problem.status_code = 418  # type: ignore[attr-defined]

    error = translated(problem, server="server", model="model")

    assert isinstance(error, EngineError)
    assert error.hint
    assert "server" in str(error) or "model" in str(error)


# --- waiting and trying again ----------------------------------------------------------------------------


def test_waits_and_tries_again_when_the_server_is_busy() -> None:
    script = in_turn(Fails(429, "busy", headers={"Retry-After": "0.05"}), Fails(503, "up soon"), "yes")

    assert said_by(script) == "yes"


def test_gives_up_after_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.engines.problems.TRIES", {"busy": 3, "failing": 1, "unreachable": 1})

    with (
        serving(lambda _: Fails(429, "busy", headers={"Retry-After": "0"})) as stub,
        pytest.raises(RateLimited),
    ):
        "".join(model_at(stub.address).stream(REQUEST))

    assert len(stub.requests) == 3


def test_a_key_is_not_tried_twice() -> None:
    with serving(lambda _: Fails(401)) as stub, pytest.raises(WrongKey):
        "".join(model_at(stub.address).stream(REQUEST))

    assert len(stub.requests) == 1


def test_what_was_shown_is_not_asked_for_again() -> None:
    with serving(lambda _: Says("half a rep", drop_after=6)) as stub:
        seen = []
        with pytest.raises(EngineUnreachable):
            seen.extend(model_at(stub.address).stream(REQUEST))

    assert len(stub.requests) == 1


def _limited(headers: dict[str, str]) -> openai.RateLimitError:
    request = httpx2.Request("POST", "http://server")
    return openai.RateLimitError(
        "busy", response=httpx2.Response(429, headers=headers, request=request), body=None
    )


def test_the_servers_own_word_on_waiting_counts() -> None:
    assert pause(_limited({"Retry-After": "7"}), 1) == 7
    assert pause(_limited({"retry-after-ms": "250"}), 1) == 0.25
    assert pause(_limited({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}), 1) == 0
    assert pause(_limited({"Retry-After": "600"}), 1) is None
    assert pause(_limited({"Retry-After": "nonsense"}), 1) is not None


def test_waits_longer_each_time() -> None:
    waits = [pause(_limited({}), tried) or 0.0 for tried in range(1, 6)]

    assert 0.3 < waits[0] < 0.7
    assert waits[0] < waits[2] < waits[4] <= 10
    assert pause(_limited({}), 99) is None


def test_closing_stops_the_waiting_too() -> None:
    with serving(lambda _: Fails(429, "busy", headers={"Retry-After": "30"})) as stub:
        stream = model_at(stub.address).stream(REQUEST)
        threading.Timer(0.5, stream.close).start()
        started = time.monotonic()
        assert "".join(stream) == ""

    assert time.monotonic() - started < 10


def test_closing_stops_a_reply_that_is_being_written() -> None:
    with serving(lambda _: Says("word " * 500, pause=0.01)) as stub:
        stream = model_at(stub.address).stream(REQUEST)
        for _ in stream:
            stream.close()
        assert stream.usage.requests == 1
        deadline = time.monotonic() + 3
        while stub.running and time.monotonic() < deadline:
            time.sleep(0.01)
        assert stub.running == 0


# --- replies of an agreed type ---------------------------------------------------------------------------


def test_asks_for_the_schema_and_reads_the_reply() -> None:
    with serving(lambda _: '{"question": "Who won?"}') as stub:
        reply, usage = model_at(stub.address).answer(REQUEST, StandaloneQuestion)

    assert reply.question == "Who won?"
    assert usage.requests == 1
    sent = stub.requests[0]["response_format"]
    assert sent["type"] == "json_schema"
    assert "question" in sent["json_schema"]["schema"]["properties"]


def test_reads_a_reply_in_a_fence() -> None:
    with serving(lambda _: 'Sure!\n```json\n{"question": "Who won?"}\n```') as stub:
        reply, _ = model_at(stub.address).answer(REQUEST, StandaloneQuestion)

    assert reply.question == "Who won?"


def test_asks_once_more_with_the_problem() -> None:
    with serving(in_turn('{"query": "Who won?"}', '{"question": "Who won?"}')) as stub:
        reply, usage = model_at(stub.address).answer(REQUEST, StandaloneQuestion)

    assert reply.question == "Who won?"
    assert usage.requests == 2
    again = stub.requests[1]["messages"]
    assert again[-2] == {"role": "assistant", "content": '{"query": "Who won?"}'}
    assert "question: Field required" in again[-1]["content"]


def test_asks_only_once_more() -> None:
    with serving(lambda _: "I would rather not.") as stub, pytest.raises(UnreadableReply) as caught:
        model_at(stub.address).answer(REQUEST, StandaloneQuestion)

    assert len(stub.requests) == 2
    assert "larger model" in caught.value.hint


def test_does_without_structured_output_where_the_server_has_none_and_remembers() -> None:
    def old_server(body: dict[str, Any]) -> Fails | str:
        if "response_format" in body:
            return Fails(400, "response_format of type json_schema is not supported")
        return '{"question": "Who won?"}'

    with serving(old_server) as stub:
        model = model_at(stub.address)
        model.answer(REQUEST, StandaloneQuestion)
        model.answer(REQUEST, StandaloneQuestion)

    assert ["response_format" in body for body in stub.requests] == [True, False, False]


@pytest.mark.parametrize("option", ["temperature", "max_tokens", "stream_options"])
def test_does_without_any_option_that_a_server_refuses(option: str) -> None:
    def picky(body: dict[str, Any]) -> Fails | str:
        return Fails(400, f"Unsupported parameter: '{option}'") if option in body else "yes"

    assert said_by(picky) == "yes"


# --- what leaves the machine -----------------------------------------------------------------------------


def test_tracing_stays_off_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: Fails(404)) as third_party, serving(lambda _: "yes") as stub:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", third_party.address)
        monkeypatch.setenv("LANGSMITH_API_KEY", "key")
        made: list[object] = []
        monkeypatch.setattr(
            "langchain_core.tracers.langchain.LangChainTracer.__init__", lambda self, **_: made.append(self)
        )
        from langsmith.utils import get_env_var

        get_env_var.cache_clear()
        try:
            assert "".join(model_at(stub.address).stream(REQUEST)) == "yes"
        finally:
            get_env_var.cache_clear()

    assert made == []
    assert third_party.requests == []


def test_a_gateway_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    monkeypatch.setenv("LANGSMITH_GATEWAY_API_KEY", "key")
    monkeypatch.setenv("OPENAI_API_BASE", "http://elsewhere.invalid/v1")

    with serving(lambda _: "yes") as stub:
        assert "".join(model_at(stub.address).stream(REQUEST)) == "yes"

    from_settings = open_model(Settings(model="gpt-x", base_url=None, api_key="sk-1"))
    assert from_settings.chat.openai_api_base == "https://api.openai.com/v1"  # type: ignore[union-attr]


def test_langchain_is_not_imported_before_a_model_is_opened() -> None:
    program = (
        "import sys, assistant.engines; sys.exit('langchain_core' in sys.modules or 'openai' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_one_model_serves_many_readers_at_a_time() -> None:
    with serving(lambda body: Says(str(body["messages"][-1]["content"]) * 5, piece=3)) as stub:
        model = model_at(stub.address)
        told: dict[int, str] = {}

        def ask(number: int) -> None:
            request = Request("test", 1, "d", "0badcafe", (Message("user", f"<{number}>"),))
            told[number] = "".join(model.stream(request))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert told == {number: f"<{number}>" * 5 for number in range(8)}


# --- replies that are kept -------------------------------------------------------------------------------


ARGUED = '{"claim": "Rain alone breaks no dam."}'


def test_the_same_request_is_not_sent_twice(tmp_path: Path) -> None:
    with serving(lambda _: ARGUED) as stub:
        model = RememberingModel(model_at(stub.address), tmp_path)
        first = model.stream(REQUEST)
        assert "".join(first) == ARGUED
        again = model.stream(replace(REQUEST, nonce="11111111"))
        assert "".join(again) == ARGUED

    assert first.usage.requests == 1
    assert again.usage.requests == 0
    assert len(stub.requests) == 1


def test_a_reply_of_one_object_is_not_asked_for_twice(tmp_path: Path) -> None:
    with serving(lambda _: '{"question": "Who won?"}') as stub:
        model = RememberingModel(model_at(stub.address), tmp_path)
        told = [model.answer(REQUEST, StandaloneQuestion) for _ in range(2)]

    assert [reply.question for reply, _ in told] == ["Who won?"] * 2
    assert [usage.requests for _, usage in told] == [1, 0]
    assert len(stub.requests) == 1


def test_a_reply_that_nobody_could_read_is_asked_for_again(tmp_path: Path) -> None:
    with serving(in_turn("Certainly!", '{"argument": 1}', ARGUED)) as stub:
        model = RememberingModel(model_at(stub.address), tmp_path)
        told = ["".join(model.stream(REQUEST)) for _ in range(4)]

    assert told[2:] == [ARGUED] * 2
    assert len(stub.requests) == 3


def test_other_passages_or_another_prompt_are_asked_anew(tmp_path: Path) -> None:
    other_words = replace(REQUEST, messages=(*REQUEST.messages[:1], Message("user", "Hello there")))
    with serving(lambda _: ARGUED) as stub:
        model = RememberingModel(model_at(stub.address), tmp_path)
        for request in (REQUEST, other_words, replace(REQUEST, digest="other")):
            "".join(model.stream(request))

    assert len(stub.requests) == 3


def test_another_server_of_that_name_is_asked_anew(tmp_path: Path) -> None:
    with serving(lambda _: ARGUED) as stub:
        for server in ("one", "two"):
            "".join(RememberingModel(model_at(stub.address), tmp_path, server=server).stream(REQUEST))

    assert len(stub.requests) == 2


@pytest.mark.parametrize("reply", [Says(ARGUED, finish="length"), Says(ARGUED, drop_after=6)])
def test_a_reply_that_did_not_come_whole_is_not_kept(tmp_path: Path, reply: Says) -> None:
    with serving(lambda _: reply) as stub, contextlib.suppress(EngineError):
        "".join(RememberingModel(model_at(stub.address), tmp_path).stream(REQUEST))

    assert list(tmp_path.iterdir()) == []


def test_a_reply_that_was_stopped_is_not_kept(tmp_path: Path) -> None:
    with serving(lambda _: Says("word " * 50, pause=0.005)) as stub:
        stream = RememberingModel(model_at(stub.address), tmp_path).stream(REQUEST)
        for _ in stream:
            stream.close()

    assert list(tmp_path.iterdir()) == []


def test_another_model_is_asked_anew_and_what_is_forgotten_too(tmp_path: Path) -> None:
    with serving(lambda _: ARGUED) as stub:
        for name in ("one", "two"):
            "".join(RememberingModel(model_at(stub.address, model=name), tmp_path).stream(REQUEST))
        forget(tmp_path)
        "".join(RememberingModel(model_at(stub.address, model="one"), tmp_path).stream(REQUEST))

    assert len(stub.requests) == 3


# --- a model in a file -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "said"), [(None, "no model file"), (b"PK\x03\x04", "not a GGUF file")])
def test_a_wrong_model_file_says_what_is_wrong(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(BadSettings, match=said):
        open_model(Settings(model=f"gguf:{path}"))


def test_a_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF")
    monkeypatch.setattr("assistant.engines.local.find_spec", lambda _: None)

    with pytest.raises(BadSettings) as caught:
        open_model(Settings(model=f"gguf:{path}"))

    assert "local" in caught.value.hint


def test_a_model_file_is_served_to_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tiny.gguf"
    path.write_bytes(b"GGUF")
    started: list[Any] = []

    with serving(lambda _: "yes") as stub:

        class Server:
            listening_address = stub.address.removesuffix("/v1")

            def __init__(self, params: Any) -> None:
                started.append(params)

        llama = ModuleType("xllamacpp")
        llama.CommonParams = lambda: SimpleNamespace(model=SimpleNamespace())  # type: ignore[attr-defined]
        llama.Server = Server  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "xllamacpp", llama)
        monkeypatch.setattr("assistant.engines.local.find_spec", lambda _: object())
        settings = Settings(model=f"gguf:{path}", context_tokens=4_000, concurrency=2, api_key="sk-openai")
        model = open_model(settings)
        assert model is not None
        assert started == []
        assert "".join(model.stream(REQUEST)) == "yes"

    (params,) = started
    assert params.hostnames == ["127.0.0.1"]
    assert stub.keys == [f"Bearer {params.api_keys[0]}"]
    assert params.n_ctx == 8_000
    assert model.name == "tiny"
