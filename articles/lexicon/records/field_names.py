"""What columns of tables are called in other languages than English, by the field of a story that they hold.

German, French, Spanish, Ukrainian, Arabic, Dutch, Italian, Portuguese, Polish, Russian, Chinese and Japanese, in this
order. Names that as often hold something else are left out, as "Artikel", which counts goods in most tables.
"""

from articles.lexicon import rows

FIELD_NAMES = rows("""
    title: titel, überschrift, ueberschrift, schlagzeile, artikeltitel, titre, titre de l'article, título, titular,
        título del artículo, заголовок, назва, العنوان, عنوان, عنوان المقال, عنوان الخبر, kop, krantenkop, titolo,
        titolo dell'articolo, manchete, título do artigo, tytuł, nagłówek, tytul, naglowek, tytuł artykułu,
        заголовок статьи, название, 标题, 標題, 新闻标题, 新聞標題, タイトル, 見出し, 題名, 記事タイトル;
    text: inhalt, volltext, artikeltext, fließtext, fliesstext, haupttext, texte, contenu, corps, texte de l'article,
        texte intégral, corps de l'article, texto, contenido, cuerpo, texto completo, texto del artículo, текст, зміст,
        вміст, текст статті, повний текст, النص, نص, المحتوى, محتوى, نص المقال, نص الخبر, المتن, tekst, inhoud,
        volledige tekst, testo, contenuto, corpo, testo completo, testo dell'articolo, conteúdo, texto do artigo,
        treść, tresc, pełny tekst, pelny tekst, treść artykułu, содержание, содержимое, текст статьи, полный текст,
        正文, 内容, 內容, 全文, 文本, 新闻内容, 新聞內容, 本文, テキスト, 記事本文;
    author: autor, autorin, autoren, autor/in, autor(in), verfasser, verfasserin, verfasser/in, auteur, autrice,
        auteure, auteurs, autora, autores, autor/a, автор, автори, авторка, الكاتب, كاتب, المؤلف, مؤلف, كاتب المقال,
        auteur(s), schrijver, autore, autori, autor(a), autorzy, autorka, авторы, 作者, 记者, 記者, 著者, 筆者, 執筆者;
    date: datum, veröffentlichungsdatum, erscheinungsdatum, veröffentlicht, veröffentlicht am, erschienen am,
        publikationsdatum, date de publication, date de parution, publié le, fecha, fecha de publicación, publicado,
        дата, дата публікації, опубліковано, التاريخ, تاريخ, تاريخ النشر, publicatiedatum, datum publicatie,
        gepubliceerd, gepubliceerd op, data, data di pubblicazione, data pubblicazione, pubblicato il,
        data de publicação, publicado em, data publikacji, opublikowano, дата публикации, опубликовано, 日期, 发布日期,
        發布日期, 发布时间, 發布時間, 发表日期, 日付, 公開日, 掲載日, 配信日, 発行日, 公開日時, 配信日時;
    source: quelle, medium, zeitung, publikation, journal, média, fuente, medio, periódico, diario, джерело, видання,
        المصدر, مصدر, الصحيفة, صحيفة, اسم الصحيفة, bron, krant, fonte, testata, giornale, jornal, veículo, źródło,
        zrodlo, gazeta, источник, издание, газета, 来源, 來源, 媒体, 媒體, 报纸, 報紙, 出典, メディア, 新聞名, 媒体名,
        情報源;
    language: sprache, langue, idioma, lengua, мова, اللغة, لغة, taal, lingua, język, jezyk, язык, 语言, 語言, 语种,
        言語;
    url: webadresse, internetadresse, link zum artikel, lien, lien de l'article, adresse web, adresse url, enlace,
        dirección web, посилання, الرابط, رابط, رابط المقال, رابط الخبر, webadres, collegamento, indirizzo web,
        endereço web, adres url, adres strony, odnośnik, ссылка, 链接, 連結, 網址, 网址, リンク, アドレス
""")
