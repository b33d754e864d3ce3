"""From another coder's actor codes and names to actors of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.catalog import country_name, country_of_fips, id_of_unlisted, is_country, resolve_actor
from extract.models import Actor

if TYPE_CHECKING:
    from extract.models import ActorKind

# CAMEO's own country codes where they differ from ISO 3166 (CAMEO codebook 1.1b3, appendix; author
# knowledge)
_CAMEO_COUNTRIES = {
    "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "KOS": "XKX", "RKS": "XKX", "WSB": "PSE", "GZS": "PSE",
    "PAL": "PSE", "AIA": "AIA", "SRB": "SRB", "YUG": "SRB", "DRC": "COD",
}  # fmt: skip
# sectors that act for their state as a whole; the others are actors of their own beside it
_THE_STATE = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"}
_OTHERS: dict[str, tuple[str, ActorKind]] = {
    "OPP": ("opposition", "organisation"), "REB": ("rebels", "armed group"), "INS": ("insurgents", "armed group"),
    "SEP": ("separatists", "armed group"), "RAD": ("radicals", "organisation"), "UAF": ("armed men", "armed group"),
    "PRM": ("paramilitaries", "armed group"), "CRM": ("criminals", "people"), "CVL": ("civilians", "people"),
    "REF": ("refugees", "people"), "BUS": ("business", "company"), "MNC": ("multinational companies", "company"),
    "EDU": ("education", "organisation"), "MED": ("media", "media"), "JRN": ("media", "media"),
    "HLH": ("health", "organisation"),
    "HRI": ("human rights groups", "ngo"), "LAB": ("labour", "people"), "AGR": ("farmers", "people"),
    "REL": ("clergy", "people"),
    "ELI": ("elites", "people"), "ENV": ("environmentalists", "ngo"), "DEV": ("development groups", "ngo"),
    "NGO": ("NGOs", "ngo"), "NGM": ("NGOs", "ngo"), "IGO": ("IGOs", "igo"), "PTY": ("parties", "party"),
    "MOD": ("moderates", "people"),
    "SET": ("settlers", "people"), "SOC": ("civil society", "ngo"),
}  # fmt: skip


class Parties:
    """Actors of coded events, remembered by their codes."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, tuple[str, ...]], Actor | None] = {}

    def country(self, code: str) -> str | None:
        """Return the ISO code of a state by its ISO or CAMEO code or its name; None for a region or
        anything else.

        Examples
        --------
        >>> parties = Parties()
        >>> parties.country("ROM"), parties.country("WST"), parties.country("South Korea")
        ('ROU', None, 'KOR')
        """
        found = _CAMEO_COUNTRIES.get(code, code)
        if is_country(found):
            return found
        named = self._resolve(code) if len(code) > 3 else None
        return named.id if named and named.kind == "state" and is_country(named.id) else None

    def country_of_fips(self, code: str) -> str | None:
        """Return the ISO code of a two-letter FIPS country, as GDELT writes places.

        Examples
        --------
        >>> Parties().country_of_fips("UK")
        'GBR'
        """
        return country_of_fips(code)

    def find(self, name: str, country: str, sectors: tuple[str, ...]) -> Actor | None:
        """Return the actor of a name, a country code and sectors; None where there is neither name
        nor country.

        A state's government, forces and courts are the state; its opposition, rebels or companies
        are actors beside it. A name without a country is what extraction makes of it.
        """
        key = (name, country, sectors)
        if key not in self._known:
            self._known[key] = self._find(name, self.country(country) if country else None, sectors)
        return self._known[key]

    def _find(self, name: str, iso: str | None, sectors: tuple[str, ...]) -> Actor | None:
        if iso is not None:
            named = self._resolve(name) if name else None
            if (
                named is not None
                and named.country == iso
                and named.id != iso
                and named.resolved_by == "alias"
            ):
                return named.model_copy(
                    update={"resolved_by": "import", "sectors": sectors or named.sectors}
                )
            return self._of_state(iso, sectors)
        if not name:
            return None
        return self._resolve(name) or self._unlisted(name, None, sectors)

    def _of_state(self, iso: str, sectors: tuple[str, ...]) -> Actor:
        title = country_name(iso)
        beside = [sector for sector in sectors if sector in _OTHERS]
        if not beside or _THE_STATE & set(sectors):
            own = tuple(sector for sector in sectors if sector in _THE_STATE)
            return Actor(
                id=iso, name=title, kind="state", country=iso, sectors=own, resolved_by="import"
            )
        words, kind = _OTHERS[beside[0]]
        return Actor(
            id=f"{iso.lower()}-{words.replace(' ', '-').lower()}", name=f"{title} ({words})", kind=kind, country=iso,
            sectors=tuple(beside), resolved_by="import",
        )  # fmt: skip

    def named(self, name: str, country: str, sectors: tuple[str, ...] = ()) -> Actor | None:
        """Return the actor of a name that says who it is (a person, a body), with its country; else
        as :meth:`find`."""
        if not name:
            return self.find("", country, sectors)
        iso = self.country(country) if country else None
        known = self._resolve(name)
        if known is not None and (iso is None or known.country in (iso, None)):
            return (
                known if known.country or iso is None else known.model_copy(update={"country": iso})
            )
        return self._unlisted(name, iso, sectors)

    def _unlisted(self, name: str, iso: str | None, sectors: tuple[str, ...]) -> Actor:
        return Actor(
            id=id_of_unlisted(name),
            name=name,
            kind="organisation",
            country=iso,
            sectors=sectors,
            resolved_by="import",
        )

    def _resolve(self, name: str) -> Actor | None:
        """Return whom a name stands for; other coders write names in capitals."""
        return resolve_actor(name if not name.isupper() or len(name) <= 5 else name.title())
