"""The JSON Schema of the case file and the assessment file, made from the models, for those who write other programs.

``python -m b12calc.models.schema`` writes both files anew; a test fails when they are older than the models.
"""

import json
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from b12calc.files import write_whole
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case

FOLDER: Final = Path(__file__).with_name("schemas")
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
# What may be read in a case; what always stands in an assessment.
_MODELS: Final[dict[str, tuple[type[BaseModel], JsonSchemaMode]]] = {
    "case.schema.json": (Case, "validation"),
    "assessment.schema.json": (Assessment, "serialization"),
}


class _Schema(GenerateJsonSchema):
    """Describe what is written as it is written: whole."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Require every field of what is written: an assessment leaves none out."""
        return self.mode == "serialization" or super().field_is_required(field, total)


def schema_text(name: str) -> str:
    """Return one schema as JSON text, keys sorted, one line feed at the end. Raises KeyError for another name."""
    model, mode = _MODELS[name]
    schema = model.model_json_schema(mode=mode, schema_generator=_Schema)
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schemas(folder: Path = FOLDER) -> None:
    """Write both schemas into a folder; raises OSError when that cannot be done."""
    folder.mkdir(exist_ok=True)
    for name in _MODELS:
        write_whole(folder / name, schema_text(name).encode())


if __name__ == "__main__":
    write_schemas()
