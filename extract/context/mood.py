"""The mood of a clause: what in its grammar says that an act is denied, only possible, or still to
come.

The walk goes from an act's word up through what governs it (auxiliaries, negation, markers,
governing words) and gathers cues, innermost first. The lists are data (``data/governors.csv``,
``data/cues.csv``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.context.cue_words import cues, governors, listed
from extract.context.local_cues import is_clause, is_past, is_question, is_to_infinitive, local_cues
from extract.grammar.verbs import SUBJECTS, case_of, feature, is_nonfinite, is_verbal
from extract.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEPTH = 25
_UNTIL = frozenset({"until", "till"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def mood_of(token: Token) -> str:
    """Return the status that grammar gives the act of a token: negated, hypothetical, planned, or
    "" for none.

    Notes
    ----- A condition or question outweighs a negation ("if Israel does not withdraw"), a negation
    outweighs a modal, and two negations leave an act open ("did not rule out talks").
    """
    found = gather_cues(token)
    if "condition" in found:
        return "hypothetical"
    negations = found.count("negated")
    if negations:
        return "negated" if negations % 2 else "hypothetical"
    if "hypothetical" in found:
        return "hypothetical"
    return "planned" if "planned" in found else ""


def gather_cues(token: Token) -> list[str]:
    """Return the cues from a token upwards: negated, hypothetical, planned, condition."""
    found: list[str] = []
    node, local, below = token, True, -1
    for _ in range(_DEPTH):
        if local:
            found += local_cues(node, below)
        head, dep = node.head, node.dep_.split(":")[0]
        if head == node or node.dep_ in ("ROOT", "root"):
            if is_question(node):
                found.append("condition")
            if is_verbal(node) and is_to_infinitive(node) and not found:
                found.append("planned")
            return found
        local, below = True, node.i
        if dep == "conj":
            local = _shares_auxiliaries(node, head)
            node = head
            continue
        step = (
            _clause_step(node, head, dep, found)
            if is_clause(node)
            else _noun_step(node, head, dep, found)
        )
        if step is None:
            if is_question(node):
                found.append("condition")
            return found
        node = step
    return found


def _shares_auxiliaries(node: Token, head: Token) -> bool:
    """Whether a conjunct takes its auxiliaries and negation from the first one ("will travel and
    meet")."""
    if not is_verbal(node):
        return True
    if any(c.dep_.split(":")[0] == "aux" or c.dep_ in SUBJECTS for c in node.children):
        return False
    finite = feature(node, "VerbForm") == "Fin" or node.tag_ in ("VBD", "VBZ", "VBP")
    has_aux = any(c.dep_ == "aux" for c in head.children)
    return is_nonfinite(node) or not finite or (has_aux and node.tag_ not in ("VBD", "VBZ"))


def _governor(head: Token, slots: tuple[str, ...]) -> str:
    pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(
        head.pos_, ""
    )
    lemma = head.lemma_.lower()
    found = governors().get((lemma, pos)) or (
        governors().get((head.text.lower(), "adj")) if pos in ("verb", "adj") else None
    )
    if found is None or (found.slot != "any" and found.slot not in slots):
        return ""
    if lemma == "rule" and not any(c.text.lower() == "out" for c in head.children):
        return ""
    if lemma == "call" and pos == "verb" and any(c.text.lower() == "off" for c in head.children):
        return "negated"
    if lemma == "set" and pos == "verb" and "obj" in {c.dep_ for c in head.children}:
        return ""
    return found.status


def _marker_status(clause: Token, marks: tuple[str, ...]) -> str:
    """Return what a clause's markers say: "if", "unless", "without", "instead of", "short of"."""
    for word in marks:
        status = cues("marker").get(word)
        if status:
            return "condition" if status == "hypothetical" and word != "against" else status
    before = " ".join(t.text.lower() for t in clause.doc[max(0, clause.i - 3) : clause.i])
    for words, status in cues("preposition").items():
        if " " in words and before.endswith(f" {words}") and "of" in marks:
            return status
    return ""


def _clause_step(node: Token, head: Token, dep: str, found: list[str]) -> Token | None:
    """Take a clause's relation to what governs it: add cues, return where the walk goes on, or None
    where it ends."""
    marks = case_of(node)
    status = _marker_status(node, marks)
    if status:
        found.append(status)
        return None
    if set(marks) & _UNTIL and not is_past(node):
        found.append("hypothetical")
        return None
    if dep in ("ccomp", "csubj"):
        status = _governor(head, ("clause",))
        if status:
            if not _tells_fact(head, status) or {"planned", "hypothetical"} & set(found):
                found.append(status)
            return head
        if head.lemma_ in listed("report") and "negated" in local_cues(head):
            found.append("hypothetical")
        if head.lemma_ == "be":
            return head
        return None
    if dep == "xcomp":
        status = _governor(head, ("clause", "xcomp"))
        if status:
            found.append(status)
        elif head.lemma_ in ("be", "have") and is_to_infinitive(node):
            if any(c.text.lower() == "yet" for c in head.children):
                found.append("negated")
            elif head.lemma_ == "be":
                found.append("planned")
        return head
    if dep == "advcl":
        if is_to_infinitive(node):
            status = _governor(head, ("clause", "xcomp"))
            if status or not (
                head.lemma_ in listed("journey")
                and (head.tag_ == "VBD" or feature(head, "Tense") == "Past")
            ):
                found.append(status or "planned")
            return head
        if set(marks) & word_set("time_conjunctions") and (
            "planned" in local_cues(head) or "planned" in gather_shallow(head)
        ):
            found.append("planned")
            return None
        if set(marks) & word_set("infinitive_prepositions"):
            status = _governor(head, ("clause", "xcomp"))
            if status:
                found.append(status)
                return head
        if not marks and is_nonfinite(node):
            # "He will travel to Riyadh, meeting the king": the participle's act is as far off as
            # its verb's.
            found += [cue for cue in gather_shallow(head) if cue in ("planned", "hypothetical")]
        return None
    if dep in ("obl", "nmod", "obj"):
        status = _governor(head, ("clause", "xcomp", "noun", "event"))
        if status:
            found.append(status)
            return head
        return None
    if dep == "acl" and node.dep_ != "acl:relcl":
        if is_to_infinitive(node):
            status = _governor(head, ("clause",))
            if not status and not any(
                c.text.lower() in word_set("one_of_several_words") for c in head.children
            ):
                status = "hypothetical"
            if status:
                found.append(status)
            return head
        status = _governor(head, ("clause", "event")) if marks or dep == "acl" else ""
        if status and (set(marks) & word_set("complement_prepositions")):
            found.append(status)
            return head
    if dep == "acl" and any(c.dep_ == "det" and c.text.lower() == "any" for c in head.children):
        found.append("hypothetical")
    return None


def _tells_fact(head: Token, status: str) -> bool:
    return head.lemma_ in listed("telling") and status != "negated"


def gather_shallow(head: Token) -> list[str]:
    """Return the cues right at a verb and at the verb it complements."""
    found = local_cues(head)
    if head.dep_ == "xcomp":
        found += [_governor(head.head, ("clause", "xcomp"))]
    return found


def _is_indefinite(noun: Token) -> bool:
    """Whether a noun speaks of any such act: "an attack by China would hurt Japan"."""
    determiners = [c.text.lower() for c in noun.children if c.dep_ == "det"]
    return determiners in (["a"], ["an"], ["any"], ["another"]) or (
        not determiners and "Plur" in noun.morph.get("Number", [])
    )


def _noun_step(node: Token, head: Token, dep: str, found: list[str]) -> Token | None:
    """Take an event noun's relation to what governs it."""
    cases = case_of(node)
    led_by = " ".join(
        t.text.lower()
        for t in node.doc[
            min([c.i for c in node.children if c.dep_ == "case"], default=node.i) : node.i
        ]
    )
    for words, status in cues("preposition").items():
        if words in cases or (" " in words and led_by.startswith(f"{words} ")) or led_by == words:
            found.append(status)
            return None
    if dep in ("obj", "nsubj", "obl", "iobj", "xcomp", "ccomp") and is_verbal(head):
        passive_subject = node.dep_ == "nsubj:pass"
        status = ""
        if dep != "nsubj" or passive_subject:
            status = _governor(head, ("noun", "event"))
        if status and head.lemma_ in word_set("addressing_verb") and dep == "obj":
            status = ""
        if status and dep == "obl" and cases and not set(cases) & word_set("governed_prepositions"):
            status = ""
        if status:
            found.append(status)
            return head
        if dep == "nsubj" and _is_indefinite(node) and "hypothetical" in local_cues(head):
            found.append("hypothetical")
            return None
        if head.lemma_ in listed("eventive") and (
            dep in ("obj", "nsubj") or head.lemma_ in ("take", "go", "be")
        ):
            return head
        return None
    if dep == "nsubj":
        if head.pos_ in ("ADJ", "NOUN", "VERB"):
            status = _governor(head, ("noun", "event"))
            if status:
                found.append(status)
                return head
        if any(c.dep_ == "cop" for c in head.children) and head.pos_ in ("ADV", "ADP"):
            return head
        return None
    if dep in ("nmod", "compound", "appos"):
        if head.pos_ in _NOMINAL:
            status = _governor(head, ("noun", "event"))
            if status and (dep == "nmod" and set(cases) & word_set("noun_prepositions")):
                found.append(status)
                return head
            if dep == "nmod" and set(cases) & {"of"} and head.lemma_ in word_set("series_noun"):
                return head
        return None
    return None
