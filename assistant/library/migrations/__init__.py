"""The library's schema, version by version; alembic runs what is missing when a library is opened."""
