"""Tells the short lines that announce an output, "which prints:", in the languages of documents."""

from __future__ import annotations

import re

_LONGEST = 80
_ENGLISH = re.compile(
    r"[\s>#*_`(→]*(?:(?:this|which|it|the|that|and|here|your|you|will|should|would|code|program"
    r"|script|above|example|sample|expected|console|terminal|corresponding|following|get|see|we"
    r"|is|are|now|then|run|running|executing)\W+)*"
    r"(?:output|outputs|prints?|printed|printing|results?|resulting|gives?|giving|returns?"
    r"|returning|produces?|producing|shows?|displays?|yields?|yielding|out|stdout|get|see)\b"
    r"(?:\W+(?:in|the|this|is|are|following|like|something|output|result|results|us|as|to"
    r"|console|out|you))*[\W_]*",
    re.I,
)
_BESIDE = frozenset(
    re.findall(
        r"\w+",
        # German
        "die der das dies diese dieser und es wird folgende folgendes folgenden nun dann mit code "
        "programm ist lautet sieht so aus wie folgt erhalten wir man zu uns liefert führt "
        # French
        "le la les l ce cela ceci qui on vous nous programme suivant suivante suivants est sera "
        "ainsi alors comme suit d exécution à il elle "
        # Spanish, Portuguese, Italian
        "el lo los las esto este que y código programa siguiente es se nos en pantalla de da así "
        "como sigue o os isso seguinte é il questo codice seguente che ci dell della esecuzione "
        "ejecución execução do será "
        # Russian
        "код кода программа программы этот следующее следующий это будет так",
    )
)
"""Words that may stand in such a line."""

_ANNOUNCING = frozenset(
    re.findall(
        r"\w+",
        "ausgabe ausgaben ergebnis ergebnisse resultat ergibt ausgibt ausgegeben druckt gibt "
        "sortie sorties résultat résultats affiche affichera donne donnera renvoie retourne "
        "imprime obtient obtenons salida salidas resultado resultados imprimirá muestra mostrará "
        "devuelve produce obtenemos saída saídas exibe mostra retorna risultato stampa restituisce "
        "uscita вывод результат выведет выводит напечатает печатает",
    )
)
"""Words of which one has to stand there."""

_BETWEEN = "[\\s:,.>#*_`()=\\-\uff1a\uff0c\u3002\u3001\uff08\uff09\u3010\u3011\u300c\u300d]"
"""What stands between words; colons, commas and brackets of full width among them."""

_CHINESE = (
    "以下|下面|上述|上面|以上|代码|代碼|程序|的|将|將|会|會|为|為|是|如下|所示"
    "|运行|運行|执行|執行|后|後|内容|可以|看到|我们|我們"
)
_JAPANESE = (
    "実行|例|は|を|が|の|と|に|次|通り|とおり|ように|です|なります|されます"
    "|します|すると|こちら|コード|これ"
)
_KOREAN = (
    "실행|하면|다음|과|와|같이|같은|같습니다|같다|은|는|이|가|을|를|됩니다|된다"
    "|합니다|나옵니다|코드|위|의|값|예시|물"
)
_SAYING = re.compile(
    "输出|輸出|结果|結果|打印|显示|顯示|返回|得到|出力|表示|実行結果|출력|결과"  # zh, ja, ko
)
_CHUNKS = re.compile(f"(?:{_BETWEEN}|{_SAYING.pattern}|{_CHINESE}|{_JAPANESE}|{_KOREAN})++")
"""A line of a language that does not part its words; no part is given back, or it took long."""


_RESULT = re.compile(r"[\s>*_`]*Out ?\[[\d ]*\] ?:?[\s*_`]*")
"""The mark of IPython above a result of its own."""


def leads_to_output(line: str) -> bool:
    """Whether a line does nothing but announce an output: "which prints:", "결과:", "Out[3]:"."""
    if len(line) > _LONGEST:
        return False
    if _RESULT.fullmatch(line):
        return True
    return _ENGLISH.fullmatch(line) is not None or _in_words(line) or _in_chunks(line)


def _in_words(line: str) -> bool:
    words = re.findall(r"\w+", line.lower().replace("_", " "))
    known = all(word in _BESIDE or word in _ANNOUNCING for word in words)
    return known and any(word in _ANNOUNCING for word in words)


def _in_chunks(line: str) -> bool:
    return _SAYING.search(line) is not None and _CHUNKS.fullmatch(line) is not None
