"""From another coder's actor codes and names to actors of the contract."""

from __future__ import annotations

from extract.catalog import country_name, country_of_fips, id_of_unlisted, is_country, resolve_actor
from extract.models import Actor
from graph.imports.codes import cameo_countries, sectors


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
        found = cameo_countries().get(code, code)
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

    def _of_state(self, iso: str, given: tuple[str, ...]) -> Actor:
        title = country_name(iso)
        known = sectors()
        beside = [sector for sector in given if sector in known and known[sector].words]
        own = tuple(sector for sector in given if sector in known and not known[sector].words)
        if own or not beside:
            return Actor(
                id=iso, name=title, kind="state", country=iso, sectors=own, resolved_by="import"
            )
        other = known[beside[0]]
        return Actor.model_validate(
            {
                "id": f"{iso.lower()}-{other.words.replace(' ', '-').lower()}",
                "name": f"{title} ({other.words})",
                "kind": other.kind,
                "country": iso,
                "sectors": beside,
                "resolved_by": "import",
            }
        )

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
