"""Saying a lieu: each fact as one short piece of Markdown."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from bot.language.figures import full_date, kilometres
from bot.language.markdown import link, plain, safe_url
from bot.language.opening import opening
from bot.language.phrases import Phrases
from bot.models.answer import Hit, Leg
from bot.models.lieu import Confiance, Contact, Fee, Lieu, Precision
from bot.models.place import Place
from bot.models.question import Need

_FEES = {Fee.GRATUIT: "fee_free", Fee.SOUS_CONDITION: "fee_condition", Fee.PAYANT: "fee_paying"}
_HERE_KM = 1


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
    """A map of the lieu on OpenStreetMap: its point where that is known, else a search for its address."""
    if lieu.precision is Precision.COMMUNE:
        written = ", ".join(part for part in (lieu.adresse, lieu.commune) if part)
        return f"https://www.openstreetmap.org/search?query={quote(written)}"
    point = f"{lieu.latitude:.5f}/{lieu.longitude:.5f}"
    return f"https://www.openstreetmap.org/?mlat={lieu.latitude:.5f}&mlon={lieu.longitude:.5f}#map=16/{point}"


def price(lieu: Lieu, phrases: Phrases) -> str:
    """What it costs, in detail; empty when nothing is known."""
    fee = [phrases.say(_FEES[lieu.frais_a_charge])] if lieu.frais_a_charge else []
    return " · ".join([*fee, *(plain(tarif) for tarif in lieu.tarifs)])


def hours(lieu: Lieu, phrases: Phrases) -> str:
    """When it opens; empty when unknown."""
    if lieu.horaires is None:
        return ""
    return phrases.say("hours", hours=plain(opening(lieu.horaires, phrases.language)))


def access(lieu: Lieu, phrases: Phrases) -> str:
    """Who may enter; empty when unknown."""
    return phrases.say("access", access=plain(lieu.acces)) if lieu.acces else ""


def to_confirm(lieu: Lieu, phrases: Phrases) -> str:
    """Who says that there is a lieu, where no member vouches for it; empty where one does."""
    if lieu.confiance is Confiance.COMMUNAUTE:
        return ""
    day = full_date(lieu.date_maj, phrases.language)
    return phrases.say(f"confiance_{lieu.confiance}", source=plain(lieu.source), date=day)


def step_free(lieu: Lieu, phrases: Phrases) -> str:
    """Whether it is step-free, for those who ask."""
    return phrases.say("step_free" if lieu.accessible else "step_free_unknown")


def links(lieu: Lieu) -> str:
    """Its further links, such as prices and rooms."""
    return " · ".join(link(other.nom, other.url) for other in lieu.liens)


def contacts(lieu: Lieu, platform: str, phrases: Phrases) -> str:
    """How to book and whom to ask: booking link, mail, telephone, people, channels of ``platform``."""
    booking = [phrases.say("book", url=safe_url(lieu.prise_rdv))] if lieu.prise_rdv else []
    mails = [link(mail, f"mailto:{mail}") for mail in lieu.courriels]
    phone = [plain(lieu.telephone)] if lieu.telephone else []
    people = [contact(person, phrases) for person in lieu.contacts]
    channels = [channel(handle, platform, phrases) for handle in lieu.canaux.get(platform, ())]
    return " · ".join([*booking, *mails, *phone, *people, *channels])


def contact(person: Contact, phrases: Phrases) -> str:
    """Someone to ask, by name and address."""
    mail = link(person.courriel, f"mailto:{person.courriel}") if person.courriel else ""
    reach = " · ".join(part for part in (mail, plain(person.telephone or "")) if part)
    if person.nom and reach:
        return phrases.say("contact_person", name=plain(person.nom), address=reach)
    return plain(person.nom) if person.nom else reach


def channel(handle: str, platform: str, phrases: Phrases) -> str:
    """A channel, as its platform links to it."""
    known = f"channel_{platform}"
    return phrases.say(known if known in phrases.sentences else "channel_other", channel=handle)


def dated(lieux: Iterable[Lieu], phrases: Phrases) -> str:
    """From when the information is."""
    days: list[date] = sorted({lieu.date_maj for lieu in lieux})
    if len(days) < 2:
        return phrases.say("dated", date=full_date(days[0], phrases.language)) if days else ""
    oldest, newest = full_date(days[0], phrases.language), full_date(days[-1], phrases.language)
    return phrases.say("dated_between", oldest=oldest, newest=newest)
