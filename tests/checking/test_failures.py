"""An exception is a finding where the page is wrong, and blocked where something is missing here."""

import builtins

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.checking.code_names import PageNames, StatementNames
from harness.checking.execution import StatementEnding
from harness.checking.failure_wordings import prints_failure
from harness.checking.failures import FailurePlace, judge_failure, named_files
from harness.checking.taint import TaintRoot


def judged(
    type_,
    message,
    source="f()",
    *,
    missing=None,
    causes=(),
    sought=(),
    lost=None,
    files=None,
    bound=(),
):
    raises = {
        "type": type_,
        "message": message,
        "line": 1,
        "missing": missing,
        "causes": [type_, *causes],
    }
    found = PageNames().follow(source)
    place = FailurePlace(source, lost or {}, files or {}, frozenset(bound))
    return judge_failure(
        StatementEnding((1, 1), raises=raises, sought=sought),
        found[-1] if found else StatementNames((1, 1)),
        place,
    )


def judged_as_run(source, **place):
    """Run a statement that fails and judge the exception that Python raises."""
    try:
        exec(compile(source, "page", "exec"), {})
    except Exception as error:  # noqa: BLE001 - any may come
        message = " ".join(str(error).split())
        return judged(
            type(error).__name__, message, source, missing=getattr(error, "name", None), **place
        )
    raise AssertionError(f"{source} does not fail")


@pytest.mark.parametrize(
    ("type_", "message", "needs"),
    [
        (
            "FileNotFoundError",
            "[Errno 2] No such file or directory: 'prices.csv'",
            "the file prices.csv",
        ),
        (
            "FileNotFoundError",
            "[Errno 2] No such file or directory: 'a b/prices.csv'",
            "the file a b/prices.csv",
        ),
        (
            "FileNotFoundError",
            "[Errno 2] File b'prices.csv' does not exist: b'prices.csv'",
            "the file prices.csv",
        ),
        ("FileNotFoundError", "prices.csv not found.", "the file prices.csv"),
        (
            "OSError",
            "Unable to open file (unable to open file: name = 'm.h5', errno = 2)",
            "the file m.h5",
        ),
        (
            "FileNotFoundError",
            "[Errno 2] Unable to synchronously open file (unable to open file: name = 'm.h5', errno = 2)",
            "the file m.h5",
        ),
        (
            "NotFoundError",
            "{{function_node x}} a/b.txt; No such file or directory [Op:ReadFile]",
            "the file a/b.txt",
        ),
        (
            "ValueError",
            "File not found: filepath=m.keras. Please ensure the file is an accessible `.keras` zip file.",
            "the file m.keras",
        ),
        (
            "OSError",
            "SavedModel file does not exist at: models/x/{saved_model.pbtxt|saved_model.pb}",
            "the file models/x",
        ),
        ("OSError", "cannot open resource", "a file"),
        (
            "URLError",
            "<urlopen error [Errno -3] Temporary failure in name resolution>",
            "the network",
        ),
        (
            "Exception",
            "URL fetch failure on https://a.example/b: None -- [Errno -3] x",
            "the network",
        ),
        (
            "OSError",
            "We couldn't connect to 'https://huggingface.co' to load the files",
            "the network",
        ),
        ("RuntimeError", "Found no NVIDIA driver on your system.", "a GPU"),
        ("AssertionError_", "Torch not compiled with CUDA enabled", "a GPU"),
        ("MemoryError", "Unable to allocate 8 GiB for an array", "more memory"),
        ("MemoryError", "", "more memory"),
        (
            "ImportError",
            "Missing optional dependency 'lxml'.  Use pip or conda to install lxml.",
            "the package lxml",
        ),
        ("ImportError", "x requires the scikit-image package", "the package scikit-image"),
        ("ImportError", "`Import openpyxl` failed. Use pip or conda", "the package openpyxl"),
        (
            "ImportError",
            "Unable to find a usable engine; tried using: 'pyarrow', 'fastparquet'.",
            "the package pyarrow",
        ),
        ("ImportError", "tabulate must be installed", "the package tabulate"),
        ("ImportError", "Please use `pip install -U tf_keras`", "the package tf_keras"),
        (
            "ImportError",
            "You must install pydot (`pip install pydot`) for `plot_model` to work.",
            "the program dot",
        ),
        (
            "ExecutableNotFound",
            "failed to execute PosixPath('dot'), make sure the Graphviz executables are on your PATH",
            "the program dot",
        ),
        ("RuntimeError", "Requested MovieWriter (ffmpeg) not available", "the program ffmpeg"),
        (
            "LookupError",
            "Resource \x1b[93mpunkt\x1b[0m not found. Please use the NLTK Downloader",
            "the data punkt",
        ),
        (
            "OSError",
            "[E050] Can't find model 'en_core_web_sm'. It doesn't seem to be",
            "the data en_core_web_sm",
        ),
        ("AuthenticationError", "No API key provided.", "an account's key"),
        ("TclError", "no display name and no $DISPLAY environment variable", "a display"),
        ("OSError", "[Errno 30] Read-only file system: '/data'", "a place where it may write"),
        (
            "ImportError",
            "libGL.so.1: cannot open shared object file: No such file or directory",
            "the library libGL.so.1",
        ),
    ],
)
def test_what_is_missing_here_blocks(type_, message, needs):
    found = judged(type_, message)
    assert (found.kind, found.why, found.root) == ("blocked", f"needs {needs}", None)


