"""Time zones as newspapers print them, in hours ahead of UTC: the IANA database's abbreviations, and some in words.

Some abbreviations are those of several zones. Here each has the one that newspapers mean by it: IST is India's (papers
of Israel and Ireland print none), CST, EST, PST and AST are North America's, BST is Britain's in summer.
"""

ZONES = {
    **{"gmt": 0, "utc": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2},
    **{"eet": 2, "oez": 2, "eest": 3, "oesz": 3, "idt": 3, "msk": 3, "мск": 3, "trt": 3, "tsi": 3, "samt": 4},
    **{"wat": 1, "cat": 2, "sast": 2, "eat": 3, "irst": 3.5, "irdt": 4.5, "gst": 4, "azt": 4, "amt": 4, "get": 4},
    **{"aft": 4.5, "pkt": 5, "uzt": 5, "tjt": 5, "mvt": 5, "yekt": 5, "almt": 6, "ist": 5.5, "slst": 5.5},
    **{"npt": 5.75, "bdst": 6, "btt": 6, "omst": 6, "mmt": 6.5, "ict": 7, "wib": 7, "krat": 7, "novt": 7, "hovt": 7},
    **{"sgt": 8, "hkt": 8, "myt": 8, "pht": 8, "phst": 8, "wita": 8, "awst": 8, "irkt": 8, "ulat": 8, "bnt": 8},
    **{"jst": 9, "kst": 9, "wit": 9, "tlt": 9, "yakt": 9, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11},
    **{"vlat": 10, "chst": 10, "pgt": 10, "lhst": 10.5, "sakt": 11, "magt": 11, "pett": 12, "fjt": 12},
    **{"nzst": 12, "nzdt": 13, "chast": 12.75, "chadt": 13.75, "tot": 13, "wsst": 13},
    **{"nst": -3.5, "ndt": -2.5, "brt": -3, "brst": -2, "art": -3, "uyt": -3, "clst": -3, "clt": -4, "pyt": -4},
    **{"ast": -4, "adt": -3, "vet": -4, "bot": -4, "amst": -3, "cot": -5, "pet": -5, "ect": -5, "et": -5, "est": -5},
    **{"edt": -4, "ct": -6, "cst": -6, "cdt": -5, "mt": -7, "mst": -7, "mdt": -6, "pt": -8, "pst": -8, "pdt": -7},
    **{"akst": -9, "akdt": -8, "hst": -10, "hast": -10, "hdt": -9, "sst": -11},
    **{"horário de brasília": -3, "horario de brasilia": -3, "hora de brasília": -3, "بتوقيت غرينتش": 0},
    **{"توقيت غرينتش": 0, "بتوقيت جرينتش": 0, "بتوقيت مكة المكرمة": 3, "بتوقيت السعودية": 3},
    **{"по московскому времени": 3, "по москве": 3, "beijing time": 8, "北京时间": 8, "日本時間": 9},
}
SEASONAL_ZONES = frozenset({"et", "ct", "mt", "pt"})  # an hour more from March to October, give or take some days
