"""Front pages, error pages, walls and consent screens are refused; stories that resemble them are accepted."""

import pytest

from articles.captures.acceptance import acceptance_problem
from articles.captures.building import document_story
from articles.documents.received import Received
from articles.importing.problem_sentences import sentence_of
from articles.importing.runs import run_import
from articles.models import Article, Document
from articles.understanding import Hints, Nature, understand
from tests.support.html_pages import html_page
from tests.support.texts import FOOT, MENU, OTHER, PARAGRAPHS, TEASERS, page

SECTIONS = ["News", "Opinion", "Sport", "Most read"]
ERRORS = [
    "404\nPage not found\nSorry, the page you are looking for could not be found.\nBack to the home page",
    "The Tide Table\n\nPage not found\n\nThe page you requested does not exist or has been moved. Try the "
    "search, or go to "
    "our front page for the latest news from the bay.",
    "Access Denied\nYou don't have permission to access this page on this server.\nReference #18.2f4a",
    "500 Internal Server Error\nThe server encountered an internal error and was unable to complete your request.",
    "Just a moment...\nChecking your browser before you continue to tide.example.\nPlease enable JavaScript and "
    "cookies.",
    "Are you a robot?\nPlease confirm that you are not a robot by clicking the box below. Our systems have seen "
    "unusual "
    "traffic from your network.",
    "503 Service Unavailable\nThe server is temporarily unable to service your request. Please try again later.",
    "Fehler 404\nSeite nicht gefunden\nDie gewünschte Seite existiert leider nicht mehr.\nZur Startseite",
    "Zugriff verweigert\nSie haben keine Berechtigung, diese Seite zu sehen.",
    "Page introuvable\nLa page que vous recherchez n'existe pas ou a été déplacée.\nRetour à l'accueil",
    "Página no encontrada\nLo sentimos, la página que buscas no existe o ha cambiado de dirección.\nVolver a la "
    "portada",
    "Pagina non trovata\nLa pagina che stai cercando non esiste più.\nTorna alla home",
    "Pagina niet gevonden\nDe pagina die u zoekt bestaat niet meer.",
    "Página não encontrada\nA página que procura não existe.",
    "Sidan kunde inte hittas\nDen kan ha flyttats eller tagits bort.",
    "Страница не найдена\nВозможно, она была удалена или перемещена.",
    "ページが見つかりません\nお探しのページは移動または削除された可能性があります。",
]  # fmt: skip
WALLS = [
    "Council votes to move the fountain again\nBy Ada Holm\nThe fountain on the market square is to be moved "
    "for the fourth "
    "time since it was built.\nSubscribe to continue reading\nAlready a subscriber? Log in\nFrom 1 a week. "
    "Cancel anytime.",
    "Harbour fees to rise by a tenth\n\nThis article is for subscribers only.\n\nLog in to read it, or choose a "
    "subscription.\n"
    "Unlimited access for four weeks\nSubscribe now",
    "Der Brunnen zieht wieder um\nVon Ada Holm\nZum vierten Mal seit seinem Bau soll der Brunnen auf dem "
    "Marktplatz versetzt "
    "werden, und wieder weiß keiner …\nJetzt weiterlesen mit dem Probeabo\nBereits Abonnent? Hier anmelden\n"
    "Monatlich kündbar",
    "La fontaine déménage encore\nPour la quatrième fois depuis sa construction, la fontaine de la place du "
    "marché va…\n"
    "Cet article est réservé aux abonnés.\nDéjà abonné ? Connectez-vous\nAbonnez-vous pour 1 € le premier mois",
    "La fuente se muda otra vez\nPor cuarta vez desde su construcción, la fuente de la plaza del mercado…\n"
    "Contenido exclusivo para suscriptores\n¿Ya eres suscriptor? Inicia sesión\nSuscríbete para seguir leyendo",
    "La fontana si sposta di nuovo\nPer la quarta volta la fontana della piazza…\nContenuto riservato agli abbonati\n"
    "Sei già abbonato? Accedi per continuare a leggere",
    "Fontänen flyttas igen\nFör fjärde gången sedan den byggdes…\nRedan prenumerant? Logga in för att läsa vidare",
]  # fmt: skip
CONSENTS = [
    "We value your privacy\nWe and our partners store and access information on a device, such as cookies, and process "
    "personal data for personalised ads and content.\nYou may withdraw your consent at any time in our privacy "
    "policy.\n"
    "Accept all\nManage preferences",
    "The Tide Table\n\nBefore you continue\n\nWe use cookies and other technologies to measure how our pages "
    "are read. Some of "
    "our partners process your personal data on the basis of legitimate interest.\n\nAccept all "
    "cookies\n\nReject all\n\n"
    "Cookie settings",
    "Wir und unsere Partner benötigen Ihre Zustimmung\nWir verwenden Cookies, um Inhalte und Anzeigen zu "
    "personalisieren. "
    "Ihre Einwilligung können Sie jederzeit in der Datenschutzerklärung widerrufen.\nAlle akzeptieren\nEinstellungen",
    "Weiter mit Werbung lesen\nBesuchen Sie uns wie gewohnt mit Werbung und Tracking. Die Zustimmung zu Cookies "
    "ist jederzeit "
    "widerrufbar. Unsere Partner verarbeiten persönliche Daten.\nZustimmen und weiter\nDatenschutz\nImpressum",
    "Nous respectons votre vie privée\nNous et nos partenaires utilisons des cookies pour mesurer l'audience et "
    "afficher des "
    "publicités.\nVotre consentement peut être retiré à tout moment, voir notre politique de "
    "confidentialité.\nTout accepter\n"
    "Continuer sans accepter",
    "Valoramos tu privacidad\nNosotros y nuestros socios utilizamos cookies para mostrar publicidad y medir el "
    "uso de la "
    "página.\nPuedes retirar tu consentimiento en la política de privacidad.\nAceptar todo\nRechazar todo",
    "La tua privacy\nNoi e i nostri partner utilizziamo cookie per mostrare annunci. Leggi l'informativa sui cookie.\n"
    "Accetta tutto\nContinua senza accettare",
]  # fmt: skip


