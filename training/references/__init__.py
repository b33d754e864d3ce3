"""The recipe of the learned references: ``python -m training.references CORPORA ...``."""
