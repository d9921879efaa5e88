"""Evidence rests on the packages that its code needs, beside those that every stack names."""

from dataclasses import replace

import pytest

from harness.evidence import Request
from harness.evidence.facts import FURTHER, PACKAGES, package_of, packages_of
from harness.evidence.source_digest import imported_modules
from harness.evidence.store import read_store, store_text
from tests.evidence.conftest import FACTS, measured, store_of

BLOCKS = [{"lines": [1, 2], "digest": "ab"}]
CODE = Request(
    "harness.sandbox.notebook:run", {"blocks": BLOCKS, "packages": ["pandas", "sklearn"]}
)
PLAIN = Request("harness.models.counts:dense_parameters", {"units": 3})
OTHERS = {"pandas": "2.3.3", "scikit-learn": "1.7.2", "seaborn": "0.13.2"}
NAMED = replace(FACTS, others=OTHERS)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (OTHERS, ""),
        (OTHERS | {"pandas": "3.0.0"}, "measured with pandas 2.3.3, the stack has 3.0.0"),
        (OTHERS | {"scikit-learn": "1.8"}, "measured with scikit-learn 1.7.2, the stack has 1.8"),
        ({"seaborn": "0.13.2", "pandas": "2.3.3"}, "scikit-learn 1.7.2, the stack has none"),
        (OTHERS | {"seaborn": "0.14", "torch": "2.9"}, ""),
        ({}, ""),
    ],
)
def test_evidence_is_stale_where_a_package_that_its_code_needs_differs(now, why):
    found = measured(CODE, 1, facts=NAMED).why_stale(replace(FACTS, others=now))
    assert found.endswith(why)
    assert bool(found) is bool(why)


def test_what_needs_no_further_package_does_not_depend_on_any():
    assert measured(PLAIN, 1, facts=NAMED).why_stale(replace(FACTS, others={"pandas": "3.0"})) == ""


def test_a_subject_needs_what_its_source_imports(tmp_path, monkeypatch):
    (tmp_path / "tables.py").write_text(
        "import numpy\nfrom shapes import size\n"
        "def rows():\n    import pandas as pd\n    return len(pd.DataFrame()) + size()\n"
        "def other():\n    from sklearn.svm import SVC\n    return SVC()\n"
    )
    (tmp_path / "shapes.py").write_text("import matplotlib.pyplot\ndef size():\n    return 1\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert {"numpy", "pandas", "matplotlib.pyplot"} <= imported_modules("tables:rows")
    assert measured(Request("tables:rows")).needed == {"pandas", "matplotlib"}
    assert measured(Request("tables:other")).needed == {"scikit-learn", "matplotlib"}
    assert measured(Request("tables:none")).needed == set()


def test_evidence_of_before_names_no_packages_and_stays_valid():
    old = measured(CODE, 1)
    assert "others" not in old.stack.lasting
    assert old.why_stale(NAMED) == ""
    assert store_of(old, facts=NAMED).find(CODE) is old


def test_what_names_its_packages_replaces_what_does_not():
    old, new = measured(CODE, 1), measured(CODE, 1, facts=NAMED, date="2026-02-02")
    merged = store_of(old).merged(store_of(new, facts=NAMED), None)
    assert merged.find(CODE) == new
    again = measured(CODE, 1, facts=NAMED, date="2026-03-03")
    assert merged.merged(store_of(again, facts=NAMED), None).find(CODE) == new
    plain = store_of(measured(PLAIN, 1)).merged(store_of(measured(PLAIN, 1, facts=NAMED)), None)
    assert plain.measurements[PLAIN.key].stack == replace(FACTS, seconds=0.0)


def test_an_evidence_file_keeps_what_each_measurement_rests_on(tmp_path):
    found = store_of(measured(CODE, 1, facts=NAMED), measured(PLAIN, 2), facts=NAMED)
    (tmp_path / "tf2.15.json").write_text(store_text(found))
    read = read_store(tmp_path / "tf2.15.json")
    assert read.measurements == found.measurements
    assert all(measurement.whole for measurement in read.measurements.values())
    edited = store_text(found).replace("2.3.3", "2.3.4")
    (tmp_path / "tf2.15.json").write_text(edited)
    assert not read_store(tmp_path / "tf2.15.json").measurements[CODE.key].whole


def test_a_run_record_names_the_packages_of_its_stack():
    assert NAMED.named["pandas"] == "2.3.3"
    assert packages_of(NAMED.named) == NAMED.packages
    assert set(NAMED.packages) == {"python", "tensorflow", "keras", "numpy", *OTHERS}
    assert set(FURTHER) < set(PACKAGES)


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("sklearn", "scikit-learn"),
        ("sklearn.svm", "scikit-learn"),
        ("tensorflow_datasets", "tensorflow-datasets"),
        ("pandas", "pandas"),
    ],
)
def test_a_module_belongs_to_a_package(module, package):
    assert package_of(module) == package


def test_the_same_stack_may_have_looked_at_more_packages():
    assert FACTS.like(NAMED)
    assert not FACTS.like(replace(NAMED, threads=4))
