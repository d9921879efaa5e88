"""While documents are checked, each that is done gets a line; a terminal shows each run."""

import io
import threading

import pytest

from harness.reports.page_progress import PageProgress, page_line
from tests.checked_pages import every_label, right_page


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_document_is_a_line_with_the_mark_of_its_worst_outcome():
    assert page_line(right_page()) == "✓ docs/right.md   2 confirmed   0.4 s"
    assert page_line(right_page(cached=True)).endswith("   cached")
    line = page_line(every_label())
    assert line.startswith("✗ docs/vocab.md   3 confirmed, 1 refuted, 1 raises, 2 random, 1 vol")
    assert page_line(right_page(blocks=())) == "· docs/right.md   no code   0.4 s"


@pytest.mark.parametrize(("several", "lines"), [(True, 1), (False, 0)])
def test_a_log_has_a_line_for_each_of_several_documents(several, lines, capsys):
    with PageProgress(several=several) as progress:
        progress.block("docs/right.md", "plain", 1, 2)
        progress.done(right_page())
    assert capsys.readouterr().err.count("\n") == lines


def test_a_terminal_shows_how_far_each_run_is(monkeypatch):
    out = Terminal()
    monkeypatch.setattr("sys.stderr", out)
    monkeypatch.setenv("TERM", "xterm")
    with PageProgress(several=True) as progress:
        for how in ("plain", "other [b]hash[/b] seed"):
            thread = threading.Thread(target=progress.block, args=("a\n.md", how, 2, 3))
            thread.start()
            thread.join()
        assert [task.description for task in progress._bars.tasks] == [
            "a\\n.md: plain, block 2 of 3",
            "a\\n.md: other [b]hash[/b] seed, block 2 of 3",
        ]
        assert [task.completed for task in progress._bars.tasks] == [1, 1]
        progress.done(right_page("a\n.md"))
        assert progress._bars.tasks == []
    assert "2 confirmed" in out.getvalue()
