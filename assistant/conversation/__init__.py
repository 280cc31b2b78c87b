"""Conversations: follow-ups understood from what was said before, and every turn kept in the library as it happens."""
