"""Whole lines around a story, in the normal form: cues of related lists and of a page's end, controls, advertisements.

Only rules read them, so that a phrase may be added without a training.
"""

from articles.lexicon import phrases

RELATED_CUES = frozenset(
    phrases("""
    related articles, related stories, related headlines, related news, related content, related topics,
    related, more stories, more headlines, more news, more on this story, more on this, more on this topic,
    more from this section, read more, read next, read also, also read, see also, you may also like, you might
    also like, most read, most popular, most viewed, recommended, recommended for you, recommended stories,
    top stories, latest news, latest stories, latest headlines, trending, trending now, in other news, more to
    read, further reading, other stories, next in this section, up next, don t miss, das könnte sie auch
    interessieren, mehr zum thema, lesen sie auch, meistgelesen, weitere artikel, à lire aussi, lire aussi,
    lee también, leggi anche, lees ook, verwandte artikel, ähnliche artikel, mehr artikel, weitere meldungen,
    articles liés, articles similaires, articles associés, sur le même sujet, artículos relacionados,
    noticias relacionadas, articoli correlati, notizie correlate, gerelateerde artikelen, meer artikelen,
    relaterade artiklar, fler artiklar, relaterte artikler, relaterede artikler, powiązane artykuły, czytaj także,
    artigos relacionados, notícias relacionadas, související články, kapcsolódó cikkek,
    articole similare, aiheeseen liittyvät artikkelit, related coverage, related posts, related reading, related
    links, more articles, more like this, more to explore, similar articles, similar stories, similar news,
    suggested articles, suggested stories, suggested for you, recommended articles, recommended reading, you might
    like, you may like, you might also be interested in, you may also be interested in, stories you might like,
    stories you may like, stories you may have missed, in case you missed it, what to read next, what else to read,
    keep reading, also of interest, also in the news, other headlines, other news, other articles, in other
    headlines, further news, further stories, today s headlines, latest articles, editor s picks, editors picks,
    from our network, across our network
    """)
)
# Headings of a box for subscribers.
BOXES = frozenset(
    phrases("""
    newsletter, newsletters, our newsletter, the newsletter, sign up, sign up for our newsletter, sign up for
    the newsletter, sign up to our newsletter, sign up to the newsletter, subscribe, subscribe now, subscribe
    to our newsletter, infolettre, lettre d information, boletín, boletines, boletim, nieuwsbrief, nyhetsbrev,
    nyhedsbrev, uutiskirje, biuletyn, zpravodaj, hírlevél, рассылка, bülten
    """)
)
# Words with which the text of such a box begins.
BOX_STARTS = phrases("""
    sign up, signup, subscribe, get, join, receive, never miss, don t miss, do not miss, stay, be the first, keep up,
    enter your, register, start your, want, abonnieren sie, jetzt abonnieren, melden sie sich, abonnez vous,
    inscrivez vous, recevez, suscríbete, suscríbase, recibe, reciba, iscriviti, ricevi, inscreva se, receba,
    schrijf je in, meld je aan, prenumerera, abonner, abonnér, tilmeld, tilaa, zapisz się, přihlaste se
""")
# Words of which it holds one.
BOX_WORDS = frozenset(
    phrases("""
    newsletter, newsletters, inbox, email, e mail, mailing list, briefing, digest, bulletin, alerts, informed,
    updated, up to date, in touch, connected, in the loop, sign up, subscribe, subscribed, headlines, news, readers,
    subscribers, miss a story, miss a headline, miss out, for free, posteingang, boîte mail, infolettre, boletín,
    correo, bandeja, boletim, caixa de entrada, nieuwsbrief, nyhetsbrev, nyhedsbrev, uutiskirje
    """)
)
# Words with which a short heading of it begins or ends.
BOX_NAMES = phrases("newsletter, newsletters, briefing, digest, bulletin, alerts, mailing list, inbox")
TAIL_CUES = BOXES | frozenset(
    phrases("""
    comments, leave a comment, join the conversation, share, share this, share this
    article, share this story, share this page, follow us, contact us, about us, about the author, tags,
    topics, quote of the day, copyright, all rights reserved,
    privacy policy, cookie policy, terms of use, kommentare, zur startseite, back to top, back to the top,
    print this page
    """)
)
INTERRUPTIONS = frozenset(
    phrases("""
    share, share this, share this article, share this story, share this page, follow us, subscribe, subscribe now,
    sign up, tags, topics, print this page
    """)
)
CONTROLS = frozenset(
    phrases("""
    close, listen to this article, listen to this story, menu, search, play, pause, mute, unmute, loading, log
    in, login, sign in, register, advertisement, advertising, ad, anzeige, werbung, skip to content, skip to
    main content, home, news, next, previous, cookies, accept, accept all, accept cookies, email, e mail,
    facebook, twitter, whatsapp, linkedin, reddit, copy link, print, save, bookmark, story continues below,
    story continues below advertisement, article content, continue reading, read the full story, your email
    address, enter your email, listen, watch, video, audio, live, photos, gallery, expand, collapse, show
    more, load more, more, see all, view all, see more, view more, hide, dismiss, video player, audio player, media
    player, playback speed, playback rate, full screen, fullscreen, skip ad, we use cookies, this site uses cookies,
    this website uses cookies, schliessen, fermer, cerrar, fechar, chiudi, sluiten, lukk, luk, stäng, sulje, zamknij,
    zavřít, zatvoriť, bezárás, bezár, închide, zatvori, zapri, затвори, закрыть, закрити, κλείσιμο, kapat, اغلاق, إغلاق,
    סגור, tutup, đóng, 閉じる, 닫기, 关闭, 關閉
    """)
)
# Links of a teaser to its story, each a whole line.
READ_THERE = frozenset(
    phrases("""
    read the full story, read full story, read the full article, read full article, read the whole
    story, read the story, read this story, full story, full article, read more, read more here, zum
    artikel, zum ganzen artikel, ganzen artikel lesen, den ganzen artikel lesen, hier weiterlesen, mehr
    lesen, lire l article, lire l article complet, lire la suite, leer más, leer la noticia completa,
    leer noticia, leer artículo completo, leggi l articolo, leggi tutto, leggi di più, lees meer, lees
    het hele artikel, lees verder, läs mer, läs hela artikeln, les mer, les hele saken, læs mere, læs
    hele artiklen, lue lisää, lue koko juttu, leia mais, ler mais, leia a matéria completa, czytaj
    więcej, czytaj dalej, číst dále, celý článek, olvass tovább, tovább a cikkhez, citește mai mult,
    читать далее, читать полностью, читати далі, devamını oku, haberin devamı, baca selengkapnya, xem
    thêm, đọc tiếp, 全文を読む, 続きを読む, 阅读全文, 閱讀全文, 기사 전문 보기
    """)
)
# Controls that stand side by side in one line.
BUTTONS = frozenset(
    phrases("""
    share, tweet, post, like, pin, email, e mail, mail, facebook, twitter, x, whatsapp, telegram, linkedin, reddit,
    pinterest, bluesky, threads, messenger, print, copy, link, save, close, play, pause, mute, unmute, loading, teilen,
    partager, compartir, condividi, delen, dela, udostępnij
    """)
)
SPONSORED = frozenset(
    phrases("""
    sponsored, sponsored content, sponsored post, promoted, promoted content, partner content, paid content, paid post,
    advertisement, advertorial, ad, anzeige, werbung, publicité, sponsorisé, publicidad, patrocinado, pubblicità,
    sponsorizzato, advertentie, gesponsord, annons, annonce, reklama, sponsorowane
    """)
)
# Names of a paper's sections, as they stand above a headline.
SECTIONS = frozenset(
    phrases("""
    home, news, latest, breaking, breaking news, top stories, politics, business, economy, markets, money,
    finance, world, international, global, national, local, regional, city, sport, sports, football, culture,
    arts, arts culture, opinion, comment, analysis, editorial, life, lifestyle, life style, style, health,
    science, technology, tech, travel, food, weather, environment, climate, education, crime, media,
    entertainment, letters, obituaries, features, magazine, video, photos, politik, wirtschaft, welt, kultur,
    meinung, lokales, panorama, wissen, gesundheit, reise, wetter, nachrichten, politique, économie, monde,
    société, culture, opinions, santé, sciences, météo, actualités, política, economía, mundo, sociedad,
    cultura, opinión, deportes, deporte, salud, ciencia, noticias, politica, economia, mondo, società, cultura,
    opinioni, cronaca, salute, scienza, notizie, politiek, economie, wereld, binnenland, buitenland, cultuur,
    opinie, gezondheid, wetenschap, weer, nieuws, nyheter, nyheder, politikk, ekonomi, økonomi, världen, verden,
    kultur, åsikter, mening, väder, vejr, polityka, gospodarka, świat, kraj, opinie, zdrowie, nauka, wiadomości,
    sociedade, desporto, esportes, saúde
    """)
)
# Words for the time of a teaser, each a whole line.
RECENTLY = frozenset(
    phrases("""
    just now, moments ago, yesterday, today, this morning, last night, gestern, heute, gerade eben, hier, aujourd hui,
    ayer, hoy, ieri, oggi, ontem, hoje, gisteren, vandaag, igår, i går, idag, i dag
    """)
)
# Pronouns with which a sentence begins, and hardly any caption.
SUBJECTS = frozenset(phrases("he, she, it, they, we, i, you, er, sie, wir, ich, il, elle, ils, elles, nous, je"))
# Verbs of sentences that hardly any caption has, but behind a relative pronoun.
VERBS = frozenset(
    phrases("""
    is, are, was, were, will, would, has, have, had, ist, sind, war, waren, wird, werden, wurde,
    hat, haben, est, sont, était, étaient, sera, ont, es, son, era, eran, será, han, sono, erano, sarà, hanno
    """)
)
RELATIVES = frozenset(
    phrases("""
    which, who, that, where, when, while, as, before, after, what, der, die, das, wo, wie, als, nachdem, bevor, qui,
    que, où, quand, comme, donde, cuando, como, che, dove, quando, come
    """)
)
