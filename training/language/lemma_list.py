"""Builds ``extract/language/data/lemmas.csv``: verbs and nouns, with the forms that no rule makes.

Run ``python -m training.language.lemma_list WHEEL`` with the wheel of lemminflect 0.2.3 (MIT),
whose table of forms is drawn from the SPECIALIST Lexicon of the US National Library of Medicine.
Rows of the file whose source is "own" were added by hand, and stay.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import zipfile
from pathlib import Path

from extract.language.lemmas import regular_forms

FILE = Path(__file__).parents[2] / "extract" / "language" / "data" / "lemmas.csv"
TABLE = "lemminflect/resources/lemma_lu.csv.gz"
COLUMNS = ("lemma", "pos", "irregular", "source")
POS = {"verb": "VERB", "noun": "NOUN"}
_WORD = re.compile(r"[a-z]{2,}(?:-[a-z]+)*")


def read_table(wheel: Path) -> dict[tuple[str, str], set[str]]:
    """Return the forms of each lemma and part of speech in the wheel.

    A plural that the table has as a word of its own too ("troops", "talks") is one of its singular,
    so that lists need one key for both; one that it has alone ("news") stays. A form without a
    hyphen has no lemma with one.
    """
    with zipfile.ZipFile(wheel) as archive:
        text = gzip.decompress(archive.read(TABLE)).decode("utf-8")
    forms: dict[tuple[str, str], set[str]] = {}
    for form, kind, given in csv.reader(io.StringIO(text)):
        lemmas = given.split("/")
        if kind == "noun" and any(form in regular_forms(one, "NOUN") - {one} for one in lemmas):
            lemmas = [one for one in lemmas if one != form]
        for lemma in lemmas if "-" in form else [one.replace("-", "") for one in lemmas]:
            if kind in POS and _WORD.fullmatch(lemma) and _WORD.fullmatch(form):
                forms.setdefault((lemma, POS[kind]), set()).add(form)
    return forms


def write_list(forms: dict[tuple[str, str], set[str]], path: Path) -> None:
    """Write the list in the order of the alphabet, with the rows that were added by hand."""
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for (lemma, pos), found in forms.items():
        irregular = " ".join(sorted(found - regular_forms(lemma, pos)))
        rows[lemma, pos] = (lemma, pos, irregular, "specialist")
    if path.is_file():
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                if row["source"] == "own":
                    rows[row["lemma"], row["pos"]] = tuple(row[c] for c in COLUMNS)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(row for _, row in sorted(rows.items()))


if __name__ == "__main__":
    write_list(read_table(Path(sys.argv[1])), FILE)
