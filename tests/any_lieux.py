"""Lieux of every shape, for what must hold of all of them."""

from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from bot.models.lieu import Confiance, Contact, Fee, Lieu, Link, OtherSource, Precision
from bot.models.question import Need

T = TypeVar("T")

DETAILS = {"mail": "mirabelle.quetsche@verger.example", "phone": "06 98 76 54 32", "name": "Mirabelle Quetsche"}
PERSON = Contact(nom=DETAILS["name"], courriel=DETAILS["mail"], telephone=DETAILS["phone"], personnel=True)
TRACES = ("mirabelle", "quetsche", "verger.example", "698765432")
"""What no export may hold of PERSON, once it is folded and without blanks, points and hyphens."""

WRITTEN = (
    "mirabelle.quetsche@verger.example",
    "MIRABELLE.QUETSCHE@VERGER.EXAMPLE",
    "mirabelle.quetsche [at] verger.example",
    "mirabelle.quetsche(arobase)verger.example",
    "0698765432",
    "06.98.76.54.32",
    "+33 6 98 76 54 32",
    "+33 (0)6-98-76-54-32",
    "Mirabelle Quetsche",
    "QUETSCHE Mirabelle",
    "Mirabelle",
    "Mme Quetsche",
)
"""The ways a member might repeat PERSON's details in a sentence."""

PATHS = ("mirabelle-quetsche", "?a=mirabelle.quetsche%40verger.example", "tel/0698765432", "Mirabelle_Quetsche/plan")

_CHARS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
_TEXT = st.one_of(
    st.text(_CHARS, min_size=1, max_size=60),
    st.sampled_from(
        ["=1+1", "+33", "-2", "@ici", "＝x", "a|b", "[[x|y]]", "{{{http://a.b}}}", "**gras** <b>", '"', "a\nb"]
    ),
).filter(lambda text: text.strip() != "")
_URL = st.sampled_from(
    ["https://a.example/x", "http://b.example/?q=a|b", "https://acceslibre.beta.gouv.fr/app/35-rennes/"]
)
_PHONE = st.sampled_from(["01 79 84 33 00", "+33179843300", "0262 41 50 50", "+32 2 123 45 67", "0590 81 00 00"])
_MAIL = st.sampled_from(["lieu@a.example", "salle-b@c.example", "accueil@b.example"])
_TOWN = st.sampled_from(
    [("35000", "Rennes"), ("75007", "Paris"), ("97400", "Saint-Denis"), ("20000", "Ajaccio"), ("00000", "Nulle")]
)


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


@st.composite
def any_lieux(draw: st.DrawFn, *contacts: Contact) -> Lieu:
    """A lieu of any shape; ``contacts`` are among its own."""
    postcode, town = draw(_TOWN)
    listed = st.lists(_TEXT, max_size=3).map(tuple)
    return Lieu(
        id=draw(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)),
        nom=draw(_TEXT),
        adresse=draw(_maybe(_TEXT)),
        complement_adresse=draw(_maybe(_TEXT)),
        code_postal=postcode,
        commune=town,
        latitude=draw(st.floats(-90, 90)),
        longitude=draw(st.floats(-180, 180)),
        precision=draw(st.sampled_from(Precision)),
        telephone=draw(_maybe(_PHONE)),
        courriels=draw(st.lists(_MAIL, max_size=2).map(tuple)),
        contacts=(*contacts, *draw(st.lists(st.builds(Contact, nom=_maybe(_TEXT), courriel=_MAIL), max_size=2))),
        site_web=draw(_maybe(_URL)),
        liens=draw(st.lists(st.builds(Link, nom=_TEXT, url=_URL), max_size=2).map(tuple)),
        horaires=draw(_maybe(st.sampled_from(["Mo-Fr 09:00-18:00; PH off", "24/7", 'Tu "sur demande"']))),
        prise_rdv=draw(_maybe(_URL)),
        frais_a_charge=draw(_maybe(st.sampled_from(Fee))),
        tarifs=draw(listed),
        presentation_resume=draw(_maybe(_TEXT)),
        usages=draw(st.lists(st.sampled_from(Need), unique=True).map(tuple)),
        capacites=draw(st.dictionaries(st.sampled_from(Need), st.integers(1, 500), max_size=2)),
        acces=draw(_maybe(_TEXT)),
        conditions=draw(listed),
        accessible=draw(_maybe(st.booleans())),
        alias=draw(listed),
        canaux=draw(st.sampled_from([{}, {"mattermost": ("bureaux-bretagne",)}])),
        source=draw(_TEXT),
        source_url=draw(_maybe(_URL)),
        date_maj=draw(st.dates(date(1900, 1, 1))),
        confiance=draw(st.sampled_from(Confiance)),
        autres_sources=draw(
            st.lists(st.builds(OtherSource, source=_TEXT, source_url=_maybe(_URL), date_maj=st.dates()), max_size=2)
        ),
    )
