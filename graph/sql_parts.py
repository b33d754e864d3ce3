"""Pieces of SQL that many questions share."""

from __future__ import annotations

ANY_OF = "IN (SELECT unnest(CAST(? AS VARCHAR[])))"
"""A column is one of a list, which is given as one parameter."""
