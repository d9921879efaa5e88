"""The language of a text is guessed from its script."""

import pytest

from harness.documents.language import language


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("모델을 model.fit(X_train) 으로 학습", "ko"),
        ("モデルを学習する", "ja"),
        ("训练模型", "zh"),
        ("The model is trained.", "en"),
        ("42 + 3", ""),
        ("", ""),
    ],
)
def test_the_script_tells_the_language(text, tag):
    assert language(text) == tag


def test_one_foreign_word_does_not_make_a_language():
    assert language("The word 합 means sum, and nothing else here is Korean at all.") == "en"
