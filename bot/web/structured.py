"""A lieu for machines that read pages: schema.org, as JSON-LD."""

import json
import re

from bot.models.lieu import Lieu, Precision

# schema.org has no type for coworking spaces; OpenStreetMap's own word for one says it.
_COWORKING = "https://wiki.openstreetmap.org/wiki/Tag:office%3Dcoworking"
_HOURS = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su)[A-Za-z,-]* \d\d:\d\d-\d\d:\d\d")
"""The part of OpenStreetMap's opening hours that is schema.org's openingHours too: days, then one span of time."""


def json_ld(lieu: Lieu, url: str) -> str:
    """``lieu`` (as it may be published) as JSON-LD that may stand inside an HTML script element."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": lieu.adresse,
        "postalCode": lieu.code_postal,
        "addressLocality": lieu.commune,
        "addressCountry": "FR",
    }
    place = {"@type": "GeoCoordinates", "latitude": lieu.latitude, "longitude": lieu.longitude}
    spans = [span.strip() for span in (lieu.horaires or "").split(";")]
    said = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "additionalType": _COWORKING,
        "@id": url or None,
        "name": lieu.nom,
        "description": lieu.presentation_resume,
        "url": lieu.site_web,
        "address": {key: value for key, value in address.items() if value},
        "geo": None if lieu.precision is Precision.COMMUNE else place,
        "telephone": lieu.telephone,
        "email": lieu.courriels[0] if lieu.courriels else None,
        "openingHours": [span for span in spans if _HOURS.fullmatch(span)] or None,
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)
    # "</script>" or "<!--" in a name would end the element or hide what follows.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
