"""Briefings as files: one module for each format, and `files`, which chooses by the file's ending and writes."""
