"""Parameters of URLs that say how a visitor came, or which form of a page to show, and never which story."""

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
FORM_NAMES = "amp _amp isamp output outputtype view format mode m mobile noamp print printview"
FORM_VALUES = "amp 1 0 true false mobile"
# Labels before a site's name that stand for the same site, and names of the file that a folder shows.
HOST_LABELS = "www www1 www2 www3 m mobile amp wap touch"
INDEX_NAMES = "index default"
INDEX_ENDINGS = "html htm shtml xhtml php php3 php4 php5 asp aspx jsp cfm"
