"""Ten files in which an archive put several articles."""

from __future__ import annotations

from brought.stories import STORIES, Brought, Story, text_file

JUNK = ("IRAN", "Load", "LENGTH", "words", "Copyright", "Document", "Subject", "Byline", "Uruguay")


def _nexis_old(story: Story, n: int, body: str = "", correction: str = "") -> str:
    return (
        f"\n\n\n                               {n} of 3 DOCUMENTS\n\n\n"
        f"                            {story.outlet}\n\n"
        f"                             {story.long_day} Wednesday\n"
        f"                              Late Edition - Final\n\n{story.title}\n\n"
        f"BYLINE: By Kofi Mensah and\n Ama Owusu\n\nSECTION: Section A; Column 3; Pg. {n}\n\n"
        f"LENGTH: 412 words\n\nDATELINE: ACCRA\n\n{body}{story.text}\n\n{correction}"
        f"URL: {story.url}\n\n"
        "SUBJECT: IRAN BOMBS ISRAEL (90%); EMBASSIES (78%); SANCTIONS\n (60%)\n\n"
        "ORGANIZATION: AFRICAN UNION (55%)\n\nLOAD-DATE: May 11, 2023\n\nLANGUAGE: ENGLISH\n\n"
        "GRAPHIC: PHOTO: IRAN BOMBS ISRAEL\n\nPUBLICATION-TYPE: Newspaper\n\n"
        f"Copyright 2023 {story.outlet}\nAll Rights Reserved\n"
    )


def _nexis_uni(story: Story) -> str:
    return (
        f"{story.title}\n{story.outlet}\n{story.long_day} Wednesday 11:20 AM GMT\n\n"
        f"Copyright 2023 {story.outlet} All Rights Reserved\n\nSection: NEWS; Pg. 2\n"
        "Length: 412 words\nByline: Kofi Mensah\nDateline: ACCRA\nHighlight: IRAN BOMBS ISRAEL\n"
        f"Body\n\n\n{story.text}\n\n\nGraphic\n\n \nIRAN BOMBS ISRAEL, PHOTO\n\n\n"
        "Load-Date: May 11, 2023\n\n\nEnd of Document\n\n\n"
    )


def _proquest(story: Story) -> str:
    return (
        "____________________________________________________________\n\n"
        f"{story.title}\n\nAuthor: Mensah, Kofi\n\nProQuest document link\n\n"
        "Abstract: IRAN BOMBS ISRAEL, says a summary.\n\nLinks: Check for full text\n\n"
        f"Full text: {story.text}\n\nCREDIT: Mensah, Kofi\n\nSubject: IRAN BOMBS ISRAEL;\n\n"
        f"Location: Iran\n\nTitle: {story.title}\n\nPublication title: {story.outlet}; Accra\n\n"
        f"Pages: A.3\n\nPublication year: 2023\n\nPublication date: {story.long_day}\n\n"
        "Publisher: The Herald Company\n\nPlace of publication: Accra\n\nISSN: 00000000\n\n"
        "Source type: Newspapers\n\nLanguage of publication: English\n\nDocument type: News\n\n"
        f"ProQuest document ID: 100\n\nDocument URL: {story.url}\n\n"
        "Copyright: (Copyright 2023 The Herald Company)\n\nDatabase: News Stream\n\n"
    )


def _factiva(story: Story) -> str:
    lead, _, rest = story.text.partition("\n\n")
    more = f"TD\n{rest}\n\n" if rest else ""
    return (
        f"SE   World News\nHD   {story.title}\nBY   By Kofi Mensah\nWC   412 words\n"
        f"PD   {story.short_day}\nET   08:00 AM\nSN   {story.outlet}\nSC   VHER\nED   Final\n"
        f"PG   3\nLA   English\nCY   Copyright 2023, {story.outlet}\n\nLP   \n{lead}\n\n{more}"
        "CO   xyz : IRAN BOMBS ISRAEL Ltd\nIN   i1 : Energy\nNS   gdip : IRAN BOMBS ISRAEL |\n"
        "     gvio : War\nRE   iran : Iran\nIPD  Uruguay\nPUB  The Herald Company\n"
        "AN   Document VHER000020230511ej5a0001\n\n"
    )


def _factiva_shown(story: Story, n: int) -> str:
    return (
        f"{story.title}\n\nKofi Mensah\n412 words\n{story.short_day}\n{story.outlet}\nVHER\n"
        f"English\nCopyright 2023, {story.outlet}\n\n{story.text}\n\n"
        f"Document VHER000020230511ej5a000{n}\n\n"
    )


def _labelled(story: Story) -> str:
    return (
        f"Headline: {story.title}\nSource: {story.outlet}\nDate: {story.long_day}\n"
        f"URL: {story.url}\nKeywords: IRAN BOMBS ISRAEL\n\n{story.text}\n"
    )


def _numbered(story: Story, n: int) -> str:
    return (
        f"Article {n} of 3\n\nTitle: {story.title}\nPublication: {story.outlet}\n"
        f"Published: {story.day}\nText:\n{story.text}\n\n"
    )


def _bare(story: Story) -> str:
    return f"{story.title}\n{story.outlet}, {story.short_day}\n\n{story.text}\n\n"


CORRECTION = (
    "CORRECTION-DATE: May 12, 2023\n\nCORRECTION: An earlier version said wrongly that\n"
    "Uruguay had expelled the envoy of Paraguay.\n\n"
)
_all = "".join
FILES = (
    Brought("nexis, old", text_file("a.txt", _all(
        _nexis_old(s, n, correction=CORRECTION if n == 2 else "") for n, s in enumerate(STORIES, 1))), never=JUNK),
    Brought("nexis, old, with windows line ends", text_file("News.TXT", _all(
        _nexis_old(s, n, body="BODY:\n\n") for n, s in enumerate(STORIES, 1)).replace("\n", "\r\n")), never=(*JUNK, "BODY")),
    Brought("nexis uni, no pages", text_file("uni.txt", _all(map(_nexis_uni, STORIES))), never=JUNK),
    Brought("nexis uni, title twice", text_file("uni2.txt", _all(
        f"Page 1 of 2\n\n{s.title}\n\n{_nexis_uni(s)}" for s in STORIES)), never=(*JUNK, "Page 1")),
    Brought("proquest", text_file("ProQuestDocuments.txt", _all(map(_proquest, STORIES))
        + "____________________________________________________________\n\nContact us at: http://x.example\n"), never=JUNK),
    Brought("factiva by codes", text_file("factiva.txt", _all(map(_factiva, STORIES))), never=JUNK),
    Brought("factiva as shown", text_file("f.txt", _all(_factiva_shown(s, n) for n, s in enumerate(STORIES, 1))), never=JUNK),
    Brought("head lines, with rules", text_file("clips.txt", "\n==========\n\n".join(map(_labelled, STORIES))), never=JUNK),
    Brought("head lines, numbered", text_file("numbered.txt", _all(
        _numbered(s, n) for n, s in enumerate(STORIES, 1))), never=("Article 2", "Published")),
    Brought("title, outlet and day, with rules", text_file("bare.txt", "* * * * *\n\n".join(map(_bare, STORIES)))),
)  # fmt: skip
