"""The Python examples of a Markdown page, for doctest."""

import re
import sys
from pathlib import Path


def examples(page: Path) -> str:
    """Join the fenced blocks of Python that hold prompts, as one session."""
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return "\n".join(block for block in blocks if ">>>" in block)


if __name__ == "__main__":
    sys.stdout.write(examples(Path(sys.argv[1])))
