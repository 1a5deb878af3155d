"""What stands around a story, in some fifty languages: words of bylines, cues of related lists, links of a page's foot.

Only rules read them, so that a phrase may be added without a training.
"""

from articles.lexicon import phrases

# Words before the name in a byline.
BYLINE_STARTS = phrases(
    """
    by, written by, words by, text by, reported by, story by, author, authors, reporter, correspondent, von, text,
    text von, autor, autorin, par, auteur, autrice, texte, por, texto, texto de, autora, redacción, di, a cura di,
    autore, testo di, door, tekst, tekst door, av, text av, tekst av, af, skrevet af, tekst af, skrevet av,
    skriven av, eftir, höfundur, kirjoittaja, kirjoittanut, teksti, toimittaja, autorka, opracowanie, napsal,
    napsala, připravila, připravil, napísal, napísala, írta, szerző, szerkesztő, de, scris de, autor articol, автор,
    автори, от, piše, pišu, пише, аутор, avtor, avtorica, текст, авторка, журналіст, журналист, корреспондент,
    аўтар, тэкст, του, της, των, συντάκτης, συντάκτρια, γράφει, γράφει ο, γράφει η, ρεπορτάζ, επιμέλεια, κείμενο,
    haber, yazan, muhabir, yazı, haberi yazan, بقلم, كتب, كتبت, كتبه, إعداد, تحرير, تقرير, الكاتب, مراسل, نویسنده,
    نوشته, گزارش, گزارش از, گزارشگر, خبرنگار, به قلم, تحریر, رپورٹ, رپورٹر, از, نامہ نگار, מאת, כתב, כתבה, כתבת,
    לכתבת, लेखक, लेखिका, रिपोर्ट, रिपोर्टर, संवाददाता, लेखन, লিখেছেন, লেখক, প্রতিবেদক, প্রতিবেদন, নিজস্ব প্রতিবেদক,
    โดย, ผู้เขียน, เรื่อง, ผู้สื่อข่าว, เขียนโดย, เรื่องโดย, tác giả, bài, bài và ảnh, phóng viên, pv, theo, oleh,
    penulis, laporan, editor, ditulis oleh, 記者, 文, 取材, 執筆, 著者, 文責, 글, 취재, 기자, 记者, 作者, 撰文,
    编辑, 文字, 撰稿, 通讯员, 編輯, 通訊員, ავტორი, հեղինակ, müəllif, autors, autorius, autorė, per, egilea, testua,
    na, mwandishi, எழுதியவர், రచయిత
    """
)
# Words behind it.
BYLINE_ENDS = phrases(
    """
    द्वारा, की रिपोर्ट, 기자, 특파원, 記者, 记者, 報導, 报道, 記者報導, প্রতিবেদক, প্রতিনিধি, संवाददाता, رپورٹر,
    نامہ نگار, írása, tudósítása, haberi, yazdı
    """
)
# Lines above a list of headlines of other stories.
LIST_CUES = phrases(
    """
    related, related stories, related articles, related news, related reading, related coverage, related content,
    related posts, related links, read also, also read, read more, read next, more on this, more on this story,
    more on this topic, more stories, more news, more like this, see also, you may also like, you might also like,
    you may also be interested in, also of interest, further reading, in other news, other stories, other news,
    also in the news, don't miss, mehr zum thema, zum thema, lesen sie auch, lies auch, lesen sie mehr,
    auch interessant, das könnte sie auch interessieren, das könnte dich auch interessieren, verwandte artikel,
    ähnliche artikel, weitere artikel, weitere meldungen, weiterlesen, mehr dazu, passend dazu, weitere themen,
    à lire aussi, lire aussi, a lire également, à lire également, sur le même sujet, sur le même thème,
    articles liés, articles similaires, à découvrir aussi, voir aussi, à voir aussi, pour aller plus loin,
    dans la même rubrique, nos autres articles, lee también, lea también, leer también, lee además,
    noticias relacionadas, artículos relacionados, relacionadas, relacionado, te puede interesar,
    también te puede interesar, le puede interesar, más noticias, más información, ver también, más sobre este tema,
    otras noticias, leggi anche, articoli correlati, notizie correlate, correlati, potrebbe interessarti,
    potrebbero interessarti, ti potrebbe interessare, ti potrebbe interessare anche, vedi anche, altre notizie,
    per approfondire, sullo stesso tema, sullo stesso argomento, lees ook, lees verder, lees meer,
    meer over dit onderwerp, meer nieuws, gerelateerd, gerelateerde artikelen, zie ook, gerelateerd nieuws,
    ook interessant, aanbevolen, meer artikelen, leia também, leia mais, veja também, veja mais,
    notícias relacionadas, artigos relacionados, relacionados, matérias relacionadas, saiba mais, mais notícias,
    outras notícias, sobre o mesmo tema, läs också, läs även, läs mer, läs vidare, mer om ämnet, relaterat,
    relaterade artiklar, fler nyheter, mer nyheter, se även, mer läsning, les også, les mer, les videre,
    mer om saken, relaterte saker, relaterte artikler, flere saker, flere nyheter, se også, læs også, læs mere,
    læs videre, mere om emnet, relaterede artikler, relaterede nyheder, flere nyheder, mere fra, relateret,
    lesa meira, lestu líka, lestu einnig, tengdar fréttir, tengt efni, sjá einnig, fleiri fréttir, lue myös,
    lue lisää, lue seuraavaksi, aiheesta lisää, aiheeseen liittyvää, aiheeseen liittyvät artikkelit, katso myös,
    lisää aiheesta, muita uutisia, muut uutiset, suosittelemme, czytaj także, czytaj też, czytaj również,
    zobacz także, zobacz też, zobacz również, przeczytaj także, przeczytaj też, przeczytaj również,
    powiązane artykuły, powiązane, podobne artykuły, warto przeczytać, polecamy, więcej na ten temat, inne artykuły,
    čtěte také, čtěte dále, přečtěte si také, přečtěte si, související články, související, k tématu,
    mohlo by vás zajímat, další zprávy, další články, podobné články, více k tématu, doporučujeme, čítajte aj,
    čítajte tiež, prečítajte si aj, prečítajte si tiež, súvisiace články, súvisiace, k téme, mohlo by vás zaujímať,
    ďalšie články, odporúčame, kapcsolódó cikkek, kapcsolódó, kapcsolódó hírek, kapcsolódó anyagok,
    olvassa el ezt is, olvasd el ezt is, ezt is olvassa el, ez is érdekelheti, további cikkek, további hírek,
    ajánlott cikkek, ajánljuk, olvasson tovább, hasonló cikkek, még több hír, bővebben, citește și, citeşte şi,
    citiți și, citește mai mult, articole similare, articole asemănătoare, știri similare, pe aceeași temă, vezi și,
    mai multe știri, te-ar putea interesa, recomandări, articole recomandate, alte știri, прочетете още,
    прочетете също, прочети още, прочети и, вижте още, вижте също, още по темата, по темата, свързани статии,
    свързани новини, още новини, подобни статии, четете още, препоръчваме ви, pročitajte još, pročitajte i,
    pročitaj još, pročitajte također, pročitajte više, povezano, povezani članci, povezane vijesti, povezane teme,
    vezane vijesti, slične vijesti, vezani članci, više o temi, još vijesti, pogledajte još, izdvojeno,
    preporučujemo, pročitajte takođe, povezane vesti, srodne vesti, vezane vesti, još vesti, прочитајте и,
    прочитајте још, повезане вести, сродне вести, још вести, preberite tudi, preberite še, sorodni članki,
    sorodne novice, povezane novice, več o temi, še več novic, читайте також, читайте ще, читайте далі, ще за темою,
    за темою, до теми, схожі новини, пов'язані новини, схожі матеріали, інші новини, більше новин, дивіться також,
    рекомендуємо, вас може зацікавити, читайте также, читайте ещё, читайте далее, по теме, материалы по теме,
    ещё по теме, похожие новости, похожие статьи, похожие материалы, другие новости, смотрите также, рекомендуем,
    вам может быть интересно, новости по теме, статьи по теме, подробнее по теме, связанные новости,
    чытайце таксама, чытайце яшчэ, па тэме, глядзіце таксама, διαβάστε επίσης, διαβάστε ακόμη, διαβάστε ακόμα,
    διαβάστε περισσότερα, σχετικά άρθρα, σχετικές ειδήσεις, σχετικά, δείτε επίσης, δείτε ακόμα, περισσότερα νέα,
    παρόμοια άρθρα, σχετικά θέματα, μη χάσετε, άλλες ειδήσεις, ilgili haberler, ilgili haber, ilginizi çekebilir,
    bunlar da ilginizi çekebilir, benzer haberler, ayrıca okuyun, bunları da okuyun, bunu da okuyun, diğer haberler,
    önerilen haberler, daha fazla haber, sıradaki haber, bunlara da bakın, okumaya devam edin, اقرأ أيضا,
    اقرأ أيضاً, إقرأ أيضا, اقرأ المزيد, اقرأ كذلك, أخبار ذات صلة, مقالات ذات صلة, مواضيع ذات صلة, مواضيع متعلقة,
    موضوعات ذات صلة, ذات صلة, قد يهمك, قد يهمك أيضا, قد يعجبك أيضا, المزيد من الأخبار, المزيد, شاهد أيضا,
    أخبار متعلقة, تابع أيضا, أخبار أخرى, مقالات مشابهة, اخترنا لك, بیشتر بخوانید, بخوانید, همچنین بخوانید,
    بیشتر بدانید, مطالب مرتبط, اخبار مرتبط, خبرهای مرتبط, مطالب مشابه, مرتبط, اخبار بیشتر, این مطلب را هم بخوانید,
    حتما بخوانید, پیشنهاد ما, خبرهای دیگر, اخبار دیگر, مزید پڑھیں, مزید پڑھیے, یہ بھی پڑھیں, یہ بھی پڑھیے,
    متعلقہ خبریں, متعلقہ, مزید خبریں, مزید دیکھیں, متعلقہ مضامین, קראו גם, קרא גם, קראו עוד, קראו עוד בנושא,
    עוד בנושא, כתבות נוספות, כתבות קשורות, כתבות דומות, עוד כתבות, אולי יעניין אותך, אולי יעניין אתכם,
    ידיעות נוספות, חדשות נוספות, לקריאה נוספת, המשיכו לקרוא, עוד חדשות, यह भी पढ़ें, ये भी पढ़ें, इसे भी पढ़ें,
    और पढ़ें, संबंधित खबरें, संबंधित ख़बरें, संबंधित समाचार, संबंधित लेख, और खबरें, अन्य खबरें, अन्य समाचार, पढ़ें,
    जरूर पढ़ें, आगे पढ़ें, हे पण वाचा, आणखी वाचा, संबंधित बातम्या, आरो पढ्नुहोस्, सम्बन्धित समाचार,
    यो पनि पढ्नुहोस्, আরও পড়ুন, আরো পড়ুন, আরও খবর, আরো খবর, সম্পর্কিত খবর, সংশ্লিষ্ট খবর, এ সম্পর্কিত আরও খবর,
    এ বিষয়ে আরও পড়ুন, এই বিভাগের আরও খবর, আরও সংবাদ, অন্যান্য খবর, ข่าวที่เกี่ยวข้อง, บทความที่เกี่ยวข้อง,
    เรื่องที่เกี่ยวข้อง, อ่านเพิ่มเติม, อ่านต่อ, อ่านข่าวเพิ่มเติม, ข่าวอื่น, ข่าวอื่นๆ, ข่าวอื่น ๆ, ข่าวแนะนำ,
    บทความแนะนำ, เรื่องแนะนำ, ข่าวเพิ่มเติม, อ่านข่าวอื่น, อ่านข่าวที่เกี่ยวข้อง, เนื้อหาที่เกี่ยวข้อง, คุณอาจสนใจ,
    tin liên quan, bài liên quan, bài viết liên quan, tin tức liên quan, xem thêm, đọc thêm, đọc tiếp, tin khác,
    các tin khác, tin cùng chuyên mục, có thể bạn quan tâm, cùng chuyên mục, tin mới, tin đọc thêm,
    chủ đề liên quan, baca juga, baca lainnya, baca selengkapnya, baca selanjutnya, berita terkait, artikel terkait,
    terkait, berita lainnya, artikel lainnya, simak juga, lihat juga, rekomendasi, rekomendasi untuk anda,
    berita berkaitan, artikel berkaitan, baca lagi, 関連記事, 関連ニュース, 関連リンク, 関連する記事, 関連,
    あわせて読みたい, 合わせて読みたい, こちらもおすすめ, おすすめ記事, おすすめの記事, その他のニュース, 他の記事,
    ほかの記事, もっと見る, 続きを読む, この記事に関連する記事, こちらの記事も読まれています, 관련기사, 관련 기사,
    관련뉴스, 관련 뉴스, 함께 읽기, 함께 보면 좋은 기사, 함께 읽으면 좋은 기사, 이 기사도 읽어보세요, 더 보기,
    더보기, 다른 기사, 다른 뉴스, 추천기사, 추천 기사, 많이 본 뉴스, 많이 본 기사, 관련 글, 相关新闻, 相关阅读,
    相关文章, 相关报道, 相关推荐, 相关, 延伸阅读, 推荐阅读, 更多新闻, 更多阅读, 猜你喜欢, 更多报道, 热门推荐,
    您可能感兴趣, 其他新闻, 相關新聞, 相關閱讀, 相關文章, 相關報導, 相關報道, 延伸閱讀, 推薦閱讀, 更多新聞,
    你可能也喜歡, 看更多, 其他新聞, 你可能感興趣, წაიკითხეთ ასევე, მსგავსი სიახლეები, სხვა სიახლეები,
    დაკავშირებული სიახლეები, կարդացեք նաև, կարդալ նաև, նմանատիպ նյութեր, առնչվող նյութեր, այս թեմայով,
    oxşar xəbərlər, həmçinin oxuyun, digər xəbərlər, əlaqəli xəbərlər, тағы оқыңыз, ұқсас жаңалықтар, осы тақырыпта,
    басқа жаңалықтар, loe ka, loe veel, seotud uudised, seotud lood, seotud artiklid, lasi arī, lasiet arī,
    lasi vēl, saistītie raksti, par šo tēmu, skaitykite taip pat, taip pat skaitykite, susiję straipsniai,
    susijusios naujienos, daugiau naujienų, llegeix també, llegiu també, notícies relacionades, et pot interessar,
    més informació, irakurri ere, lotutako albisteak, erlazionatutako albisteak, gehiago irakurri, le tamén,
    pode interesarche, máis novas, máis información, soma pia, soma zaidi, habari zinazohusiana, habari nyingine,
    மேலும் படிக்க, தொடர்புடைய செய்திகள், மேலும் செய்திகள், ఇవి కూడా చదవండి, సంబంధిత వార్తలు, మరిన్ని వార్తలు
    """
)
# Headings of lists that hold what others read, related or not.
POPULAR = phrases(
    """
    most read, most viewed, most popular, popular, trending, meistgelesen, am meisten gelesen, les plus lus,
    le plus lu, lo más leído, las más leídas, más leídas, i più letti, più letti, meest gelezen, mais lidas,
    as mais lidas, mest läst, mest lästa, mest lest, mest leste, mest læst, mest læste, mest lesið, luetuimmat,
    najczęściej czytane, najpopularniejsze, nejčtenější, najčítanejšie, legolvasottabb, legnépszerűbb,
    cele mai citite, най-четени, najčitanije, најчитаније, najbolj brano, популярне, найпопулярніше, популярное,
    самое читаемое, самое популярное, δημοφιλή, δημοφιλέστερα, en çok okunanlar, الأكثر قراءة, الأكثر مشاهدة,
    پربازدیدترین‌ها, پربازدیدترین, הנקראות ביותר, הכי נקראות, सबसे ज्यादा पढ़े गए, सर्वाधिक पढ़ी गई, সর্বাধিক পঠিত,
    ข่าวยอดนิยม, ยอดนิยม, đọc nhiều, tin đọc nhiều, terpopuler, paling banyak dibaca, よく読まれている記事,
    アクセスランキング, 人気記事, 인기기사, 热门新闻, 热门文章, 熱門新聞, 熱門文章, 點閱排行, 阅读排行
    """
)
# Headings of readers' comments.
COMMENTS = phrases(
    """
    comments, kommentare, commentaires, comentarios, commenti, reacties, comentários, kommentarer, kommentit,
    ummæli, komentarze, komentáře, komentáre, hozzászólások, hozzászólás, comentarii, коментари, komentari,
    komentarji, коментарі, комментарии, каментары, σχόλια, yorumlar, yorum, تعليقات, التعليقات, نظرات, تبصرے,
    תגובות, टिप्पणियाँ, मन्तव्य, মন্তব্য, ความคิดเห็น, ความเห็น, komentar, コメント, 댓글, 评论, 留言, 回應,
    kommentaarid, komentāri, komentarai, comentaris, iruzkinak
    """
)
# Links of a page's foot.
FOOT_LINKS = phrases(
    """
    about, about us, contact, contact us, contacts, privacy, privacy policy, privacy notice, terms, terms of use,
    terms of service, terms and conditions, cookies, cookie policy, advertise, advertise with us, advertising,
    careers, jobs, help, faq, imprint, legal notice, sitemap, rss, newsletter, subscribe, corrections,
    accessibility, feedback, über uns, kontakt, impressum, datenschutz, datenschutzerklärung, agb,
    nutzungsbedingungen, mediadaten, anzeigen, abo, karriere, hilfe, werbung, qui sommes-nous, nous contacter,
    contactez-nous, mentions légales, confidentialité, politique de confidentialité, données personnelles,
    conditions générales, cgu, cgv, publicité, plan du site, abonnement, à propos, quiénes somos, contacto,
    contáctenos, contáctanos, aviso legal, privacidad, política de privacidad, política de cookies,
    términos y condiciones, términos de uso, publicidad, mapa del sitio, sobre nosotros, redacción, acerca de,
    chi siamo, contatti, contattaci, redazione, pubblicità, informativa privacy, informativa sulla privacy,
    note legali, termini e condizioni, condizioni d'uso, mappa del sito, abbonamenti, over ons, colofon,
    privacyverklaring, privacybeleid, adverteren, voorwaarden, algemene voorwaarden, gebruiksvoorwaarden,
    cookiebeleid, vacatures, disclaimer, quem somos, sobre nós, contato, contatos, contactos, fale conosco,
    expediente, política de privacidade, termos de uso, termos e condições, ficha técnica, publicidade, anuncie,
    estatuto editorial, privacidade, om oss, kontakta oss, annonsera, integritetspolicy, personuppgifter,
    prenumerera, tipsa oss, kundservice, kontakt oss, personvern, personvernerklæring, annonser, annonsere,
    tips oss, om os, kontakt os, privatlivspolitik, cookiepolitik, annoncering, annoncér, handelsbetingelser,
    um okkur, hafðu samband, persónuvernd, auglýsingar, tietoa meistä, meistä, yhteystiedot, ota yhteyttä,
    tietosuoja, tietosuojaseloste, mainosta, mainostajille, käyttöehdot, asiakaspalvelu, evästeet, toimitus, tilaa,
    o nas, redakcja, reklama, regulamin, polityka prywatności, prywatność, praca, o nás, kontakty, redakce, inzerce,
    ochrana soukromí, ochrana osobních údajů, podmínky užití, obchodní podmínky, redakcia, inzercia,
    ochrana súkromia, podmienky používania, ochrana osobných údajov, rólunk, kapcsolat, impresszum, adatvédelem,
    adatvédelmi tájékoztató, médiaajánlat, felhasználási feltételek, hirdetés, szerkesztőség, előfizetés, aszf,
    despre noi, publicitate, termeni și condiții, termeni, politica de confidențialitate, confidențialitate,
    redacția, politica de cookies, caseta redacțională, за нас, контакт, контакти, реклама, общи условия,
    условия за ползване, поверителност, лични данни, политика за поверителност, екип, o nama, impresum,
    uvjeti korištenja, oglašavanje, marketing, zaštita privatnosti, politika privatnosti, pravila privatnosti,
    uslovi korišćenja, о нама, импресум, услови коришћења, маркетинг, oglaševanje, pogoji uporabe, kolofon,
    zasebnost, про нас, редакція, політика конфіденційності, правила користування, умови використання, о нас,
    о проекте, контакты, редакция, политика конфиденциальности, пользовательское соглашение, вакансии, подписка,
    условия использования, пра нас, кантакты, рэклама, ποιοι είμαστε, σχετικά με εμάς, ταυτότητα, επικοινωνία,
    διαφήμιση, όροι χρήσης, πολιτική απορρήτου, απόρρητο, προσωπικά δεδομένα, πολιτική cookies, συνδρομές,
    hakkımızda, iletişim, künye, reklam, gizlilik, gizlilik politikası, gizlilik sözleşmesi, kullanım koşulları,
    kullanım şartları, kvkk, çerez politikası, bize ulaşın, abonelik, haqqımızda, əlaqə, біз туралы, жарнама, байланыс,
    من نحن, اتصل بنا, اتصلوا بنا, تواصل معنا, للتواصل, سياسة الخصوصية, الخصوصية, شروط الاستخدام, الشروط والأحكام,
    أعلن معنا, الإعلانات, إعلانات, هيئة التحرير, للإعلان, عن الصحيفة, اشترك, وظائف, عنا, درباره ما, تماس با ما,
    ارتباط با ما, تبلیغات, حریم خصوصی, قوانین و مقررات, شرایط استفاده, پیوندها, اشتراک, آرشیو, ہمارے بارے میں,
    رابطہ, رابطہ کریں, ہم سے رابطہ کریں, اشتہارات, پرائیویسی پالیسی, شرائط و ضوابط, رازداری, אודות, עלינו, צור קשר,
    צרו קשר, יצירת קשר, תנאי שימוש, מדיניות פרטיות, פרטיות, פרסום, פרסמו אצלנו, הצהרת נגישות, נגישות, מינויים,
    דרושים, תקנון, מי אנחנו, हमारे बारे में, संपर्क, संपर्क करें, गोपनीयता, गोपनीयता नीति, नियम और शर्तें,
    उपयोग की शर्तें, विज्ञापन, विज्ञापन दें, अस्वीकरण, हमसे संपर्क करें, आमच्याबद्दल, हाम्रो बारेमा, सम्पर्क,
    আমাদের সম্পর্কে, যোগাযোগ, গোপনীয়তা নীতি, গোপনীয়তা, শর্তাবলি, শর্তাবলী, ব্যবহারের শর্তাবলি, বিজ্ঞাপন, নীতিমালা,
    আমাদের কথা, যোগাযোগ করুন, নীতি ও শর্ত, เกี่ยวกับเรา, ติดต่อเรา, ติดต่อ, ติดต่อโฆษณา, โฆษณา, ลงโฆษณา,
    นโยบายความเป็นส่วนตัว, ข้อตกลงการใช้งาน, เงื่อนไขการใช้งาน, นโยบายคุกกี้, ร่วมงานกับเรา, แผนผังเว็บไซต์,
    ข้อกำหนดและเงื่อนไข, เงื่อนไขการใช้บริการ, สมัครสมาชิก, giới thiệu, về chúng tôi, liên hệ, liên hệ quảng cáo,
    quảng cáo, điều khoản, điều khoản sử dụng, chính sách bảo mật, bảo mật, tòa soạn, tuyển dụng, sơ đồ trang,
    đặt báo, đường dây nóng, tentang, tentang kami, kontak, kontak kami, hubungi kami, redaksi, kebijakan privasi,
    privasi, syarat dan ketentuan, ketentuan penggunaan, pedoman media siber, pedoman, karier, iklan, info iklan,
    hubungi, dasar privasi, terma dan syarat, mengenai kami, 会社概要, 会社案内, 運営会社, お問い合わせ, 利用規約,
    プライバシーポリシー, 個人情報保護方針, 個人情報, 広告掲載, 広告, サイトマップ, 特定商取引法, 著作権, 採用情報,
    このサイトについて, 購読案内, 著作権について, 購読のお申し込み, ヘルプ, 회사소개, 회사 소개, 신문사 소개,
    신문사소개, 문의, 문의하기, 이용약관, 개인정보처리방침, 개인정보 처리방침, 청소년보호정책, 광고문의, 광고 문의,
    제휴문의, 고충처리, 구독신청, 구독 신청, 오시는 길, 사이트맵, 기사제보, 저작권, 저작권 안내, 关于我们, 联系我们,
    隐私政策, 使用条款, 服务条款, 广告服务, 广告合作, 网站地图, 版权声明, 法律声明, 招聘, 联系方式, 诚聘英才,
    免责声明, 网站声明, 订阅, 關於我們, 聯絡我們, 聯繫我們, 隱私權政策, 隱私政策, 私隱政策, 使用條款, 服務條款,
    廣告刊登, 廣告, 網站地圖, 版權聲明, 徵才, 人才招募, 訂閱, 免責聲明, ჩვენ შესახებ, კონტაქტი, რეკლამა, մեր մասին,
    կապ, գովազդ, meist, reklaam, privaatsus, kasutustingimused, toimetus, tellimine, par mums, kontakti, reklāma,
    privātums, lietošanas noteikumi, redakcija, apie mus, kontaktai, privatumo politika, naudojimo taisyklės,
    prenumerata, qui som, contacte, avís legal, publicitat, privacitat, nor gara, harremana, kontaktua, lege oharra,
    pribatutasuna, quen somos, kuhusu sisi, wasiliana nasi, sera ya faragha, masharti, matangazo, எங்களை பற்றி,
    தொடர்பு, தொடர்புக்கு, மా గురించి, సంప్రదించండి
    """
)
# What a line that states rights says, besides "©"; a phrase that holds another of these needs no place here.
RIGHTS = phrases(
    """
    all rights reserved, alle rechte vorbehalten, tous droits réservés, todos los derechos reservados,
    reservados todos los derechos, derechos reservados, tutti i diritti, riproduzione riservata,
    alle rechten voorbehouden, todos os direitos, alla rättigheter, med ensamrätt, alle rettigheter,
    kaikki oikeudet, wszelkie prawa, wszystkie prawa, všechna práva, veškerá práva, všetky práva, minden jog,
    toate drepturile, všichna práva, всички права, sva prava, сва права, vse pravice, усі права, всі права,
    все права, усе правы, με επιφύλαξη, όλα τα δικαιώματα, tüm hakları, her hakkı,
    جميع الحقوق, كافة الحقوق, تمامی حقوق, تمام حقوق, کلیه حقوق, همه حقوق, جملہ حقوق, כל הזכויות,
    सर्वाधिकार, सभी अधिकार, सर्व हक्क, सर्वाधिकार सुरक्षित, সর্বস্বত্ব, স্বত্ব ©, সর্বস্বত্ব সংরক্ষিত,
    สงวนลิขสิทธิ์, สงวนสิทธิ์, giữ bản quyền, bản quyền thuộc về, hak cipta dilindungi,
    hak cipta terpelihara, hakcipta terpelihara, حقوق النشر محفوظة, 無断転載, 無断複製,
    禁無断, 版权所有, 版權所有, 保留所有权利, 保留所有權利, 不得转载, 未经授权, 무단 전재, 무단전재,
    저작권자, 재배포 금지, ყველა უფლება, բոլոր իրավունքները, bütün hüquqlar, барлық құқықтар,
    kõik õigused, visas tiesības, visos teisės, tots els drets, eskubide guztiak, todos os dereitos, haki zote,
    rights reserved, rechte vorbehalten, direitos reservados, diritti riservati, alle rettigheder forbeholdes,
    allur réttur, அனைத்து உரிமை, అన్ని హక్కులు
    """
)
# Nouns of such lines, which headlines have too: with a year, or alone before a name, they state rights.
RIGHTS_NOUNS = phrases(
    """
    copyright, πνευματικά δικαιώματα, حقوق النشر, حق نشر, ลิขสิทธิ์, bản quyền, hak cipta, hakcipta, 著作権, 著作權, 版权,
    版權, 저작권, копирайт, авторские права, авторські права, telif hakkı, telif hakları
    """
)
