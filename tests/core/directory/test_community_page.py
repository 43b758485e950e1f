"""The directory that ships holds the 29 lieux of the community's page, with their facts and their limits."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from geopy.distance import great_circle

from bot.directory.reading import read_file
from bot.directory.store import Directory
from bot.models.lieu import Confiance, Fee, Lieu, Precision, Territory
from bot.models.question import Need

DATA = Path(__file__).parents[3] / "data"
FILES = sorted(file for file in (DATA / "lieux").glob("*.yaml") if not file.name.startswith("region-"))


class Fact(NamedTuple):
    """What the page says of a lieu; a postcode or an address that it does not give is None."""

    nom: str
    adresse: str | None
    code_postal: str | None
    commune: str
    telephone: str | None = None
    courriel: str | None = None
    prise_rdv: str | None = None


ETAP = "https://etap-prefecture.fr/reserver-un-etap/"
DITP = "https://www.demarches-simplifiees.fr/commencer/reservation-lieu-transformation-publique"
MALT = "https://www.malt.fr/c/freelancers/coworking-space"
FACTS = {
    "etap-75": Fact("ETAP 75", "47 rue Le Peletier", "75009", "Paris", prise_rdv=ETAP),
    "etap-91": Fact("ETAP 91", "Boulevard de France", "91919", "Évry-Courcouronnes", prise_rdv=ETAP),
    "etap-94": Fact("ETAP 94", "21-29 avenue du Général de Gaulle", "94000", "Créteil", prise_rdv=ETAP),
    "etap-95": Fact("ETAP 95", "5 avenue Bernard Hirsch", "95000", "Cergy", prise_rdv=ETAP),
    "lieu-de-la-ditp": Fact("Le lieu de la DITP", "77 avenue de Ségur", "75015", "Paris", "01 79 84 33 00",
                            "lelieu.ditp@modernisation.gouv.fr", DITP),
    "plateforme-de-l-inclusion": Fact("La Plateforme de l'inclusion", "6 boulevard Saint-Denis", "75010", "Paris"),
    "lab-pole-emploi-paris": Fact("Le LAB National de Pôle emploi", "22 allée Darius Milhaud", "75019", "Paris",
                                  courriel="lelab.00174@pole-emploi.fr"),
    "6-lab": Fact("6-LAB", "14 avenue Duquesne", "75007", "Paris", "07 62 93 81 43", "6-LAB@sg.social.gouv.fr"),
    "fabrique-numerique": Fact("La Fabrique Numérique", "La Grande Arche, paroi sud", "92055", "Puteaux",
                               courriel="fabrique.projets@developpement-durable.gouv.fr"),
    "fabrique-rh": Fact("La Fabrique RH", "55 boulevard Vincent Auriol", "75013", "Paris",
                        courriel="pref-fabriqueRH@paris.gouv.fr"),
    "sportlab": Fact("SportLab", "95 avenue de France", "75013", "Paris", "01 45 55 97 09",
                     "ds-transfolab@sports.gouv.fr"),
    "malt": Fact("Malt", "18 rue Godot de Mauroy", "75009", "Paris", prise_rdv=MALT),
    "la-cordee-rennes": Fact("La Cordée Rennes", "1 carrefour Jouaust", "35000", "Rennes"),
    "tilab": Fact("Tilab", "5 rue Martenot", "35000", "Rennes", courriel="tilab@bretagne.bzh"),
    "lab-pole-emploi-lyon": Fact("Le Lab Pôle Emploi", "13 rue Crépet", "69007", "Lyon",
                                 courriel="lelab.69188@pole-emploi.fr"),
    "archipel-lyon": Fact("L'Archipel", "33 rue Moncey", "69003", "Lyon", "04 72 61 60 60",
                          "Contact-archipel@auvergne-rhone-alpes.gouv.fr"),
    "la-cordee-lyon": Fact("La Cordée Lyon", None, None, "Lyon"),
    "etat-lin": Fact("Etat'LIN", "6 quai Ceineray", "44000", "Nantes", courriel="etatlin@pays-de-la-loire.gouv.fr"),
    "la-cordee-nantes": Fact("La Cordée Nantes", "33 rue de Strasbourg", "44000", "Nantes"),
    "innov-mandie": Fact("Innov'Mandie", "7 place de la Madeleine", "76000", "Rouen", "02 32 76 50 90",
                         "innovmandie@normandie.gouv.fr"),
    "insolab": Fact("Insolab", "Place Georges Pompidou", "83000", "Toulon", courriel="insolab@tvt.fr"),
    "la-base": Fact("La Base", "Cours du Maréchal Juin", "33000", "Bordeaux", courriel="contact@labase-na.fr"),
    "lab-bfc": Fact("Lab d'innovations de l'Etat en BFC", "55 rue de la Préfecture", "21000", "Dijon",
                    courriel="innovation-bfc@bfc.gouv.fr"),
    "lab-est": Fact("Lab'EST", "5 place de la République", "67000", "Strasbourg",
                    courriel="modernisation@grand-est.gouv.fr"),
    "labo-toulouse": Fact("LabO", "32 rue Pierre-Paul Riquet", "31000", "Toulouse",
                          courriel="toulouse@citedelarse.fr"),
    "laboratoire-numerique-asp": Fact("Laboratoire numérique de l'ASP", "2 rue du Maupas", "87000", "Limoges",
                                      "05 55 12 04 94", "laboratoire-numerique@asp-public.fr"),
    "siilab": Fact("Siilab", "2 boulevard de Strasbourg", "59000", "Lille"),
    "bliiida-le-poulailler": Fact("BLIIIDA/Le Poulailler", None, None, "Metz"),
    "la-cordee-annecy": Fact("La Cordée Annecy", "4 rue Saint-François de Sales", "74000", "Annecy"),
}  # fmt: skip

SITES = {
    "plateforme-de-l-inclusion": "https://inclusion.gouv.fr",
    "lab-pole-emploi-paris": "https://www.lelab.pole-emploi.fr/",
    "fabrique-rh": "https://la-fabrique-rh.wixsite.com/fabriquerh",
    "la-cordee-rennes": "https://www.la-cordee.net/cordee/rennes/rennes-lices/",
    "tilab": "https://www.bretagne.bzh/actualites/ti-lab-laboratoire-regional-dinnovation-publique/",
    "archipel-lyon": "http://lab-archipel.fr",
    "la-cordee-lyon": "https://www.la-cordee.net/cordee/lyon/lyon/",
    "la-cordee-nantes": "https://www.la-cordee.net/cordee/nantes/sur-erdre/",
    "la-base": "https://www.labase-na.fr/",
    "laboratoire-numerique-asp": "https://www.asp-public.fr",
    "la-cordee-annecy": "https://www.la-cordee.net/cordee/annecy/annecy/",
}
STATE = "https://www.prefectures-regions.gouv.fr/"  # where the sites of Etat'LIN and LabO are, far down

LIEUX_OF = {
    "paris": 12, "rennes": 2, "lyon": 3, "nantes": 2, "rouen": 1, "toulon": 1, "bordeaux": 1, "dijon": 1,
    "strasbourg": 1, "toulouse": 1, "limoges": 1, "lille": 1, "metz": 1, "annecy": 1,
}  # fmt: skip
CHANNELS = {
    "rennes": "bureaux-bretagne",
    "lyon": "bureaux-betalyon",
    "nantes": "nantes-coworking",
    "bordeaux": "bureaux-bordeaux",
    "strasbourg": "bureaux-strasbourg",
    "toulouse": "entre-toulousains",
}
CORDEES = ("la-cordee-rennes", "la-cordee-lyon", "la-cordee-nantes", "la-cordee-annecy")


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory([DATA / "lieux"])


@pytest.fixture(scope="module")
def lieux(directory: Directory) -> dict[str, Lieu]:
    return {lieu.id: lieu for lieu in directory.snapshot.lieux if lieu.confiance is Confiance.COMMUNAUTE}


@pytest.fixture(scope="module")
def territories(directory: Directory) -> dict[str, Territory]:
    return {directory.snapshot.territories[file].id: directory.snapshot.territories[file] for file in FILES}


def said_of(lieu: Lieu) -> str:
    """Everything that is said of ``lieu`` in sentences."""
    return " ".join(filter(None, [lieu.presentation_resume, lieu.acces, *lieu.conditions, *lieu.tarifs]))


# The whole


def test_the_directory_is_read_without_a_problem(directory: Directory) -> None:
    assert [str(problem) for problem in directory.first_report.problems] == []


def test_the_29_lieux_of_the_page_are_there_and_no_other(lieux: dict[str, Lieu]) -> None:
    assert len(FACTS) == 29
    assert set(lieux) == set(FACTS)


def test_each_section_of_the_page_is_a_territory_with_its_lieux_and_its_town(territories: dict[str, Territory]) -> None:
    assert {id_: len(territory.lieux) for id_, territory in territories.items()} == LIEUX_OF
    assert all(territory.place.casefold() == id_ for id_, territory in territories.items())


def test_each_territory_has_the_channel_of_the_page_by_the_handle_of_its_address(
    territories: dict[str, Territory],
) -> None:
    listed = {id_: dict(territory.canaux) for id_, territory in territories.items() if territory.canaux}

    assert listed == {id_: {"mattermost": (channel,)} for id_, channel in CHANNELS.items()}


def test_each_lieu_carries_the_source_and_the_date_of_the_page(lieux: dict[str, Lieu]) -> None:
    assert {lieu.date_maj.isoformat() for lieu in lieux.values()} == {"2025-12-01"}
    assert all("Les lieux de la communauté" in lieu.source for lieu in lieux.values())


# Each fact


@pytest.mark.parametrize(("id_", "fact"), FACTS.items(), ids=FACTS)
def test_name_address_phone_mail_and_booking_are_those_of_the_page(
    lieux: dict[str, Lieu], id_: str, fact: Fact
) -> None:
    lieu = lieux[id_]

    assert (lieu.nom, lieu.adresse, lieu.commune) == (fact.nom, fact.adresse, fact.commune)
    assert fact.code_postal in (lieu.code_postal, None)
    assert (lieu.telephone, lieu.prise_rdv) == (fact.telephone, fact.prise_rdv)
    assert lieu.courriels == ((fact.courriel,) if fact.courriel else ())


@pytest.mark.parametrize("id_", FACTS)
def test_the_site_of_a_lieu_is_the_one_the_page_links(lieux: dict[str, Lieu], id_: str) -> None:
    if id_ in ("etat-lin", "labo-toulouse"):
        assert (lieux[id_].site_web or "").startswith(STATE)
    else:
        assert lieux[id_].site_web == SITES.get(id_)


def test_what_completes_an_address_is_there(lieux: dict[str, Lieu]) -> None:
    complements = {id_: lieu.complement_adresse for id_, lieu in lieux.items() if lieu.complement_adresse}

    assert complements == {
        "sportlab": "6e étage, ascenseur est",
        "fabrique-numerique": "La Défense Cedex",
        "la-base": "Conseil départemental de la Gironde",
    }


def test_postcodes_are_five_digits_of_text(lieux: dict[str, Lieu]) -> None:
    assert all(re.fullmatch(r"[0-9]{5}", lieu.code_postal) for lieu in lieux.values())


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("etap", {"etap-75", "etap-91", "etap-94", "etap-95"}),
        ("l etap", {"etap-75", "etap-91", "etap-94", "etap-95"}),
        ("espace de travail de l agent public", {"etap-75", "etap-91", "etap-94", "etap-95"}),
        ("la cordee", set(CORDEES)),
        ("lab pole emploi", {"lab-pole-emploi-paris", "lab-pole-emploi-lyon"}),
        ("lab france travail", {"lab-pole-emploi-paris", "lab-pole-emploi-lyon"}),
        ("ditp", {"lieu-de-la-ditp"}),
        ("lieu de la transformation publique", {"lieu-de-la-ditp"}),
        ("ti lab", {"tilab"}),
        ("bliiida", {"bliiida-le-poulailler"}),
        ("le poulailler", {"bliiida-le-poulailler"}),
    ],
)
def test_a_lieu_is_found_by_the_names_people_use(directory: Directory, name: str, ids: set[str]) -> None:
    assert {lieu.id for lieu in directory.snapshot.names[name]} == ids


# The limits


def test_what_one_may_do_is_only_what_the_page_says(lieux: dict[str, Lieu]) -> None:
    desk, meeting, event = Need.POSTE, Need.REUNION, Need.EVENEMENT

    assert {id_: lieu.usages for id_, lieu in lieux.items() if lieu.usages} == {
        "etap-75": (desk,),
        "etap-91": (desk,),
        "etap-94": (desk,),
        "etap-95": (desk,),
        "lieu-de-la-ditp": (event,),
        "plateforme-de-l-inclusion": (desk,),
        "malt": (desk,),
        "la-cordee-rennes": (desk, meeting),
        "lab-pole-emploi-lyon": (event,),
        "la-cordee-lyon": (desk, meeting, event),
        "la-cordee-nantes": (desk, meeting, event),
        "la-base": (meeting, event),
        "bliiida-le-poulailler": (desk,),
        "la-cordee-annecy": (desk, meeting, event),
    }


@pytest.mark.parametrize("id_", ["etap-75", "etap-91", "etap-94", "etap-95"])
def test_the_etap_is_free_from_tuesday_to_thursday_for_any_gouv_fr_address(lieux: dict[str, Lieu], id_: str) -> None:
    etap = lieux[id_]

    assert (etap.frais_a_charge, etap.horaires) == (Fee.GRATUIT, "Tu-Th")
    assert ".gouv.fr" in said_of(etap)
    assert "@beta.gouv.fr" in said_of(etap)


def test_the_lieu_of_the_ditp_is_for_collective_work_only_and_must_be_booked(lieux: dict[str, Lieu]) -> None:
    said = said_of(lieux["lieu-de-la-ditp"])

    for fact in ("intelligence collective", "design sprint", "hackathon", "idéathon", "co-dev", "atelier de formation",
                 "Ni simple réunion, ni séminaire", "réservation seulement", "Laboratoires d'innovation"):  # fmt: skip
        assert fact in said


def test_the_plateforme_de_l_inclusion_takes_individuals_asked_on_its_channel(lieux: dict[str, Lieu]) -> None:
    lieu = lieux["plateforme-de-l-inclusion"]

    assert lieu.canaux == {"mattermost": ("gip-inclusion-locaux",)}
    assert [link.url for link in lieu.liens] == ["https://lamednum.coop"]
    assert "individuel" in said_of(lieu)
    assert "salles de réunion ne sont pas prêtées" in said_of(lieu)


def test_malt_is_for_agents_and_freelances_listed_there(lieux: dict[str, Lieu]) -> None:
    assert "Agents et freelances référencés" in (lieux["malt"].acces or "")
    assert [link.url for link in lieux["malt"].liens] == ["https://maps.app.goo.gl/2EeJPGVq3eo1uBxQ7"]


def test_la_base_is_no_coworking_and_is_booked_well_ahead(lieux: dict[str, Lieu]) -> None:
    said = said_of(lieux["la-base"])

    assert "pas un espace de coworking" in said
    assert "bien à l'avance" in said
    assert "réunions et tes ateliers" in said


def test_the_lab_of_lyon_is_for_events_asked_by_mail(lieux: dict[str, Lieu]) -> None:
    assert "événement" in said_of(lieux["lab-pole-emploi-lyon"])
    assert "courriel" in said_of(lieux["lab-pole-emploi-lyon"])


def test_the_fabrique_numerique_is_for_the_startups_of_its_ministry(lieux: dict[str, Lieu]) -> None:
    assert "startups du MTE" in (lieux["fabrique-numerique"].acces or "")


@pytest.mark.parametrize("id_", CORDEES)
def test_la_cordee_tells_its_price_how_to_get_in_and_where_the_rooms_are(lieux: dict[str, Lieu], id_: str) -> None:
    lieu = lieux[id_]
    said = said_of(lieu)

    assert lieu.frais_a_charge is Fee.PAYANT
    assert [link.url for link in lieu.liens] == [
        "https://www.la-cordee.net/nos-tarifs-ht-lyon-annecy-nantes-rennes/",
        "https://www.la-cordee.net/salles-de-reunion/",
    ]
    for fact in ("35 € HT par mois", "environ 3 € de l'heure", "toutes les Cordées de France", "demi-journée",
                 "un membre de beta", "pas besoin d'être membre ni d'avoir un abonnement"):  # fmt: skip
        assert fact in said


def test_only_la_cordee_of_rennes_says_how_large_its_rooms_are(lieux: dict[str, Lieu]) -> None:
    assert {id_: lieu.capacites for id_, lieu in lieux.items() if lieu.capacites} == {
        "la-cordee-rennes": {Need.REUNION: 10}
    }
    assert "deux salles de réunion d'environ 5 à 10 places" in said_of(lieux["la-cordee-rennes"])


@pytest.mark.parametrize("id_", ["la-cordee-lyon", "la-cordee-nantes", "la-cordee-annecy"])
def test_the_other_cordees_have_several_plans_and_cheap_rooms_for_seminars(lieux: dict[str, Lieu], id_: str) -> None:
    for fact in ("à partir de 35 €", "plusieurs formules", "très abordable", "séminaire"):
        assert fact in said_of(lieux[id_])


def test_la_cordee_of_lyon_has_five_spaces_and_the_one_of_nantes_is_near_the_station(lieux: dict[str, Lieu]) -> None:
    assert "Cinq espaces" in said_of(lieux["la-cordee-lyon"])
    assert "Erdre" in said_of(lieux["la-cordee-nantes"])
    assert "gare" in said_of(lieux["la-cordee-nantes"])


@pytest.mark.parametrize(
    ("id_", "channel"),
    [
        ("la-cordee-rennes", "bureaux-bretagne"),
        ("la-cordee-nantes", "nantes-coworking"),
        ("etat-lin", "nantes-coworking"),
    ],
)
def test_a_lieu_that_the_page_sends_to_a_channel_names_it(lieux: dict[str, Lieu], id_: str, channel: str) -> None:
    assert lieux[id_].canaux == {"mattermost": (channel,)}
    assert "canal" in said_of(lieux[id_])


# People and secrets


def test_addresses_of_persons_are_marked_as_personal_and_stand_nowhere_else(lieux: dict[str, Lieu]) -> None:
    """A person's address looks like first.last@: it stands among the contacts, marked, never among the mails."""
    contacts = [contact for lieu in lieux.values() for contact in lieu.contacts]
    assert contacts
    assert all(contact.personnel for contact in contacts)
    mails = [mail.partition("@")[0] for lieu in lieux.values() for mail in lieu.courriels]
    persons = [name for name in mails if re.fullmatch(r"[a-z]+\.[a-z]+", name)]
    assert set(persons) <= {"lelieu.ditp", "fabrique.projets"}, "those are teams"


