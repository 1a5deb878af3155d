"""Words too common to be about anything, by language. SMALL_WORDS are frozen with the weights."""

from articles.lexicon import words

# Features of the trained model: a line's share of them parts sentences from lists. Frozen with the weights; a change
# needs a training (benchmarks/understanding/train).
SMALL_WORDS = {
    "en": words(
        """
        the of and to in a that is was for on with as it at by from he she they his her their its not but have
        has had be are were been this which who will would about after said one than or an i we you there when
        what can could more also into out up if so no over some
        """
    ),
    "de": words(
        """
        der die das und ist nicht mit von den dem ein eine einen einem einer zu auf für im in sich auch als es
        sie er wurde hat haben sind war wie aus bei nach an dass um noch nur zum zur am über wird werden oder
        aber so mehr des vor durch wenn man bis sein ihre ich wir
        """
    ),
    "fr": words(
        """
        le la les des et est une un dans pour pas que qui sur au avec ce il elle du plus par ont été aux cette
        de en à son sa ses se ne sont être leur mais ou je nous vous ils on comme tout fait
        """
    ),
    "es": words(
        """
        el la los las de y en que es un una por con para no se del al lo su como más pero ha fue a sus le ya o
        este sí porque esta entre cuando muy sin sobre también me hasta hay donde han son
        """
    ),
    "it": words(
        """
        il lo la gli le di e che è un una per con non si del della al nel da sono anche ha come più i a in dei
        delle alla ma se su dal questo questa era suo sua o ai dalla nella hanno stato
        """
    ),
    "nl": words(
        """
        de het een en van is dat niet op te met voor zijn aan er maar door ook bij heeft werd naar om in die als
        uit was dan ze hij nog over tot wordt worden hun meer of wel kan geen
        """
    ),
    "pt": words(
        """
        o a os as de e em que é um uma por com para não se do da no na ao mais foi dos como mas à das tem seu
        sua ou ser quando muito há nos já também só pelo pela até isso ele ela entre era
        """
    ),
    "sv": words(
        """
        och att det som en är på för med av inte den till ett har om de var men sig från ska i vi jag han hon så
        kan när där hur eller efter vid också mot nu över bara alla under
        """
    ),
    "no": words(
        """
        og at det som en er på for med av ikke den til et har om de var men seg fra ble i vi jeg han hun så kan
        når der hvor eller etter ved også mot nå over bare alle under blir være skal
        """
    ),
    "is": words(
        """
        og að í á sem er um við til með það ekki en hann hún þeir var af fyrir frá eru hefur verið sé því þá
        """
    ),
    "ru": words(
        """
        и в на не что с по это как к из у за от о для но он она они мы я же то его а при был была было были так
        все или уже также после до бы если только
        """
    ),
    "ar": words(
        """
        في من على إلى أن عن مع هذا هذه التي الذي ما لا كان كانت بعد قبل بين كل قد هو هي وفي ومن كما أو ثم
        """
    ),
    "id": words(
        """
        yang dan di ke dari ini itu untuk dengan pada adalah tidak dalam akan juga oleh saat ada karena telah
        """
    ),
    "vi": words(
        """
        và của là có trong cho không được với các một những người này khi đã từ ở để đến về sẽ cũng ra như tại
        """
    ),
    "ja": words(
        """
        の は を に が で と も へ や から まで より など した して する され された として について している
        ている いる ある なる った という との には では ような だった です ます ました だ た る い う
        """
    ),
}
LANGUAGES = tuple(SMALL_WORDS)
# By which `language_of` knows a language: the commonest of SMALL_WORDS, about as many in each, so that no language wins
# by the length of its list. With the whole of SMALL_WORDS 12 of 552 documents of the corpus get another language.
LANGUAGE_WORDS = {
    "en": words("the of and to in that is was for on with as it at by from he she they his her not but have has had"),
    "de": words("der die das und ist nicht mit von den dem ein eine zu auf für im sich auch als es sie er wurde hat"),
    "fr": words("le la les des et est une dans pour pas que qui sur au avec ce il elle du plus par ont été aux cette"),
    "es": words("el la los las de y en que es un una por con para no se del al lo su como más pero ha fue"),
    "it": words("il lo la gli le di e che è un una per con non si del della al nel da sono anche ha come più"),
    "nl": words("de het een en van is dat niet op te met voor zijn aan er maar door ook bij heeft werd naar om"),
    "pt": words("o a os as de e em que é um uma por com para não se do da no na ao mais foi dos como"),
    "sv": words("och att det som en är på för med av inte den till ett har om de var men sig från ska"),
    "da": words("og at det som en er på for med af ikke den til et har om de var men sig fra der"),
    "no": words("og at det som en er på for med av ikke den til et har om de var men seg fra ble"),
}
# Those of PostgreSQL's english dictionary, so that both databases find the same.
STOP_WORDS = words(
    """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it
its itself they them their theirs themselves what which who whom this that these those am is are was were be been
being have has had having do does did doing a an the and but if or because as until while of at by for with about
against between into through during before after above below to from up down in out on off over under again further
then once here there when where why how all any both each few more most other some such no nor not only own same so
than too very s t can will just don should now
    """
)
# Words of a tagline such as "The valley's own paper since 1871". Only rules read them.
SINCE = words("since seit depuis desde sinds siden sedan")
