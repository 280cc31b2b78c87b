"""`mcp`. Whatever is heavy is imported by the command that needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.options import app, opened


@app.command()
def mcp(
    http: Annotated[
        bool, typer.Option("--http", help="Serve HTTP on 127.0.0.1, not standard input and output.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port of --http.")] = 8765,
    allow_add: Annotated[
        bool, typer.Option("--allow-add", help="Let the client add articles from the web.")
    ] = False,
) -> None:
    """Let an assistant that speaks the Model Context Protocol use the library."""
    from assistant.cli import streams
    from assistant.mcp import server as serving
    from assistant.wiring import open_feeds

    with opened() as assistant:
        server = serving.build(assistant, open_feeds(assistant), allow_add=allow_add)
        if http:
            streams.remark(f"Listening on http://{serving.LOOPBACK}:{port}{serving.PATH}; Ctrl-C ends it.")
            serving.serve_http(server, port)
        else:
            serving.serve_stdio(server)
