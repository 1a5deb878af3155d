"""Words in the names of HTML elements, classes and ids, by what stands in such an element. Frozen with the weights.

They are features of the trained model: a change needs a training (benchmarks/understanding/train).
"""

# Words of such names; those with a hyphen at an end stand anywhere in a word, the others are whole words.
CLASS_NAMES = {
    "comment": "-comment- -kommentar- -disqus- discussion reply respond replies leserbriefe",
    "related": "-related- -recommend- -recirc- also similar suggested -readmore- -morefrom- -furtherreading-"
    " -seealso- -relacionad- -verwandt- -weiterlesen- -mehrzumthema- -outbrain- -taboola- next previous"
    " -upnext-",
    "popular": "-trending- -popular- latest most -mostread- -mostviewed- -meistgelesen- ranking newest recent -ticker-",
    "list": "-teaser- card cards tile tiles grid river feed listing -carousel- -slider- -swiper- archive"
    " collection items item list -archive- stream",
    "promo": "-newsletter- -subscri- -signup- -promo- -marketing- cta -donat- -paywall- offer offers -membership-"
    " abo -calltoaction- -regwall- -piano- premium upsell campaign",
    "advert": "ad ads adv -advert- -sponsor- banner -adslot- -adunit- -anzeige- -werbung- dfp gpt -affiliate-"
    " -publicidad-",
    "share": "share sharing -social- -facebook- -twitter- -whatsapp- -addthis- -sharedaddy- tools toolbar"
    " -toolbar- follow -bookmark- print",
    "caption": "-caption- -legend- credit credits -copyright- -bildunterschrift- -bildquelle-",
    "picture": "image images img -photo- picture -figure- gallery -galler- media -video- player -slideshow-"
    " -lightbox- bild -audio- -podcast- asset",
    "author": "-author- -byline- bio -biograph- writer autor -autor- contributor reporter vcard -profile-",
    "date": "-date- -timestamp- time -publish- posted updated",
    "label": "-kicker- -category- tag tags -keyword- topic topics -breadcrumb- label labels -taglist- rubrik"
    " eyebrow overline -hashtag-",
    "menu": "nav -navi- -navbar- menu -menu- -masthead- -footer- -topbar- -skip- toc -tableofcontents-"
    " -contentinfo- sitemap -jumplink- -pagination- pager",
    "header": "header -header- top hero",
    "side": "-sidebar- rail aside -complementary- -rightrail- -rightcol-",
    "beside": "secondary -widget- right left bottom below",
    "legal": "-cookie- -consent- -gdpr- -privacy- legal -disclaimer- -disclosure- -modal- -popup- -overlay-"
    " -dialog- -login- -register- -search- -lightbox- -banner- -alert- -notice- -correction-",
    "article": "article -article- story -story- post -post- entry -artikel- -beitrag- news noticia -articulo-",
    "body": "-body- content -content- text -richtext- -paragraph- copy -prose- main -inhalt- -texto- -cuerpo-"
    " -contenu- -corps- -maincontent- wysiwyg -fulltext- -brodtext- -innhold- -textblock-",
    "opening": "lead lede intro -intro- -standfirst- -subtitle- deck dek -summary- -excerpt- description"
    " -description- -subhead- -vorspann- -strapline- -ingress- abstract -dachzeile- -preamble- -keypoint-"
    " -highlights-",
    "title": "-headline- title -title- heading -heading- -titel- -titre- -titulo-",
    "quote": "-quote- -zitat- -blockquote-",
    "box": "box -infobox- -factbox- inset -embed- -tweet- -instagram- poll quiz -timeline- -widget- callout"
    " -accordion- facts -faktabox- -infokasten- -sidebox- -explainer- -spotlight-",
    "ending": "end -endnote- -footnote- tagline -aboutthe- source sources -attribution- agency -trust- -topics-",
    "hidden": "hidden hide -visuallyhidden- -screenreader- sr only -offscreen- -collapsed- -noscript- invisible print",
}
