"""Counterpoint: who says what in the news, who disagrees, and the exact words behind every sentence.

from assistant import open_assistant

with open_assistant() as assistant:
    assistant.add(["article.html"])
    answer = assistant.ask("Who is to blame?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.core import Assistant
    from assistant.settings import Settings
    from assistant.wiring import open_assistant

__all__ = ["Assistant", "Settings", "open_assistant"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Loads the program when it is first used, so that `import assistant` costs nothing."""
    match name:
        case "open_assistant":
            from assistant.wiring import open_assistant

            return open_assistant
        case "Assistant":
            from assistant.core import Assistant

            return Assistant
        case "Settings":
            from assistant.settings import Settings

            return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
