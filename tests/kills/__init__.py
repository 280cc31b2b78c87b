"""Kills the program at random moments and looks at what it left: `python -m tests.kills --kills 200`."""
