"""The recipe of the language model that ships: corpora in, weights and their card out.

Run by ``make model CORPORA=folder``; needs the extra ``train``. Nothing here is imported at run
time.
"""
