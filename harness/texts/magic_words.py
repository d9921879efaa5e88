"""What a line that is no Python begins with: IPython's magics and commands of a shell."""

import re

PYTHON_CELLS = ("time", "timeit", "capture", "prun")
"""Cell magics whose cell is Python all the same."""

MARKED = re.compile(r"\s*[%!?]")
"""A line that IPython does not take as Python, unless it goes on with an expression."""

CELL_MAGIC = re.compile(r"\s*%%(\w+)")

INSTALLERS = ("pip", "conda", "apt", "apt-get", "npm")
"""Programs that install packages, as IPython allows without a mark: ``pip install x``."""

COMMANDS = (
    *INSTALLERS,
    *("bash", "brew", "cat", "cd", "chmod", "cp", "curl", "docker", "echo", "export", "gdown"),
    *("git", "head", "jupyter", "kaggle", "ls", "mamba", "mkdir", "mv", "pip3", "poetry"),
    *("python", "python3", "rm", "sh", "source", "sudo", "tar", "unzip", "uv", "wget"),
)
"""Programs that pages call without a mark; what follows the name on its line is no Python."""
