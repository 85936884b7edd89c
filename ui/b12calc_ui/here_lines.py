"""What can be done at the clinic chosen, beside the plan: each step replaced, with its reason and its risk."""

import re
from html import escape
from typing import TYPE_CHECKING, Final

from b12calc.models.wording import label, resource
from b12calc_ui.answer_lines import FIRM, book_links, bullet, muted, quiet
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment, Substitution

_DATE: Final = re.compile(r"\b([0-9]{1,2}) ([A-Z][a-z]{2}) ([0-9]{4})\b")


def here_lines(answer: "Assessment", why: bool) -> str:
    """Return the lines of the section; nothing while no clinic is chosen."""
    if answer.clinic is None:
        return ""
    if not answer.here:
        return bullet(muted(tr("{clinic}: nothing the plan asks for is known to be missing.", clinic=answer.clinic)))
    lead = tr("{clinic}. The plan stands; nothing urgent waits for what follows.", clinic=answer.clinic)
    return f"<p style='margin:2px 0 0 0'>{muted(lead)}</p>" + "".join(bullet(_line(one, why)) for one in answer.here)


def _line(one: "Substitution", why: bool) -> str:
    place = tr("Elsewhere:") if one.where == "elsewhere" else tr("Here:")
    said = _DATE.sub(lambda found: FIRM.join(found.groups()), one.here)
    words = f"{escape(one.ideal)} → <b>{escape(place)}</b> {escape(said)}"
    tail = [escape(label("strength", one.strength))] if one.strength == "consider" else []
    tail += book_links(one.sources) if why else []
    check = tr("First check that there is: {what}.", what="; ".join(map(resource, one.check))) if one.check else ""
    reason = tr("{reason} Risk: {risk}", reason=one.reason, risk=one.risk)
    return f"{words} {quiet(' · '.join(tail)) if tail else ''}<br>{muted(' '.join(filter(None, (reason, check))))}"
