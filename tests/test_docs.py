"""The tests that the documents name."""

import re

import pytest
from places import ROOT

TESTS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")}
NAMED = re.compile(r"\b(test_\w+\.py)(?:::(test_\w+))?|(?:::|\b)(test_\w+)")


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_every_test_that_a_document_names_is_there(name):
    file = ""
    for named, test, alone in NAMED.findall((ROOT / "docs" / name).read_text(encoding="utf-8")):
        file = named or file
        assert file in TESTS, file
        if test or alone:
            assert f"def {test or alone}(" in TESTS[file], f"{file}::{test or alone}"
