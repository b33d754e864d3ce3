"""Questions to a store. Every answer is a frozen model that carries its evidence and says what it
covers.

Each function takes the store first and a :class:`graph.window.Window` by name; names of actors
resolve as in extraction.
"""

from graph.query.actor_lookup import Found, find_actor
from graph.query.blocs import Bloc, BlocConflict, Communities, communities
from graph.query.changes import Change, Changes, changes
from graph.query.dyads import Between, Connection, Connections, between, connections
from graph.query.happening import Happening, event
from graph.query.mentions import Form, Mentions, mentions
from graph.query.paths import ActorPath, Paths, paths
from graph.query.plotting import plot_timeline
from graph.query.ranking import Ranked, Ranking, rank
from graph.query.sqls import SqlRows, sql
from graph.query.timeline import Bucket, Timeline, Turn, dyads, timeline

__all__ = [
    "ActorPath",
    "Between",
    "Bloc",
    "BlocConflict",
    "Bucket",
    "Change",
    "Changes",
    "Communities",
    "Connection",
    "Connections",
    "Form",
    "Found",
    "Happening",
    "Mentions",
    "Paths",
    "Ranked",
    "Ranking",
    "SqlRows",
    "Timeline",
    "Turn",
    "between",
    "changes",
    "communities",
    "connections",
    "dyads",
    "event",
    "find_actor",
    "mentions",
    "paths",
    "plot_timeline",
    "rank",
    "sql",
    "timeline",
]
