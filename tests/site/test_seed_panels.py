"""The page of random results: drawings with the same figures in tables beside them."""

import re
import sys
from dataclasses import replace

from harness.results.seed_results import SeedResults
from harness.results.site_data import SiteData
from harness.site.pages import Site
from harness.site.seed_panels import ROWS_A_PANEL, panels_of


def page(site_data, name="random.html"):
    return dict(Site(site_data).files())[name]


def cells(text):
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", text, re.S)]


def test_panels_come_document_after_document_figures_logs_and_orders(site_data):
    found = [
        (panel.spec, panel.sort, len(panel.rows)) for panel in panels_of(site_data.recorded.random)
    ]
    assert found == [
        ("spec-0", "figures", 2),
        ("spec-0", "curve", 1),
        ("spec-0", "effects", 1),
        ("spec-0", "effects", 2),
        ("spec-1", "figures", 1),
        ("spec-1", "curve", 1),
        ("spec-1", "effects", 1),
    ]


def test_every_panel_is_drawn_and_has_a_table(site_data):
    text = page(site_data)
    panels = panels_of(site_data.recorded.random)
    assert text.count('<svg class="plot"') == text.count("<table") == len(panels)


def test_the_table_has_what_the_drawing_shows(site_data):
    found = cells(page(site_data))
    for known in (
        "0.04",
        "0.01 to 0.07",
        "0.005 to 0.4",
        "12th",
        "40%",
        "margin 10%",
        "0.4 to 0.7",
    ):
        assert known in found, known
    assert "1.25" in found  # the ratio at the margin of 20 %
    assert found.count("2 of 2") == 1


def test_where_nothing_can_be_judged_the_page_says_unknown_and_draws_what_there_is(site_data):
    assert cells(page(site_data)).count("unknown") >= 5


def test_claims_without_runs_are_listed_with_the_reason(site_data):
    text = page(site_data)
    assert text.index("Not measured") < text.index("elsewhere/claim")
    assert '<span class="id">elsewhere/claim</span>: not recorded' in text


def test_without_charts_the_tables_stay_and_the_page_says_why(site_data, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    text = page(site_data)
    assert "<svg" not in text
    assert "Without charts: matplotlib is not installed" in text
    assert text.count("<table") == text.count("<details open>") == 7


def test_without_random_results_the_page_says_so(record):
    assert "No claim here has recorded runs" in page(SiteData((record,)))


def test_many_claims_go_on_in_further_drawings_and_pages(site_data):
    figure = site_data.recorded.random.figures[0]
    many = SeedResults([figure] * (ROWS_A_PANEL * 11 + 1))
    assert [len(panel.rows) for panel in panels_of(many)] == [ROWS_A_PANEL] * 11 + [1]
    data = replace(site_data, recorded=replace(site_data.recorded, random=many))
    files = dict(Site(data).files())
    assert {name for name in files if name.startswith("random")} == {"random.html", "random.2.html"}
