"""Subjects that harm, hang or fool the process that measures them, each with its right outcome."""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from pathlib import Path

RIGHT = {}
"""The value of each subject, or the type of its failure, independent of earlier subjects."""


def gives(outcome):
    def note(subject):
        RIGHT[subject.__name__] = outcome
        return subject

    return note


REFUSED = "NotJSONError"
DIED = "WorkerDied"


# ends the process, or raises what is no Exception


@gives(DIED)
def crashed():
    ctypes.string_at(0)


@gives(DIED)
def aborted():
    os.abort()


@gives(DIED)
def vanished():
    os._exit(0)


@gives(DIED)
def killed():
    os.kill(os.getpid(), signal.SIGKILL)


@gives("SystemExit")
def left():
    sys.exit(0)


@gives("KeyboardInterrupt")
def interrupted():
    raise KeyboardInterrupt


@gives("KeyboardInterrupt")
def interrupted_by_signal():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(5)


@gives("GeneratorExit")
def exhausted():
    raise GeneratorExit


@gives("RecursionError")
def recursion():
    return recursion()


@gives("UnspeakableError")
def unspeakable():
    class UnspeakableError(Exception):
        def __str__(self):
            raise RuntimeError("no words")

    raise UnspeakableError


@gives("ValueError")
def half_a_character_raised():
    raise ValueError("\udfff bad")


@gives("ValueError")
def long_winded():
    raise ValueError("x" * (20 << 20))


@gives("ModuleNotFoundError")
def not_at_hand():
    raise ModuleNotFoundError("x", name=5)


# writes where answers are written


@gives(1)
def babbles():
    print('garbage\n{"value": 666}')  # noqa: T201 - it must not reach the answers
    os.write(1, b'{"id": 1, "value": 666, "seconds": 0}\n')
    return 1


def scribbled(text):
    for number in range(3, 60):
        with contextlib.suppress(OSError):
            os.write(number, text)
    return 1


@gives(1)
def scribbles():
    return scribbled(b'{"value": 666, "seconds": 0}\n')


@gives(1)
def scribbles_half_a_line():
    return scribbled(b'{"val')


@gives(DIED)
def scribbles_everywhere():
    for file in list(Path("/proc/self/fd").iterdir()):
        with contextlib.suppress(OSError):
            os.write(int(file.name), b'{"id": 7, "value": 666, "seconds": 0}\n')
    return 1


@gives(1)
def floods():
    sys.stderr.write("x" * (8 << 20))
    return 1


# returns what cannot be sent


@gives(REFUSED)
def long_number():
    return 10**5000


@gives(REFUSED)
def long_text():
    return "x" * (50 << 20)


@gives(REFUSED)
def deep():
    value = 1
    for _ in range(900):
        value = [value]
    return value


@gives(REFUSED)
def deeper():
    value = 1
    for _ in range(5000):
        value = {"a": value}
    return value


@gives(REFUSED)
def circular():
    value = []
    value.append({"a": value})
    return value


@gives(REFUSED)
def doubled():
    """Sixty lists with 2 ** 60 numbers in them."""
    value = [1]
    for _ in range(60):
        value = [value, value]
    return value


@gives(REFUSED)
def half_a_character():
    return ["a\ud800b"]


@gives(REFUSED)
def half_a_character_as_key():
    return {"\udfff": 1}


@gives(REFUSED)
def keys_alike():
    return {1: 3, "1": 4}


@gives(REFUSED)
def number():
    return 1j


@gives(REFUSED)
def nothing_yet():
    return (i for i in range(3))


@gives([2.5, "a\x00b\x1b[31m\u202e"])
def odd_text():
    return 2.5, "a\x00b\x1b[31m\u202e"


# forks


@gives("parent")
def forks():
    return "parent" if os.fork() else "child"


@gives("parent")
def forks_behind_pythons_back():
    return "parent" if ctypes.CDLL(None).fork() else "child"


@gives("RuntimeError")
def forks_and_raises():
    raise RuntimeError(str(os.fork()))


