"""What a reader's words mean after what was said before: a question that stands alone, and what it is limited to."""
