"""What the names of elements, their classes, ids and roles, say of what stands in them."""

import re
from functools import lru_cache

MAX_NAMES = 300  # characters of an element's names that are read
# Words of such names; those with a hyphen at an end stand anywhere in a word, the others are whole words.
_WORDS = {
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
KINDS = tuple(_WORDS)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITH = re.compile(r"(?:^|[^a-z])(?:has|with|without|no|not)(?:[^a-z].*|$)")  # what an element has, it isn't
_BREAK = re.compile(r"[^a-z]+")


def _pattern(words: str) -> re.Pattern:
    whole = "|".join(word for word in words.split() if word[0] != "-")
    part = "|".join(word.strip("-") for word in words.split() if word[0] == "-")
    return re.compile("|".join(filter(None, (rf" (?:{whole}) " if whole else "", part))))


_PATTERNS = tuple(_pattern(words) for words in _WORDS.values())


@lru_cache(maxsize=16_384)
def cues_of(names: str) -> int:
    """One bit for each of KINDS that the names speak of; words are told apart as in "story-body" and "storyBody"."""
    words = []
    for name in names[:MAX_NAMES].split():
        parts = _BREAK.sub(" ", _WITH.sub("", _CAMEL.sub(" ", name).lower())).split()
        words += [*parts, "".join(parts)] if len(parts) > 1 else parts
    text = f" {'  '.join(words)} "
    return sum(1 << place for place, pattern in enumerate(_PATTERNS) if pattern.search(text))
