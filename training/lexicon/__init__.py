"""Recipes of the tables in ``extract/lexicon/built``: what comes from other packages."""
