"""How newspapers begin the paragraph that they put below a story when they correct or update it."""

from articles.lexicon import phrases

# In the normal form, whole words.
CORRECTION_CUES = tuple(
    f"{phrase} "
    for phrase in phrases("""
    correction, corrections, corrected, this article was corrected, this story was corrected,
    this article was amended, this story was amended, this article has been amended, this story has been amended,
    this article has been corrected, this story has been corrected, an earlier version of this,
    a previous version of this, clarification, editor s note, editors note, update, updated,
    this article has been updated, this story has been updated, this article was updated, this story was updated,
    erratum, retraction, for the record,
    korrektur, berichtigung, richtigstellung, anmerkung der redaktion, anm d red, aktualisierung, hinweis der redaktion,
    in einer früheren version, in einer früheren fassung, rectificatif, correctif, mise à jour, note de la rédaction,
    une version précédente de, erratum, corrección, rectificación, fe de errores, actualización, nota de la redacción,
    una versión anterior de, correzione, rettifica, errata corrige, aggiornamento, correção, errata, atualização,
    nota da redação, uma versão anterior, correctie, rectificatie, aanvulling, in een eerdere versie, rättelse,
    uppdatering, i en tidigare version, rettelse, præcisering, i en tidligere version, oppdatering, sprostowanie,
    aktualizacja, oprava, aktualizace, исправление, уточнение, обновлено, виправлення, düzeltme, güncelleme, oikaisu,
    helyreigazítás, rectificare, ispravak, διόρθωση
    """)
)
WIDE_CORRECTION_CUES = phrases("訂正, 更正, 정정, 바로잡습니다")
