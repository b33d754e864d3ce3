"""Events in words: "Turkey met Israel in Baku, 9 April 2025"."""

from __future__ import annotations

import datetime as dt

_VERBS = {
    "AGREE": "agreed to work with",
    "CONSULT": "met or spoke with",
    "CONSULT/visit": "visited",
    "CONSULT/phone": "phoned",
    "CONSULT/third-party": "mediated with",
    "SUPPORT": "supported",
    "CONCEDE": "made concessions to",
    "COOPERATE": "cooperated with",
    "AID": "gave aid to",
    "RETREAT": "stood down towards",
    "RETREAT/withdraw": "withdrew from",
    "RETREAT/release": "released people of",
    "RETREAT/disarm": "disarmed towards",
    "RETREAT/ceasefire": "ceased fire with",
    "RETREAT/access": "gave access to",
    "RETREAT/resign": "resigned before",
    "REQUEST": "made demands of",
    "REQUEST/assist": "asked help of",
    "REQUEST/meet": "asked to meet",
    "ACCUSE": "accused",
    "ACCUSE/investigate": "investigated",
    "ACCUSE/disapprove": "criticised",
    "REJECT": "turned down",
    "THREATEN": "threatened",
    "PROTEST": "protested against",
    "SANCTION": "cut ties with",
    "SANCTION/convict": "convicted",
    "SANCTION/expel": "expelled people of",
    "MOBILIZE": "moved forces against",
    "COERCE": "put pressure on",
    "COERCE/seize": "seized what belongs to",
    "COERCE/arrest": "arrested",
    "COERCE/deport": "deported",
    "COERCE/cyber": "hacked",
    "ASSAULT": "attacked",
    "ASSAULT/abduct": "abducted",
    "ASSAULT/aerial": "carried out air strikes on",
    "ASSAULT/drone": "carried out drone strikes on",
}
_MOODS = {
    "asserted": "",
    "planned": " (planned)",
    "hypothetical": " (hypothetical)",
    "negated": " (denied or did not happen)",
    "historical": " (in the past)",
}
NOBODY = "somebody not named"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it has to be.

    Examples
    --------
    >>> counted(1, "event"), counted(1200, "event"), counted(2, "body"), counted(0, "voice")
    ('1 event', '1,200 events', '2 bodies', '0 voices')
    """
    if number == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun[-1:] == "y" and noun[-2:-1] not in "aeiou" else f"{noun}s"
    return f"{number:,} {plural}"


def day_in_words(day: str | None) -> str:
    """Return an ISO day as it is read.

    Examples
    --------
    >>> day_in_words("2025-04-09"), day_in_words(None)
    ('9 April 2025', 'undated')
    """
    if day is None:
        return "undated"
    date = dt.date.fromisoformat(day)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def in_words(
    actor: str | None,
    target: str | None,
    event_type: str,
    mode: str | None = None,
    *,
    status: str = "asserted",
    reciprocal: bool = False,
    first: str | None = None,
    place: str | None = None,
) -> str:
    """Say an event in a plain sentence; the type's verb stands for what the report says in its own
    words.

    Examples
    --------
    >>> in_words("Turkey", "Israel", "CONSULT", reciprocal=True, first="2025-04-09", place="Baku")
    'Turkey and Israel met or spoke with each other in Baku, 9 April 2025'
    >>> in_words("Israel", "Syria", "ASSAULT", "aerial", first="2025-04-02")
    'Israel carried out air strikes on Syria, 2 April 2025'
    """
    verb = (
        _VERBS.get(f"{event_type}/{mode}")
        or _VERBS.get(event_type)
        or event_type.lower().replace("_", " ")
    )
    if reciprocal and actor and target:
        said = f"{actor} and {target} {verb} each other"
    else:
        said = f"{actor or NOBODY} {verb} {target or NOBODY}"
    where = f" in {place}" if place and place not in (actor, target) else ""
    return f"{said}{where}{_MOODS.get(status, f' ({status})')}, {day_in_words(first)}"