@gives(1)
def leaves_a_child():
    if os.fork() == 0:
        time.sleep(60)
    return 1


@gives(1)
def leaves_a_daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(60)
        os._exit(0)
    os.wait()
    return 1


@gives(1)
def leaves_a_command():
    subprocess.Popen(["sleep", "60"], start_new_session=True)
    return 1


@gives(1)
def leaves_a_zombie():
    if os.fork() == 0:
        os._exit(0)
    return 1


@gives(True)
def has_no_children():
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


# changes the process for those who come later


@gives(1)
def leaves_a_thread():
    threading.Thread(target=time.sleep, args=(60,)).start()
    return 1


@gives(DIED)
def leaves_a_writing_thread():
    def write():
        for _ in range(200):
            time.sleep(0.01)
            scribbles_everywhere()

    threading.Thread(target=write).start()
    return 1


@gives(1)
def leaves_an_alarm():
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    return 1


@gives(1)
def patient():
    time.sleep(0.1)
    return 1


@gives(1)
def ignores_signals():
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    return 1


@gives([True, True])
def hears_signals():
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return [not blocked, signal.getsignal(signal.SIGTERM) is signal.SIG_DFL]


@gives(1)
def goes_elsewhere():
    os.chdir("/")
    os.umask(0)
    return 1


@gives(True)
def is_where_it_was():
    mask = os.umask(0o22)
    os.umask(mask)
    return Path.cwd() != Path("/") and mask != 0


@gives(1)
def renames_the_world():
    os.environ["HOME"] = "/nowhere"
    del os.environ["PATH"]
    os.environ["SUBJECT"] = "was here"
    sys.path.insert(0, "/nowhere")
    sys.argv.append("x")
    return 1


@gives([True, None, False])
def finds_the_world_as_it_was():
    return ["PATH" in os.environ, os.environ.get("SUBJECT"), "/nowhere" in sys.path]


@gives("")
def reads():
    return sys.stdin.readline()


@gives(1)
def closes_the_input():
    os.close(0)
    return 1


@gives(1)
def closes_everything():
    os.closerange(0, 256)
    return 1


@gives(1)
def replaces_the_streams():
    sys.stdout = sys.stderr = sys.stdin = None
    return 1


@gives(1)
def closes_the_streams():
    sys.stderr.close()
    return 1


@gives(1)
def prints():
    print("a word")  # noqa: T201 - where to is the question
    print("a word", file=sys.stderr)  # noqa: T201 - the same
    return 1


@gives(1)
def breaks_modules():
    for name in ("json", "harness.stacks.worker", "os"):
        sys.modules.pop(name, None)
    import json as fresh

    fresh.dumps = None
    return 1


@gives(1)
def breaks_functions():
    json.dumps = json.loads = None
    os.write = os.fstat = os.listdir = time.sleep = time.perf_counter = None
    return 1


@gives('{"a": 1}')
def uses_functions():
    return json.dumps(json.loads('{"a": 1}'))


@gives(1)
def is_strict():
    warnings.simplefilter("error")
    sys.setrecursionlimit(60)
    return 1


@gives(1)
def warns():
    warnings.warn("a deprecated thing", DeprecationWarning, stacklevel=1)
    return 1


@gives(1)
def limits_itself():
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (4, 4))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    return 1


@gives(1)
def traces():
    sys.settrace(lambda *_: None)
    return 1


@gives(None)
def is_not_traced():
    return sys.gettrace()


@gives(1)
def gives_up_rights():
    os.nice(5)
    return 1


@gives(0)
def has_its_rights():
    return os.getpriority(os.PRIO_PROCESS, 0) - os.getpriority(os.PRIO_PROCESS, os.getppid())


@gives(1)
def well_behaved():
    return 1


def works_with_others(seconds):
    """Work for a while beside a command and a daemon."""
    subprocess.Popen(["sleep", "60"])
    leaves_a_daemon()
    time.sleep(seconds)
    return 1


def stops_its_keeper():
    os.kill(os.getppid(), signal.SIGSTOP)
    return 1
