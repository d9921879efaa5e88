"""Outputs of Keras that our own networks printed under several releases, and what readers do with them.

Their control characters are written as signs, for the sake of editors: ESC as ␛ and a carriage return as ␍.
"""

from pathlib import Path

from harness.printed.screen import numbered

DATA = Path(__file__).parent / "data"
RELEASES = [path.stem for path in sorted(DATA.glob("tf*.txt"))]


def samples(release):
    """Return what a release prints: texts by name."""
    text = (
        (DATA / f"{release}.txt")
        .read_text(encoding="utf-8")
        .replace("␛", "\x1b")
        .replace("␍", "\r")
    )
    parts = (part.partition("\n") for part in text.split("@@ ")[1:])
    return {name: body for name, _, body in parts}


def values(reader, text, start=0):
    """Return what a reader finds in a text, without places and volatile cells."""
    table = reader(numbered(text), start)
    if table is None:
        return None
    rows = tuple(
        (
            row.label,
            tuple((cell.name, cell.text) for cell in row.cells if cell.name not in table.volatile),
        )
        for row in table.rows
    )
    return table.end, table.kind, rows


def cells(table):
    """Return the texts of a table's cells by name, for each row, with its label."""
    return [(row.label, {cell.name: cell.text for cell in row.cells}) for row in table.rows]


def written(table):
    """Write a line for each row that has cells: its label, the label that is shown, its cells."""
    rows = []
    for row in table.rows:
        texts = [c.text if c.name == "index label" else f"{c.name}={c.text}" for c in row.cells]
        rows += [f"{row.label}: {' | '.join(texts)}".replace(":  |", ": |")] * bool(texts)
    return "\n".join(rows)


def misplaced(reader, text):
    """List the cells that do not stand where they say, but for those over several lines."""
    lines = numbered(text)
    return [
        cell
        for row in reader(lines, 0).rows
        for cell in row.cells
        if cell.text != "-"
        and not lines[cell.line - 1].text.startswith(cell.text.rstrip("…")[:1], cell.column)
    ]


def read_all(reader, text):
    """Try a reader at every line, as a comparison does."""
    lines, place = numbered(text), 0
    while place < len(lines):
        table = reader(lines, place)
        assert table is None or place < table.end <= len(lines)
        place = table.end if table else place + 1


def unnoticed(reader, text, left_out=()):
    """List the places of a text where another character, or none, reads as the same table."""
    whole = values(reader, text)
    assert whole
    found = []
    for place, character in enumerate(text):
        if character.isspace() or character in left_out:
            continue
        other = (
            str((int(character) + 1) % 10)
            if character.isdecimal()
            else "q"
            if character != "q"
            else "r"
        )
        around = (text[max(0, place - 20) : place], text[place : place + 20])
        changes = (text[:place] + other + text[place + 1 :], text[:place] + text[place + 1 :])
        found += [(place, *around) for changed in changes if values(reader, changed) == whole]
    return found
