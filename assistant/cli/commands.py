"""Every command of `counterpoint`, in the order in which `--help` lists them."""

from assistant.cli import (
    answer_commands,
    backup_commands,
    brief_commands,
    conversation_commands,
    feed_commands,
    library_commands,
    mcp_commands,
    program_commands,
)
from assistant.cli.options import app

__all__ = [
    "answer_commands",
    "app",
    "backup_commands",
    "brief_commands",
    "conversation_commands",
    "feed_commands",
    "library_commands",
    "mcp_commands",
    "program_commands",
]
