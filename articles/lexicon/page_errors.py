"""Phrases of pages that hold no story: errors, login walls, consent screens."""

# Phrases in the normal form of headlines. BARE ones count where a line holds little else; news is written about them.
BARE_ERROR_PHRASES = """
404, 403, 500, 502, 503, error, error 404, error 403, error 500, 404 not found, not found, forbidden, 403 forbidden,
access denied, bad gateway, service unavailable, internal server error, gateway timeout, something went wrong, just a
moment, one moment please, are you a robot, captcha, security check, attention required, fehler, fehler 404, zugriff
verweigert, interner serverfehler, etwas ist schiefgelaufen, einen moment bitte, erreur, erreur 404, accès refusé,
erreur interne, acceso denegado, error interno, algo salió mal, accesso negato, errore, errore 404, toegang geweigerd,
acesso negado, erro 404, åtkomst nekad, adgang nægtet, ingen tilgang, fel 404, feil 404, доступ запрещен, ошибка 404
"""
ERROR_PHRASES = """
page not found, page cannot be found, page could not be found, page can t be found, page doesn t exist, page does not
exist, page you requested, page you are looking for, page you re looking for, page you were looking for, page is no
longer available, page has been removed or moved, page may have been moved, article is no longer available, link may
be broken, couldn t find that page, couldn t find the page, can t find that page, can t find the page, checking your
browser, verify you are human, verify that you are human, verifying you are human, confirm you are human, confirm that
you are not a robot, you are not a robot, you have been blocked, unusual traffic, enable javascript and cookies,
please enable javascript, please enable cookies, don t have permission to access, do not have permission to access,
server encountered an, temporarily unable to service, requested url was not found, try again later, seite nicht
gefunden, seite wurde nicht gefunden, seite konnte nicht gefunden werden, seite existiert nicht, seite ist nicht
verfügbar, aufgerufene seite, angeforderte seite, gewünschte seite, gesuchte seite, dass sie ein mensch sind, dass sie
kein roboter sind, ein fehler ist aufgetreten, page introuvable, page non trouvée, page que vous cherchez, page que
vous recherchez, page demandée, que vous êtes humain, n êtes pas un robot, une erreur est survenue, une erreur s est
produite, página no encontrada, no se ha encontrado la página, no encontramos la página, página que buscas, página que
busca, página solicitada, que eres humano, no eres un robot, se ha producido un error, ha ocurrido un error, pagina
non trovata, pagina che cerchi, pagina che stai cercando, pagina richiesta, di non essere un robot, si è verificato un
errore, pagina niet gevonden, pagina die u zoekt, pagina die je zoekt, er is iets misgegaan, página não encontrada,
página que procura, ocorreu um erro, sidan kunde inte hittas, sidan hittades inte, sidan finns inte, siden blev ikke
fundet, siden findes ikke, siden finnes ikke, fant ikke siden, fant ikke denne siden, страница не найдена, страница не
существует, подтвердите что вы не робот, ページが見つかりません, お探しのページ, 페이지를 찾을 수 없습니다
"""
WALL_PHRASES = """
to continue reading, to keep reading, continue reading with, keep reading with, subscribe to read, subscribe to
continue, subscribe to keep, subscribe now to read, already a subscriber, already have an account, already a member,
article is for subscribers, article is reserved for, story is for subscribers, available to subscribers, exclusive to
subscribers, exclusively for subscribers, for subscribers only, only for subscribers, subscribers only, subscriber
only, log in to read, login to read, log in to continue, sign in to read, sign in to continue, sign in to keep,
register to read, register to continue, register for free to, create a free account to, create an account to, to read
the full, to read this article, to read this story, read the full story with, unlock this article, unlock the full,
free articles left, free articles remaining, reached your limit, used all your free, last free article, um
weiterzulesen, zum weiterlesen, jetzt weiterlesen, weiterlesen mit, bereits abonnent, schon abonnent, bereits ein abo,
bereits abonniert, bereits kunde, bereits registriert, nur für abonnenten, exklusiv für abonnenten, abonnenten
vorbehalten, artikel lesen mit, artikel mit einem, um den ganzen artikel, um diesen artikel, den vollständigen
artikel, diesen artikel weiterlesen, réservé aux abonnés, réservée aux abonnés, réservé à nos abonnés, déjà abonné,
déjà un compte, pour lire la suite, lire la suite de cet article, pour continuer la lecture, poursuivre votre lecture,
abonnez vous pour, connectez vous pour, reste à découvrir, vous reste, solo para suscriptores, exclusivo para
suscriptores, contenido exclusivo, ya eres suscriptor, ya soy suscriptor, ya tienes una cuenta, inicia sesión para,
suscríbete para, regístrate para, para seguir leyendo, para continuar leyendo, riservato agli abbonati, sei già
abbonato, hai già un account, abbonati per, accedi per, per continuare a leggere, per leggere questo articolo, alleen
voor abonnees, exclusief voor abonnees, al abonnee, om verder te lezen, om dit artikel, exclusivo para assinantes, só
para assinantes, já é assinante, para continuar lendo, para continuar a ler, redan prenumerant, för att läsa vidare,
för att fortsätta läsa, endast för prenumeranter, låst för prenumeranter, allerede abonnent, kun for abonnenter, for
at læse videre, for å lese videre, for å lese hele saken, только для подписчиков, чтобы читать дальше,
会員限定, 有料会員,
続きを読むには, ログインして続き, 구독자 전용, 회원 전용
"""
CONSENT_PHRASES = """
we value your privacy, we care about your privacy, your privacy is important, about your privacy, we use cookies, use
of cookies, uses cookies, accept all, accept cookies, reject all, cookie settings, cookie preferences, manage
preferences, manage options, we and our partners, our partners store, our partners process, we and our, consent to,
legitimate interest, withdraw your consent, give your consent, wir verwenden cookies, wir nutzen cookies, wir
benötigen ihre zustimmung, ihre zustimmung, ihre einwilligung, ihre privatsphäre, alle akzeptieren, alle ablehnen,
alles akzeptieren, cookies akzeptieren, cookie einstellungen, wir und unsere, unsere partner, weiter mit werbung, mit
werbung lesen, mit werbung und, berechtigtes interesse, respectons votre vie privée, votre vie privée, nous utilisons
des cookies, utilise des cookies, tout accepter, tout refuser, continuer sans accepter, nous et nos, nos partenaires,
votre consentement, gérer mes choix, intérêt légitime, tu privacidad, su privacidad, utilizamos cookies, usamos
cookies, aceptar todo, aceptar todas, rechazar todo, rechazar todas, nosotros y nuestros, nuestros socios, tu
consentimiento, su consentimiento, interés legítimo, la tua privacy, utilizziamo i cookie, utilizziamo cookie, accetta
tutto, accetta tutti, rifiuta tutto, noi e i nostri, nostri partner, tuo consenso, continua senza accettare, uw
privacy, wij gebruiken cookies, we gebruiken cookies, alles accepteren, alles weigeren, wij en onze, onze partners,
jouw toestemming, uw toestemming, sua privacidade, aceitar tudo, aceitar todos, nós e os nossos, seu consentimento,
din integritet, vi använder cookies, vi använder kakor, acceptera alla, godkänn alla, vi och våra, ditt samtycke, dit
privatliv, vi bruger cookies, accepter alle, tillad alle, vi bruker cookies, informasjonskapsler, godta alle, vi og
våre, vi og vores, мы используем файлы cookie, принять все, クッキーを使用, すべて同意, 쿠키를 사용
"""
