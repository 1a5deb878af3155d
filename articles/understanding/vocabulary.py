"""Words that say what a line is, in the languages of the corpus: small words, and cues by kind."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())


# Words too common to be about anything; a language's share of them tells sentences from lists.
SMALL_WORDS = {
    "en": _words(
        """
        the of and to in a that is was for on with as it at by from he she they his her their its not but have
        has had be are were been this which who will would about after said one than or an i we you there when
        what can could more also into out up if so no over some
        """
    ),
    "de": _words(
        """
        der die das und ist nicht mit von den dem ein eine einen einem einer zu auf für im in sich auch als es
        sie er wurde hat haben sind war wie aus bei nach an dass um noch nur zum zur am über wird werden oder
        aber so mehr des vor durch wenn man bis sein ihre ich wir
        """
    ),
    "fr": _words(
        """
        le la les des et est une un dans pour pas que qui sur au avec ce il elle du plus par ont été aux cette
        de en à son sa ses se ne sont être leur mais ou je nous vous ils on comme tout fait
        """
    ),
    "es": _words(
        """
        el la los las de y en que es un una por con para no se del al lo su como más pero ha fue a sus le ya o
        este sí porque esta entre cuando muy sin sobre también me hasta hay donde han son
        """
    ),
    "it": _words(
        """
        il lo la gli le di e che è un una per con non si del della al nel da sono anche ha come più i a in dei
        delle alla ma se su dal questo questa era suo sua o ai dalla nella hanno stato
        """
    ),
    "nl": _words(
        """
        de het een en van is dat niet op te met voor zijn aan er maar door ook bij heeft werd naar om in die als
        uit was dan ze hij nog over tot wordt worden hun meer of wel kan geen
        """
    ),
    "pt": _words(
        """
        o a os as de e em que é um uma por com para não se do da no na ao mais foi dos como mas à das tem seu
        sua ou ser quando muito há nos já também só pelo pela até isso ele ela entre era
        """
    ),
    "sv": _words(
        """
        och att det som en är på för med av inte den till ett har om de var men sig från ska i vi jag han hon så
        kan när där hur eller efter vid också mot nu över bara alla under
        """
    ),
    "no": _words(
        """
        og at det som en er på for med av ikke den til et har om de var men seg fra ble i vi jeg han hun så kan
        når der hvor eller etter ved også mot nå over bare alle under blir være skal
        """
    ),
    "is": _words(
        """
        og að í á sem er um við til með það ekki en hann hún þeir var af fyrir frá eru hefur verið sé því þá
        """
    ),
    "ru": _words(
        """
        и в на не что с по это как к из у за от о для но он она они мы я же то его а при был была было были так
        все или уже также после до бы если только
        """
    ),
    "ar": _words(
        """
        في من على إلى أن عن مع هذا هذه التي الذي ما لا كان كانت بعد قبل بين كل قد هو هي وفي ومن كما أو ثم
        """
    ),
    "id": _words(
        """
        yang dan di ke dari ini itu untuk dengan pada adalah tidak dalam akan juga oleh saat ada karena telah
        """
    ),
    "vi": _words(
        """
        và của là có trong cho không được với các một những người này khi đã từ ở để đến về sẽ cũng ra như tại
        """
    ),
    "ja": _words(
        """
        の は を に が で と も へ や から まで より など した して する され された として について している
        ている いる ある なる った という との には では ような だった です ます ました だ た る い う
        """
    ),
}
LANGUAGES = tuple(SMALL_WORDS)

# Cues by kind. A phrase counts at its first word; a word alone counts wherever it stands.
CUES = {
    "related": _phrases(
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
    "legal": _phrases(
        """
        cookie, cookies, privacy, terms of, terms and, consent, gdpr, policy, policies, legal notice, third parties,
        datenschutz, datenschutzerklärung, einwilligung, impressum, agb, nutzungsbedingungen, confidentialité,
        mentions légales, privacidad, aviso legal, política de, condizioni, informativa, voorwaarden, privacybeleid,
        integritet, personuppgifter, personvern, integritetspolicy, moderation, guidelines, vendors, partners, ip,
        preferences, einstellungen, dritten, zwecke, persönliche daten, personal data, 個人情報, 利用規約
        """
    ),
    "subscribe": _phrases(
        """
        subscribe, subscriber, subscribers, subscription, newsletter, newsletters, sign up, sign in, log in, login,
        register, registered, free trial, inbox, membership, become a, donate, support us, account, password, email
        address, abonnieren, abo, abonnement, abonnent, anmelden, einloggen, registrieren, konto, kostenlos, s
        abonner, abonnés, abonné, inscrivez, suscríbete, suscripción, suscriptores, iscriviti, abbonati, abonneer,
        inloggen, nieuwsbrief, prenumerera, logga in, prenumerant, abonner, logg inn, nyhetsbrev, assine, unlimited
        access, per month, pro monat, подписаться, подпишитесь, 会員, 登録, ログイン, 購読, 구독, 로그인
        """
    ),
    "comments": _phrases(
        """
        comment, comments, commenting, reply, replies, join the conversation, kommentar, kommentare, kommentieren,
        antworten, commentaire, commentaires, comentario, comentarios, commenti, reacties, reageer, kommentarer,
        report abuse, upvote, like this, melden, forum, беседа, комментарии, コメント, 댓글
        """
    ),
    "share": _phrases(
        """
        share, share this, facebook, twitter, whatsapp, linkedin, reddit, pinterest, telegram, copy link, tweet, e
        mail, email, instagram, youtube, tiktok, bluesky, flipboard, print, teilen, drucken, merken, partager,
        compartir, condividi, delen, dela, del, bookmark, save, follow us, follow, folgen, google news, シェア, 공유
        """
    ),
    "copyright": _phrases(
        """
        ©, copyright, all rights, rights reserved, alle rechte, vorbehalten, tous droits, todos los derechos,
        reserved, isbn, issn, republish, republished, reproduced, herausgeber, chefredakteur, verlag, redaktion,
        無断転載
        """
    ),
    "advert": _phrases(
        """
        advertisement, advertising, ad, ads, anzeige, anzeigen, werbung, sponsored, promoted, publicité, publicidad,
        pubblicità, advertentie, annons, annonse, annonce, reklame, sponsrad, gesponsert, paid content, partner
        content, affiliate, commission, shop, shopping, deals, coupon, gutschein, gutscheine, adblocker, story
        continues, article content, continue reading, scroll, iklan, 広告, 광고
        """
    ),
    "credit": _phrases(
        """
        photo, photos, photograph, photograph by, photographer, image, images, picture, getty, reuters, afp, ap,
        epa, dpa, shutterstock, istock, imago, alamy, foto, fotos, bild, bilder, credit, crédit, picture alliance,
        pa media, courtesy, handout, file photo, via, apa, ansa, belga, scanpix, ntb, tt, unsplash, wikimedia,
        screenshot, symbolbild, archivbild, illustration, zvg, imagn, 写真, 사진, 提供
        """
    ),
    "byline": _phrases(
        """
        by, von, par, por, av, af, door, written by, author, autor, autorin, reporter, correspondent, editor,
        redakteur, redakteurin, korrespondent, staff, journalist, journaliste, redactie, contributor, columnist,
        oleh, 記者, 기자
        """
    ),
    "date": _phrases(
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
    "updated": _phrases(
        """
        updated, published, posted, last updated, ago, hours ago, min read, minutes, mins, hrs, aktualisiert,
        veröffentlicht, stand, uhr, vor, stunden, minuten, lesezeit, publié, mis à jour, modifié, publicado,
        actualizado, pubblicato, aggiornato, gepubliceerd, bijgewerkt, publicerad, uppdaterad, publisert, oppdatert,
        heute, gestern, today, yesterday, am, pm, edt, est, gmt, bst, опубликовано, 更新, 公開, 入力, 입력, 수정
        """
    ),
    "author": _phrases(
        """
        about the author, about the, writes, covers, is a, is an, reporter for, follow him, follow her, born in,
        über den autor, zur person, contact, reach, email him, previously, joined, freelance, based in, graduated,
        all articles, more by, alle artikel, mehr von
        """
    ),
    "caption": _phrases(
        """
        pictured, left, right, above, below, center, centre, from left, seen here, links, rechts, mitte, im bild, zu
        sehen, archiv, caption, during a, speaks, poses, gallery, slideshow, bildergalerie, bildunterschrift,
        legende, enlarge, fullscreen
        """
    ),
    "promo": _phrases(
        """
        read, watch, listen, lesen, hier, sehen, hören, here s, click, click here, video, podcast, exclusive,
        opinion, analysis, live, plus, premium, explained, quiz, meinung, kommentar, analyse, newsletter here, find
        out, discover, download, app, play
        """
    ),
    "address": _phrases(
        """
        www, http, https, tel, phone, fax, street, str, contact us, kontakt, contacto, contatti, po box, gmbh, ag,
        inc, ltd, llc, com, amtsgericht, ust, registered in, 電話
        """
    ),
    "menu": _phrases(
        """
        home, menu, search, sport, sports, news, politics, business, culture, lifestyle, travel, health, technology,
        science, weather, close, skip to, jobs, careers, about us, about, help, faq, sitemap, rss, archive, politik,
        wirtschaft, kultur, panorama, gesellschaft, wissen, suche, startseite, zurück, mehr, wetter, deportes,
        cultura, economía, política, opinión, nyheter, sök, søk, kultur, ekonomi, next, previous, back to, zum
        inhalt, accessibility, barrierefreiheit, topics, tags, themen, schlagworte, more, view, show, load more
        """
    ),
    "speech": _phrases(
        """
        said, says, told, added, according to, sagte, sagt, erklärte, laut, zufolge, dit, déclaré, selon, dijo,
        según, afirmó, detto, secondo, zei, zegt, volgens, säger, sa, sade, sier, enligt, ifølge, сказал, заявил,
        disse, segundo
        """
    ),
    "table": _phrases(
        """
        results, score, points, total, table, ingredients, price, rating, km, kg, cm, mm, usd, eur, €, $, £, preis,
        ergebnis, punkte, zutaten, edition, isbn, pages, seiten, runtime, director, cast, rank, vs, minute, goal,
        tor, tore
        """
    ),
}
CUE_KINDS = tuple(CUES)
BOILERPLATE_KINDS = ("legal", "subscribe", "comments", "share", "copyright", "advert", "menu", "address")
