"""Lemmas as edit rules: how many letters to drop from the end of a word, and what to put there.

A rule is one of the network's classes, learnt from the treebanks; a table holds the irregular forms
seen there.
"""

from __future__ import annotations


def rule_of(form: str, lemma: str) -> str:
    """Name the edit that makes a lemma from a form.

    A rule reads ``case|drop|add``: ``l`` lower-cases first, ``k`` keeps the case, ``=`` is a
    whole-word replacement.

    >>> rule_of("Countries", "country"), rule_of("Turkey", "Turkey"), rule_of("was", "be")
    ('l|3|y', 'k|0|', '=|be')
    """
    for case, text in (
        ("k", form),
        ("l", form.lower()),
        ("t", form.capitalize()),
        ("u", form.upper()),
    ):
        common = 0
        while common < min(len(text), len(lemma)) and text[common] == lemma[common]:
            common += 1
        if common and (common >= len(text) - 4) and len(lemma) - common <= 4:
            return f"{case}|{len(text) - common}|{lemma[common:]}"
    return f"=|{lemma}"


def apply_rule(rule: str, form: str) -> str:
    """Apply a rule to a form; one that does not fit (drops the whole word) gives the form in lower
    case.

    >>> apply_rule("l|3|y", "Countries"), apply_rule("=|be", "WAS"), apply_rule("k|3|y", "us")
    ('country', 'be', 'us')
    """
    if rule.startswith("=|"):
        return rule[2:] or form
    case, drop, add = rule.split("|", 2)
    text = {"k": form, "l": form.lower(), "t": form.capitalize(), "u": form.upper()}[case]
    kept = len(text) - int(drop)
    return text[:kept] + add if kept > 0 else form.lower()
