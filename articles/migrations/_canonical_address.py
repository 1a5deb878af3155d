"""A frozen copy of the canonical form of addresses and of their keys, as migrations used them; never changed."""

import re
from hashlib import blake2b
from urllib.parse import quote, urlsplit

# Beginnings of names. Each belongs to one product: Urchin and Google Analytics, Matomo (three), HubSpot (four),
# Mailchimp, AT Internet, Comscore, Webtrends, Oracle (Eloqua, Omeda), Facebook, Salesforce, Adobe, IBM, Yahoo, Vero.
TRACKING_PREFIXES = """
utm_ uta_ ga_ mtm_ matomo_ pk_ piwik_ hsa_ __hs _hs hsctatracking mc_ at_ ns_ wt_ wt. elq oly_ fb_ fbc_ sfmc_ s_kw sc_c
cm_ guc vero_ trk_ itm_ stm_ bsft_ mkt_ pf_rd_ amp_ aff_ __twitter_ _branch_ ml_sub nr_email_ emci emdi
"""
# Whole names: identifiers of clicks, of campaigns, and of pages that link here, as papers and mail services name them.
TRACKING_NAMES = """
fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid ysclid twclid ttclid tblci obclid li_fat_id igsh igshid mibextid
epik rdt_cid sccid wickedid irclickid clickid dm_i dicbo rb_clickid srsltid mkwid
_ga _gl _ke _kx _openstat spm xtor xtref s_cid s_ref cmp cmpid cmpcid campaign campaignid campaign_id icid intcmp intcid
ncid ocid wt_mc wtmc mbid smid smtyp soc_src soc_trk sref srnd ftag ito cvid ref ref_src ref_url refsrc referer referrer
referral ref_ sr_share share shared sharetype socialshare link_source taid tsrc trk trkcampaign nlid nl_id newsletter_id
rss feature_id usqp amp_js_v amp_gsa __cft__ __tn__ refid
"""
# Names that ask for the form for phones, when the value is one of these.
FORM_NAMES = "amp _amp isamp output outputtype view format mode m mobile noamp"
FORM_VALUES = "amp 1 0 true false mobile"
# Labels before a site's name that stand for the same site, and names of the file that a folder shows.
HOST_LABELS = "www www1 www2 www3 m mobile amp wap touch"
INDEX_NAMES = "index default"
INDEX_ENDINGS = "html htm shtml xhtml php php3 php4 php5 asp aspx jsp cfm"

_TRACKING_PREFIXES = tuple(TRACKING_PREFIXES.split())
_TRACKING_NAMES = TRACKING_NAMES.split()
_FORM_NAMES, _FORM_VALUES = FORM_NAMES.split(), FORM_VALUES.split()
_HOST_LABELS = HOST_LABELS.split()
_INDEX_NAMES, _INDEX_ENDINGS = INDEX_NAMES.split(), INDEX_ENDINGS.split()
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")  # RFC 3986, 2.3
_KEPT = "%!$&'()*+,;=:@/~"  # what `quote` leaves as it is, besides letters and digits
_PORTS = (80, 443)
# Copies that a cache of AMP pages serves: the host and the path of the page stand in the path of the copy.
_CACHED_AMP = re.compile(r"/(?:amp|c|v)/(?:s/)?(?=[^/]+\.[^/]+/.)")
_CACHE_HOSTS = re.compile(r"(?:www\.)?google\.[a-z.]+$|(?:.+\.)?cdn\.ampproject\.org$")
_AMP_ENDING = re.compile(r"[.-]amp(\.[a-z]+)?$", re.IGNORECASE)


def key_of(url):
    return digest(canonical_address(url))


def former_key_of(url):
    """The key before, which was of all but the scheme, the host's case and a final slash."""
    parts = urlsplit(url)
    return digest(f"//{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}")


def digest(text):
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def canonical_address(url: str) -> str:
    """Return what all URLs of one page have in common, as "//host/path?name=value"; "//host/?" of a front page.

    Left out are the scheme, the port of http and https, "www." and the labels of sites for phones, "/amp" and what
    else asks for a form of the page, the index file, the final slash, parameters that say how the visitor came, and the
    fragment. Parameters are sorted, and escapes are written one way (RFC 3986, 6.2.2). The case of the path counts.
    """
    parts = urlsplit(url)
    host, port, path = (parts.hostname or "").rstrip("."), parts.port, parts.path
    if _CACHE_HOSTS.match(host) and (copy := _CACHED_AMP.match(path)):
        host, _, path = path[copy.end() :].partition("/")
        host = host.lower()
    shown_port = f":{port}" if port and port not in _PORTS else ""
    return f"//{_site(host)}{shown_port}/{_path(path)}?{_query(parts.query)}"


def _site(host: str) -> str:
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _HOST_LABELS:
        del labels[0]
    host = ".".join(labels)
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    segments = [segment for segment in _escaped(path).split("/") if segment and segment != "."]
    if segments and _is_index(segments[-1]):
        del segments[-1]
    if len(segments) > 1 and segments[-1].lower() == "amp":
        del segments[-1]
    if len(segments) > 1 and segments[0].lower() == "amp":
        del segments[0]
    if segments:
        segments[-1] = _AMP_ENDING.sub(r"\1", segments[-1]) or segments[-1]
    return "/".join(segments)


def _is_index(segment: str) -> bool:
    name, _, ending = segment.lower().partition(".")
    return name in _INDEX_NAMES and ending in _INDEX_ENDINGS


def _query(query: str) -> str:
    pairs = {_escaped(pair.replace("+", "%20")).removesuffix("=") for pair in re.split("[&;]", query)}
    return "&".join(sorted(pair for pair in pairs if pair and _names_the_story(pair)))


def _names_the_story(pair: str) -> bool:
    name, has_value, value = pair.lower().partition("=")
    if name in _FORM_NAMES:
        return bool(has_value) and value not in _FORM_VALUES
    return name not in _TRACKING_NAMES and not name.startswith(_TRACKING_PREFIXES)


def _escaped(text: str) -> str:
    """Return the text with escapes in capitals, and only where a character needs one."""
    return quote(_ESCAPE.sub(_one_escape, text), safe=_KEPT)


def _one_escape(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character in _UNRESERVED else escape[0].upper()
