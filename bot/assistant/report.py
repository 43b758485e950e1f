"""Reporting a mistake: a short form, and what is told to the admins."""

from bot.assistant.world import Scene
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.models.deed import Report
from bot.models.event import Submission
from bot.models.lieu import Lieu
from bot.models.reply import Field, Form, Kind, Reply, Visibility

_LIEU, _WORDS = "lieu", "texte"
_LONGEST = 1000


def open_form(deed: Report, scene: Scene) -> Reply:
    """The form where the person says which lieu is described wrongly, and how."""
    phrases = scene.phrases_in(deed.language)
    lieux = _known(deed, scene)
    if not lieux:
        return _alone(Kind.FAILURE, phrases.say("lieu_gone"), phrases)
    options = tuple((lieu.id, f"{lieu.nom}, {lieu.commune}") for lieu in lieux)
    form = Form(
        title=phrases.say("report_title"),
        introduction=phrases.say("report_introduction"),
        fields=(
            Field(_LIEU, phrases.say("report_lieu"), options),
            Field(_WORDS, phrases.say("report_words"), placeholder=phrases.say("report_example"), longest=_LONGEST),
        ),
        send=phrases.say("report_send"),
        deed=deed,
    )
    late = phrases.say("form_late")
    return Reply(Kind.FORM, "", phrases.language, Visibility.EPHEMERAL, form=form, undelivered=late)


def submit(deed: Report, submission: Submission, scene: Scene) -> Reply:
    """The notice to the admins with the lieu, the words, and who wrote them; or what is missing."""
    phrases = scene.phrases_in(deed.language)
    lieu = next((lieu for lieu in _known(deed, scene) if lieu.id == submission.values.get(_LIEU)), None)
    said = submission.values.get(_WORDS, "").strip()
    if lieu is None:
        return _wrong(_LIEU, phrases.say("report_which"), phrases)
    if not said:
        return _wrong(_WORDS, phrases.say("report_empty"), phrases)
    if len(said) > _LONGEST:
        return _wrong(_WORDS, phrases.say("report_long", longest=_LONGEST), phrases)
    if not scene.world.reports.take(submission.author.id):
        return _alone(Kind.REFUSED, phrases.say("report_often"), phrases)
    notice = scene.phrases.say(
        "report_notice",
        author=plain(submission.author.name),
        lieu=plain(lieu.nom),
        town=plain(lieu.commune),
        id=lieu.id,
        words="\n".join(f"> {plain(line, _LONGEST)}" for line in said.splitlines()),
    )
    return Reply(
        Kind.REPORTED,
        phrases.say("report_thanks", lieu=plain(lieu.nom)),
        phrases.language,
        Visibility.EPHEMERAL,
        notice=notice,
        undelivered=phrases.say("report_lost"),
    )


def _known(deed: Report, scene: Scene) -> list[Lieu]:
    """The lieux of the answer that are still in the directory."""
    return [scene.snapshot.by_id[id_] for id_ in deed.lieux if id_ in scene.snapshot.by_id]


def _wrong(field: str, text: str, phrases: Phrases) -> Reply:
    return Reply(Kind.REFUSED, text, phrases.language, Visibility.EPHEMERAL, wrong_field=field)


def _alone(kind: Kind, text: str, phrases: Phrases) -> Reply:
    return Reply(kind, text, phrases.language, Visibility.EPHEMERAL)
