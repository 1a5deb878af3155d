"""Words that decide whether two headlines are one: numbers, negations, opposites, small words, labels.

English, German and French in some breadth; the other languages with cased scripts by their negations, small numbers,
months and days. Of a word that two languages share, the stricter use counts: a missing link is better
than a false one.
"""

from articles.lexicon import names, phrases, words
from articles.lexicon.dates.calendar import MONTHS, WEEKDAYS

# Number words by their digits, so that "three dead" and "3 dead" are one spelling.
NUMBER_WORDS = """
1: one, eins; 2: two, zwei, deux, dos, twee; 3: three, drei, trois, tres, drie; 4: four, vier, quatre, cuatro;
5: five, fünf, cinq, cinco, vijf; 6: six, sechs, zes; 7: seven, sieben, sept, siete, zeven;
8: eight, acht, huit, ocho; 9: nine, neun, neuf, nueve, negen; 10: ten, zehn, dix, diez, tien; 11: eleven, elf, onze;
12: twelve, zwölf, douze, doce, twaalf; 13: thirteen, dreizehn, treize; 14: fourteen, vierzehn, quatorze;
15: fifteen, fünfzehn, quinze; 16: sixteen, sechzehn, seize; 17: seventeen, siebzehn; 18: eighteen, achtzehn;
19: nineteen, neunzehn; 20: twenty, zwanzig, vingt, veinte, twintig; 30: thirty, dreißig, trente, treinta, dertig;
40: forty, vierzig, quarante, cuarenta, veertig; 50: fifty, fünfzig, cinquante, cincuenta, vijftig;
60: sixty, sechzig, soixante; 70: seventy, siebzig, septante, zeventig; 80: eighty, achtzig, octante, tachtig;
90: ninety, neunzig, nonante; 1st: first, erste, ersten, erster, erstes, erstem, premier, première, 1er, 1re;
2nd: second, zweite, zweiten, zweiter, zweites, deuxième, seconde;
3rd: third, dritte, dritten, dritter, drittes, troisième; 4th: fourth, vierte, vierten, vierter, viertes, quatrième;
5th: fifth, fünfte, fünften, fünfter, fünftes, cinquième; 6th: sixth, sechste, sechsten, sechster, sixième;
7th: seventh, siebte, siebten, siebter, septième; 8th: eighth, achte, achten, achter, huitième;
9th: ninth, neunte, neunten, neunter, neuvième; 10th: tenth, zehnte, zehnten, zehnter, dixième;
%: percent, prozent, percentage, procent; 100x: hundred, hundert; 1000x: thousand, tausend, mille;
1000000x: million, millions, millionen, mio, million, millionen, millones, milioni;
1000000000x: billion, billions, bn, milliarde, milliarden, mrd, milliard, milliards;
"""

# Negations, and words as strong: a headline means something else when they are added, left out or moved.
NEGATIONS = words("""
not no never none nobody nothing neither nor without cannot cant dont doesnt didnt wont isnt arent wasnt nt t non
hardly barely almost nearly fails failed fail refuses refused refuse denies denied deny false fake falsely
against except unless instead only nicht nichts kein keine keiner keinen keinem keines nie niemals niemand ohne
weder gegen statt kaum fast beinahe falsch falsche dementiert ne n pas jamais aucun aucune sans ni rien contre
sauf dément nient faux fausse nunca sin nada ningún ninguna contra mai senza nessuno niet geen nooit zonder tegen
inte ej ikke aldrig ingen utan uden não sem bez nem ei ekki hvorki değil nu fără не нет ни без нi никогда против
ні немає
""")
# Names of months and weekdays that are other words as well, some of them in OPPOSED.
_OTHER_WORDS = words("march mars mai may mac maja marca mart bazar")
_DAYS = {name.text.casefold() for table in (MONTHS, WEEKDAYS) for name in names(table) if not name.is_short}
# Words that may neither be replaced nor be left out, though they may move: who or what exactly is meant, and which day.
TURNING = (
    NEGATIONS
    | (_DAYS - _OTHER_WORDS)
    | words("""
ex former vice deputy acting anti pro pre post attempted stops stopped once dozens hundreds thousands half double
twice triple dozen quarter women womens woman men mens man girls boys girl boy female male junior juniors youth u21
u19 ehemalige ehemaliger ehemaligen früherer frühere dutzende hunderte tausende halb halbe doppelt frauen frau männer
mann mädchen jungen moitié demi femmes femme hommes homme ancien ancienne sonnabend jan feb apr jun jul aug sep sept
oct nov dec today tomorrow yesterday tonight heute morgen gestern aujourd hui demain hier
""")
)
# Written with a capital, part of a place's name: South Korea, New Mexico.
NAMING = words("""
new north south east west northern southern eastern western upper lower central nord süd ost norden süden osten
westen neu sud est ouest nouvelle nouveau norte sur este oeste nueva nuevo
""")

# Words that no other word can replace, though they may be left out: opposites, directions, outcomes, similar names.
OPPOSED = words("""
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
# Words that cannot replace each other: family and other people, measures, colours, how much and how good.
CONTRASTED = words("""
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

# Words so small that one may replace another, or be left out, without a change of meaning.
SMALL = words("""
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

# Labels before or after a headline that are no part of it.
LABELS = phrases("""
live, live blog, live update, live updates, live stream, livestream, live ticker, liveticker, liveblog, newsblog, news
ticker, ticker, watch, watch live, listen, read, read more, see also, exclusive, breaking, breaking news, just in,
update, updated, video, in video, photo, photos, pictures, in pictures, in photos, gallery, photo gallery, podcast,
audio, opinion, analysis, comment, editorial, column, interview, review, feature, featured, explainer, explained,
recommended, sponsored, advertorial, premium, subscriber only, correction, eilmeldung, eil, exklusiv, aktuell,
aktualisiert, im video, im livestream, bilder, fotos, fotostrecke, bildergalerie, galerie, meinung, kommentar,
analyse, kolumne, leitartikel, rezension, reportage, hintergrund, glosse, anzeige, plus, abo, en direct, direct,
direct vidéo, exclusif, info exclusive, alerte info, vidéo, en images, diaporama, tribune, édito, éditorial,
entretien, le direct, mis à jour, en directo, directo, última hora, en vivo, exclusiva, vídeo, opinión, análisis,
entrevista, in diretta, diretta, esclusiva, ultim'ora, foto, opinione, analisi, intervista, ao vivo, exclusivo,
liveblogg, direkt, just nu, bekijk, exclusief
""")

# Words of sites' names that may be in lower case, and that would count as TURNING or OPPOSED elsewhere.
SITE_WORDS = words("""
of the and & for in on online t-online news la le il el der die das de du com net org heise tv
post today daily week weekly sunday monthly year independent jungen welt neue neuer nouvel nuova
""")

# A word and the same word with such a beginning are opposites: legal and illegal, import and export.
OPPOSING_BEGINNINGS = words("""
un in im il ir dis non mis anti de ex over under up down out pre post inter counter re ent miss ein aus an ab auf
zu vor nach hin her be ver zer weg
""")
# Endings that make another person, or another people, of a word: Lehrer, Lehrerin; Simon, Simone.
FEMALE = ("in", "innen", "ess", "ette")
OTHER_PERSON = (*FEMALE, "a", "e", "ia", "ée", "son", "sen")
# Titles of people, in six languages; "Mr" is shorter than any keyword.
TITLES = words("""
mrs miss sir dame lord lady prof professor doctor herr herrn frau monsieur madame mme mlle señor señora signor signora
meneer mevrouw
""")
