"""A form that was filled in: one function for each deed that opens one."""

from bot.assistant.press import refuse
from bot.assistant.report import submit
from bot.assistant.world import Scene
from bot.models.deed import Refusal, Report
from bot.models.event import Submission
from bot.models.reply import Reply


def fill_in(submission: Submission, scene: Scene) -> Reply:
    """The reply to the form sent, or a clear word on why it is not taken."""
    match submission.deed:
        case Report() as deed:
            return submit(deed, submission, scene)
        case Refusal() as refusal:
            return refuse(refusal, scene)
        case _:
            return refuse(Refusal.FORGED, scene)
