"""How reports are broken for the fuzz of imports: by bytes, by pieces, by other reports, and FHIR by its structure."""

import json
from random import Random
from typing import Any

from b12calc.exchange.incoming.door import FORMATS, Format

LARGEST = 60_000  # bytes of a report that is broken
WORDS = (
    "|", "^", "~", "\\", "&", "\r", "\n", "\r\n", "\t", "'", "+", ":", "?", "??'", ";", ",", '"', "{", "}", "[", "]",
    "<", ">", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;", "null", "NaN", "1e999", "-1", "0", "00142", "1,234", "1.234",
    "<150", ">2000", "142", "ng/L", "pmol/L", "g/dL", "10*9/L", "%", "OBX|1|NM|B12^Vitamin B12||142|ng/L",
    "MSH|^~\\&|", "UNH+1+MEDRPT:0:1:RT:NHS003'", "RSL+NV+142:7++:::ng/L'", "0128420142", "01380006310",
    '"valueQuantity":{"value":142}', "Vitamin B12 142 ng/L", "Haemoglobin", "Urine", "preliminary", "\u202e", "\ufeff",
    "\u00a0", "\u0000", "\uff11\uff14", "12/03/2026", "2026-03-12", "31.02.2026", "99999999999999999999", "a" * 400,
    " " * 400, "[" * 80, "((((((((", "\\X0D\\",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    142,
    1.5,
    1e308,
    [],
    {},
    "",
    "142",
    "final",
    "entered-in-error",
    "ng/L",
    "2132-9",
    "\ud800",
)
WHOLE = 0.5  # share of the FHIR inputs that stay whole JSON
PIECES = tuple(word.encode() for word in WORDS)


def broken(random: Random, held: list[tuple[bytes, Format]]) -> tuple[bytes, Format | None]:
    """Return one broken input, and the format it is read as; None: found out."""
    data, name = random.choice(held)
    body = bytearray(data)
    if name == "fhir" and random.random() < WHOLE:
        body = bytearray(_other_tree(data, random))
    else:
        for _ in range(random.randint(1, 8)):
            _break(body, random, held)
    kind = random.random()
    return bytes(body), name if kind < 0.6 else None if kind < 0.85 else random.choice(FORMATS)


def _break(body: bytearray, random: Random, held: list[tuple[bytes, Format]]) -> None:
    at = random.randrange(len(body) + 1)
    end = min(len(body), at + random.choice((1, 2, 4, 16, 64, 512)))
    match random.randrange(9):
        case 0 if body:
            body[at % len(body)] ^= 1 << random.randrange(8)
        case 1:
            del body[at:end]
        case 2:
            body[at:at] = body[at:end] * random.choice((1, 2, 20))
        case 3:
            body[at:at] = random.choice(PIECES)
        case 4:
            body[at:end] = random.choice(PIECES)
        case 5:
            other, _ = random.choice(held)
            cut = random.randrange(len(other))
            body[at:at] = other[cut : cut + random.choice((20, 200, 2000))]
        case 6:
            figures = [place for place, sign in enumerate(body) if 0x30 <= sign <= 0x39]
            for place in random.sample(figures, min(len(figures), 4)):
                body[place] = random.choice(b"0123456789.,<> eE-")
        case 7:
            del body[at:]
        case _:
            body[:] = _again(bytes(body), random)
    del body[2 * LARGEST :]


def _other_tree(data: bytes, random: Random) -> bytes:
    """Return JSON that is still whole, with one to six of its values turned into others; other bytes as they are."""
    try:
        tree = json.loads(data)
    except ValueError:
        return data
    for _ in range(random.randint(1, 6)):
        node = tree
        while isinstance(node, (dict, list)) and node:
            key = random.choice(list(node) if isinstance(node, dict) else range(len(node)))
            if random.random() < 0.2 or not isinstance(node[key], (dict, list)):
                node[key] = random.choice((*ODD, random.choice(WORDS), node, [node[key]], {"value": node[key]}))
                break
            node = node[key]
    try:
        return json.dumps(tree).encode()
    except (ValueError, RecursionError):  # a value that holds itself
        return data


def _again(data: bytes, random: Random) -> bytes:
    """Return the bytes in another encoding, or with other line ends."""
    text = data.decode("utf-8", "replace")
    way = random.randrange(4)
    if way == 0:
        return text.encode("utf-16")
    if way == 1:
        return text.encode("cp1252", "replace")
    return (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\n", random.choice(("\r", "\r\n", "\n\n", " ")))
        .encode()
    )
