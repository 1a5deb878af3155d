"""Words that decide whether two headlines say the same: numbers, negations, opposites, small words, labels.

English, German and French in some breadth; the other languages with cased scripts by their negations and small numbers.
A word that two languages share stands here for the stricter of the two: a link less is better than a false one.
"""

import re


def _folded(text: str) -> list[str]:
    return text.casefold().replace("|", " ").split()


def _folded_groups(text: str) -> list[list[str]]:
    return [_folded(group) for group in text.split()]


_CARDINALS = _folded_groups("""
one|eins two|zwei|deux|dos|twee three|drei|trois|tres|drie four|vier|quatre|cuatro five|fünf|cinq|cinco|vijf
six|sechs|zes seven|sieben|sept|siete|zeven eight|acht|huit|ocho nine|neun|neuf|nueve|negen ten|zehn|dix|diez|tien
eleven|elf|onze twelve|zwölf|douze|doce|twaalf thirteen|dreizehn|treize fourteen|vierzehn|quatorze
fifteen|fünfzehn|quinze sixteen|sechzehn|seize seventeen|siebzehn eighteen|achtzehn nineteen|neunzehn
twenty|zwanzig|vingt|veinte|twintig
""")
_TENS = _folded_groups("""
thirty|dreißig|trente|treinta|dertig forty|vierzig|quarante|cuarenta|veertig fifty|fünfzig|cinquante|cincuenta|vijftig
sixty|sechzig|soixante seventy|siebzig|septante|zeventig eighty|achtzig|octante|tachtig ninety|neunzig|nonante
""")
_ORDINALS = _folded_groups("""
first|erste|ersten|erster|erstes|erstem|premier|première|1er|1re
second|zweite|zweiten|zweiter|zweites|deuxième|seconde third|dritte|dritten|dritter|drittes|troisième
fourth|vierte|vierten|vierter|viertes|quatrième fifth|fünfte|fünften|fünfter|fünftes|cinquième
sixth|sechste|sechsten|sechster|sixième seventh|siebte|siebten|siebter|septième eighth|achte|achten|achter|huitième
ninth|neunte|neunten|neunter|neuvième tenth|zehnte|zehnten|zehnter|dixième
""")
_ENDINGS = ("st", "nd", "rd", *(["th"] * 7))
_UNITS = {
    "%": "percent prozent percentage procent",
    "100x": "hundred hundert",
    "1000x": "thousand tausend mille",
    "1000000x": "million millions millionen mio million millionen millones milioni",
    "1000000000x": "billion billions bn milliarde milliarden mrd milliard milliards",
}


# Number words in their digits, so that "three dead" and "3 dead" are one spelling.
DIGITS: dict[str, str] = {
    **{word: str(value) for value, words in enumerate(_CARDINALS, 1) for word in words},
    **{word: str(value * 10) for value, words in enumerate(_TENS, 3) for word in words},
    **{word: f"{value}{_ENDINGS[value - 1]}" for value, words in enumerate(_ORDINALS, 1) for word in words},
    **{word: digits for digits, words in _UNITS.items() for word in _folded(words)},
}

# Negations, and words as strong: what stands beside them means something else when they move, come or go.
NEGATIONS = frozenset(
    _folded("""
    not no never none nobody nothing neither nor without cannot cant dont doesnt didnt wont isnt arent wasnt nt t non
    hardly barely almost nearly fails failed fail refuses refused refuse denies denied deny false fake falsely
    against except unless instead only nicht nichts kein keine keiner keinen keinem keines nie niemals niemand ohne
    weder gegen statt kaum fast beinahe falsch falsche dementiert ne n pas jamais aucun aucune sans ni rien contre
    sauf dément nient faux fausse nunca sin nada ningún ninguna contra mai senza nessuno niet geen nooit zonder tegen
    inte ej ikke aldrig ingen utan uden não sem bez nem ei ekki hvorki değil nu fără не нет ни без нi никогда против
    ні немає
    """)
)
# Words that may neither be replaced nor be missing, though they may move: who or what exactly is meant, and which day.
TURNING = NEGATIONS | frozenset(
    _folded("""
    ex former vice deputy acting anti pro pre post attempted stops stopped once dozens hundreds thousands half double
    twice triple dozen quarter women womens woman men mens man girls boys girl boy female male junior juniors youth
    u21 u19 ehemalige ehemaliger ehemaligen früherer frühere dutzende hunderte tausende halb halbe doppelt frauen frau
    männer mann mädchen jungen moitié demi femmes femme hommes homme ancien ancienne monday tuesday wednesday thursday
    friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi
    jeudi vendredi samedi dimanche january february april june july august september october november december jan feb
    apr jun jul aug sep sept oct nov dec januar februar märz juni juli oktober dezember jänner janvier février avril
    juin juillet août septembre octobre novembre décembre today tomorrow yesterday tonight heute morgen gestern
    aujourd hui demain hier
    """)
)
# With a capital, part of a place's name: South Korea, New Mexico.
NAMING = frozenset(
    _folded("""
    new north south east west northern southern eastern western upper lower central nord süd ost norden süden osten
    westen neu sud est ouest nouvelle nouveau norte sur este oeste nueva nuevo
    """)
)

