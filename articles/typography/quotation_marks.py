"""The quotation marks of languages. Source: CLDR 48, delimiters; the spaces of French are those of its typographers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks around a quotation, around one inside it, and around one that was typed with single marks."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    single: tuple[str, str]


def marks_of(language: str) -> Marks:
    """Return the marks of a language tag; those of English for a language that is not known."""
    language = language.lower()
    return _MARKS.get(language) or _MARKS.get(language.partition("-")[0]) or _DEFAULT


def _marks(four: str) -> Marks:
    outer, inner = (four[0], four[1]), (four[2], four[3])
    return Marks(outer, inner, inner if inner[0] in "‘‚’‹" else ("‘", "’"))


_BY_MARKS = {
    "“”‘’": (
        "af az bn ceb ckb cy da en eo es fil ga gl gu hi id km kn ko lo lv ml mn mr ms mt my ne pa ps pt si sw ta te "
        "th tl tr vi zh zu"
    ),
    "„“‚‘": "cs de dsb et hr hsb is lb mk sk sl",
    "„“„“": "bg lt",
    "„”‘’": "bs",
    "„”’’": "sr",
    "„”«»": "pl ro",
    "„”»«": "hu",
    "„“«»": "ka",
    "«»“”": "ca el eu it kk pt-pt sq",
    "«»„“": "be ky ru uk",
    "«»‘’": "nb nn no",
    "«»‹›": "am fa",
    "«»«»": "hy",
    "””’’": "fi he sv",
    "”“’‘": "ar ur",
    "‘’‘’": "nl",
    "「」『』": "ja yue zh-hant zh-hk zh-tw",
}
_MARKS = {language: _marks(four) for four, languages in _BY_MARKS.items() for language in languages.split()}
_SPACED = ("«\u202f", "\u202f»")
_MARKS["fr"] = Marks(_SPACED, _SPACED, ("‘", "’"))
_DEFAULT = _MARKS["en"]