@pytest.mark.parametrize(
    ("type_", "message"),
    [
        (
            "AttributeError",
            "module 'numpy' has no attribute 'float'. `np.float` was a deprecated alias",
        ),
        (
            "AttributeError",
            "`np.float_` was removed in the NumPy 2.0 release. Use `np.float64` instead.",
        ),
        ("AttributeError", "'DataFrame' object has no attribute 'append'"),
        ("AttributeError", "type object 'Series' has no attribute 'from_csv'"),
        ("TypeError", "Embedding.__init__() got an unexpected keyword argument 'input_length'"),
        ("ValueError", "Unrecognized keyword arguments passed to Embedding: {'input_length': 10}"),
        ("ImportError", "cannot import name 'joblib' from 'sklearn.externals' (/a/b.py)"),
        (
            "OSError",
            "'seaborn' is not a valid package style, path of style file, URL of style file, or library style name",
        ),
        ("TypeError", "f() takes 1 positional argument but 2 were given"),
        ("ValueError", "decay is deprecated in the new Keras optimizer, ... has been removed"),
    ],
)
def test_an_api_that_is_another_now_is_a_finding_also_where_names_are_tainted(type_, message):
    found = judged(type_, message, "np.float(x)", lost={"x": TaintRoot(1, "it fails")})
    assert (found.kind, found.api) == ("raises", True)
    assert message[:20] in found.why


def test_what_the_page_has_defined_is_no_library():
    found = judged("TypeError", "train() got an unexpected keyword argument 'n'", bound=["train"])
    assert (found.kind, found.api) == ("raises", False)
    assert not judged("AttributeError", "'Net' object has no attribute 'x'", bound=["Net"]).api
    assert not judged("AttributeError", "'NoneType' object has no attribute 'x'").api


@pytest.mark.parametrize(
    ("source", "missing", "kind", "why"),
    [
        ("import torch", "torch", "blocked", "needs the package torch"),
        (
            "import keras.wrappers.x",
            "keras.wrappers",
            "raises",
            "keras has no module keras.wrappers",
        ),
        (
            "from keras.layers.core import Dense",
            "keras.layers.core",
            "raises",
            "keras has no module keras.layers.core",
        ),
        (
            "import old",
            "numpy.rec",
            "blocked",
            "a package that it imports needs the module numpy.rec",
        ),
        ("import urllib2", "urllib2", "raises", "Python 2 code: import urllib2"),
        ("import imp", "imp", "raises", "Python 3.12 has removed the module imp"),
    ],
)
def test_a_missing_package_blocks_and_a_missing_part_of_one_is_a_finding(
    source, missing, kind, why
):
    found = judged("ModuleNotFoundError", f"No module named '{missing}'", source, missing=missing)
    assert (found.kind, found.why) == (kind, why)
    assert ("--python" in found.help) == ("package torch" in why)


def test_names_that_an_earlier_statement_would_have_bound_follow_from_it():
    lost = {"a": TaintRoot(3, "it fails")}
    assert judged("NameError", "name 'a' is not defined", "a", missing="a", lost=lost).root == 3
    assert (
        judged("NameError", "name 'b' is not defined", "b", lost={"*": TaintRoot(4, "")}).root == 4
    )
    assert judged("ValueError", "bad", "f(a)", lost=lost).why == "follows from line 3"
    assert (
        judged("NameError", "name 'b' is not defined", "b", missing="b", lost=lost).why
        == "nothing on the page binds b"
    )
    assert (
        judged("NameError", "name 'b' is not defined", "b", missing="b", bound=["b"]).why
        == "the page binds b only further down"
    )
    assert judged("NameError", "name 'ls' is not defined", "ls", missing="ls").kind == "blocked"
    assert (
        judged("NameError", "name 'xrange' is not defined", "xrange", missing="xrange").why
        == "Python 2 code: xrange"
    )


def test_a_file_that_an_earlier_line_would_have_made_follows_from_it():
    message = "[Errno 2] No such file or directory: '{}'"
    assert judged("FileNotFoundError", message.format("a.csv"), files={"a.csv": 2}).root == 2
    assert (
        judged("FileNotFoundError", message.format("./data/b/a.csv"), files={"data/": 2}).root == 2
    )
    assert judged("FileNotFoundError", message.format("data/a.csv"), files={"a.csv": 2}).root == 2
    assert judged("FileNotFoundError", message.format("b.csv"), files={"a.csv": 2}).root is None
    assert (
        judged("ModuleNotFoundError", "No module named 'a'", missing="a", files={"a.py": 5}).root
        == 5
    )
    assert named_files("df.to_csv('out/a.csv'); x = 'plain'") == ["out/a.csv"]


