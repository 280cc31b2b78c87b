"""Readers of what strangers wrote, given anything: `make fuzz ARGS="attribution --seconds 300"`."""
