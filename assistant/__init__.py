"""Counterpoint: who says what in the news, who disagrees, and the exact words behind every sentence."""
