"""The pytest plugin: specs are test files, claims are test items.

It does nothing until a spec is collected.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.pytest_items import DOCUMENTS, SOURCE, ClaimItem, SpecFile, documents_folder

if TYPE_CHECKING:
    from harness.engine.verification import Source

TRUST = "--trust"
"""The option that no file of a project and no inherited variable can give."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options and the one setting."""
    group = parser.getgroup("harness")
    group.addoption(
        "--documents",
        metavar="DIR",
        help=f"folder with the documents that the specs are about (default: ${DOCUMENTS})",
    )
    group.addoption(
        "--stack", metavar="NAME", default="", help="measure on a stack that tox.ini defines"
    )
    group.addoption(
        "--recorded",
        action="store_true",
        help="judge recorded evidence of --stack; measure nothing",
    )
    group.addoption("--slow", action="store_true", help="also measure claims that take minutes")
    group.addoption(
        "--form",
        choices=["strict"],
        help="strict: the same values written otherwise are a difference, too",
    )
    group.addoption(
        TRUST,
        action="store_true",
        help="run the code of your own documents uncontained where it cannot be contained; counts "
        "on the command line alone",
    )
    parser.addini(
        "harness_specs", "which YAML files are specs", type="args", default=["specs/*.yaml"]
    )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Have tox provide the stack once, before xdist's workers start."""
    config = session.config
    if config.option.documents:  # printed code is read inside the stack
        os.environ[DOCUMENTS] = str(Path(config.option.documents).resolve())
    name, recorded = config.option.stack, config.option.recorded
    from harness.engine.environment import refusal

    if message := refusal(name, recorded):
        raise pytest.UsageError(message)
    if not hasattr(config, "workerinput"):
        from harness.pytest_session import SessionGaps

        config.pluginmanager.register(SessionGaps(config, documents_folder(config)))
    if not name or recorded or config.option.collectonly:
        return
    from harness.stacks.provisioning import StackError, provide

    try:
        provide(name, config.rootpath)
    except StackError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SpecFile | None:
    """Collect a YAML file that the setting ``harness_specs`` names."""
    if file_path.suffix not in (".yaml", ".yml"):
        return None
    if not any(file_path.match(pattern) for pattern in parent.config.getini("harness_specs")):
        return None
    from harness.claims.loader import is_spec

    return SpecFile.from_parent(parent, path=file_path) if is_spec(file_path) else None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Ask for all evidence at once: it is measured while the first claims are judged."""
    claims = [item.claim for item in session.items if isinstance(item, ClaimItem)]
    if claims and not session.config.option.collectonly and not _has_workers(session.config):
        _decide_trust(session.config)
        from harness.evidence.store import StoreError
        from harness.stacks.provisioning import StackError

        try:
            source = session.config.stash[SOURCE] = _source(session.config)
            source.begin(claims)
        except (StackError, StoreError) as error:
            raise pytest.UsageError(str(error)) from error


def _has_workers(config: pytest.Config) -> bool:
    """Whether xdist's workers run the claims, and this process none."""
    return bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")


def _source(config: pytest.Config) -> Source:
    from harness.engine.measuring import Measurements, Measuring
    from harness.engine.replay import LATEST, EvidenceReplay
    from harness.stacks.choice import EVIDENCE
    from harness.stacks.provisioning import provide

    name, root = config.option.stack, config.rootpath
    is_worker = hasattr(config, "workerinput")
    if config.option.recorded:
        return EvidenceReplay.read(name, root / EVIDENCE, root / LATEST)
    return Measurements(
        Measuring(
            provide(name, root) if name else None,
            documents_folder(config),
            slots=1 if is_worker else None,
            eager=not is_worker,  # a worker of xdist knows all claims, and is given some
            slow=config.option.slow,
            root=root,
        )
    )


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell xdist's workers what the command line asks for; they see no command line."""
    node.workerinput[TRUST] = _asks_for_trust(node.config)


def _asks_for_trust(config: pytest.Config) -> bool:
    """Whether the command line itself asks, not a setting of the project or a variable."""
    sent: dict[str, Any] | None = getattr(config, "workerinput", None)
    return bool(sent.get(TRUST)) if sent is not None else TRUST in config.invocation_params.args


def _decide_trust(config: pytest.Config) -> None:
    from harness.stacks.trust import ConfigurationError, decide

    try:
        decide(_asks_for_trust(config))
    except ConfigurationError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the workers."""
    if SOURCE in session.config.stash:
        session.config.stash[SOURCE].close()
