"""Self-contained pages from templates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from harness.verdicts import Outcome, outcome_named

_STYLE = Path(__file__).parent / "templates" / "style.css"


def render(template: str, **context: Any) -> str:
    """Fill a template in; the style sheet becomes part of the page.

    Args:
        template: File name of the template.
        context: What it shows.
    """
    environment = Environment(
        loader=PackageLoader("harness.reports"),
        autoescape=select_autoescape(["html", "css"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = _STYLE.read_text(encoding="utf-8")
    return environment.get_template(template).render(
        slug=_slug, named=outcome_named, style=style, **context
    )


def _slug(outcome: Outcome) -> str:
    return outcome.label.replace(" ", "-")