# Words that no other word can stand for, though they may be missing: opposites, directions, outcomes, near names.
OPPOSED = frozenset(
    _folded("""
    up down out off over above below before after since until from left right inside outside rise rises rising rose
    risen raise raises raised fall falls falling fell fallen drop drops dropped dropping gain gains gained lose loses
    lost losing win wins won winning beat beats beaten defeat defeats defeated draw draws drew jump jumps jumped
    plunge plunges plunged soar soars soared sink sinks sank slump slumps slumped surge surges surged climb climbs
    climbed slip slips slipped increase increases increased decrease decreases decreased grow grows grew shrink
    shrinks shrank cut cuts boost boosts boosted guilty innocent cleared convicted acquitted sentenced jailed freed
    released arrested charged dead alive killed injured wounded hurt dies died kills missing found open opens opened
    close closes closed closing start starts started begin begins began end ends ended resume resumes join joins
    joined leave leaves leaving quit quits stay stays return returns accept accepts accepted reject rejects rejected
    approve approves approved block blocks blocked ban bans banned allow allows allowed back backs backed oppose
    opposes opposed support supports supported confirm confirms confirmed agree agrees agreed buy buys bought sell
    sells sold hire hires hired fire fires fired sacked appointed elected pass passes passed fail import imports
    export exports success failure true legal illegal hoch runter auf ab aus vor nach seit bis links rechts oben unten
    über unter steigt steigen stieg sinkt sinken fällt fiel wächst schrumpft gewinnt gewinnen gewann siegt siegen
    verliert verlieren verlor besiegt schlägt groß schuldig unschuldig freigesprochen verurteilt frei tot lebt lebend
    getötet verletzt stirbt gestorben vermisst gefunden öffnet schließt beginnt endet startet stoppt bleibt geht kommt
    kehrt tritt zurück erlaubt verbietet verboten lehnt stimmt bestätigt kauft verkauft heuert feuert entlassen
    ernannt hausse baisse monte montent augmente diminue recule grimpe chute gagne gagnent perd perdent bat avant
    après depuis hors sous gauche droite coupable mort morte morts blessé blessés tué tués ouvre ferme commence finit
    accepte rejette approuve interdit autorise confirme achète vend may might march mars mai iran iraq irak iranian
    iraqi iranische irakische iceland ireland island irland icelandic irish austria australia austrian australian
    niger nigeria nigerian slovakia slovenia slovak slovenian slowakei slowenien slovaquie slovénie gambia zambia
    sambia mali malta malawi maldives bali guinea guyana ghana guinée mauritius mauritania mauritanie paraguay uruguay
    togo tonga congo kongo sweden swedish switzerland swiss dominica dominican india indiana indian china chile chad
    libya libyen syria syrien serbia serbien syrian serbian libyan siberia liberia iberia georgia jordan korea lebanon
    macedonia estonia bolivia colombia columbia oman roman romania panama
    """)
)
# Words that no other word of these can stand for: kin and other people, measures, colours, how much and how good.
CONTRASTED = frozenset(
    _folded("""
    more less fewer most least higher highest lowest high low best worst better worse good bad big small large little
    long short old young early late earlier later last next always all every some many few several hot cold warm black
    white red green blue yellow public private day days week weeks month months year years hour hours minute minutes
    decade decades century daily weekly monthly euro euros dollar dollars pound pounds yen million father mother son
    daughter brother sister husband wife king queen prince princess teenager teen child children baby student students
    teacher teachers driver passenger employer employee employers employees he she his her him hers mehr weniger höher
    niedriger beste besten bester schlechteste schlechter besser gut schlecht klein alt jung neue neuer neues neuen
    alte alter früh spät letzte letzten nächste nächsten immer alle einige viele wenige tag tage tagen woche wochen
    monat monate monaten jahr jahre jahren stunde stunden minuten er sie sein ihr ihre seine vater mutter sohn tochter
    bruder schwester ehemann ehefrau könig königin plus moins meilleur pire bon mauvais grand petit vieux jeune
    nouveau nouvelle premier dernier dernière toujours jour jours semaine semaines mois an ans heure heures père mère
    fils fille frère soeur mari roi reine il elle sa leur gross uncle aunt nephew niece cousin grandfather grandmother
    parents parent boss worker workers victim suspect suspects patient doctor nurse onkel tante neffe nichte opa oma
    enkel eltern schüler opfer täter oncle neveu nièce orange pink brown purple grey gray schwarz weiss rot grün gelb
    blau noir blanc rouge vert jaune bleu cent cents
    """)
)

