"""Rendering of self-contained pages from Jinja templates."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined, select_autoescape
from markupsafe import Markup

from harness.reports.finding_groups import more_claims, standing_at
from harness.reports.origin_text import (
    agreement,
    origin_answer,
    origin_releases,
    origin_strength,
)
from harness.reports.seed_text import error_text, number_text, percentile_text
from harness.texts.plain import presentable
from harness.texts.visible import seen, short
from harness.verdicts import Outcome, outcome_named

_STYLE = Path(__file__).parent / "templates" / "style.css"
_MOST_NAMED = 50
"""Claims that one reason names, and reasons against one stack; other tables have all claims."""
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def render(template: str, **context: Any) -> str:
    """Fill a template in; the style sheet becomes part of the page.

    Args:
        template: File name of the template.
        context: What it shows.
    """
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("harness.reports"),
        autoescape=select_autoescape(["html", "css"]),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "style": Markup(_STYLE.read_text(encoding="utf-8")),
        "named": outcome_named,
        "short": short,
        "more_claims": more_claims,
        "standing_at": standing_at,
        "most_named": _MOST_NAMED,
        "number_text": number_text,
        "percentile_text": percentile_text,
        "error_text": error_text,
        "agreement": agreement,
        "origin_answer": origin_answer,
        "origin_releases": origin_releases,
        "origin_strength": origin_strength,
    }
    environment.filters |= {
        "claim_name": _claim_name,
        "digest": _digest,
        "scripts": _scripts,
        "slug": slug,
    }
    # they stand on a page thousands of times, with a few different arguments
    badges: Any = environment.get_template("badges.html").module
    environment.filters |= {"badge": cache(badges.badge), "mark": cache(badges.mark)}
    return environment


def _shown(value: Any) -> Any:
    """Clean what a template writes, but for markup that it calls safe."""
    if isinstance(value, (Markup, Undefined)):
        return value
    return seen(str(value)) if isinstance(value, (str, Path)) else presentable(value)


@cache
def slug(outcome: Outcome) -> str:
    """Name an outcome in classes and ids of a page."""
    return outcome.label.replace(" ", "-")


def _claim_name(claim_id: str) -> str:
    """Name a claim within its spec."""
    return claim_id.partition("/")[2]


def _digest(text: str) -> str:
    """Name a style sheet or a script as a content security policy does."""
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return Markup("'sha256-{}'").format(base64.b64encode(digest).decode())


def _scripts(html: str) -> str:
    """Name every script of a page as its content security policy does."""
    return Markup(" ").join(map(_digest, _SCRIPT.findall(html))) or Markup("'none'")
