"""Foreign text is shown without controlling anything."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.texts.visible import HIDDEN, cut, inert, is_needed, one_line, seen, visible
from tests.reports.hostile import TEXTS, acting

VISIBLE_MARKS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""Format characters that are seen: signs of Arabic, Syriac and Kaithi below and around numbers."""


@pytest.mark.parametrize("category", ["Cc", "Cf", "Cs", "Zl", "Zp"])
def test_every_control_format_and_separator_is_escaped(category):
    codes = (n for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) == category)
    kept = {n for n in codes if seen(f"a{chr(n)}b") == f"a{chr(n)}b"}
    assert kept <= {ord("\n"), ord("\t")} | VISIBLE_MARKS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m\x7f\x00", r"\x9b31m\x7f\x00"),
        ("a\u202eb\u2066c", r"a\u202eb\u2066c"),
        ("\ud800", r"\ud800"),
        ("\ufeff\ufffe", r"\ufeff\ufffe"),
        ("a\u200db", r"a\u200db"),
        ("\U000e0041", r"\U000e0041"),
        ("\u3164\u115f", r"\u3164\u115f"),
        ("a\n\tb", "a\n\tb"),
    ],
)
def test_controlling_and_invisible_characters_are_escaped(text, shown):
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d💻",
        "❤\ufe0f\u200d🔥",
        "1\ufe0f\u20e3",
        "\u0645\u06cc\u200c\u062e\u0648\u0645",
        "क्\u200dष",
        "葛\U000e0100",
        "한국어 é",
    ],
)
def test_joiners_and_selectors_are_kept_where_a_script_needs_them(text):
    assert visible(text) == text


def test_nothing_hides_in_a_row_of_selectors():
    assert visible("葛\U000e0100\U000e0101\U000e0102") == "葛\U000e0100\\U000e0101\\U000e0102"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", r"\x3a:error::x"),
        ("a\n \t::stop-commands::x", "a\n \t\\x3a:stop-commands::x"),
        ("a ##[group]x", r"a \x23#[group]x"),
        ("##vso[task.x]", r"\x23#vso[task.x]"),
        ("\x1b[31m::error::x", "\x1b[31m\\x3a:error::x"),
    ],
)
def test_a_command_to_a_log_is_broken_where_it_begins(text, shown):
    assert inert(text) == shown


@pytest.mark.parametrize("text", ["specs/a.yaml::b", "a :: b", "## Heading", "#[x]", "std::max"])
def test_text_that_is_no_command_is_kept(text):
    assert inert(text) == text


@given(text=TEXTS | st.text())
def test_escaped_text_is_safe_and_escaping_it_again_changes_nothing(text):
    shown = visible(text)
    assert acting(shown) == []
    assert visible(shown) == shown
    assert len(one_line(text).splitlines()) <= 1


@given(text=st.text())
def test_harmless_characters_are_kept_in_order(text):
    kept = [c for n, c in enumerate(text) if not HIDDEN.match(c) or is_needed(text, n)]
    shown = iter(seen(text))
    assert all(character in shown for character in kept)


def test_a_text_too_long_says_how_long_it_is():
    assert cut("a" * 30_000).endswith(" … (30,000 characters in all)")
    assert cut("a" * 20_000) == "a" * 20_000
