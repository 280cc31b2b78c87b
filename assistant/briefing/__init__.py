"""Briefings: composed through core, checked sentence by sentence, kept, compared over time, exported."""