def test_no_link_that_lets_people_write_is_published() -> None:
    files = [file for file in DATA.rglob("*") if file.is_file()]

    assert len(files) > len(FILES)
    assert [file.name for file in files if b"anonymous-edit" in file.read_bytes()] == []


# Where


def test_positions_finer_than_the_commune_are_only_those_that_a_source_gives(lieux: dict[str, Lieu]) -> None:
    fine = {id_: (lieu.latitude, lieu.longitude) for id_, lieu in lieux.items() if lieu.precision != Precision.COMMUNE}

    assert fine == {
        "la-cordee-rennes": (48.112332, -1.686277),
        "la-cordee-annecy": (45.900583, 6.122636),
        "siilab": (50.6178877, 3.0512978),
    }


@pytest.mark.parametrize("id_", FACTS)
def test_each_position_is_in_its_commune_and_a_coarse_one_at_its_centre(lieux: dict[str, Lieu], id_: str) -> None:
    lieu = lieux[id_]
    with (DATA / "places" / "communes.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if re.fullmatch(rf"{lieu.commune}( \d+er? .*)?", row["nom"])]
    of_postcode = [row for row in rows if lieu.adresse and lieu.code_postal in row["codes_postaux"].split()]
    row = max(of_postcode, key=lambda row: len(row["nom"]), default=None)  # an arrondissement rather than its commune
    row = row or next(row for row in rows if row["nom"] == lieu.commune)

    away_km = great_circle((lieu.latitude, lieu.longitude), (float(row["lat"]), float(row["lon"]))).km

    assert away_km < (0.5 if lieu.precision is Precision.COMMUNE else 3)


# The files, for those who write them


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_top_of_a_file_tells_what_it_is_and_where_to_learn_more(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[1]  # the line above is for editors

    assert first.startswith("# Les lieux de la communauté à ")
    assert "data/README.md" in first


def test_the_example_of_the_guide_is_a_right_file_that_shows_every_key(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", guide(), flags=re.DOTALL)
    path = tmp_path / "belley.yaml"
    path.write_text(example, encoding="utf-8")

    reading = read_file(path)

    assert [str(problem) for problem in reading.problems] == []
    (entry,) = reading.entries
    assert entry.lieu.model_fields_set == set(Lieu.model_fields)


def test_the_guide_explains_every_key_and_tells_which_ones_are_required() -> None:
    for section, model, inherited in (
        ("Les clés d'un lieu", Lieu, {"source", "date_maj"}),
        ("Les clés d'un territoire", Territory, set[str]()),
    ):
        text = guide().split(f"\n## {section}\n")[1].split("\n## ")[0]
        rows = re.findall(r"^\| (`.+?) \| (\S+?) \|", text, flags=re.MULTILINE)
        required = {key: word for keys, word in rows for key in re.findall(r"`(\w+)`", keys)}

        assert set(required) == set(model.model_fields)
        for key, field in model.model_fields.items():
            word = "oui*" if key in inherited else "oui" if field.is_required() or key == "lieux" else "non"
            assert required[key] == word, key


def test_the_opening_hours_of_the_guide_are_accepted(tmp_path: Path) -> None:
    text = guide().split("\n## Écrire les horaires\n")[1].split("\n## ")[0]
    examples = re.findall(r"^\| .+ \| `(.+)` \|$", text, flags=re.MULTILINE)
    fiche = "code_postal: 01300\n    commune: Belley\n    latitude: 45.7\n    longitude: 5.6"
    lieux = [
        f"  - id: lieu-{number}\n    nom: Lieu\n    {fiche}\n    horaires: {hours}\n"
        for number, hours in enumerate(examples)
    ]
    path = tmp_path / "belley.yaml"
    head = "id: belley\nnom: Belley\nplace: Belley\nsource: Une visite\ndate_maj: 2025-12-01\nlieux:\n"
    path.write_text(head + "".join(lieux), encoding="utf-8")

    reading = read_file(path)

    assert len(examples) >= 5
    assert [str(problem) for problem in reading.problems] == []
    assert Counter(entry.lieu.horaires for entry in reading.entries) == Counter(examples)


def guide() -> str:
    return (DATA / "README.md").read_text(encoding="utf-8")
