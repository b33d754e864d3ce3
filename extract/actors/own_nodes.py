"""Actors that are only a common noun: each belongs to a country, or to its article alone.

"Rebels" in one article are not the rebels of another. Where nothing says whose they are, the id is
made of the noun and the article's id. The name stays the words of the text; ``label`` tells readers
which they are: "rebels (in Raid on Bunia)", "rebels (DR Congo)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.actors.ledger import Ledger
from extract.doc_attributes import ActorMention
from extract.models import content_id

_PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,47}")
_LONGEST_TITLE = 60


def with_own_nodes(
    ledger: Ledger, mentions: Sequence[ActorMention], article: str, title: str
) -> list[ActorMention]:
    """Return the mentions, those of mere common nouns told apart.

    Parameters
    ----------
    ledger
        Knows which ids are made of a noun alone.
    mentions
        All mentions of the article.
    article
        Its id; without one (a phrase that is resolved by itself) the noun stays as it is.
    title
        Its title, or what else a reader knows it by.
    """
    return [_told_apart(ledger, mention, article, title) for mention in mentions]


def _told_apart(ledger: Ledger, mention: ActorMention, article: str, title: str) -> ActorMention:
    if mention.id in ledger.local_ids and article:
        where = _shortened(title) or article
        label = f"{mention.name} (in {where})"
        return mention._replace(id=f"{mention.id}-in-{_key(article)}", label=label)
    country = ledger.bare_ids.get(mention.id, "")
    state = ledger.gazetteer.states.get(country)
    if state is not None and mention.name in ledger.bare_names:
        return mention._replace(label=f"{mention.name} ({state.name})")
    return mention


def _key(article: str) -> str:
    """Return an article's id as a part of another: as it is, or hashed where it has other
    characters or many.

    Examples
    --------
    >>> _key("a-81d0c2e6f3aa"), _key("News/2025 No. 7")
    ('a-81d0c2e6f3aa', 'a-611b90ca2428')
    """
    return article if _PLAIN_ID.fullmatch(article) else content_id("a", article)


def _shortened(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"
