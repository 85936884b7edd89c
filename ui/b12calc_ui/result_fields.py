"""The fields of one result, each named after its analyte; no unit is chosen beforehand."""

from b12calc.analytes import Analyte
from b12calc.models.wording import label
from b12calc_ui.controls import Choice, TextField
from b12calc_ui.texts import shown_unit, tr
from b12calc_ui.value_box import ValueBox

Field = TextField | Choice | ValueBox


def make_fields(analyte: Analyte) -> dict[str, Field]:
    """Return value, unit, date collected and both ends of the laboratory's range, in the order of the Tab key."""
    name = analyte.name
    findings = [label("finding", code) for code in analyte.findings]
    hint = "" if analyte.numeric else tr("word")
    fields: dict[str, Field] = {"value": ValueBox(tr("{name}: value", name=name), findings, hint)}
    units = [(unit, shown_unit(unit)) for unit in analyte.units]
    if units or analyte.numeric:
        fields["unit"] = Choice(tr("{name}: unit", name=name), units, 13, tr("unit?"))
    else:
        fields["unit"] = TextField(tr("{name}: unit", name=name), 15, tr("unit, if any"))
    fields["collected"] = collected = TextField(tr("{name}: date collected", name=name), 12, tr("date"))
    collected.tip = tr("12 Mar 2026 or 2026-03-12; = takes the date of the row above.")
    collected.set_trouble("")
    fields["low"] = TextField(tr("{name}: lower end of the laboratory's range", name=name), 6)
    fields["high"] = TextField(tr("{name}: upper end of the laboratory's range", name=name), 6)
    if analyte.kind == "study":
        for field in ("unit", "low", "high"):
            policy = fields[field].sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            fields[field].setSizePolicy(policy)
            fields[field].setEnabled(False)
            fields[field].hide()
    return fields
