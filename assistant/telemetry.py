"""Where the program's log and its traces go: switched on by the doors, from settings, once in a process."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from functools import cache

from pydantic import SecretStr
from pythonjsonlogger.json import JsonFormatter

from assistant import __version__
from assistant.errors import BadSettings
from assistant.observing import NAME
from assistant.settings import Log, Settings

HIDDEN = "(hidden)"
_SHORTEST_SECRET = 6  # characters; a shorter one would blot out words


class Hiding(JsonFormatter):
    """One JSON object a line; a secret of the settings is hidden wherever it stands, in an error of a library too."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "message": "event"},
            timestamp=True,
        )
        # As JSON spells it, too: a quotation mark or an umlaut of a password is written otherwise there.
        spelt = {form for one in secrets for form in (one, json.dumps(one)[1:-1])}
        self._secrets = sorted((one for one in spelt if len(one) >= _SHORTEST_SECRET), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


def switch_on(settings: Settings) -> None:
    """The log and the traces of these settings, from now on in this process. Raises BadSettings.

    At `info` no text of an article, a question or an answer is written; of other packages only warnings are.
    """
    if settings.log is not Log.OFF:
        _log(settings)
    if settings.otlp_url:
        _send(settings.otlp_url)


def secrets(settings: Settings) -> list[str]:
    """Every value of the settings that no log may show."""
    fields = (getattr(settings, name) for name in type(settings).model_fields)
    kept = [one.get_secret_value() for one in fields if isinstance(one, SecretStr)]
    if settings.database_url is not None:
        from sqlalchemy import make_url

        password = make_url(settings.database_url.get_secret_value()).password
        kept += [str(password)] if password else []
    return kept


def _log(settings: Settings) -> None:
    handler = _handler(settings)
    handler.setFormatter(Hiding(secrets(settings)))
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one.formatter, Hiding)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    logging.getLogger(NAME).setLevel(settings.log.value.upper())


def _handler(settings: Settings) -> logging.Handler:
    if settings.log_file is None:
        return logging.StreamHandler(sys.stderr)
    try:
        settings.log_file.parent.mkdir(parents=True, exist_ok=True)
        return logging.FileHandler(settings.log_file, encoding="utf-8")
    except OSError as problem:
        raise BadSettings(
            f"The log {settings.log_file} cannot be written: {problem.strerror}.",
            hint="Set COUNTERPOINT_LOG_FILE to a place that you may write to, or leave it out to log to stderr.",
        ) from problem


@cache
def _send(address: str) -> None:
    """Sends traces and metrics by OTLP over HTTP. OpenTelemetry's own OTEL_* variables say how often and how many."""
    try:
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as problem:
        raise BadSettings(
            "Sending traces needs packages that are not installed.",
            hint='Install them with: pip install "counterpoint-news[otel]", or leave COUNTERPOINT_OTLP_URL out.',
        ) from problem
    from opentelemetry import metrics, trace

    resource = Resource.create({"service.name": NAME, "service.version": __version__})
    tracing = TracerProvider(resource=resource)
    tracing.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{address}/v1/traces")))
    trace.set_tracer_provider(tracing)
    reader = PeriodicExportingMetricReader(OTLPMetricExporter(endpoint=f"{address}/v1/metrics"))
    metrics.set_meter_provider(MeterProvider([reader], resource=resource))
