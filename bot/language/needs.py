"""The need: what the lieu must offer."""

from bot.language.sighting import Sighting
from bot.models.question import Need

CROWD = 20
"""So many people do not come for desks: they hold something."""

_SOUGHT = ("theme", "a_place", "a_room", "workplace", "place_to_work", "where_work", "where_hold", "seek_workplace")


def need(sighting: Sighting, people: int) -> Need | None:
    """What is needed there; None when nothing more than a place to work is said.

    What is looked for decides: machines, a venue, a room, a desk, in that order; then, unless the person only
    wants to work, what is to be held there. A need that is refused ("pas besoin de salle") or that only tells
    when ("entre deux réunions") does not count. A crowd holds an event, whatever it is called. A bare "salle" is
    for whatever is to be held in it.
    """

    def wants(wanted: Need) -> bool:
        return sighting.has(f"need_{wanted}") and not sighting.has(f"not_{wanted}")

    def mentions(held: Need) -> bool:
        return sighting.has(f"mentions_{held}") and not sighting.has(f"not_{held}")

    for wanted in (Need.FABRICATION, Need.EVENEMENT, Need.REUNION):
        if wants(wanted):
            return wanted
    if sighting.has("need_salle") and not sighting.has("not_salle"):
        return Need.EVENEMENT if mentions(Need.EVENEMENT) and not mentions(Need.REUNION) else Need.REUNION
    if people >= CROWD and any(sighting.has(signal) for signal in _SOUGHT):
        return Need.REUNION if mentions(Need.REUNION) and not mentions(Need.EVENEMENT) else Need.EVENEMENT
    if wants(Need.POSTE):
        return Need.POSTE
    if sighting.has("works"):
        return None
    return next((held for held in (Need.EVENEMENT, Need.REUNION) if mentions(held)), None)
