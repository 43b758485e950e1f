"""Saying a lieu: each fact as one short piece of Markdown."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import quote_plus

from bot.language.figures import full_date, kilometres, years
from bot.language.markdown import link, plain, safe_url
from bot.language.opening import open_on
from bot.language.phrases import Phrases
from bot.models.answer import Hit, Leg
from bot.models.lieu import Confiance, Contact, Fee, Lieu, Precision
from bot.models.opening import opening
from bot.models.place import Place
from bot.models.question import Need

_FEES = {Fee.GRATUIT: "fee_free", Fee.SOUS_CONDITION: "fee_condition", Fee.PAYANT: "fee_paying"}
_HERE_KM = 1

OLD = timedelta(days=2 * 365)
"""From which age on information is said to be old: a lieu moves or closes within a few years. A choice of ours."""


def name(lieu: Lieu) -> str:
    """Its name, linked to its web site."""
    return link(lieu.nom, lieu.site_web) if lieu.site_web else plain(lieu.nom)


def distance(hit: Hit, place: Place, phrases: Phrases) -> str:
    """How far from ``place`` it is, in words that say no more than is known of where it stands.

    Where several people meet: how far each of them has to come.
    """
    if hit.legs:
        legs = (_leg(leg, phrases) for leg in hit.legs)
        return " · ".join(legs)
    exact = hit.lieu.precision is not Precision.COMMUNE
    if hit.distance_km < _HERE_KM:
        return phrases.say("here" if exact else "in_town")
    from_where = "distance_centre" if place.is_area else "distance" if exact else "distance_about"
    return phrases.say(from_where, km=kilometres(hit.distance_km, phrases.language))


def _leg(leg: Leg, phrases: Phrases) -> str:
    name = "leg" if leg.distance_km >= _HERE_KM else "leg_here"
    return phrases.say(name, place=plain(leg.place), km=kilometres(leg.distance_km, phrases.language))


def usages(needs: Iterable[Need], phrases: Phrases) -> str:
    """What one may do there."""
    return ", ".join(phrases.say(f"usage_{need}") for need in needs) or phrases.say("usage_unknown")


def address(lieu: Lieu, phrases: Phrases) -> str:
    """Its address, and a map of it."""
    town = f"{lieu.code_postal} {lieu.commune}" if lieu.adresse else lieu.commune
    parts = (lieu.adresse, lieu.complement_adresse, town)
    written = ", ".join(plain(part) for part in parts if part)
    return f"{written} ({link(phrases.say('map'), map_url(lieu))})"


def map_url(lieu: Lieu) -> str:
    """A map on OpenStreetMap: of its point where that is known, else a search for its address, else of its town."""
    if lieu.precision is Precision.COMMUNE and not lieu.adresse:
        return f"https://www.openstreetmap.org/#map=13/{lieu.latitude:.4f}/{lieu.longitude:.4f}"
    if lieu.precision is Precision.COMMUNE:
        written = f"{lieu.adresse}, {lieu.commune}"
        return f"https://www.openstreetmap.org/search?query={quote_plus(written, safe=',')}"
    point = f"{lieu.latitude:.5f}/{lieu.longitude:.5f}"
    return f"https://www.openstreetmap.org/?mlat={lieu.latitude:.5f}&mlon={lieu.longitude:.5f}#map=16/{point}"


def price(lieu: Lieu, phrases: Phrases) -> list[str]:
    """What it costs: free or not, then each of its prices as its file says it; empty when nothing is known."""
    fee = [phrases.say(_FEES[lieu.frais_a_charge])] if lieu.frais_a_charge else []
    return [*fee, *lieu.tarifs]


def open_that_day(lieu: Lieu, day: date | None, today: date | None, phrases: Phrases) -> str:
    """Whether it is open on ``day``, and when; empty when that is unknown."""
    found = opening(lieu, day) if day else None
    return open_on(found, day, today or day, phrases) if found and day else ""


def to_confirm(lieu: Lieu, phrases: Phrases) -> str:
    """What to do before one comes, where no member vouches for it; empty where one does."""
    return "" if lieu.confiance is Confiance.COMMUNAUTE else phrases.say(f"confiance_{lieu.confiance}")


def age(said_on: date, today: date | None, phrases: Phrases) -> str:
    """How old what is known is, once it is old; empty before."""
    since = today - said_on if today else timedelta()
    return phrases.say("old", age=years(since, phrases.language)) if since >= OLD else ""


def dated(lieux: Iterable[Lieu], today: date | None, phrases: Phrases) -> str:
    """From when what is known of ``lieux`` is, those left out whose age is said; empty for none."""
    days = sorted({lieu.date_maj for lieu in lieux if not age(lieu.date_maj, today, phrases)})
    if len(days) < 2:
        return phrases.say("dated", date=full_date(days[0], phrases.language)) if days else ""
    oldest, newest = full_date(days[0], phrases.language), full_date(days[-1], phrases.language)
    return phrases.say("dated_between", oldest=oldest, newest=newest)


def step_free(lieu: Lieu, phrases: Phrases) -> str:
    """Whether it is step-free, for those who ask."""
    known = {True: "step_free", False: "not_step_free", None: "step_free_unknown"}
    return phrases.say(known[lieu.accessible])


def links(lieu: Lieu) -> list[str]:
    """Its further links, such as prices and rooms."""
    return [link(other.nom, other.url) for other in lieu.liens]


def bookings(lieu: Lieu, phrases: Phrases) -> list[str]:
    """How to book and to ask: the page where one books, the addresses, the telephone."""
    booking = [phrases.say("book", url=safe_url(lieu.prise_rdv))] if lieu.prise_rdv else []
    return [*booking, *map(_mail, lieu.courriels), *([_phone(lieu.telephone)] if lieu.telephone else [])]


def channels(lieu: Lieu, platform: str, phrases: Phrases) -> list[str]:
    """The channels of ``platform`` where to ask."""
    return [channel(handle, platform, phrases) for handle in lieu.canaux.get(platform, ())]


def contact(person: Contact, phrases: Phrases) -> str:
    """Someone to ask, by name and address."""
    mail = [_mail(person.courriel)] if person.courriel else []
    reach = " · ".join([*mail, *([_phone(person.telephone)] if person.telephone else [])])
    if person.nom and reach:
        return phrases.say("contact_person", name=plain(person.nom), address=reach)
    return plain(person.nom) if person.nom else reach


def channel(handle: str, platform: str, phrases: Phrases) -> str:
    """A channel, as its platform links to it."""
    known = f"channel_{platform}"
    return phrases.say(known if known in phrases.sentences else "channel_other", channel=handle)


def _mail(address: str) -> str:
    """Clients make a link of an address by themselves, unless a sign in it has to be escaped."""
    return address if plain(address) == address else link(address, f"mailto:{address}")


def _phone(number: str) -> str:
    return link(number, "tel:" + "".join(c for c in number if c.isdigit() or c == "+"))
