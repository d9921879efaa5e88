"""Ordinary code of documents runs inside: filter and limits do not hinder it."""

from importlib.util import find_spec

import pytest

from harness.sandbox.limits import Limits
from harness.sandbox.sandbox import Sandbox
from tests.sandbox.test_sandbox import needs_containment

pytestmark = needs_containment

PIECES = {
    "threads": "import threading; t = threading.Thread(target=print, args=('a',)); t.start(); t.join()",
    "a pool of threads": "import concurrent.futures as c, math\nwith c.ThreadPoolExecutor() as e: print(list(e.map(math.sqrt, [1, 4])))",
    "a forked process": "import multiprocessing as m; c = m.get_context('fork'); q = c.Queue(); p = c.Process(target=q.put, args=(3,)); p.start(); print(q.get()); p.join()",
    "a pool of forked processes": "import multiprocessing as m, math\nwith m.get_context('fork').Pool(2) as p: print(p.map(math.sqrt, [1, 4]))",
    "a pool of fresh processes": "import multiprocessing as m, math\nwith m.get_context('spawn').Pool(2) as p: print(p.map(math.sqrt, [1, 4]))",
    "shared memory": "from multiprocessing import shared_memory as s; x = s.SharedMemory(create=True, size=9); x.buf[0] = 3; y = x.buf[0]; x.close(); x.unlink(); y",
    "a shared array": "import multiprocessing as m; a = m.Array('i', 9); a[0] = 3; a[0]",
    "a command": "import subprocess; subprocess.check_output('echo a | cat', shell=True)",
    "coroutines": "import asyncio\nasync def f():\n  await asyncio.sleep(0.01); p = await asyncio.create_subprocess_exec('true'); return await p.wait()\nasyncio.run(f())",
    "temporary files": "import tempfile\nwith tempfile.NamedTemporaryFile() as f, tempfile.TemporaryDirectory() as d: print(f.write(b'x'))",
    "a database": "import sqlite3; c = sqlite3.connect('a.db'); c.execute('create table t(a)'); c.execute('insert into t values(1)'); c.commit(); c.execute('select * from t').fetchall()",
    "mapped memory": "import mmap; m = mmap.mmap(-1, 4096); m[0] = 3; f = open('f', 'w+b'); f.write(b'x' * 5000); f.flush(); n = mmap.mmap(f.fileno(), 0); n[0] = 65; n.flush(); m[0], n[0]",
    "copies and archives": "import shutil; open('q', 'w').write('1'); shutil.copy2('q', 'w'); shutil.move('w', 'z'); shutil.make_archive('zz', 'zip', '.'); shutil.disk_usage('.').total > 0",
    "a pair of sockets": "import socket; a, b = socket.socketpair(); a.send(b'x'); b.recv(1)",
    "waiting for files": "import select, os; r, w = os.pipe(); e = select.epoll(); e.register(r); os.write(w, b'x'); len(e.poll(1))",
    "an alarm": "import signal, time\nsignal.signal(signal.SIGALRM, lambda *a: print('a')); signal.setitimer(signal.ITIMER_REAL, 0.01); time.sleep(0.1)",
    "an interrupt of its own": "import os, signal, time\ntry:\n  os.kill(os.getpid(), signal.SIGINT); time.sleep(1)\nexcept KeyboardInterrupt: print('a')",
    "what the machine is": "import platform, os, uuid, time, locale, ssl; platform.platform(), os.cpu_count(), uuid.uuid1(), time.localtime(), ssl.create_default_context()",
    "a library of C": "import ctypes; ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 3)()",
}  # fmt: skip
PACKAGES = {
    "numpy": "import numpy as np; np.linalg.svd(np.random.rand(200, 200))[1].shape",
    "pandas": "import pandas as pd; pd.DataFrame({'a': [1, 2]}).to_csv('x.csv'); pd.read_csv('x.csv').shape",
    "matplotlib": "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.savefig('x.png'); plt.show()",
    "sklearn": "from sklearn.ensemble import RandomForestClassifier as R; import numpy as np; R(n_jobs=2).fit(np.random.rand(50, 2), np.arange(50) % 2).n_classes_",
    "h5py": "import h5py\nwith h5py.File('x.h5', 'w') as f: f['a'] = [1, 2]\nlen(h5py.File('x.h5')['a'])",
    "tensorflow": "import tensorflow as tf, numpy as np\nm = tf.keras.Sequential([tf.keras.layers.Dense(4)]); m.compile('adam', 'mse'); m.fit(np.random.rand(64, 3), np.random.rand(64, 4), verbose=0); m.save_weights('m.weights.h5')\n@tf.function(jit_compile=True)\ndef f(x): return x * 2\nf(tf.ones(3)); len(list(tf.data.Dataset.range(9).map(f, num_parallel_calls=4).prefetch(2)))",
}  # fmt: skip


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox(Limits(seconds=120.0)) as found:
        yield found


@pytest.mark.parametrize("name", [*PIECES, *PACKAGES])
def test_it_works_inside(sandbox, name):
    if name in PACKAGES and find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    outcome = sandbox.run({**PIECES, **PACKAGES}[name])
    assert (outcome.raises, outcome.stopped) == (None, "")
    assert outcome.output or name == "matplotlib"
