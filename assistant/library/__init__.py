"""The record of truth: articles and their voices in a relational database, the vector index derived from it."""
