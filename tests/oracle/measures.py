"""The figures and words random cases are drawn from: at, just below and just above every limit, in every unit."""

from typing import Final

Ranges = tuple[tuple[str | None, str | None], ...]
Figures = tuple[tuple[str, tuple[str, ...], Ranges], ...]

TOTAL_NG: Final = tuple(
    [
        "60",
        "132",
        "133",
        "134",
        "145",
        "161",
        "162",
        "179",
        "179.9",
        "180",
        "180.1",
        "180.3",
        "196",
        "197",
        "198",
        "199",
        "231",
        "232",
        "257",
        "258",
        "259",
        "300",
        "314",
        "315",
        "349",
        "349.9",
        "350",
        "350.1",
        "385",
        "386",
        "420",
        "740",
        "999",
        "1000",
        "1001",
        "1500",
    ]
)
TOTAL_PMOL: Final = tuple(
    [
        "50",
        "119",
        "120",
        "132",
        "132.7",
        "132.8",
        "132.9",
        "133",
        "133.1",
        "145",
        "146",
        "147",
        "169",
        "170",
        "179",
        "180",
        "181",
        "200",
        "231",
        "233",
        "257",
        "258",
        "258.2",
        "258.3",
        "259",
        "283",
        "284",
        "349",
        "350",
        "351",
        "400",
        "737",
        "737.8",
        "738",
        "739",
        "1001",
    ]
)
ACTIVE: Final = tuple(
    ["10", "24", "24.9", "25", "25.1", "37", "37.5", "40", "69", "69.9", "70", "70.1", "71", "120", "170"]
)

FIGURES: Final[dict[str, Figures]] = {
    "total_b12": (
        ("ng/L", TOTAL_NG, (("180", "900"), ("145", "914"), ("197", "771"), ("200", None))),
        ("pg/mL", TOTAL_NG, (("180", "914"), ("232", "1245"))),
        ("pmol/L", TOTAL_PMOL, (("133", "675"), ("145", "569"), ("170", "800"))),
    ),
    "active_b12": (("pmol/L", ACTIVE, (("25", "165"), ("37.5", "188"), ("20", None))),),
    "mma": (
        ("nmol/L", ("120", "279", "280", "281", "360", "749", "750", "751", "1200"), (("0", "280"), (None, "376"))),
        ("umol/L", ("0.12", "0.27", "0.28", "0.281", "0.36", "0.75", "0.751", "1.2"), (("0.05", "0.37"),)),
        ("ng/mL", ("20", "33", "34", "88", "89", "140"), (("0", "44.4"),)),
        ("ug/L", ("20", "33", "34", "88", "89"), ()),
    ),
    "homocysteine": (
        ("umol/L", ("8", "14.9", "15", "15.1", "22", "49.9", "50", "50.1", "80"), (("5", "15"), (None, "20"))),
        ("mg/L", ("1.1", "2.02", "2.03", "3.5", "6.75", "6.77", "9"), ()),
    ),
    "folate": (
        ("ug/L", ("1.5", "2.9", "3", "3.1", "8", "25"), (("3.9", "20"), ("3", "17"))),
        ("ng/mL", ("2.9", "3.0", "3.1", "12"), ()),
        ("nmol/L", ("5", "6.9", "7", "7.1", "20"), (("8.8", "45"),)),
    ),
    "haemoglobin": (
        (
            "g/L",
            tuple(
                [
                    "60",
                    "69",
                    "70",
                    "79",
                    "80",
                    "94",
                    "95",
                    "99",
                    "100",
                    "104",
                    "105",
                    "109",
                    "110",
                    "119",
                    "119.9",
                    "120",
                    "129",
                    "130",
                    "145",
                ]
            ),
            (("120", "150"), ("130", "170")),
        ),
        (
            "g/dL",
            tuple(
                ["6.9", "7.0", "7.9", "8.0", "9.9", "10.4", "10.5", "10.9", "11", "11.9", "12", "12.9", "13", "14.5"]
            ),
            (),
        ),
        ("mmol/L", ("4.0", "4.5", "6.0", "7.2", "7.8", "9.0"), ()),
    ),
    "mcv": (("fL", ("72", "79", "80", "92", "99.9", "100", "100.1", "108", "115", "115.1", "122"), (("80", "100"),)),),
    "white_cells": (("10*9/L", ("1.8", "2.5", "6.0", "9.0"), (("4.0", "11.0"),)),),
    "neutrophils": (("10*9/L", ("0.4", "0.9", "1.0", "1.1", "3.5", "5.0"), (("2.0", "7.5"),)),),
    "platelets": (("10*9/L", ("30", "49", "50", "51", "90", "220", "300"), (("150", "400"),)),),
    "creatinine": (("umol/L", ("55", "80", "210", "400"), ()), ("mg/dL", ("0.6", "0.9", "2.4", "5"), ())),
    "egfr": (("mL/min/1.73m2", ("12", "29", "30", "31", "45", "59", "60", "61", "90"), ()),),
    "ferritin": (("ug/L", ("8", "29", "30", "31", "120"), (("15", "150"), ("40", "300"))), ("ng/mL", ("29", "90"), ())),
    "ldh": (("U/L", ("180", "700", "2400"), (("125", "243"),)),),
    "haptoglobin": (("g/L", ("0.05", "1.1"), (("0.3", "2.0"),)), ("mg/dL", ("5", "110"), (("30", "200"),))),
    "tsh": (("mIU/L", ("1.2", "8"), ()),),
    "hba1c": (("mmol/mol", ("36", "62"), ()),),
    "potassium": (("mmol/L", ("3.1", "4.2"), ()),),
    "copper": (("umol/L", ("6", "17"), ()),),
}
NUMERIC: Final = ("low", "normal", "raised", "equivocal")
WORDS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("total_b12", "active_b12"), (*NUMERIC, "undetectable")),
    **dict.fromkeys(("mma", "homocysteine"), ("normal", "raised", "equivocal")),
    **dict.fromkeys(("folate",), NUMERIC),
    **dict.fromkeys(("haemoglobin", "mcv", "platelets", "white_cells", "ldh", "haptoglobin"), NUMERIC[:3]),
    "ferritin": ("low", "normal"),
}
PLAIN_FINDINGS: Final[dict[str, tuple[str, ...]]] = {
    "intrinsic_factor_antibody": ("positive", "positive", "negative", "negative", "equivocal"),
    "ttg_iga": ("positive", "negative"),
    "h_pylori": ("positive", "negative"),
    "hiv": ("negative",),
}
SEEN: Final[dict[str, tuple[str, ...]]] = {
    "blood_film": ("hypersegmented_neutrophils", "macro_ovalocytes", "schistocytes", "blasts"),
    "mri_spine": ("dorsal_column_change", "cord_compression"),
    "bone_marrow": ("megaloblastic", "dysplasia"),
    "gastric_biopsy": ("body_atrophy",),
}
# Limits of laboratories: analyte, unit, what is low, what is high.
LABORATORY_LIMITS: Final = (
    ("total_b12", "ng/L", ("145", "150", "180", "197"), ("200", "300", "350", "400")),
    ("total_b12", "pmol/L", ("110", "133", "148"), ("170", "258", "260")),
    ("active_b12", "pmol/L", ("20", "23", "25"), ("35", "50", "70")),
)
LABORATORY_RAISED: Final = (
    ("mma", "nmol/L", ("271", "280", "376")),
    ("mma", "umol/L", ("0.37", "0.4")),
    ("homocysteine", "umol/L", ("12", "15", "20")),
)
