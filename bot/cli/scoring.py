"""Scoring: how well labelled messages are understood."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from bot.directory.distance import distance_km
from bot.models.question import Need

FIELDS = ("place", "need", "people", "day", "free", "radius_km", "lang")


class PlaceLabel(BaseModel):
    """Where the place should be: its centre, and how far from it the answer's may lie."""

    model_config = ConfigDict(extra="ignore")

    lat: float
    lon: float
    tol_km: float = 5


class Label(BaseModel):
    """What a message should be understood as; ``reply`` false expects no list of lieux."""

    model_config = ConfigDict(extra="ignore")

    reply: bool
    kind: str | None = None
    lang: str | None = None
    place: PlaceLabel | None = None
    need: str | None = None
    people: int | None = None
    day: str | None = None
    free: bool | None = None
    radius_km: float | None = None


Output = Mapping[str, object]
"""What ``lieux ask --json`` gives for the message."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing understood otherwise than labelled."""

    trigger: str
    field: str
    text: str
    wanted: object
    got: object


@dataclass(slots=True)
class Score:
    """The counts of one trigger: of answering, and of each field of the questions rightly answered."""

    answered: int = 0
    wanted: int = 0
    both: int = 0
    right: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    turns: int = 0
    turns_right: int = 0

    @property
    def precision(self) -> float:
        """The share of the answers that were wanted."""
        return self.both / self.answered if self.answered else 1.0

    @property
    def recall(self) -> float:
        """The share of the wanted answers that were given."""
        return self.both / self.wanted if self.wanted else 1.0

    def accuracy(self, name: str) -> float:
        """The share of the questions rightly answered whose field ``name`` is right."""
        return self.right[name] / self.both if self.both else 1.0


class Scores:
    """The score of each trigger, and every miss, filled message by message."""

    def __init__(self) -> None:
        """Nothing scored yet."""
        self.by_trigger: dict[str, Score] = defaultdict(Score)
        self.misses: list[Miss] = []

    def add(self, trigger: str, text: str, label: Label, output: Output) -> None:
        """Score what was understood of ``text``."""
        score = self.by_trigger[trigger]
        replied = bool(output["reply"])
        score.answered += replied
        score.wanted += label.reply
        misses = [Miss(trigger, name, text, wanted, got) for name, wanted, got in _differences(label, output)]
        if replied and label.reply:
            score.both += 1
            wrong = {miss.field for miss in misses}
            for name in FIELDS:
                score.right[name] += name not in wrong
        score.turns += 1
        score.turns_right += not misses
        self.misses += misses


def _differences(label: Label, output: Output) -> Iterable[tuple[str, object, object]]:
    if bool(output["reply"]) != label.reply:
        yield "reply", label.reply, f"{output['reply']} ({output['kind']})"
        return
    if not label.reply:
        return
    if label.place and not _is_there(label.place, output["place"]):
        yield "place", label.place.model_dump(exclude={"tol_km"}), output["place"]
    wanted_need, got_need = label.need or Need.POSTE, output["need"] or Need.POSTE
    if wanted_need != got_need:
        yield "need", str(wanted_need), str(got_need)
    for name in FIELDS[2:]:
        wanted = getattr(label, name)
        if wanted != output[name] and not (name == "lang" and wanted is None):
            yield name, wanted, output[name]


def _is_there(label: PlaceLabel, place: object) -> bool:
    if not isinstance(place, Mapping):
        return False
    return distance_km(label.lat, label.lon, place["lat"], place["lon"]) <= label.tol_km
