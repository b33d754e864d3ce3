"""The sentences that the classifier learns from, and the recipe that makes its weights."""
