"""Phrases that show what a line is, by kind, in the languages of the corpus. Frozen with the weights.

They are features of the trained model: a changed phrase changes what its weights were trained on, so a change needs a
training (benchmarks/understanding/train). Phrases that only rules read belong in boilerplate.py.
"""

from articles.lexicon import phrases

# Cues by kind. A phrase counts at its first word; a word alone counts wherever it stands.
CUES = {
    "related": phrases(
        """
        related, more stories, more news, more from, more on, read more, read next, read also, also read, see also,
        you may also, you might also, most read, most popular, most viewed, recommended, recommended for, top
        stories, latest news, latest stories, latest, trending, up next, further reading, must read, editors picks,
        popular, don t miss, mehr zum, mehr zu, mehr aus, lesen sie auch, das könnte, meistgelesen, meistgelesene,
        weitere, empfohlen, auch interessant, zum thema, neueste, à lire, lire aussi, les plus lus, lee también, te
        puede interesar, lo más, más noticias, relacionadas, leggi anche, potrebbe interessarti, lees ook, meest
        gelezen, meer over, läs också, läs mer, läs även, mest läst, les også, mest lest, læs også, læs mere, leia
        também, mais lidas, читайте, baca juga, terpopuler, xem thêm, tin liên quan, 関連, おすすめ,
        関連記事, ランキング, 관련기사, 많이 본
        """
    ),
    "legal": phrases(
        """
        cookie, cookies, privacy, terms of, terms and, consent, gdpr, policy, policies, legal notice, third parties,
        datenschutz, datenschutzerklärung, einwilligung, impressum, agb, nutzungsbedingungen, confidentialité,
        mentions légales, privacidad, aviso legal, política de, condizioni, informativa, voorwaarden, privacybeleid,
        integritet, personuppgifter, personvern, integritetspolicy, moderation, guidelines, vendors, partners, ip,
        preferences, einstellungen, dritten, zwecke, persönliche daten, personal data, 個人情報, 利用規約
        """
    ),
    "subscribe": phrases(
        """
        subscribe, subscriber, subscribers, subscription, newsletter, newsletters, sign up, sign in, log in, login,
        register, registered, free trial, inbox, membership, become a, donate, support us, account, password, email
        address, abonnieren, abo, abonnement, abonnent, anmelden, einloggen, registrieren, konto, kostenlos, s
        abonner, abonnés, abonné, inscrivez, suscríbete, suscripción, suscriptores, iscriviti, abbonati, abonneer,
        inloggen, nieuwsbrief, prenumerera, logga in, prenumerant, abonner, logg inn, nyhetsbrev, assine, unlimited
        access, per month, pro monat, подписаться, подпишитесь, 会員, 登録, ログイン, 購読, 구독, 로그인
        """
    ),
    "comments": phrases(
        """
        comment, comments, commenting, reply, replies, join the conversation, kommentar, kommentare, kommentieren,
        antworten, commentaire, commentaires, comentario, comentarios, commenti, reacties, reageer, kommentarer,
        report abuse, upvote, like this, melden, forum, беседа, комментарии, コメント, 댓글
        """
    ),
    "share": phrases(
        """
        share, share this, facebook, twitter, whatsapp, linkedin, reddit, pinterest, telegram, copy link, tweet, e
        mail, email, instagram, youtube, tiktok, bluesky, flipboard, print, teilen, drucken, merken, partager,
        compartir, condividi, delen, dela, del, bookmark, save, follow us, follow, folgen, google news, シェア, 공유
        """
    ),
    "copyright": phrases(
        """
        ©, copyright, all rights, rights reserved, alle rechte, vorbehalten, tous droits, todos los derechos,
        reserved, isbn, issn, republish, republished, reproduced, herausgeber, chefredakteur, verlag, redaktion,
        無断転載
        """
    ),
    "advert": phrases(
        """
        advertisement, advertising, ad, ads, anzeige, anzeigen, werbung, sponsored, promoted, publicité, publicidad,
        pubblicità, advertentie, annons, annonse, annonce, reklame, sponsrad, gesponsert, paid content, partner
        content, affiliate, commission, shop, shopping, deals, coupon, gutschein, gutscheine, adblocker, story
        continues, article content, continue reading, scroll, iklan, 広告, 광고
        """
    ),
    "credit": phrases(
        """
        photo, photos, photograph, photograph by, photographer, image, images, picture, getty, reuters, afp, ap,
        epa, dpa, shutterstock, istock, imago, alamy, foto, fotos, bild, bilder, credit, crédit, picture alliance,
        pa media, courtesy, handout, file photo, via, apa, ansa, belga, scanpix, ntb, tt, unsplash, wikimedia,
        screenshot, symbolbild, archivbild, illustration, zvg, imagn, 写真, 사진, 提供
        """
    ),
    "byline": phrases(
        """
        by, von, par, por, av, af, door, written by, author, autor, autorin, reporter, correspondent, editor,
        redakteur, redakteurin, korrespondent, staff, journalist, journaliste, redactie, contributor, columnist,
        oleh, 記者, 기자
        """
    ),
    "date": phrases(
        """
        january, february, march, april, june, july, august, september, october, november, december, jan, feb, mar,
        apr, jun, jul, aug, sep, sept, oct, nov, dec, januar, februar, märz, mai, juni, juli, oktober, dezember,
        janvier, février, mars, avril, juin, juillet, août, septembre, octobre, novembre, décembre, enero, febrero,
        marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre, gennaio, febbraio,
        aprile, maggio, giugno, luglio, settembre, ottobre, dicembre, januari, februari, maart, mei, augustus, maj,
        augusti, desember, monday, tuesday, wednesday, thursday, friday, saturday, sunday, montag, dienstag,
        mittwoch, donnerstag, freitag, samstag, sonntag
        """
    ),
    "updated": phrases(
        """
        updated, published, posted, last updated, ago, hours ago, min read, minutes, mins, hrs, aktualisiert,
        veröffentlicht, stand, uhr, vor, stunden, minuten, lesezeit, publié, mis à jour, modifié, publicado,
        actualizado, pubblicato, aggiornato, gepubliceerd, bijgewerkt, publicerad, uppdaterad, publisert, oppdatert,
        heute, gestern, today, yesterday, am, pm, edt, est, gmt, bst, опубликовано, 更新, 公開, 入力, 입력, 수정
        """
    ),
    "author": phrases(
        """
        about the author, about the, writes, covers, is a, is an, reporter for, follow him, follow her, born in,
        über den autor, zur person, contact, reach, email him, previously, joined, freelance, based in, graduated,
        all articles, more by, alle artikel, mehr von
        """
    ),
    "caption": phrases(
        """
        pictured, left, right, above, below, center, centre, from left, seen here, links, rechts, mitte, im bild, zu
        sehen, archiv, caption, during a, speaks, poses, gallery, slideshow, bildergalerie, bildunterschrift,
        legende, enlarge, fullscreen
        """
    ),
    "promo": phrases(
        """
        read, watch, listen, lesen, hier, sehen, hören, here s, click, click here, video, podcast, exclusive,
        opinion, analysis, live, plus, premium, explained, quiz, meinung, kommentar, analyse, newsletter here, find
        out, discover, download, app, play
        """
    ),
    "address": phrases(
        """
        www, http, https, tel, phone, fax, street, str, contact us, kontakt, contacto, contatti, po box, gmbh, ag,
        inc, ltd, llc, com, amtsgericht, ust, registered in, 電話
        """
    ),
    "menu": phrases(
        """
        home, menu, search, sport, sports, news, politics, business, culture, lifestyle, travel, health, technology,
        science, weather, close, skip to, jobs, careers, about us, about, help, faq, sitemap, rss, archive, politik,
        wirtschaft, kultur, panorama, gesellschaft, wissen, suche, startseite, zurück, mehr, wetter, deportes,
        cultura, economía, política, opinión, nyheter, sök, søk, kultur, ekonomi, next, previous, back to, zum
        inhalt, accessibility, barrierefreiheit, topics, tags, themen, schlagworte, more, view, show, load more
        """
    ),
    "speech": phrases(
        """
        said, says, told, added, according to, sagte, sagt, erklärte, laut, zufolge, dit, déclaré, selon, dijo,
        según, afirmó, detto, secondo, zei, zegt, volgens, säger, sa, sade, sier, enligt, ifølge, сказал, заявил,
        disse, segundo
        """
    ),
    "table": phrases(
        """
        results, score, points, total, table, ingredients, price, rating, km, kg, cm, mm, usd, eur, €, $, £, preis,
        ergebnis, punkte, zutaten, edition, isbn, pages, seiten, runtime, director, cast, rank, vs, minute, goal,
        tor, tore
        """
    ),
}
CUE_KINDS = tuple(CUES)
BOILERPLATE_KINDS = ("legal", "subscribe", "comments", "share", "copyright", "advert", "menu", "address")
