"""The answer to the record system is written, or one sentence says why it is not."""

from typing import TYPE_CHECKING

from b12calc.problems import ProblemsFound
from b12calc_ui.exchange_answer import Asked, identity_of, write_answer
from b12calc_ui.import_identity import compare
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.live import Live
    from b12calc_ui.message_bar import MessageBar
    from b12calc_ui.saving import Saving
    from b12calc_ui.settings import Settings


def answer(asked: Asked | None, live: "Live", settings: "Settings", saving: "Saving", bar: "MessageBar") -> bool:
    """Answer a request about the patient in the form, and say what was done; return whether it was written."""
    if asked is None:
        bar.say(tr("No record system has asked: start the program with its GDT file, or choose an exchange folder "
                   "under Edit, Practice settings."), True)  # fmt: skip
        return False
    who = compare(identity_of(asked.request), live.form.identity.state(), live.form.today())
    if not who.one_patient():
        bar.say(tr("Not answered: the record system did not ask about the patient in the form, or the form does not "
                   "say who it is."), True)  # fmt: skip
        return False
    try:
        name = write_answer(asked, live, settings, saving.write_into)
    except FileExistsError:
        bar.say(tr("Not answered: an answer lies there that the record system has not read yet."), True)
    except ProblemsFound as found:
        bar.say(tr("Not answered: {why}. Nothing was written.", why=found.problems[0].message), True)
    except OSError as error:
        bar.say(tr("Not answered: {why}.", why=error.strerror or str(error)), True)
    else:
        if name is None:
            bar.say(tr("There is no answer yet. Enter a result or an answer first."), True)
            return False
        bar.say(tr("Answered as {name}, with the record PDF beside it.", name=name))
        return True
    return False
