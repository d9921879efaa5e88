"""Compares what `harness check` says of foreign pages with what a careful reader says of them.

Usage: python -m tests.foreign FOLDER [--python PATH] [--reruns FOLDER] [--mutants N] [--verbose]
       [NAME ...]

FOLDER holds a folder for each document of labels.csv, with the page and what it reads. With
--reruns nothing is run: notebooks are compared with NAME.1.ipynb and NAME.2.ipynb of that folder.
With --mutants, each confirmed output is changed in one place, N times, and labelled again.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.foreign.mutants import survivors

HERE = Path(__file__).parent
FLAGS = ("refuted", "raises")
COLUMNS = ("outputs", "right", "flags", "substance", "form", "noise", "missed", "cpu", "wall")


def labels(name):
    """Return the rows of a file of labels by document and cell."""
    found = {}
    with (HERE / name).open(newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["document"], {})[int(row["cell"])] = row
    return found


def checked(page, extra):
    """Check a page; return its blocks by index, and processor and wall seconds."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "check.json")
        command = [sys.executable, "-m", "harness", "check", str(page), "--json", str(report)]
        command += extra
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if not report.is_file():
            raise SystemExit(f"{page}: exit {done.returncode}: {done.stdout}{done.stderr}")
        blocks = {block["index"]: block for block in json.loads(report.read_text())["blocks"]}
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return blocks, cpu, time.perf_counter() - start


def label_of(block):
    """Return our label of a block: that of its code where it raises, else that of its output."""
    if block is None:
        return "not found"
    raises = block["outcome"] == "raises" or block["output"] is None
    return block["outcome"] if raises else block["output"]["label"]


def judge(name, rows, blocks, verbose):
    """Count what is right and what is flagged; print what differs."""
    count = Counter()
    for cell in sorted({*rows, *blocks}):
        row, ours = rows.get(cell), label_of(blocks.get(cell))
        theirs = row["label"] if row else "no row"
        form = bool(row and row["note"].startswith("form"))
        if row:
            count["outputs"] += 1
            count["right"] += theirs == ours
        if ours in FLAGS:
            count["flags"] += 1
            count["substance" if theirs in FLAGS else "form" if form else "noise"] += 1
        elif theirs in FLAGS:
            count["missed"] += 1
        if verbose and theirs != ours and (row or ours in FLAGS):
            block = blocks.get(cell) or {}
            shown = [(d["line"], d["printed"], d["here"], d["kind"])
                     for d in ((block.get("output") or {}).get("differences") or [])[:3]]  # fmt: skip
            note = row["note"] if row else ""
            print(f"  {name} {cell}: {theirs} ({note}), ours {ours}: {block.get('why')} {shown}")
    return count


def mutate(names, rounds, options):
    """Change confirmed outputs; print what is not noticed, and how many there are."""
    made = unseen = 0
    for name, page in names.items():
        number, found = survivors(page, options.python, rounds)
        for it in found:
            print(f"  {name}:{it.line} {it.how}\n    - {it.before}\n    + {it.after}")
        print(f"{name:16} {number:6} changed, {len(found):4} not noticed", flush=True)
        made, unseen = made + number, unseen + len(found)
    print(f"{'all':16} {made:6} changed, {unseen:4} not noticed")


def main():
    """Print a line for each page, and the sum."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--python")
    parser.add_argument("--labels", default="labels.csv")
    parser.add_argument("--reruns", type=Path)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--mutants", type=int, metavar="N")
    parser.add_argument("names", nargs="*")
    options = parser.parse_intermixed_args()
    found = labels(options.labels)
    names = options.names or list(found)
    pages = {
        name: options.folder / name / Path(next(iter(found[name].values()))["path"]).name
        for name in names
    }
    if options.mutants:
        mutate(pages, options.mutants, options)
        return
    total = Counter()
    print(f"{'page':16}", *(f"{column:>9}" for column in COLUMNS))
    for name, page in pages.items():
        reruns = options.reruns and sorted(options.reruns.glob(f"{name}.?.ipynb"))
        if options.reruns and not (reruns and page.suffix == ".ipynb"):
            continue
        run = ["--no-cache", *(["--python", options.python] if options.python else [])]
        extra = ["--executed", *map(str, reruns)] if reruns else run
        blocks, cpu, wall = checked(page, extra)
        count = judge(name, found[name], blocks, options.verbose)
        count.update(cpu=round(cpu), wall=round(wall))
        print(f"{name:16}", *(f"{count[column]:9}" for column in COLUMNS), flush=True)
        total += count
    print(f"{'all':16}", *(f"{total[column]:9}" for column in COLUMNS))


main()
