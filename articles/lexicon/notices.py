"""Words of notices about scripts and of outside content, of tickers, and cues before another story; read by rules."""

from articles.lexicon import phrases, words

# With "JavaScript" in one line, they make it a notice to the reader. In the normal form.
SCRIPT_STATES = words(
    """
    enable enabled disabled disable turn turned switch switched need needs require requires required activate
    activated deactivated support allow
    aktivieren aktiviert aktiviere deaktiviert einschalten eingeschaltet ausgeschaltet benötigt erforderlich
    activer activez activé désactivé nécessite requis requiert
    activar active activa activado habilitar habilite habilita desactivado deshabilitado requiere necesita
    attivare attiva attivate abilitare abilita disattivato disabilitato richiede
    ativar ative ativado desativado requer precisa
    inschakelen schakel ingeschakeld uitgeschakeld vereist
    aktivera aktiverat inaktiverat avstängt kräver aktiver aktivér deaktiveret slået kræver skru krever slått
    włącz włączyć wyłączony wyłączona wymaga zapněte povolte vypnutý vyžaduje zapnite povoľte vyžaduje
    включите включить включён отключен отключён требуется увімкніть вимкнено потрібен
    etkinleştirin gerekli kapalı käyttöön vaatii engedélyezze kapcsolja szükséges activați dezactivat necesită
    uključite omogućite zahtijeva ενεργοποιήστε απενεργοποιημένη απαιτεί
    """
)
WIDE_SCRIPT_STATES = phrases("有効, 無効, オン, 启用, 啟用, 开启, 開啟, 禁用, 활성화, 사용, เปิดใช้, ปิดใช้")
# A line alone that announces another story. In the normal form.
NEXT_CUES = frozenset(
    phrases("""
    next story, next article, next post, next up, read next, up next, next in this section, next, now read,
    read this next, another story, more from us, nächster artikel, nächster beitrag, als nächstes lesen,
    weiterlesen, article suivant, à lire ensuite, siguiente artículo, siguiente noticia, siguiente,
    prossimo articolo, articolo successivo, próximo artigo, próxima notícia, volgend artikel, lees hierna,
    nästa artikel, läs nästa, næste artikel, læs næste, neste sak, les neste, następny artykuł, další článek,
    ďalší článok, следующая статья, читать дальше, наступна стаття, sonraki haber, seuraava artikkeli,
    következő cikk, articolul următor, sljedeći članak, επόμενο άρθρο, 次の記事, 下一篇, 다음 기사, บทความถัดไป,
    bài tiếp theo, artikel berikutnya, المقال التالي, הכתבה הבאה, अगली खबर
    """)
)
# A line alone above the lines of a ticker. In the normal form.
TICKER_CUES = frozenset(
    phrases("""
    breaking, breaking news, just in, ticker, news ticker, live ticker, latest, eilmeldung, newsticker, liveticker,
    flash info, dernière minute, última hora, ultim ora, ultima ora, laatste nieuws, senaste nytt, siste nytt,
    seneste nyt, z ostatniej chwili, срочно, молния, son dakika, 速報, 快讯, 突发, 속보
    """)
)
# A line alone that ends the teaser of another story. In the normal form.
TEASER_ENDS = frozenset(
    phrases("""
    read more, read the full story, read full story, read the full article, read full article, read the story,
    read on, full story, continue reading, more, weiterlesen, mehr lesen, zum artikel, ganzen artikel lesen,
    lire la suite, lire l article, en savoir plus, leer más, seguir leyendo, leggi tutto, continua a leggere,
    lees meer, lees verder, läs mer, læs mere, les mer, leia mais, czytaj więcej, czytaj dalej, číst dál,
    читать далее, читати далі, devamını oku, lue lisää, tovább, citește mai mult, pročitaj više,
    διαβάστε περισσότερα, 続きを読む, 阅读全文, 閱讀全文, 더 보기
    """)
)
# One of these is in each such sentence below, so that most lines are not searched any further.
OUTSIDE_WORDS = phrases("""
    content, inhalt, contenu, contenido, contenuto, conteúdo, inhoud, innehåll, indhold, innhold, treś, obsahu,
    sisältö, контент, вміст, permission, consent, privacy, klick, drittplattformen
    """)
# What a box says that asks the reader before it loads a post or a video of another site. In the normal form; a line
# holds one of them.
OUTSIDE_CONTENT = phrases("""
    this article contains content provided by, this article includes content provided by,
    this article includes content hosted on, this content is hosted by a third party,
    we ask for your permission before anything is loaded, we ask for your consent before anything is loaded,
    to view this content click accept, to view this content please accept, to view this content you need to,
    to view this content you must, to show this content we need your permission,
    allow content provided by a third party, allow twitter content, allow x content, allow youtube content,
    allow instagram content, allow facebook content, allow tiktok content, show external content,
    external content is displayed, external content being displayed, not available due to your privacy preferences,
    recommended editorial content, empfohlener redaktioneller inhalt, empfohlener externer inhalt,
    einen externen inhalt, finden sie externen inhalt, finden sie externe inhalte, externer inhalt von,
    externe inhalte angezeigt werden, externen inhalte angezeigt werden, externen inhalt anzeigen,
    externe inhalte anzeigen, externen inhalt laden, inhalte erlauben, daten an drittplattformen,
    daten können an drittplattformen, dieser inhalt wird von einem drittanbieter, um diesen inhalt anzuzeigen,
    mit einem klick anzeigen lassen, ce contenu est bloqué, ce contenu externe, contenu provenant d un site tiers,
    pour afficher ce contenu, pour voir ce contenu vous devez, afficher le contenu externe, este contenido externo,
    mostrar contenido externo, para ver este contenido debes, para ver este contenido necesitas,
    este contenido procede de un tercero, per visualizzare questo contenuto, mostra contenuto esterno,
    questo contenuto è ospitato da una terza parte, para visualizar este conteúdo, mostrar conteúdo externo,
    este conteúdo é fornecido por terceiros, om deze inhoud te tonen, om deze inhoud te bekijken,
    toon externe inhoud, externe content tonen, deze inhoud is afkomstig van een derde partij, visa externt innehåll,
    för att visa detta innehåll, for at se dette indhold, vis eksternt indhold, for å se dette innholdet,
    vis eksternt innhold, aby wyświetlić tę treść, pokaż treści zewnętrzne, pro zobrazení tohoto obsahu,
    näytä ulkoinen sisältö, чтобы просмотреть этот контент, щоб переглянути цей вміст
    """)
# What stands around such a sentence, in the same box.
WITH_OUTSIDE_CONTENT = frozenset(
    phrases("""
    external content, externer inhalt, redaktioneller inhalt, contenu externe, contenido externo, contenuto esterno,
    conteúdo externo, externe inhoud, externt innehåll, eksternt indhold, eksternt innhold, accept and continue,
    accept and show, akzeptieren und anzeigen, inhalt anzeigen, inhalt laden, accepter et continuer,
    aceptar y continuar, accetta e continua, aceitar e continuar, accepteren en doorgaan
    """)
)
