"""The harness's own speed and size: ratios taken side by side, and bounds of the requirements."""

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import pytest

from harness.benchmarks import requests
from harness.benchmarks.pairs import best, take_turns
from harness.benchmarks.scale import judged
from harness.claims import load_specs
from harness.results.record import write_run
from harness.stacks.client import QUIET
from harness.stacks.provisioning import provide

ROOT = Path(__file__).parents[2]
PAIRS = 3
OLD, RECORDED = "tf2.5", "tf2.21"
DOCUMENTS = os.environ.get("HARNESS_DOCUMENTS")
REPETITIONS = 5
# Every kind of measurement of the five, and none that takes ten seconds: beside a long training
# nothing of ours would be seen.
SHORT = ("keras-recurrent", "ramp-and-product")

REPORTING = """
import sys, time
from pathlib import Path
from harness.reports.latest import write_reports
from harness.results.record import read_run
record = read_run(Path(sys.argv[1]))
start = time.perf_counter()
write_reports(record, Path(sys.argv[2]))
print(time.perf_counter() - start)
"""


SITE = """
import json, os, sys, time
start = time.process_time()
os.chdir(sys.argv[1])
from harness.commands.report import report_command
report_command([], standalone_mode=False)
seconds = time.process_time() - start
from harness.benchmarks.scale import peak_memory
print(json.dumps({"seconds": seconds, "peak": peak_memory()}))
"""


def python(*arguments, interpreter=sys.executable, **variables):
    """Run this interpreter, or another, in the repository and return what it prints."""
    return subprocess.run(
        [interpreter, *map(str, arguments)],
        cwd=ROOT,
        env={**QUIET, **os.environ, **variables},
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ).stdout


