"""Words of notices about scripts, of tickers, and cues before another story. Only rules read them."""

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
