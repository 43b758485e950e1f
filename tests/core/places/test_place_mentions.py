"""Known names are found inside what people write."""

import pytest

from bot.places.atlas import Gazetteer
from bot.text import words

# What is said, the names found in it (as the text has them), and those that are ordinary words too.
SAID: list[tuple[str, list[str], list[str]]] = [
    ("Où travailler près de Vannes ?", ["Vannes"], []),
    ("cherche salle pas chere sur st nazaire", ["st nazaire"], []),
    ("je vais à la roche sur yon puis a aix en provence", ["la roche sur yon", "aix en provence"], []),
    ("un coworking au Mans ou au Havre", ["Mans", "Havre"], []),
    ("plutôt La Roche/Yon", ["La Roche/Yon"], []),
    ("coworking aux Sables d'Olonne ?", ["Sables d'Olonne"], []),
    ("où bosser à Saint-Denis (93) demain", ["Saint-Denis (93"], []),
    ("besoin d'un bureau à Vitré 35 svp", ["Vitré 35"], []),
    ("vers Crest, Drôme", ["vers", "Crest, Drôme"], ["vers"]),
    ("à Saint-Denis de la Réunion ?", ["Saint-Denis de la Réunion"], []),
    ("29200 Brest ou Brest 29200", ["29200 Brest", "Brest 29200"], []),
    ("Où bosser à Paris 15e ?", ["Paris 15e"], []),
    ("un coworking dans le 11e à Paris ?", ["11e à Paris"], []),
    ("Paris 15 personnes", ["Paris"], []),
    ("Lyon 7 décembre", ["Lyon"], []),
    ("lyon 7 ou lyon 3", ["lyon 7", "lyon 3"], []),
    ("Vers 75013, un endroit ?", ["Vers", "75013"], ["Vers"]),
    ("à Rennes 35 personnes", ["Rennes"], []),
    ("dans le 56 ?", ["le 56"], []),
    ("on se voit le 29", ["le 29"], ["le 29"]),
    ("on se voit le 29 mars", ["mars"], ["mars"]),
    ("dans le Morbihan ou en Ille et Vilaine", ["le Morbihan", "Ille et Vilaine"], []),
    ("en Bretagne ou en Mayenne", ["Bretagne", "Mayenne"], []),
    ("à la Part-Dieu", ["la Part-Dieu"], []),
    ("ile de france ou paca", ["ile de france", "paca"], []),
    ("je suis à Bruxelles", ["Bruxelles"], []),
    ("je fais deux tours et c'est nice", ["tours", "nice"], ["tours", "nice"]),
    ("le bureau de Nancy est en réunion", ["Nancy"], ["Nancy"]),
    ("12000 euros", ["12000"], ["12000"]),
    ("aller à Nantes via Ancenis", ["Nantes", "Ancenis"], []),
    ("Tours (37) ou Sens dans le 89", ["Tours (37", "Sens dans le 89"], []),
    ("nothing to see here", [], []),
    ("un bureau à Lyon, en somme", ["Lyon"], []),
    ("un bureau à La Baule", ["La Baule"], []),
    ("à La Trinquette", [], []),
    ("un bureau à Saint-Denis (974)", ["Saint-Denis (974"], []),
    ("dans le Nord-Pas-de-Calais", ["Nord-Pas-de-Calais"], []),
    ("Paris 10-12 personnes", ["Paris"], []),
    ("Paris 10 à 12", ["Paris"], []),
    ("Paris 5 ou 6 personnes", ["Paris"], []),
    ("Paris 06 12 34 56 78", ["Paris"], []),
    ("Lyon le 2e jeudi", ["Lyon"], []),
    ("Lyon 3e étage", ["Lyon"], []),
    ("Lyon 5 développeurs", ["Lyon"], []),
    ("Paris 6 max", ["Paris"], []),
    ("Paris 11 demain", ["Paris 11"], []),
    ("", [], []),
]


@pytest.mark.parametrize(("text", "found", "common"), SAID)
def test_names_are_found_in_running_text(gazetteer: Gazetteer, text: str, found: list[str], common: list[str]) -> None:
    said = words(text)
    mentions = gazetteer.find(said)
    parts = {text[said[m.start].start : said[m.end - 1].end]: m.common for m in mentions}
    assert list(parts) == found
    assert [part for part, is_common in parts.items() if is_common] == common


@pytest.mark.parametrize("text", [text for text, _, _ in SAID])
def test_what_is_found_can_be_located(gazetteer: Gazetteer, text: str) -> None:
    for mention in gazetteer.find(words(text)):
        assert gazetteer.locate(mention.name).place is not None, mention


def test_the_article_held_by_a_contraction_is_part_of_the_name(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find(words("au Mans"))
    assert mention.name == "le Mans"


def test_en_tells_the_department_from_the_town(gazetteer: Gazetteer) -> None:
    (department,) = gazetteer.find(words("en Mayenne"))
    (town,) = gazetteer.find(words("à Mayenne"))
    assert gazetteer.locate(department.name) != gazetteer.locate(town.name)


def test_a_city_weighs_its_inhabitants_and_an_area_as_much_as_a_city(gazetteer: Gazetteer) -> None:
    weights = {mention.name: mention.weight for mention in gazetteer.find(words("Rennes Morbihan 26400 Bezonvaux"))}
    assert weights["Rennes"] > 200_000
    assert weights["Morbihan"] == weights["26400"] == 100_000
    assert weights["Bezonvaux"] == 0


@pytest.mark.parametrize("name", ["Sens", "Tours", "Nice", "Pau", "Die", "Lens", "Orange", "Bref", "Vers", "Y", "Eu",
                                  "Us", "Bourg", "Vire", "Angles", "Sauve", "Le Teil", "Nancy"])  # fmt: skip
def test_names_that_are_ordinary_words_say_so(gazetteer: Gazetteer, name: str) -> None:
    assert all(mention.common for mention in gazetteer.find(words(name)))


@pytest.mark.parametrize("name", ["Paris", "Lyon", "Rennes", "Nantes", "Brest", "Angers", "Troyes", "Dax", "Vannes",
                                  "Cannes", "Calais", "Le Havre", "Le Mans", "Bordeaux", "Limoges"])  # fmt: skip
def test_cities_are_no_ordinary_words(gazetteer: Gazetteer, name: str) -> None:
    (mention,) = gazetteer.find(words(name))
    assert not mention.common


@pytest.mark.parametrize("name", ["Renes", "Strabourg", "montpelier", "toulous", "saint brieu", "bruxeles"])
def test_a_misspelt_city_resembles_a_place(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.resembles(name)


@pytest.mark.parametrize("name", ["Rennes", "bureau", "distance", "demain", "accueil", "équipe", "lundi", "xyzzy", ""])
def test_a_known_name_or_an_ordinary_word_resembles_none(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.resembles(name)
