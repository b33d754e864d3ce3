"""Recipes of the tables in ``extract/lexicon/built``: what the lexicon takes from other packages."""
