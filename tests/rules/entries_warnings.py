"""What sets each warning, written from section 12 of the specification: each picture by itself."""

from collections.abc import Mapping

DEFICIENT = ("deficient", "functional_deficiency", "probable")
ANAEMIC = ("mild", "mild_or_worse", "moderate", "moderate_or_worse", "severe")
NOT_LOW = ("middle", "middle_or_high", "high")
RAISED = ("raised", "markedly_raised")
SMALL = ("normal", "missing", "unresolved")
SURGERY = ("partial_gastrectomy", "total_gastrectomy", "bariatric_surgery")


def each(word: str, *facts: str, **more: str) -> list[tuple[str, Mapping[str, str]]]:
    """The same warning for each of several facts that are yes."""
    return [(word, {fact: "yes", **more}) for fact in facts]


WARNINGS: list[tuple[str, Mapping[str, str]]] = [
    *[("normal_b12_does_not_exclude", {"b12_band": band, "neuro": "yes"}) for band in NOT_LOW],
    *[("normal_b12_does_not_exclude", {"b12_band": band, "nitrous": "yes"}) for band in NOT_LOW],
    *[("normal_b12_does_not_exclude", {"b12_band": band, "nitrous": "history"}) for band in NOT_LOW],
    *[("normal_b12_does_not_exclude", {"b12_band": band, "antibody": "positive"}) for band in NOT_LOW],
    ("normal_b12_does_not_exclude", {"status": "indeterminate", "b12_band": "high"}),
    *[("normal_b12_does_not_exclude", {"status": "functional_deficiency", "b12_band": band}) for band in NOT_LOW],
    *[
        ("normal_count_does_not_exclude", {"anaemia": "none", "mcv_band": mcv, "status": status})
        for mcv in ("normal", "missing")
        for status in (*DEFICIENT, "indeterminate")
    ],
    ("normal_count_does_not_exclude", {"anaemia": "none", "mcv_band": "normal", "neuro": "yes"}),
    ("normal_count_does_not_exclude", {"anaemia": "none", "mcv_band": "missing", "neuro": "yes"}),
    *[
        ("normal_count_does_not_exclude", {"anaemia": "missing", "mcv_band": "normal", "status": status})
        for status in (*DEFICIENT, "indeterminate")
    ],
    ("normal_count_does_not_exclude", {"anaemia": "missing", "mcv_band": "normal", "neuro": "yes"}),
    *[("no_folate_alone", {"status": "deficient", "folate_band": "low", "mcv_band": mcv}) for mcv in SMALL],
    *[("no_folate_alone", {"status": "not_tested", "folate_band": "low", "mcv_band": mcv}) for mcv in SMALL],
    *[("no_folate_alone", {"status": "indeterminate", "folic_acid_alone": "yes", "mcv_band": mcv}) for mcv in SMALL],
    ("no_folate_alone", {"status": "indeterminate", "mcv_band": "raised"}),
    ("no_folate_alone", {"status": "indeterminate", "mcv_band": "very_raised"}),
    *[("no_folate_alone", {"status": "deficient", "mcv_band": "unresolved", "anaemia": word}) for word in ANAEMIC],
    *[("no_folate_alone", {"status": "deficient", "mcv_band": "missing", "anaemia": word}) for word in ANAEMIC],
    *[("level_raised_by_supplement", {"treated": "yes", "b12_band": band}) for band in NOT_LOW],
    *[
        ("level_lowered_without_deficiency", {"total_b12_band": band, **why})
        for band in ("low", "low_or_middle", "middle")
        for why in (
            {"oral_contraceptive": "yes"}, {"pregnant": "yes"}, {"folate_band": "low"}, {"blood_disorder": "yes"},
            {"hiv_infection": "yes"},
        )
    ],
    *[
        ("metabolites_unreliable_kidney", {"kidney": kidney, **why})
        for kidney in ("reduced", "poor", "missing", "unresolved")
        for why in (
            {"mma_band": "raised"}, {"homocysteine_band": "raised"}, {"status": "indeterminate"},
            {"status": "not_interpretable"}, {"status": "probable"}, {"nitrous": "yes"}, {"nitrous": "history"},
            {"mma_band": "unresolved"}, {"homocysteine_band": "unresolved"},
        )
    ],
    *[("homocysteine_not_specific", {"homocysteine_band": band, "folate_band": "low"}) for band in RAISED],
    *[
        ("homocysteine_not_specific", {"homocysteine_band": band, "folate_band": "normal", **why})
        for band in RAISED
        for why in (
            {"kidney": "reduced"}, {"kidney": "poor"}, {"thyroid_disease": "yes"}, {"heavy_alcohol": "yes"},
            {"smoking": "yes"},
        )
    ],
    ("homocysteine_not_specific", {"homocysteine_band": "raised"}),
    ("homocysteine_not_specific", {"homocysteine_band": "markedly_raised"}),
    ("antibody_assay_interference", {"antibody": "positive", "b12_band": "high"}),
    ("antibody_assay_interference", {"antibody": "positive", "total_b12_band": "high"}),
    ("antibody_assay_interference", {"antibody": "positive", "total_b12_band": "very_high"}),
    ("antibody_assay_interference", {"antibody": "positive", "active_b12_band": "high"}),
    *each("antibody_assay_interference", "high_dose_biotin"),
    *each("assay_units_check", "unit_doubt"),
    *each("discordant_results", "b12_discordant"),
    ("discordant_results", {"b12_band": "low", "mma_band": "normal"}),
    *[("discordant_results", {"b12_band": "high", "mma_band": band}) for band in RAISED],
    ("discordant_results", {"b12_band": "high", "mma_band": "raised", "mma_usable": "unknown"}),
    *each("near_cut_off", "total_b12_near_limit"),
    *each("lab_limits_differ", "limits_conflict"),
    ("neuro_do_not_delay", {"neuro": "yes", "start": "now"}),
    ("neuro_do_not_delay", {"neuro": "yes", "start": "while_waiting"}),
    *each("nitrous_oxide_stop", "nitrous_oxide"),
    *[
        ("potassium_early", {"status": status, "start": start, **why})
        for status in DEFICIENT
        for start in ("now", "while_waiting", "specialist_first")
        for why in ({"anaemia": "severe"}, {"cytopenia": "pancytopenia"})
    ],
    *each("allergy_check", "cobalamin_allergy", "cobalt_allergy", "adverse_reaction_to_b12"),
    ("allergy_check", {"adverse_reaction_to_b12": "yes", "cobalamin_allergy": "unknown"}),
    *each("leber_avoid_cyanocobalamin", "leber_optic_neuropathy", "optic"),
    ("leber_avoid_cyanocobalamin", {"optic": "yes", "leber_optic_neuropathy": "unknown"}),
    *each("other_cause_likely", "symptomatic"),
    ("other_cause_likely", {"treated": "yes", "neuro_new_or_worse": "yes"}),
    ("other_cause_likely", {"on_treatment": "yes", "cytopenia": "pancytopenia"}),
    ("other_cause_likely", {"status": "deficient", "no_gain": "yes"}),
    ("other_cause_likely", {"status": "deficient", "no_gain": "yes", "neuro_new_or_worse": "unknown"}),
    *each("do_not_repeat_b12_on_treatment", "injected", "repeat_too_early"),
    ("do_not_repeat_b12_on_treatment", {"route": "im", "start": "now"}),
    ("do_not_repeat_b12_on_treatment", {"route": "im", "start": "while_waiting"}),
    ("do_not_repeat_b12_on_treatment", {"route": "im", "start": "while_waiting", "injected": "unknown"}),
    ("do_not_repeat_b12_on_treatment", {"repeat_too_early": "yes", "injected": "unknown"}),
    ("do_not_repeat_b12_on_treatment", {"repeat_too_early": "yes", "route": "im"}),
    ("do_not_repeat_b12_on_treatment", {"repeat_too_early": "yes", "route": "oral", "start": "now"}),
    ("high_b12_look_for_cause", {"total_b12_band": "very_high"}),
    ("high_b12_look_for_cause", {"total_b12_band": "very_high", "treated": "unknown"}),
    *[
        ("pregnancy_total_b12_unreliable", {"pregnant": "yes", "total_b12_band": band})
        for band in ("low", "low_or_middle", *NOT_LOW, "very_high", "unresolved")
    ],
    *each("copper_mimic", *SURGERY, "zinc_excess", "malabsorption", neuro="yes"),
    ("copper_mimic", {"treated": "yes", "neuro_new_or_worse": "yes", "neuro": "yes"}),
    *each("thrombotic_picture", "thrombotic_picture"),
    ("kidney_or_complex_gi_caution", {"proposed": "yes", "kidney": "reduced"}),
    ("kidney_or_complex_gi_caution", {"proposed": "yes", "kidney": "poor"}),
    *each(
        "kidney_or_complex_gi_caution", *SURGERY, "complete_ileal_resection", "partial_ileal_resection",
        "inflammatory_bowel_disease", proposed="yes",
    ),
    ("unanswered_red_flags", {"red_flags_answered": "no"}),
    *each("out_of_date_result", "result_out_of_date"),
    ("antibody_negative_does_not_exclude", {"antibody": "negative"}),
    ("antibody_negative_does_not_exclude", {"antibody": "negative", "autoimmune_gastritis": "unknown"}),
    ("normal_metabolites_do_not_exclude", {"status": "not_interpretable"}),
    *[
        ("normal_metabolites_do_not_exclude", {marker: "normal", why: "yes"})
        for marker in ("mma_band", "homocysteine_band")
        for why in ("treated", "neuro_strong")
    ],
    *each("gastric_cancer_vigilance", "autoimmune_gastritis"),
    ("gastric_cancer_vigilance", {"antibody": "positive"}),
    *[("iron_may_coexist", {"anaemia": word, "mcv_band": mcv}) for word in ANAEMIC for mcv in ("low", "normal")],
    *each("iron_may_coexist", *SURGERY, "coeliac_disease"),
    *each(
        "medicine_review", "metformin", "proton_pump_inhibitor", "h2_blocker", "colchicine", "antiepileptic",
        status="indeterminate",
    ),
    *each(
        "dietary_advice", "vegan_diet", "low_animal_intake", "no_reliable_b12_source", "narrow_diet_or_poor_appetite",
        "restricted_diet",
    ),
    ("oral_not_enough", {"route_change": "bridge"}),
    *each("oral_not_enough", "malabsorption", "irreversible", "neuro", route="oral"),
    *each("review_response", "proposed"),
    *each(
        "treat_underlying", "coeliac_disease", "pancreatic_insufficiency", "bacterial_overgrowth", "fish_tapeworm",
        "inflammatory_bowel_disease", "h_pylori_infection",
    ),
    *each("psychiatric_safety", "hallucinations", "major_confusion", "personality_change"),
    ("thrombosis_risk", {"homocysteine_band": "markedly_raised"}),
    ("thrombosis_risk", {"nitrous": "yes", "neuro": "yes"}),
    *each("thrombosis_risk", "thromboembolism"),
    *each("exclude_cord_compression", "bladder_bowel_change"),
    ("exclude_cord_compression", {"cord": "yes", "cord_compression": "unknown"}),
    ("exclude_cord_compression", {"cord": "yes", "cord_compression": "yes"}),
]  # fmt: skip
