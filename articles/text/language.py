"""The language of a text, by its script and by the small words that every sentence holds."""

import re
from collections import Counter

from articles.text.scripts import HAN_BASIC, HANGUL, KANA

_SMALL_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in that is was for on with as it at by from he she they his her not but have has had",
        "de": "der die das und ist nicht mit von den dem ein eine zu auf für im sich auch als es sie er wurde hat",
        "fr": "le la les des et est une dans pour pas que qui sur au avec ce il elle du plus par ont été aux cette",
        "es": "el la los las de y en que es un una por con para no se del al lo su como más pero ha fue",
        "it": "il lo la gli le di e che è un una per con non si del della al nel da sono anche ha come più",
        "nl": "de het een en van is dat niet op te met voor zijn aan er maar door ook bij heeft werd naar om",
        "pt": "o a os as de e em que é um uma por com para não se do da no na ao mais foi dos como",
        "sv": "och att det som en är på för med av inte den till ett har om de var men sig från ska",
        "da": "og at det som en er på for med af ikke den til et har om de var men sig fra der",
        "no": "og at det som en er på for med av ikke den til et har om de var men seg fra ble",
    }.items()
}
_SCRIPTS = (
    ("ja", re.compile(f"[{KANA}]")),
    ("ko", re.compile(f"[{HANGUL}]")),
    ("zh", re.compile(f"[{HAN_BASIC}]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
)
_SAMPLE = 3_000  # characters read; enough for several hundred small words


def language_of(text: str) -> str:
    """ISO 639-1 code, or "" when the text says too little: under five small words, or two languages level."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        letters = sum(map(str.isalpha, sample))
        for language, script in _SCRIPTS:
            if letters and len(script.findall(sample)) > letters * (0.1 if language == "ja" else 0.4):
                return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = sorted(((sum(words[word] for word in small), name) for name, small in _SMALL_WORDS.items()), reverse=True)
    (best, language), (second, _) = scores[:2]
    return language if best >= 5 and best > second else ""
