"""Ten files of coded events, as those who code them give them, and what comes of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from brought.box_files import zipped
from brought.stories import text_file


class Events(NamedTuple):
    """A file of coded events: who wrote it, how many triples come of it, or why it is refused."""

    name: str
    origin: str
    write: Callable[[Path], Path]
    triples: int = 0
    refused: str | None = None


def gdelt(
    number: int, first: str = "NOR", second: str = "DNK", code: str = "112", columns: int = 61
) -> str:
    """Return a row of GDELT 2 (61 columns) or 1 (58, or 57 before there were addresses)."""
    root = code[:2]
    start = [str(number), "20221128", "202211", "2022", "2022.9", first, "", first, *[""] * 7, second, "", second, *[""] * 7,
             "1", code, code[:3], root, "3", "-2.0", "4", "1", "4", "-1.0"]  # fmt: skip
    place = ["1", "Norway", "NO", "NO", *([""] if columns == 61 else []), "62.0", "10.0", "NO"]
    end = ["20221128", *([] if columns == 57 else ["https://fjord.example/a"])]
    return "\t".join([*start, *place, *place, *place, *end])


MENTION = "\t".join(
    [
        "{}",
        "20221128000000",
        "20221128001500",
        "1",
        "fjord.example",
        "https://fjord.example/b",
        "1",
        "10",
        "20",
        "30",
        "1",
        "80",
        "900",
        "-1",
        "",
        "",
    ]
)
GKG = "\t".join(
    ["20221128-1", "20221128000000", "1", "fjord.example", "https://fjord.example/a", *[""] * 22]
)
ACLED = ("event_id_cnty,event_date,year,event_type,sub_event_type,actor1,assoc_actor_1,actor2,assoc_actor_2,iso,country,location,latitude,longitude,source,notes,fatalities\n"
         "{}")  # fmt: skip
PHOENIX = "EventID\tDate\tYear\tMonth\tDay\tSourceActorFull\tSourceActorEntity\tSourceActorRole\tSourceActorAttribute\tTargetActorFull\tTargetActorEntity\tTargetActorRole\tTargetActorAttribute\tEventCode\tEventRootCode\tPentaClass\tGoldsteinScore\tIssues\tLat\tLon\tLocationName\tStateName\tCountryCode\tSentenceID\tURLs\tNewsSources"  # fmt: skip
ICEWS = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"  # fmt: skip
ICEWS_ROW = "{}\t2022-11-28\tCitizen (Norway)\tGeneral Population\tNorway\tAccuse\t112\t-2.0\tDenmark\t\tDenmark\t7\t1\tFjord Gazette\tOslo\t\t\tNorway\t59.9\t10.7"
PHOENIX_ROW = "\t".join(
    [
        "5_a",
        "20221128",
        "2022",
        "11",
        "28",
        "NORGOV",
        "NOR",
        "GOV",
        "",
        "DNKMIL",
        "DNK",
        "MIL",
        "",
        "112",
        "11",
        "3",
        "-2",
        "",
        "59.9",
        "10.7",
        "Oslo",
        "Oslo",
        "NOR",
        "x_1",
        "https://fjord.example/a",
        "fjord",
    ]
)

_two = gdelt(1) + "\n" + gdelt(2, code="173") + "\n"
FILES = (
    Events("gdelt 2", "gdelt", text_file("20221128.export.CSV", _two), 2),
    Events("gdelt 2, zipped, one bad row", "gdelt", text_file("x.export.CSV.zip", zipped({"x.export.CSV": _two + "3\tbroken\n" + gdelt(4) + "\n"})), 3),
    Events("gdelt 1", "gdelt", text_file("20221128.export.CSV", gdelt(1, columns=58) + "\n" + gdelt(2, columns=57) + "\n"), 2),
    Events("gdelt mentions alone", "gdelt", text_file("x.mentions.CSV", MENTION.format(1) + "\n"), refused="mentions"),
    Events("gdelt knowledge graph", "gdelt", text_file("x.gkg.csv", GKG + "\n"), refused="GKG"),
    Events("acled", "acled", text_file("acled.csv", ACLED.format(
        'GHA1,2022-11-28,2022,Violence against civilians,Attack,Militia (Bawku),,Civilians (Ghana),,288,Ghana,Bawku,11.06,-0.24,Volta Herald,"On 28 November 2022, militiamen attacked farmers in Bawku.",1\n'
        'GHA2,28 November 2022,2022,Strategic developments,Other,Military Forces of Ghana,,,,288,Ghana,Bawku,11.06,-0.24,Volta Herald,"Soldiers arrived.",0\n')), 1),
    Events("acled with semicolons, older columns", "acled", text_file("acled.csv", ACLED.replace("event_id_cnty", "data_id,event_id_cnty").replace(",", ";").format(
        '1;GHA1;28/11/2022;2022;Protests;Peaceful protest;Protesters (Ghana);;;;288;Ghana;Accra;5.6;-0.2;Volta Herald;"Teachers protested in Accra.";0\n')), 1),
    Events("icews, zipped", "icews", text_file("events.tab.zip", zipped({"events.2022.tab": ICEWS + "\n" + ICEWS_ROW.format(1) + "\n" + ICEWS_ROW.format(2) + "\n"})), 2),
    Events("phoenix", "phoenix", text_file("Phoenix.tsv", PHOENIX + "\n" + PHOENIX_ROW + "\n"), 1),
    Events("articles given as events", "acled", text_file("articles.csv", "title,text\nx,y\n"), refused="actor1"),
)  # fmt: skip
