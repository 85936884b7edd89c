"""A small HL7 v2 message to make others from."""

from b12calc.exchange.incoming import hl7v2
from b12calc.exchange.incoming.found import Found, Report
from tests.exchange.incoming.message_reading import read, sole

MSH = r"MSH|^~\&|LAB|||GP|20261110||ORU^R01|1|P|2.4"
PID = "PID|1||943476^^^^MR~9434765919^^^NHS^NH||Bell&van&Bell^Ann^Mary^^Mrs||19620304|F"
OBR = "OBR|1||7|BC^B12 and folate^L|||202611081015||||||||SER^Serum||||||||||F"
B12 = "OBX|1|NM|2132-9^Vitamin B12^LN^VB12^S B12^L||142|pg/mL^^UCUM|180 - 900|L|||F|||20261109"


def reports(*lines: str, end: str = "\r") -> tuple[Report, ...]:
    return read(hl7v2, end.join(lines))


def one(obx: str, *more: str, obr: str = OBR) -> Found:
    return sole(reports(MSH, PID, obr, obx, *more))


def field(at: int, text: str) -> str:
    parts = B12.split("|") + [""] * 10
    parts[at] = text
    return "|".join(parts)