# Words so small that one may stand for another, or be missing, and the headline still says the same.
SMALL = frozenset(
    _folded("""
    a an the of to at by as and or but & that this these those is are was were be been being has have had do does did
    will would can could should shall must it its their they them we our us you your i my me who whom whose which what
    how why when where there here about into onto than then so too also just still amid among between during through
    via per says say said saying tells told s d ll re ve m on for with von mit für dans sur pour avec der die das den
    dem des ein eine einen einem einer eines und oder aber in im am zu zum zur bei beim durch um als wie dass ist sind
    war waren wird werden wurde hat haben hatte kann können soll sollen wollen muss es sich wir uns euch wer wo wann
    warum wieso auch noch schon nur da sagt sagte le la les l un une du de et ou mais à au aux en par que qui quoi ce
    cet cette ces se est sont ont été sera fait dit y comment pourquoi quand où el los las del al o e con por lo su
    sus il gli di che è het een van op te в и о с к у я а на по из за от для что как это w z
    """)
)

# What stands before or after a headline and is no part of it.
LABELS = """
live|live blog|live updates?|live stream|livestream|live ticker|liveticker|liveblog|newsblog|news ticker|ticker
watch|watch live|listen|read|read more|see also|exclusive|breaking|breaking news|just in|update(?: \\d+)?
updated|video|in video|photos?|pictures|in pictures|in photos|gallery|photo gallery|podcast|audio|opinion
analysis|comment|editorial|column|interview|review|feature|featured|explainer|explained|recommended|sponsored
advertorial|premium|subscriber only|correction|eilmeldung|eil|exklusiv|aktuell|aktualisiert|im video
im livestream|bilder|fotos|fotostrecke|bildergalerie|galerie|meinung|kommentar|analyse|kolumne|leitartikel
rezension|reportage|hintergrund|glosse|anzeige|plus|abo|en direct|direct|direct vidéo|exclusif|info exclusive
alerte info|vidéo|en images|photos|diaporama|tribune|édito|éditorial|entretien|le direct|mis à jour|en directo
directo|última hora|en vivo|exclusiva|vídeo|opinión|análisis|entrevista|in diretta|diretta|esclusiva|ultim'ora
foto|opinione|analisi|intervista|ao vivo|exclusivo|liveblogg|direkt|just nu|bekijk|exclusief
""".strip().replace("\n", "|")

# Sites are written like names; these of their words may be small, and may turn a meaning elsewhere.
SITE_WORDS = frozenset(
    _folded("""
    of the and & for in on online t-online news la le il el der die das de du com net org heise tv
    post today daily week weekly sunday monthly year independent jungen welt neue neuer nouvel nuova
    """)
)

# One word with another's beginning is its opposite: legal and illegal, import and export.
OPPOSING_BEGINNINGS = tuple(
    _folded("""
    un in im il ir dis non mis anti de ex over under up down out pre post inter counter re ent miss ein aus an ab auf
    zu vor nach hin her be ver zer weg
    """)
)
# Endings that make another person, or another people, of a word: Lehrer, Lehrerin; Simon, Simone.
FEMALE = ("in", "innen", "ess", "ette")
OTHER_PERSON = (*FEMALE, "a", "e", "ia", "ée", "son", "sen")
PEOPLES = re.compile(r"(isch|ische[mnrs]?|deutsche?[mnrs]?|aise?s?|oise?s?|ienn?e?s?|ain|aine|allemande?s?|russes?)$")
ROMAN = re.compile(r"[ivx]{2,}$")
# How people are spoken of, in six languages; "Mr" is too short to tell anything.
_TITLES = """mrs miss sir dame lord lady prof professor doctor herr herrn frau monsieur madame mme mlle señor señora
signor signora meneer mevrouw"""
TITLES = frozenset(_TITLES.split())