def front_page(gap):
    lines = [*MENU]
    for number, (headline, summary) in enumerate(TEASERS):
        lines += [SECTIONS[number // 3]] if number % 3 == 0 else []
        lines += [headline, summary, f"{number + 2} hours ago"]
    return gap.join([*lines, *FOOT])


def code(text):
    problem = acceptance_problem(understand(text).story)
    return problem and problem.code


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_front_page_is_a_list(gap):
    assert code(front_page(gap)) == "list"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_page_of_headlines_alone_is_a_list(gap):
    headlines = [line for section, own in zip(SECTIONS, TEASERS, strict=False) for line in (section, own[0])]

    assert code(gap.join([*MENU, *headlines, *(headline for headline, _ in TEASERS), *FOOT])) in ("list", "no-story")


def test_front_page_as_plain_as_a_story_is_a_list():
    text = "\n\n".join(["The Tide Table", "Twice a day.", "News", *(line for pair in TEASERS for line in pair)])

    assert code(text) == "list"


@pytest.mark.parametrize("text", ERRORS)
def test_error_page_is_refused_as_one(text):
    assert code(text) == "error-page"
    assert code("\n".join([*MENU, text, *FOOT])) == "error-page"


@pytest.mark.parametrize("text", WALLS)
def test_wall_is_refused_as_one(text):
    assert code(text) == "wall"
    assert code("\n".join([*MENU, text, *FOOT])) == "wall"


@pytest.mark.parametrize("text", CONSENTS)
def test_consent_screen_is_refused_as_one(text):
    assert code(text) == "consent"
    assert code(text.replace("\n", "\n\n")) == "consent"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_several_items_under_one_headline_are_a_story(gap):
    blog = ["Storm over the bay: how the night went", "By Ada Holm", "21 November 2026", OTHER[0]]
    for number, text in enumerate([*PARAGRAPHS, *OTHER]):
        blog += [f"{18 + number}:30", text]
    things = ["Five things to know about the ferry", PARAGRAPHS[0]]
    for number, (headline, _) in enumerate(TEASERS[:5]):
        things += [f"{number + 1}. {headline}", [*PARAGRAPHS, *OTHER][number]]

    assert code(gap.join([*MENU, *blog, *FOOT])) is None
    assert code(gap.join([*MENU, *things, "Most read", *(headline for headline, _ in TEASERS[5:]), *FOOT])) is None


@pytest.mark.parametrize("sentence", [PARAGRAPHS[0], OTHER[0], "The mayor of Stainmoor has died, aged ninety-one."])
def test_one_sentence_is_a_story(sentence):
    assert code(f"Short news of the day\n\n{sentence}") is None
    assert code(page("Short news of the day", sentence, related=[headline for headline, _ in TEASERS])) is None


@pytest.mark.parametrize(
    ("headline", "paragraphs"),
    [
        ("Page not found: a library looks for a leaf", PARAGRAPHS),
        ("Access denied to the north mole", OTHER),
        ("Error 404 and other house numbers", PARAGRAPHS),
        ("New law on cookies is passed", (*PARAGRAPHS, "Sites with cookies must ask for consent, the minister said.")),
        ("Subscribers only: a theatre shuts", (*OTHER, "Already a subscriber, he had to queue all the same.")),
    ],
)  # fmt: skip
def test_news_of_errors_walls_and_consent_is_a_story(headline, paragraphs):
    banner = ["We use cookies", "Accept all", "Already a subscriber? Log in"]

    assert code(page(headline, *paragraphs)) is None
    assert code("\n\n".join([*MENU, headline, "By Ada Holm", *paragraphs, *banner, *FOOT])) is None


def test_metadata_confirms_a_story_and_makes_none():
    kept = document_story(
        html_page("Short news", PARAGRAPHS[0], head='<meta property="og:type" content="article">').encode(), Hints()
    )
    menu = "</li><li>".join([*MENU, *(text for pair in TEASERS for text in pair)])
    listed = (
        f'<html><meta property="og:type" content="article"><title>News</title><body><ul><li>{menu}</ul></body></html>'
    )

    assert acceptance_problem(kept.story) is None
    assert acceptance_problem(document_story(listed.encode(), Hints()).story).code in ("list", "no-story")


def test_nature_is_a_story_unless_something_speaks_against_it():
    assert understand("").story.nature is Nature.STORY
    assert understand(page()).story.nature is Nature.STORY


@pytest.mark.django_db
def test_what_is_no_story_is_refused_and_kept():
    texts = [front_page("\n"), ERRORS[0], WALLS[0], CONSENTS[0], page()]

    results = list(run_import([Received(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]))

    assert [r.problem.code for r in results[:4]] == ["list", "error-page", "wall", "consent"]
    assert all(sentence_of(r.problem).count(".") == 2 for r in results[:4])
    assert results[4].state == "created" and Article.objects.count() == 1
    assert Document.objects.filter(state="rejected").count() == 4
