"""Which calls change an object, by the names of methods and functions alone."""

from __future__ import annotations

_KEEPS = frozenset(
    """
    abs agg aggregate all any apply applymap argmax argmin argsort between capitalize casefold
    ceil clip coef conj copy corr corrwith count counts cov crosstab cummax cummin cumprod cumsum
    decode describe detach diagonal diff difference dot dropna duplicated encode endswith equals
    eval evaluate expand explain explode filter find flatten floor format from_dict groupby head
    hist idxmax idxmin iloc index info intersection interpolate issubset item items iteritems
    iterrows itertuples join keys kurt lower lstrip map max mean median melt memory_usage merge min
    mode most_common nlargest norm notna notnull nsmallest nunique numpy pct_change pipe pivot
    pivot_table plot predict predict_classes predict_log_proba predict_proba prod ptp quantile
    query rank ravel reindex repeat replace reset_index reshape resample rolling round
    row rpartition rsplit rstrip sample score search select_dtypes sem shift size skew
    sort_index sort_values split splitlines squeeze stack startswith std strftime strip sum
    summary swapaxes tail take timestamp title tobytes tolist total_seconds trace transform
    transpose union unique unstack upper value_counts values var view where xs zfill
    """.split()  # noqa: SIM905 - words are easier to read than strings
)
"""Methods that leave their object as it is, as NumPy, pandas, strings and estimators have them."""

_READS = ("to_", "is", "get_", "has", "plot_", "read", "as_", "__")
_CHANGING = frozenset(
    """
    bisect.insort bisect.insort_left bisect.insort_right delattr heapq.heapify heapq.heappop
    heapq.heappush heapq.heappushpop heapq.heapreplace next numpy.copyto numpy.fill_diagonal
    numpy.place numpy.put numpy.put_along_axis numpy.putmask numpy.random.shuffle operator.delitem
    operator.setitem random.shuffle setattr
    """.split()  # noqa: SIM905 - the same
)


def method_changes(name: str) -> bool:
    """Whether a method may change its object; one that nobody knows may.

    Args:
        name: Its name, such as ``fit``.
    """
    return name not in _KEEPS and (
        not name.startswith(_READS) or name in ("__setitem__", "__init__")
    )


def function_changes(name: str) -> bool:
    """Whether a function changes its first argument; one that nobody knows does not.

    Args:
        name: Its dotted name from where it is imported, such as ``random.shuffle``.
    """
    return name in _CHANGING or (name.endswith("_") and not name.endswith("__"))
