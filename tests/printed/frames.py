"""Frames, with what is read of their print: a line for each row, its label first."""

import pandas as pd

KEY = pd.Index(["p", "q"], name="key")
TWO = pd.MultiIndex.from_tuples([("x", "m"), ("x", "n")])
LEVELS = pd.MultiIndex.from_tuples([("x", 5), ("x", -12), ("y", 5)], names=["k", "j"])
DAYS = pd.to_datetime(["2020-01-01 10:00", "2020-01-02 11:30"])
GRID = pd.DataFrame([[10 * row + column for column in range(8)] for row in range(9)])

FRAMES = {
    "one column": (pd.DataFrame({"a": [5]}), "header: | a=a\n0: 0 | a=5"),
    "an index with a name": (
        pd.DataFrame({"a": [1, -10], "b": [2.5, None]}, index=KEY),
        "header: | a=a | b=b\nnames: key | a= | b=\np: p | a=1 | b=2.5\nq: q | a=-10 | b=NaN",
    ),
    "columns with a name": (
        pd.DataFrame({"u": [1, 3], "v": [-2, 4]}).rename_axis(columns="of"),
        "header: of | u=u | v=v\n0: 0 | u=1 | v=-2\n1: 1 | u=3 | v=4",
    ),
    "both with a name": (
        pd.DataFrame({"u": [1, 3], "v": [-2, 4]}, index=KEY).rename_axis(columns="of"),
        "header: of | u=u | v=v\nnames: key | u= | v=\np: p | u=1 | v=-2\nq: q | u=3 | v=4",
    ),
    "columns of two levels": (
        pd.DataFrame([[1, 2.5], [3, -4.0]], columns=TWO),
        (
            "header: | x m=x | x n=\nheader: | x m=m | x n=n\n"
            "0: 0 | x m=1 | x n=2.5\n1: 1 | x m=3 | x n=-4.0"
        ),
    ),
    "two levels of columns, one with a name": (
        pd.DataFrame([[1, 2.5], [3, -4.0]], columns=TWO.set_names([None, "two"])),
        (
            "header: | x m=x | x n=\nheader: two | x m=m | x n=n\n"
            "0: 0 | x m=1 | x n=2.5\n1: 1 | x m=3 | x n=-4.0"
        ),
    ),
    "two levels of columns with names": (
        pd.DataFrame([[1, 2.5], [3, -4.0]], columns=TWO.set_names(["one", "two"])),
        (
            "header: one | x m=x | x n=\nheader: two | x m=m | x n=n\n"
            "0: 0 | x m=1 | x n=2.5\n1: 1 | x m=3 | x n=-4.0"
        ),
    ),
    "a level of columns that is blank": (
        pd.DataFrame(
            [[1, 2], [3, 4]],
            columns=pd.MultiIndex.from_tuples([("", "a"), ("", "b")], names=["one", "two"]),
        ),
        "header: one | a= | b=\nheader: two | a=a | b=b\n0: 0 | a=1 | b=2\n1: 1 | a=3 | b=4",
    ),
    "two levels with names": (
        pd.DataFrame([[1, 2.5], [3, -4.0]], index=KEY, columns=TWO.set_names(["one", "two"])),
        (
            "header: one | x m=x | x n=\nheader: two | x m=m | x n=n\nnames: key | x m= | x n=\n"
            "p: p | x m=1 | x n=2.5\nq: q | x m=3 | x n=-4.0"
        ),
    ),
    "an index of two levels": (
        pd.DataFrame({"n": [1, 2, 3]}, index=LEVELS),
        "header: | n=n\nnames: k j | n=\nx 5: x 5 | n=1\nx -12: -12 | n=2\ny 5: y 5 | n=3",
    ),
    "an index of two levels whose first number has a sign": (
        pd.DataFrame({"n": [1, 2, 3]}, index=LEVELS[[1, 0, 2]]),
        "header: | n=n\nnames: k j | n=\nx -12: x -12 | n=1\nx 5: 5 | n=2\ny 5: y 5 | n=3",
    ),
    "dates below a name of all columns": (
        pd.DataFrame({"start-date": DAYS.normalize(), "n": [1, -2]}).rename_axis(columns="of"),
        (
            "header: of | start-date=start-date | n=n\n"
            "0: 0 | start-date=2020-01-01 | n=1\n1: 1 | start-date=2020-01-02 | n=-2"
        ),
    ),
    "dates": (
        pd.DataFrame({"when": DAYS, "n": [1, -2]}),
        (
            "header: | when=when | n=n\n"
            "0: 0 | when=2020-01-01 10:00:00 | n=1\n1: 1 | when=2020-01-02 11:30:00 | n=-2"
        ),
    ),
    "dates behind numbers": (
        pd.DataFrame({"n": [1, -2], "when": DAYS}),
        (
            "header: | n=n | when=when\n"
            "0: 0 | n=1 | when=2020-01-01 10:00:00\n1: 1 | n=-2 | when=2020-01-02 11:30:00"
        ),
    ),
    "dates as labels": (
        pd.DataFrame({"n": [1, -2], "m": [0.5, 1]}, index=DAYS),
        (
            "header: | n=n | m=m\n2020-01-01 10:00:00: 2020-01-01 10:00:00 | n=1 | m=0.5\n"
            "2020-01-02 11:30:00: 2020-01-02 11:30:00 | n=-2 | m=1.0"
        ),
    ),
    "spans of time": (
        pd.DataFrame({"t": pd.to_timedelta(["1 days 02:00:00", "-3 days"]), "n": [1, 22]}),
        "header: | t=t | n=n\n0: 0 | t=1 days 02:00:00 | n=1\n1: 1 | t=-3 days +00:00:00 | n=22",
    ),
    "texts and names of two words": (
        pd.DataFrame({"who": ["Al So", "Ann B"], "New York": ["a", "b c"], "n": [1, 2]}),
        (
            "header: | who=who | New York=New York | n=n\n"
            "0: 0 | who=Al So | New York=a | n=1\n1: 1 | who=Ann B | New York=b c | n=2"
        ),
    ),
    "a name of words that begins left of its dates": (
        pd.DataFrame({"n": [1, 2], "N York City A": DAYS.normalize()}),
        (
            "header: | n=n | N York City A=N York City A\n"
            "0: 0 | n=1 | N York City A=2020-01-01\n1: 1 | n=2 | N York City A=2020-01-02"
        ),
    ),
    "names of more words than a row has": (
        pd.DataFrame({"New York": ["a", "b"], "in all": ["c", "d"]}, index=["x", "y"]),
        (
            "header: | New York=New York | in all=in all\n"
            "x: x | New York=a | in all=c\ny: y | New York=b | in all=d"
        ),
    ),
    "texts whose last words are signed numbers": (
        pd.DataFrame({"n": [1, 2], "no": ["x -1", "y -2"]}),
        "header: | n=n | no=no\n0: 0 | n=1 | no=x -1\n1: 1 | n=2 | no=y -2",
    ),
    "levels of words with names": (
        pd.DataFrame(
            {"New York": ["a", "b", "c"]},
            index=pd.MultiIndex.from_tuples([("x", "p"), ("x", "q"), ("y", "p")], names=["k", "j"]),
        ),
        (
            "header: | New York=New York\nnames: k j | New York=\n"
            "x p: x p | New York=a\nx q: q | New York=b\ny p: y p | New York=c"
        ),
    ),
    "levels of numbers without names": (
        pd.DataFrame({"New York": ["a", "b"]}, index=LEVELS[:2].set_names([None, None])),
        "header: | New York=New York\nx 5: x 5 | New York=a\nx -12: -12 | New York=b",
    ),
    "texts that begin with numbers before signed numbers": (
        pd.DataFrame({"a b": ["1 x", "2 y"], "k": [-1, -2]}),
        "header: | a b=a b | k=k\n0: 0 | a b=1 x | k=-1\n1: 1 | a b=2 y | k=-2",
    ),
    "texts that end in numbers below names of two words": (
        pd.DataFrame({"n": [5, 6], "a b": ["x 1", "y 2"]}),
        "header: | n=n | a b=a b\n0: 0 | n=5 | a b=x 1\n1: 1 | n=6 | a b=y 2",
    ),
    "texts that end in dots": (
        pd.DataFrame({"n": [1, 2], "w": ["x ...", "y ..."]}),
        "header: | n=n | w=w\n0: 0 | n=1 | w=x ...\n1: 1 | n=2 | w=y ...",
    ),
    "labels with gaps": (
        pd.DataFrame({"a": [1, 2]}, index=["p   q  s", "r   t  u"]),
        "header: | a=a\np q s: p q s | a=1\nr t u: r t u | a=2",
    ),
    "negative numbers": (
        pd.DataFrame({"a": [-1.5, -2.5], "b": [-3, -4]}),
        "header: | a=a | b=b\n0: 0 | a=-1.5 | b=-3\n1: 1 | a=-2.5 | b=-4",
    ),
    "negative numbers beside what is left out": (
        pd.DataFrame([[-10 * row - column for column in range(8)] for row in (1, 2)]),
        (
            "header: | 0=0 | 1=1 | ...=... | 6=6 | 7=7\n"
            "0: 0 | 0=-10 | 1=-11 | ...=... | 6=-16 | 7=-17\n"
            "1: 1 | 0=-20 | 1=-21 | ...=... | 6=-26 | 7=-27\n"
            "size: number of rows=2 | number of columns=8"
        ),
    ),
    "rows and columns left out": (
        GRID,
        (
            "header: | 0=0 | 1=1 | ...=... | 6=6 | 7=7\n0: 0 | 0=0 | 1=1 | ...=... | 6=6 | 7=7\n"
            "1: 1 | 0=10 | 1=11 | ...=... | 6=16 | 7=17\n...: .. | 0=.. | 1=.. | ...=... | 6=.. | 7=..\n"
            "7: 7 | 0=70 | 1=71 | ...=... | 6=76 | 7=77\n8: 8 | 0=80 | 1=81 | ...=... | 6=86 | 7=87\n"
            "size: number of rows=9 | number of columns=8"
        ),
    ),
}
