"""How the words beside a date begin: those of a change of the text, those of its publication. Only rules read them."""

from articles.lexicon import phrases

CHANGED = phrases("""
    updated, mis à jour, mise à jour, update, modif, changed, edited, revised, amended, aktualis, aktualiz,
    stand, geändert, überarbeitet, actualis, actualiz, modificado, atualiz, alterado, aggiornat, modificat,
    bijgewerkt, gewijzigd, uppdater, ändrad, oppdater, endret, opdater, ændret, päivitet, muokattu, frissít,
    módosít, zmieni, zaktualiz, upraven, změněn, izmijenjen, ažuriran, osvježen, обновл, изменен, оновлен,
    змінено, актуализир, güncelle, değiştir, ενημέρωσ, τροποποίησ, diperbarui, dimutakhirkan, diubah, cập nhật,
    sửa đổi, 更新, 最終更新, 수정, 최종수정, 업데이트, अपडेट, संशोधित, อัปเดต, แก้ไข, تحديث, حدث, معدل, به‌روز, بروزرسانی,
    עודכן, עדכון
""")
PUBLISHED = phrases("""
    publi, posted, created, issued, released, first, veröffentlicht, erstellt, erschienen, publicado, creado,
    parution, gepubliceerd, geplaatst, julkaist, közzété, megjelen, zveřejněn, vydáno, objavljeno, publikov,
    опублик, опубл, дата, yayın, yayım, δημοσί, diterbitkan, dipublikasikan, terbit, đăng, xuất bản, 公開, 掲載, 配信,
    发布, 發布, 刊登, 입력, 등록, 승인, 게시, प्रकाशित, เผยแพร่, نشر, منتشر, انتشار, פורסם
""")
