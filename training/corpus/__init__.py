"""The open corpus of news annotated with actors, references and PLOVER events, and its tools.

``python -m training.corpus --help`` lists them.
"""
