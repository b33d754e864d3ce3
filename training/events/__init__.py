"""The sentences that the relation network learns from, and the recipe that makes its weights."""
