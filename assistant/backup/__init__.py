"""Backup and restore of a whole library: one archive with a manifest and a SHA-256 hash for each member."""
