"""The codes of a label's sections (LOINC), and openFDA's names of them."""

from __future__ import annotations

INDICATIONS = "34067-9"
DOSAGE = "34068-7"
FORMS = "43678-2"
CONTRAINDICATIONS = "34070-3"
BOXED_WARNING = "34066-1"
PRECAUTIONS = "43685-7"
WARNINGS = "34071-1"
REACTIONS = "34084-4"
INTERACTIONS = "34073-7"
PREGNANCY = "42228-7"
NURSING = "34080-2"
PEDIATRIC = "34081-0"
GERIATRIC = "34082-8"
ACTIVE = "55106-9"
DO_NOT_USE = "50570-1"
ASK_DOCTOR = "50569-3"

BY_FIELD = (
    ("boxed_warning", BOXED_WARNING),
    ("active_ingredient", ACTIVE),
    ("indications_and_usage", INDICATIONS),
    ("dosage_and_administration", DOSAGE),
    ("dosage_forms_and_strengths", FORMS),
    ("contraindications", CONTRAINDICATIONS),
    ("do_not_use", DO_NOT_USE),
    ("ask_doctor", ASK_DOCTOR),
    ("warnings_and_cautions", PRECAUTIONS),
    ("warnings", WARNINGS),
    ("adverse_reactions", REACTIONS),
    ("drug_interactions", INTERACTIONS),
    ("pregnancy", PREGNANCY),
    ("nursing_mothers", NURSING),
    ("pediatric_use", PEDIATRIC),
    ("geriatric_use", GERIATRIC),
)
"""openFDA's fields in label order, with the code of the section that each is made from."""