def test_network_input_and_time():
    assert judged("ValueError", "x", causes=["gaierror"]).why == "needs the network"
    assert judged("ValueError", "x", sought=("network",)).why == "needs the network"
    assert judged("EOFError", "x", sought=("input",)).why == "it asks for input"
    stopped = judge_failure(
        StatementEnding((1, 1), stopped="time limit of 60 s"),
        StatementNames((1, 1)),
        FailurePlace(),
    )
    assert (stopped.kind, stopped.why, stopped.help) == (
        "blocked",
        "it takes longer than 60 s",
        "--seconds 120 gives it more time",
    )
    ended = judge_failure(
        StatementEnding((1, 1), stopped="its process ended: signal 11"),
        StatementNames((1, 1)),
        FailurePlace(),
    )
    assert (ended.kind, ended.why) == ("blocked", "its process ended: signal 11")


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (
            "print 'a'",
            "Python 2 code: Missing parentheses in call to 'print'. Did you mean print(...)? (page, line 1)",
        ),
        (
            "try:\n    pass\nexcept A, e:\n    pass",
            "Python 2 code: multiple exception types must be parenthesized (page, line 3)",
        ),
        ("assert 1 == 2", "AssertionError: assert 1 == 2"),
        (
            "import numpy\nassert numpy.__version__ >= '9'",
            "it compares versions as strings: import numpy assert numpy.__version__ >= '9'",
        ),
        ("{}['a']", "KeyError: 'a'"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
    ],
)
def test_what_python_itself_raises_is_a_finding(source, why):
    found = judged_as_run(source)
    assert (found.kind, found.why) == ("raises", why)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("open('nowhere.txt')", "needs the file nowhere.txt"),
        ("import numpy\nnumpy.load('nowhere.npy')", "needs the file nowhere.npy"),
        ("import numpy\nnumpy.loadtxt('nowhere.csv')", "needs the file nowhere.csv"),
        ("import numpy\nnumpy.genfromtxt('nowhere.csv')", "needs the file nowhere.csv"),
        ("import zipfile\nzipfile.ZipFile('nowhere.zip')", "needs the file nowhere.zip"),
        ("import gzip\ngzip.open('nowhere.gz')", "needs the file nowhere.gz"),
        ("import subprocess\nsubprocess.run(['nosuchprogram'])", "needs the program nosuchprogram"),
        (
            "import os\nos.environ['NOT_SET_HERE']",
            "needs the variable 'NOT_SET_HERE' of the environment",
        ),
        ("import nosuchpackage", "needs the package nosuchpackage"),
        (
            "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9/')",
            "needs the network",
        ),
        ("import os\nos.listdir('nowhere')", "needs the file nowhere"),
        ("import shutil\nshutil.copy('nowhere.a', 'b')", "needs the file nowhere.a"),
    ],
)
def test_what_python_and_numpy_raise_for_missing_things_blocks(source, why):
    found = judged_as_run(source)
    assert (found.kind, found.why) == ("blocked", why)


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("<urlopen error [Errno -3] Temporary failure in name resolution>", "needs the network"),
        ("failed: Max retries exceeded with url", "needs the network"),
        ("[Errno 2] No such file or directory: 'a.csv'", "needs the file a.csv"),
        ("pandas is not installed", "needs the package pandas"),
        ("loss: 0.5", None),
        ("", None),
    ],
)
def test_code_that_prints_its_own_failure_says_what_it_needs(text, needs):
    assert prints_failure(text) == needs


WORDS = st.sampled_from(
    [
        "No such file or directory: '",
        "has no attribute",
        "module 'a'",
        "CUDA",
        "not found",
        "/",
        ".",
        "'",
        "Could not find ",
        "\x1b[0m",
        "pip install ",
    ]
)


@given(
    st.sampled_from([name for name in dir(builtins) if name.endswith("Error")]),
    st.lists(WORDS | st.text(max_size=9)).map("".join),
    st.text(max_size=9),
)
def test_any_exception_is_judged(type_, message, source):
    found = judged(type_, message, source, missing=message or None)
    assert found.kind in ("raises", "blocked")
    assert found.why
    assert len(found.why) < 700
    prints_failure(message)
    named_files(message)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=3,
    )
)
def test_a_bad_record_of_an_exception_is_judged(value):
    raises = {
        "type": value,
        "message": value,
        "missing": value,
        "causes": value if isinstance(value, list) else None,
    }
    assert (
        judge_failure(
            StatementEnding((1, 1), raises=raises), StatementNames((1, 1)), FailurePlace()
        ).why
        is not None
    )
