#!/usr/bin/env python3
"""Holds the JSON Schemas against the validator's verdicts, with PyPI's `jsonschema`.

    agree.py ROOT [EVENTS.ndjson]

Reads ROOT/schemas and ROOT/Tests/EventsTests/examples/index.json; each example must be accepted or refused as the
index says, but for those whose entry says why a schema cannot see it (`beyondSchema`). EVENTS.ndjson holds lines
{"accepted": true, "event": {...}}: more events with the validator's verdict. Prints every disagreement; exit code 1
when there is one. The keywords `x-coordbus-...` are done here; src: docs/events.md.
"""

import calendar
import json
import pathlib
import re
import sys

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


def words_of(name):
    """A name as words: dateOfBirth, date_of_birth and date-of-birth are date, of, birth."""
    name = name.encode()[:64].decode("utf-8", "replace")
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    name = re.sub(r"([A-Z])([A-Z][a-z])", r"\1 \2", name)
    return [word.lower() for word in re.findall(r"[A-Za-z0-9]+", name)]


def is_personal(name, private):
    words = words_of(name)
    runs = (words[i : j + 1] for i in range(len(words)) for j in range(i, min(i + 3, len(words))))
    return any("".join(run) in private for run in runs)


def day_exists(text):
    parts = [int(part) for part in text.split("-")]
    if len(parts) < 3:
        return len(parts) < 2 or 1 <= parts[1] <= 12
    year, month, day = parts
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def check_pattern(validator, pattern, instance, schema):
    # Python's `$` also matches before a last line feed; ECMA-262's does not.
    if validator.is_type(instance, "string") and not re.search(pattern.replace("$", r"\Z"), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def check_bytes(validator, limits, instance, schema):
    if validator.is_type(instance, "string"):
        count = len(instance.encode("utf-8", "surrogatepass"))
        if not limits[0] <= count <= limits[1]:
            yield ValidationError(f"{count} bytes, {limits[0]} to {limits[1]} allowed")


def check_date(validator, value, instance, schema):
    if validator.is_type(instance, "string") and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", instance):
        if not day_exists(instance):
            yield ValidationError(f"{instance!r} does not exist")


def check_timestamp(validator, value, instance, schema):
    if validator.is_type(instance, "string") and re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt]", instance):
        if not 1678 <= int(instance[:4]) <= 2261 or not day_exists(instance[:10]):
            yield ValidationError(f"{instance!r} does not exist")


def check_ordered(validator, pairs, instance, schema):
    if not validator.is_type(instance, "object"):
        return
    for first, second in pairs:
        a, b = instance.get(first), instance.get(second)
        if isinstance(a, str) and isinstance(b, str):
            count = min(len(a), len(b))
            wrong = b[:count] < a[:count]
        elif validator.is_type(a, "number") and validator.is_type(b, "number"):
            wrong = b < a
        else:
            continue
        if wrong:
            yield ValidationError(f"{second} is before {first}")


def main():
    root = pathlib.Path(sys.argv[1])
    schemas = {path.name: json.loads(path.read_text()) for path in (root / "schemas").glob("*.json")}
    private = set(schemas["common.json"]["x-coordbus-private-names"])

    def check_impersonal(validator, value, instance, schema):
        if validator.is_type(instance, "string") and is_personal(instance, private):
            yield ValidationError(f"{instance!r} is a name for data of a person")

    Validator = validators.extend(
        Draft202012Validator,
        {
            "pattern": check_pattern,
            "x-coordbus-bytes": check_bytes,
            "x-coordbus-date": check_date,
            "x-coordbus-timestamp": check_timestamp,
            "x-coordbus-ordered": check_ordered,
            "x-coordbus-impersonal": check_impersonal,
        },
    )
    registry = Registry().with_resources(
        (name, Resource(contents=schema, specification=DRAFT202012)) for name, schema in schemas.items()
    )
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    by_type = {
        schema["title"]: Validator(schema, registry=registry)
        for name, schema in schemas.items()
        if name != "common.json"
    }
    envelope = Validator({"$ref": "common.json#/$defs/envelope"}, registry=registry)

    def fault(event):
        """The first thing the schemas find wrong, or None."""
        kind = event.get("type") if isinstance(event, dict) else None
        validator = by_type.get(kind, envelope) if isinstance(kind, str) else envelope
        error = next(validator.iter_errors(event), None)
        if error is not None:
            return f"{error.json_path}: {error.message[:200]}"
        return None if validator is not envelope else "no such type"

    held = skipped = 0
    wrong = []

    def hold(name, event, accepted):
        nonlocal held
        held += 1
        found = fault(event)
        if accepted != (found is None):
            wrong.append(f"{name}: the validator {'accepts' if accepted else 'refuses'}, schemas: {found}")

    examples = root / "Tests/EventsTests/examples"
    for entry in json.loads((examples / "index.json").read_text()):
        if "beyondSchema" in entry:
            skipped += 1
            continue
        event = json.loads((examples / entry["file"]).read_text(encoding="utf-8"))
        hold(entry["file"], event, "code" not in entry)
    if len(sys.argv) > 2:
        for number, line in enumerate(open(sys.argv[2], encoding="utf-8"), 1):
            pair = json.loads(line)
            hold(f"line {number} {json.dumps(pair['event'], ensure_ascii=False)}", pair["event"], pair["accepted"])
    for line in wrong:
        print(line)
    print(f"{held} events held against {len(by_type)} schemas, {skipped} beyond them, {len(wrong)} disagreements")
    sys.exit(1 if wrong or held == 0 else 0)


if __name__ == "__main__":
    main()
