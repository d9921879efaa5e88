"""Form rules: the same values, written otherwise by another release.

A rule looks at two nodes that differ, one of the document and one of what was printed here, and
returns what remains to be compared if it explains the rest; else None. It hides no value, sign,
bracket, operator, row, shape or name: all that remains is still compared. A new rule is one small
function and a line in ``RULES``.
"""

from __future__ import annotations

from typing import Callable, NamedTuple, Optional, Union

from harness.printed import drawn_objects, library_forms, pandas_forms, result_forms, tensor_forms
from harness.printed.rewriting import Remaining
from harness.printed.trees import Node


class FormRule(NamedTuple):
    """A way in which the same values are written otherwise.

    Args:
        name: A slug, such as ``numpy-scalar``.
        since: The release that brought the change.
        explain: Says in its docstring what is written otherwise, and returns what remains to be
            compared; it is given the document's node, the node here, and the name of the argument
            or cell whose value they are.
    """

    name: str
    since: str
    explain: Callable[[Node, Node, str], Remaining]

    @property
    def what(self) -> str:
        """What is written otherwise, in a sentence."""
        return (self.explain.__doc__ or "").strip()


RULES = (
    FormRule("numpy-scalar", "NumPy 2.0", library_forms.numpy_scalar),
    FormRule("numpy-name", "NumPy 2.0", library_forms.numpy_prefix),
    FormRule("pandas-index", "pandas 2.0", library_forms.pandas_index),
    FormRule("tensor-shape", "Keras 3.0", tensor_forms.shape_class),
    FormRule("dimension", "TensorFlow 2.0", tensor_forms.dimension_class),
    FormRule("ordered-dict", "Python 3.12", library_forms.ordered_dict),
    FormRule("variable", "Keras 3.0", tensor_forms.variable_look),
    FormRule("tensor-id", "TensorFlow 2.1", tensor_forms.tensor_id),
    FormRule("elided-shape", "NumPy 2.0", library_forms.elided_shape),
    FormRule("symbolic-tensor", "Keras 3.0", tensor_forms.symbolic_tensor),
    FormRule("bool-dtype", "NumPy 1.14", library_forms.bool_dtype),
    FormRule("drawn-object", "matplotlib 3.7", drawn_objects.drawn_object),
    FormRule("drawn-list", "matplotlib 3.5", drawn_objects.drawn_list),
    FormRule("shown-object", "", library_forms.shown_object),
    FormRule("shown-class", "", library_forms.shown_class),
    FormRule("data-set", "TensorFlow 2.12", tensor_forms.dataset_class),
    FormRule("class-word", "Python 3", library_forms.class_word),
    FormRule("gone-argument", "pandas 2.0", pandas_forms.gone_argument),
    FormRule("time-digits", "pandas 3.0", pandas_forms.time_digits),
    FormRule("shown-function", "IPython 6", pandas_forms.shown_function),
    FormRule("gradient-function", "PyTorch 1.0", tensor_forms.gradient_function),
    FormRule("variable-output", "Keras 3.0", tensor_forms.variable_output),
    FormRule("ruler", "", library_forms.ruler),
    FormRule("masked-array", "NumPy 1.14", library_forms.masked_array),
    FormRule("time-unit", "pandas 3.0", library_forms.time_unit),
    FormRule("frequency-alias", "pandas 2.2", library_forms.frequency_alias),
    FormRule("string-dtype", "pandas 3.0", library_forms.string_dtype),
    FormRule("tensorflow-dtype", "Keras 3.0", tensor_forms.tensorflow_dtype),
    FormRule("moved-module", "Keras 2.13", tensor_forms.moved_module),
    FormRule("keras-object", "Keras 3.0", tensor_forms.keras_object),
    FormRule("quotes", "Python 3", library_forms.quotes_of_text),
    FormRule("input-shape", "Keras 3.0", tensor_forms.listed_shape),
    FormRule("functional", "Keras 2.4", tensor_forms.functional_class),
)
"""All form rules, in the order in which they are tried."""

RELEASES = (
    FormRule("named-result", "NumPy 1.25", result_forms.named_result),
    FormRule("integer-width", "NumPy 2.0", library_forms.integer_width),
    FormRule("range-index", "pandas 0.18", pandas_forms.range_index),
    FormRule("category-quotes", "pandas 1.1", pandas_forms.category_quotes),
    FormRule("dictionary-view", "Python 3", pandas_forms.dictionary_view),
    FormRule("text-width", "Python 3", pandas_forms.text_width),
    FormRule("integer-dtype", "NumPy 2.0", library_forms.integer_dtype),
)
"""Rules for documents that other releases printed, or another platform."""

DEFAULTS = FormRule("estimator-defaults", "scikit-learn 0.23", library_forms.estimator_defaults)
"""A rule for values of libraries that do so alone: elsewhere it would hide arguments."""


class Look(NamedTuple):
    """A way to write the same values that is found while they are compared, without a rule.

    Args:
        name: Its name, as in the note of a difference.
        since: The release that brought the change; empty for none.
        what: What is written otherwise, in a few words.
    """

    name: str
    since: str
    what: str


LOOKS = (
    Look("automatic-name", "", "The numbers of automatic names, moved by the same everywhere."),
    Look("cut", "", "A name that does not fit its column is cut."),
    Look("drawing", "", "A table is drawn otherwise: rulers, frames, bars."),
    Look("letter-case", "", "`nan` or `NaN`."),
    Look("line-breaks", "", "A text in brackets is wrapped at other places."),
    Look("memory", "Keras 2.13", "A summary tells the memory that parameters take."),
    Look("metric-order", "Keras 3.0", "The metrics of a log stand in another order."),
    Look("minus-sign", "", "A typographic minus."),
    Look("progress-bar", "TensorFlow 2.9", "Predict() draws a bar, too."),
    Look("rounded", "", "A figure with a unit has fewer digits, rightly rounded."),
    Look("shortened", "", "A figure has six or more digits, rightly rounded, where here are more."),
    Look("spacing", "NumPy 1.14", "Other blanks between the same words."),
    Look("thousands", "Keras 3.0", "A comma between thousands, outside of brackets."),
    Look("value-counts", "pandas 2.0", "The name of a column stands above its counted values."),
    Look("whole-number", "", "A whole number is a float now, or no longer: `3` and `3.0`."),
    Look("zero-sign", "", "A zero with another sign."),
    Look("zeros", "", "Zeros at the end of a number, or its power of ten."),
)
"""All other forms."""


def form_named(name: str) -> Optional[Union[FormRule, Look]]:
    """Find the form that a difference names in its note; None where it names none."""
    every = (*RULES, *RELEASES, DEFAULTS, *LOOKS)
    return next((form for form in every if form.name == name), None)


def form_described(name: str) -> str:
    """Describe a form in one sentence: what is written otherwise, and since which release."""
    form = form_named(name)
    if form is None:
        return name
    return form.what + (" Since {}.".format(form.since) if form.since else "")