def processor_time():
    """Seconds of the processes that have ended: what else runs on the machine does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def harness(*arguments):
    """Run a command, and return the processor's seconds that it took."""
    start, command = processor_time(), [sys.executable, "-m", "harness", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr  # 1: what was changed is no longer as expected
    return processor_time() - start


@pytest.fixture(scope="module")
def files():
    found = sorted((ROOT / "specs").glob("*.yaml"))
    assert found, "there are no specs to be measured"
    return found


@pytest.fixture(scope="module")
def specs(files):
    return load_specs(files)


@pytest.fixture(scope="module", autouse=True)
def without_documents():
    """The code of the documents is theirs, and would hide what the harness itself takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("HARNESS_DOCUMENTS", raising=False)
        yield


@pytest.fixture(scope="module")
def measured(specs):
    return requests.collect(specs)


@pytest.fixture(scope="module")
def short(files):
    return [file for file in files if file.stem in SHORT]


def side_by_side(files, asked, out, benchmark, stack=(), interpreter=sys.executable, **variables):
    """Time runs and bare measurements in turn; the ratio must keep its bound."""
    requests = out / "requests.json"
    requests.write_text(json.dumps(asked), encoding="utf-8")

    def verify():
        options = ("-n", 1, "--blocked", len(asked), "--out", out / "out")
        python("-m", "harness", "verify", *files, *options, *stack)

    def bare():
        python("-m", "harness.benchmarks.bare", requests, interpreter=interpreter, **variables)

    turns = (verify, bare, PAIRS, processor_time)
    pairs = benchmark.pedantic(take_turns, args=turns, rounds=1)
    record = json.loads((out / "out" / "run.json").read_text(encoding="utf-8"))
    benchmark.extra_info.update(
        ratio=pairs.ratio,
        verify=pairs.first,
        bare=pairs.second,
        requests=len(asked),
        claims=len(record["claims"]),
        split={**record["split"], "all": record["seconds"]},
    )
    assert 0.9 < pairs.ratio <= 1.1  # below it, a worker's time would be missing


def test_a_run_takes_little_longer_than_its_measurements(short, tmp_path, benchmark):
    side_by_side(short, requests.collect(load_specs(short)).asked, tmp_path, benchmark)


def test_so_does_a_run_on_an_old_stack(short, tmp_path, benchmark):
    """What tox needs to find the stack's environment is paid once, before."""
    old = provide(OLD, ROOT)
    if not old.python:
        pytest.skip(old.why)
    asked = requests.collect(load_specs(short), old).asked
    stack = ("--stack", OLD)
    side_by_side(short, asked, tmp_path, benchmark, stack, old.python, **old.environment)


def test_help_is_there_at_once(benchmark):
    seconds = benchmark.pedantic(
        lambda: [harness("--help") for _ in range(4 * REPETITIONS)], rounds=1
    )
    benchmark.extra_info.update(seconds=min(seconds))
    assert min(seconds) < 0.15


@pytest.mark.skipif(not DOCUMENTS, reason="HARNESS_DOCUMENTS names no folder")
def test_one_changed_line_is_judged_from_the_record_in_three_seconds(tmp_path, benchmark):
    """In the longest document there is."""
    folder = Path(shutil.copytree(DOCUMENTS, tmp_path / "documents"))
    longest = max(folder.iterdir(), key=lambda path: path.stat().st_size)
    spec = next(
        one for one in load_specs(ROOT.glob("specs/*.yaml")) if one.document == longest.name
    )
    lines = longest.read_text(encoding="utf-8").splitlines(keepends=True)
    longest.chmod(0o644)
    longest.write_text("".join([*lines[:-1], "A line that says something else.\n"]), "utf-8")
    options = ("--recorded", "--stack", RECORDED, "--blocked", 99, "--documents", folder)
    command = ("verify", spec.file, *options, "--out", tmp_path / "out")
    seconds = benchmark.pedantic(lambda: [harness(*command) for _ in range(REPETITIONS)], rounds=1)
    benchmark.extra_info.update(claims=len(spec.claims), seconds=seconds)
    assert min(seconds) < 3


def test_a_claim_loads_in_two_milliseconds(files, specs, benchmark):
    benchmark.pedantic(load_specs, args=(files,), rounds=REPETITIONS, warmup_rounds=1)
    claims = sum(len(spec.claims) for spec in specs)
    each = benchmark.stats.stats.min / claims
    benchmark.extra_info.update(claims=claims, milliseconds_a_claim=1000 * each)
    assert each < 2e-3


def test_a_claim_is_judged_in_a_millisecond(measured, specs, benchmark):
    """Writing down the result included; on average, as for loading."""

    def judge():
        return judged(specs, measured.facts, measured.find)

    seconds = benchmark.pedantic(best, args=(judge, REPETITIONS), rounds=1)
    each = seconds / len(judge().claims)
    benchmark.extra_info.update(milliseconds_a_claim=1000 * each)
    assert each < 1e-3


def test_the_reports_are_written_in_two_seconds(measured, specs, tmp_path, benchmark):
    """In a fresh process, so that what the reports import counts."""
    path = tmp_path / "run.json"
    write_run(judged(specs, measured.facts, measured.find), path)
    seconds = benchmark.pedantic(
        lambda: [
            float(python("-c", REPORTING, path, tmp_path / "out")) for _ in range(REPETITIONS)
        ],
        rounds=1,
    )
    benchmark.extra_info.update(seconds=seconds)
    assert min(seconds) < 2


def test_a_hundred_thousand_claims_take_linear_time_and_little_memory(tmp_path, benchmark):
    def scaled(count):
        # pytest keeps tmp_path for later runs; a quarter of a gigabyte is not worth keeping
        with TemporaryDirectory(dir=tmp_path) as folder:
            return json.loads(python("-m", "harness.benchmarks.scale", count, folder))

    before = scaled(10_000)
    many = benchmark.pedantic(scaled, args=(100_000,), rounds=1)
    after = scaled(10_000)
    ratio = many["total"] / mean([before["total"], after["total"]])
    benchmark.extra_info.update(ratio=ratio, before=before, many=many, after=after)
    assert ratio <= 12
    assert many["peak"] < 2 * 2**30


def report(folder):
    """Make the site of a project in a fresh process; processor time, as for the other reports."""
    return json.loads(python("-c", SITE, folder).splitlines()[-1])


def test_the_site_of_the_documents_is_made_in_three_seconds(measured, specs, tmp_path, benchmark):
    about = [spec for spec in specs if spec.beside is None]  # the project's own README left out
    run = judged(about, measured.facts, measured.find)
    write_run(run, tmp_path / "reports/latest/run.json")
    (tmp_path / "specs").symlink_to(ROOT / "specs")
    (tmp_path / "reports" / "evidence").symlink_to(ROOT / "reports" / "evidence")
    found = benchmark.pedantic(lambda: [report(tmp_path) for _ in range(PAIRS)], rounds=1)
    benchmark.extra_info.update(seconds=[one["seconds"] for one in found])
    assert min(one["seconds"] for one in found) < 3


def test_the_site_of_a_hundred_thousand_claims_takes_a_minute_and_little_memory(
    tmp_path, benchmark
):
    with TemporaryDirectory(dir=tmp_path) as folder:
        python("-m", "harness.benchmarks.project", 100_000, folder)
        found = benchmark.pedantic(report, args=(folder,), rounds=1)
        overview = Path(folder, "reports", "latest", "site", "index.html").stat().st_size
    benchmark.extra_info.update(found, overview=overview)
    assert found["seconds"] < 60
    assert found["peak"] < 2 * 2**30
    assert overview < 2**20
