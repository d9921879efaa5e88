"""The pages of the site, as files that belong together."""

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.reports.shared import sections
from harness.results.run import DocumentSummary, Run
from harness.results.site_data import SiteData
from harness.site.addresses import Addresses
from harness.site.pages import MENU, Site
from harness.verdicts import OUTCOMES
from tests.sample_run import claim


class Page(HTMLParser):
    """A page's tags, its scripts and styles, and its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.code: dict[str, list[str]] = {"script": [], "style": []}
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag):
        self._inside = ""

    def handle_data(self, data):
        if self._inside in self.code:
            self.code[self._inside].append(data)

    @property
    def ids(self) -> list[str]:
        return [str(attributes["id"]) for _, attributes in self.tags if "id" in attributes]

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def pages(site_data) -> dict[str, Page]:
    return {name: Page(text) for name, text in Site(site_data).files() if name.endswith(".html")}


def dead_links(found: dict[str, Page], outside=()) -> list[tuple[str, str]]:
    ids = {name: set(page.ids) for name, page in found.items()}
    dead = []
    for name, page in found.items():
        for attributes in page.all("a"):
            href = str(attributes["href"])
            file, _, anchor = href.partition("#")
            there = ids.get(file or name)
            if href not in outside and (there is None or (anchor and unquote(anchor) not in there)):
                dead.append((name, href))
    return dead


def many(count: int) -> Run:
    claims = tuple(claim(n, OUTCOMES[n % len(OUTCOMES)].label) for n in range(count))
    documents = tuple(
        DocumentSummary(f"spec-{n}", f"{n}.txt", f"Document {n}", 2) for n in range(2)
    )
    return Run("2026-01-01T00:00:00+00:00", 1.0, {"name": "tf2.21"}, claims, documents)


def test_the_site_is_the_same_every_time_to_the_byte(site_data):
    assert list(Site(site_data).files()) == list(Site(site_data).files())


def test_every_link_of_every_page_leads_somewhere(site_data):
    assert dead_links(pages(site_data), outside=["../0.html"]) == []


def test_every_page_of_the_menu_is_there_even_where_nothing_is_recorded(record):
    found = pages(SiteData((record,)))
    assert set(MENU) <= found.keys()
    assert dead_links(found) == []


def test_ids_are_unique_on_every_page(site_data):
    for name, page in pages(site_data).items():
        twice = [id_ for id_, count in Counter(page.ids).items() if count > 1]
        assert twice == [], name


def test_markup_in_a_record_is_shown_as_text(site_data):
    for name, page in pages(site_data).items():
        assert len(page.all("script")) == (name == "index.html"), name
        assert not page.all("b"), name
        for _tag, attributes in page.tags:
            assert not [key for key in attributes if key.startswith("on") or key == "style"]


def test_the_policy_names_each_script_and_style_by_its_digest(site_data):
    for name, page in pages(site_data).items():
        policy = next(str(m["content"]) for m in page.all("meta") if "http-equiv" in m)
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        for code in page.code.values():
            for text in code:
                digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
                assert f"'sha256-{digest}'" in policy, name


def test_no_page_asks_for_anything_from_elsewhere(site_data):
    for _name, text in Site(site_data).files():
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text)
        assert not re.search(r"url\((?!#)|@import", text)


def test_headings_come_in_order_and_every_header_cell_says_what_it_heads(site_data):
    for name, page in pages(site_data).items():
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        steps = pairwise(levels)
        assert all(later <= before + 1 for before, later in steps), (name, levels)
        assert all("scope" in cell for cell in page.all("th")), name
        assert len(page.all("main")) == 1


def test_a_claim_is_shown_with_everything_known_of_it(site_data):
    text = dict(Site(site_data).files())["claims-spec-0.html"]
    for known in (
        "recurrent:plain_layer",
        "{&#39;units&#39;: 3}",
        "layers.0",
        "reports/evidence/tf2.15.json",
        "aaaaaaaaaaaaaaaa",
        "bbbbbbbbbbbbbbbb",
        "drift since 2.16",
        "specs/spec-0.yaml:0",
        "pytest &#34;specs/spec-0.yaml::claim-0&#34;",
        '<th scope="row">tf2.15</th>',
        '<th scope="row">tf2.16</th>',
        "2026-01-01",
    ):
        assert known in text, known


def test_the_first_page_of_a_document_says_where_it_was_written_and_why(site_data, record):
    files = dict(Site(site_data).files())
    page = files["document-spec-0.html"]
    assert "<strong>tf2.15, on a GPU</strong> (Keras before 3.0)" in page
    assert page.index("<summary>Why</summary>") < page.index("Not tf2.16")
    assert f'href="{Addresses(sections(record)).claim(record.claims[0].id)}"' in page
    unknown = replace(site_data, recorded=replace(site_data.recorded, origins={}))
    assert "was written" not in dict(Site(unknown).files())["document-spec-0.html"]


def test_stacks_with_one_result_share_a_line(site_data, recorded):
    rows = tuple(replace(r, cells=(r.cells[0],) * 2) for r in recorded.matrix.rows)
    same = replace(recorded, matrix=replace(recorded.matrix, rows=rows))
    text = dict(Site(replace(site_data, recorded=same)).files())["claims-spec-0.html"]
    assert '<th scope="row">tf2.15, tf2.16</th>' in text


def test_a_figure_that_does_not_come_out_is_marked_by_a_sign_and_not_by_colour_alone(site_data):
    text = dict(Site(site_data).files())["curves.html"]
    assert "≠ 0.7" in text
    assert "≠ 0.2501" not in text
    assert "0.2501" in text


def test_a_drawing_has_a_name_and_a_description(site_data):
    found = pages(site_data)
    for name in ("curves.html", "benchmarks.html", "random.html"):
        for drawing in found[name].all("svg"):
            assert drawing["role"] == "img"
            assert set(str(drawing["aria-labelledby"]).split()) <= set(found[name].ids)
        assert {tag for tag, _ in found[name].tags} >= {"title", "desc"}


def test_the_annotated_document_is_linked_where_it_is_given(site_data):
    found = dict(Site(site_data).files())
    assert 'href="../0.html"' in found["document-spec-0.html"]
    assert "annotated" not in found["document-spec-1.html"]


def test_long_lists_go_on_from_page_to_page(record):
    run = many(1200)
    found = pages(SiteData((run,)))
    assert dead_links(found) == []
    for spec in ("spec-0", "spec-1"):
        listed = [
            id_ for name in found if name.startswith(f"document-{spec}") for id_ in found[name].ids
        ]
        told = [
            id_ for name in found if name.startswith(f"claims-{spec}") for id_ in found[name].ids
        ]
        names = {c.id for c in run.claims if c.id.startswith(f"{spec}/")}
        assert names <= set(listed)
        assert names <= set(told)
    shown = [
        page.all("article")
        for name, page in found.items()
        if name == "index.html" or "findings" in name
    ]
    expected = [c for c in run.claims if c.outcome_entry.finding or c.outcome_entry.exit_code]
    assert sum(map(len, shown)) == len(expected)
    assert max(map(len, shown)) <= 200


def test_a_page_of_many_claims_stays_small(record):
    sizes = {name: len(text) for name, text in Site(SiteData((many(3000),))).files()}
    assert max(sizes.values()) < 500_000, max(sizes, key=sizes.get)


TEXT = st.text(max_size=12)


@settings(deadline=None)  # a whole site for each example
@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=8))
def test_for_every_name_in_a_record_pages_stay_in_the_folder_and_links_lead_somewhere(names):
    claims = tuple(claim(n, "erratum", id=f"{spec}/{name}") for n, (spec, name) in enumerate(names))
    run = Run("2026-01-01T00:00:00+00:00", 1.0, {"name": "tf2.21"}, claims, ())
    texts = list(Site(SiteData((run,))).files())
    files = [name for name, _ in texts]
    assert dead_links({name: Page(text) for name, text in texts if name.endswith("html")}) == []
    assert len({name.casefold() for name in files}) == len(files)
    assert all(re.fullmatch(r"[a-z0-9_-]+(\.\d+)?\.(html|js)", name) for name in files)


def test_specs_whose_names_look_alike_have_pages_of_their_own(record):
    claims = tuple(
        claim(n, "erratum", id=f"{spec}/a")
        for n, spec in enumerate(["a", "A", "../a", "a.2", "a/b", "a_2", "<b>", ""])
    )
    found = pages(SiteData((replace(record, claims=claims),)))
    assert dead_links(found) == []
    assert sum(name.startswith("document-") for name in found) == 7  # "a" and "a/b" are one spec


def test_the_index_holds_every_claim_and_its_page():
    run = many(120)
    files = dict(Site(SiteData((run,))).files())
    calls = [text for name, text in sorted(files.items()) if name.startswith("search-")]
    known, *parts = [json.loads(text.removeprefix("harnessIndex(")[:-3]) for text in calls]
    rows = [row for part in parts for row in part]
    assert len(rows) == 120
    for outcome, document, name, line, kind, says, _why, number in rows:
        slug, spec = known["documents"][document]
        found = next(c for c in run.claims if c.id == f"{spec}/{name}")
        assert known["outcomes"][outcome][0] == found.outcome
        assert (line, known["kinds"][kind], says) == (found.lines[0], found.kind, found.says)
        page = Page(files[f"claims-{slug}{f'.{number}' if number > 1 else ''}.html"])
        assert found.id in page.ids


@pytest.mark.parametrize("label", ["refuted", "error", "misquoted"])
def test_a_changed_verdict_comes_before_every_recorded_finding(record, label):
    text = dict(Site(SiteData((record,))).files())["index.html"]
    changed = next(c for c in record.claims if c.outcome == label)
    erratum = next(c for c in record.claims if c.outcome == "erratum")
    assert text.index(f'aria-label="{changed.id}"') < text.index(f'aria-label="{erratum.id}"')
