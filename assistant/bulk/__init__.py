"""Bulk ingestion as a Ray job: where one machine no longer embeds fast enough, a cluster does the work of `add`."""
