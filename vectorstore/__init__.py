"""Records, vectors and rankings: the vector index (Chroma), the embedders and rank fusion.

The room knows nothing of news. Import from its modules; nothing heavy is loaded until it is used.
"""
