"""Words that stand around a date or a time of day on newspapers' date lines, by kind, in some fifty languages.

Only rules read them, so that a word may be added without a training.
"""

from articles.lexicon import phrases, words

# A date after one of these is that of publication.
PUBLISHED = phrases(
    """
    published, posted, first published, issued, veröffentlicht, erstellt, publiziert, erschienen, publié, publiée,
    paru, publicado, publicada, publicação, publicação em, pubblicato, pubblicata, gepubliceerd, geplaatst,
    publicerad, publicerat, publisert, offentliggjort, udgivet, publiceret, birt, birtist, julkaistu, opublikowano,
    opublikowane, data publikacji, data dodania, utworzono, zveřejněno, publikováno, vydáno, zverejnené,
    publikované, uverejnené, megjelent, közzétéve, publikálva, publicat, publicat la, data publicării, публикувано,
    публикувана, публикация, objavljeno, objavljen, objavljena, објављено, objavljeno ob, опубліковано,
    дата публікації, опубликовано, дата публикации, апублікавана, δημοσιεύτηκε, δημοσιεύθηκε, δημοσίευση,
    ημερομηνία δημοσίευσης, ημ/νια δημοσίευσης, yayınlanma, yayınlanma tarihi, yayın tarihi, yayımlanma, giriş,
    giriş tarihi, oluşturulma, نشر, نُشر, نشر في, نشرت, تاريخ النشر, منشور, تم النشر, انتشار, تاریخ انتشار,
    منتشر شده, منتشر شد, זמן פרסום, פורסם, פרסום, תאריך פרסום, प्रकाशित, पब्लिश्ड, प्रकाशन, प्रकाशन तिथि, প্রকাশ,
    প্রকাশিত, প্রকাশের সময়, اشاعت, شائع, تاریخ اشاعت, เผยแพร่, เผยแพร่เมื่อ, วันที่เผยแพร่, โพสต์เมื่อ, ลงเมื่อ,
    đăng, đăng lúc, đăng ngày, ngày đăng, xuất bản, diterbitkan, dipublikasikan, terbit, tayang, diterbit,
    disiarkan, 公開, 公開日, 公開日時, 掲載, 掲載日, 配信, 配信日, 投稿日, 입력, 등록, 등록일, 게재, 게시, 작성,
    기사입력, 승인, 发布, 发布时间, 发表, 发表于, 发表时间, 發布, 發布時間, 發佈, 發表, 發表於, 刊登, 出版,
    გამოქვეყნდა, გამოქვეყნებულია, հրապարակվել է, հրապարակված, dərc edilib, yayımlandı, жарияланды, жарияланған,
    avaldatud, avaldas, publicēts, publicēta, publicēšanas datums, paskelbta, publikuota, paskelbimo data,
    publicat el, argitaratua, argitaratu, publicado o, imechapishwa, ilichapishwa, வெளியிடப்பட்டது, பதிவு,
    ప్రచురించబడింది, ప్రచురణ
    """
)
# A date after one of these is that of a change, and no date of publication.
UPDATED = phrases(
    """
    updated, last updated, update, modified, last modified, revised, edited, aktualisiert, zuletzt aktualisiert,
    geändert, stand, letzte aktualisierung, mis à jour, mise à jour, modifié, modifié le, actualisé, actualizado,
    actualizada, última actualización, modificado, atualizado, atualizada, última atualização, atualização,
    aggiornato, aggiornata, ultimo aggiornamento, aggiornamento, modificato, bijgewerkt, laatst bijgewerkt,
    laatste update, aangepast, gewijzigd, uppdaterad, uppdaterat, senast uppdaterad, ändrad, oppdatert,
    sist oppdatert, opdateret, senest opdateret, uppfært, síðast uppfært, päivitetty, muokattu, viimeksi päivitetty,
    zaktualizowano, aktualizacja, ostatnia aktualizacja, aktualizováno, aktualizace, upraveno, poslední aktualizace,
    aktualizované, aktualizácia, upravené, frissítve, frissítés, módosítva, utolsó frissítés, actualizat,
    actualizată, ultima actualizare, modificat, обновена, обновено, актуализирано, последна промяна, редактирано,
    ažurirano, posljednja izmjena, zadnja izmjena, izmijenjeno, izmenjeno, ажурирано, posodobljeno,
    zadnja sprememba, оновлено, останнє оновлення, обновлено, обновление, изменено, последнее обновление, абноўлена,
    ενημερώθηκε, τελευταία ενημέρωση, ενημέρωση, τελ. ενημέρωση, güncelleme, güncellendi, güncellenme,
    güncelleme tarihi, son güncelleme, son güncellenme, تحديث, آخر تحديث, اخر تحديث, محدث, تم التحديث, تعديل,
    آخر تعديل, به روز رسانی, بروزرسانی, به‌روزرسانی, آخرین به‌روزرسانی, آخرین بروزرسانی, به‌روز شده, ویرایش, עודכן,
    עדכון, עדכון אחרון, עודכן לאחרונה, अपडेट, अपडेटेड, अद्यतन, अंतिम अपडेट, अद्यतित, আপডেট, হালনাগাদ, সর্বশেষ আপডেট,
    اپ ڈیٹ, تازہ کاری, อัปเดต, อัพเดต, อัปเดตล่าสุด, อัพเดท, ปรับปรุง, ปรับปรุงล่าสุด, แก้ไข, แก้ไขล่าสุด, cập nhật,
    cập nhật lúc, sửa, lần cuối, diperbarui, pembaruan, diupdate, terakhir diperbarui, dikemas kini, kemas kini,
    更新, 更新日, 更新日時, 最終更新, 改訂, 수정, 최종수정, 업데이트, 최종, 更新时间, 更新於, 更新于, 更新時間,
    最后更新, 最後更新, 修改, განახლდა, განახლებულია, թարմացվել է, թարմացված, yenilənib, yeniləndi, жаңартылды,
    жаңартылған, uuendatud, muudetud, atjaunots, atjaunināts, atnaujinta, actualitzat, darrera actualització,
    eguneratua, eguneratu, imesasishwa, புதுப்பிக்கப்பட்டது, నవీకరించబడింది, అప్‌డేట్
    """
)
# What else may stand on a line that is nothing but a date, word by word.
AROUND = words(
    """
    ថ្ងៃទី ရက် ရက်နေ့
    on at the of date time am um den der dem vom seit uhr le la à the el del de d' día las los a em no ao às il lo
    alle dalle ore del o op om uur d den kl kl. klo kello dnia dniu r r. roku godz godz. o w we v ve dne dátum data
    fecha datum hodin hod h u. v. ob uri u sati sata na в во о об г г. года год р р. року рік ч ч. час часа часов
    часа година години в от от στις στη την της του τη ώρα ημερομηνία tarih tarihi saat saati günü في يوم الساعة
    بتاريخ التاريخ م هـ ه الموافق ق در ساعت روز تاریخ ב בשעה יום שעה תאריך ה को पर बजे दिनांक तारीख समय को প্রকাশ টা
    টায় মিনিট তারিখ সময় بروز تاریخ بجے วันที่ เวลา น น. วัน เมื่อ ngày lúc giờ thứ tanggal pukul jam pada tarikh
    pkl pkl. 日期 时间 時間 日時 付 付け 于 於 日 分 時 현재 일시 날짜 m m. d d. gada gads plkst plkst. val val.
    kell a.m. p.m. am pm hrs hours ist est พ.ศ τρ δευ τετ πεμ παρ σαβ κυρ e ko an saa tarehe mnamo siku dia lúc ca c
    c. i í klukkan og du den le
    """
)
# What stands between a date and its time of day, before the hour.
HOUR_CUES = phrases(
    """
    at, um, à, a las, a la, alle ore, alle, ore, às, as, om, kl., kl, klo, kello, klukkan, godz., godz, o godz.,
    o godzinie, o, v, ob, u, ora, la ora, ора, в, о, об, στις, ώρα, saat, الساعة, في الساعة, ساعت, בשעה, ב, वेळ,
    समय, สมัย, เวลา, lúc, vào lúc, pukul, pkl., pkl, jam, kell, plkst., plkst, val., saa, les, a les, de
    """
)
# Of these, those after which a number alone is an hour: "klo 9".
SURE_HOUR_CUES = phrases(
    """
    um, a las, alle ore, ore, às, kl., kl, klo, kello, klukkan, godz., godz, o godz., o godzinie, la ora, ora, saat,
    الساعة, في الساعة, ساعت, בשעה, เวลา, lúc, vào lúc, pukul, pkl., pkl, jam, kell, plkst., plkst
    """
)
# What stands behind the hour, or between hour and minutes.
HOUR_UNITS = phrases(
    """
    h, hrs, hours, uhr, uur, u., óra, órakor, hod., hod, hodin, ur, uri, sati, sata, ч., ч, час., часа, часов, час,
    год., годин, години, сағат, น., น, นาฬิกา, giờ, g, बजे, टा, টা, টায়, ঘণ্টা, بجے, 時, 时, 點, 点, 시, o'clock, kor
    """
)
# Between hour and minutes, besides ":" and ".".
MINUTE_PARTERS = phrases("h, uhr, giờ, g, 時, 时, 點, 点, 시, ч")
MINUTE_UNITS = phrases("分, 分钟, 분, phút, mn, मिनट")
# Minutes of reading, after their number: "3 min read", "4 minuti di lettura", "Lesezeit 5 Minuten".
READING_MINUTES = phrases(
    """
    min, min., mins, mins., minute, minutes, minuten, minuti, minuto, minutos, minuter, minutter, minuut, minuta,
    minuty, minut, perc, мин, мин., минута, минуты, минут, хв, хв., хвилин, λεπτά, λεπτα, λ., dk, dk., dakika, דקות,
    دقيقة, دقائق, دقیقه, phút, menit, 分, 分钟, 分鐘, 분
    """
)
READING = phrases(
    """
    read, reading, reading time, time to read, lesezeit, lesedauer, lesen, zum lesen, lecture, de lecture,
    temps de lecture, lectura, de lectura, tiempo de lectura, leitura, de leitura, tempo de leitura, lettura,
    di lettura, tempo di lettura, leestijd, lezen, leestid, lästid, läsning, läsa, lesetid, lese, læsetid, læsning,
    lukuaika, czytania, czas czytania, čtení, doba čtení, čítania, olvasás, olvasási idő, lectură, timp de citire,
    время чтения, чтения, на чтение, читання, час читання, ανάγνωσης, χρόνος ανάγνωσης, διάβασμα, okuma,
    okuma süresi, זמן קריאה, קריאה, قراءة, مدة القراءة, وقت القراءة, مطالعه, زمان مطالعه, đọc, thời gian đọc,
    waktu baca, baca, 阅读, 閱讀, 読了, 읽기
    """
)
# Names of the parts of the day, before or after the time.
MORNING = phrases(
    """
    صباحا, صباحًا, ص, فجرا, صبح, قبل از ظهر, ق.ظ, בבוקר, בוקר, सुबह, सवेरे, पूर्वाह्न, সকাল, ভোর, صبح, ก่อนเที่ยง,
    sáng, 午前, 朝, 早朝, 오전, 새벽, 上午, 早上, 凌晨, 清晨, délelőtt, reggel, de., öö, sabah, π.μ., πμ, dopoledne,
    dop., dopoldne, преди обяд, утра, ранку, दु.पू,
    pagi, asubuhi
    """
)
NOON = phrases("ظهرا, ظهر, दोपहर, দুপুর, دوپہر, trưa, 正午, 낮, 中午, בצהריים, दुपारी")
AFTERNOON = phrases(
    """
    مساء, مساءً, م, عصرا, بعدازظهر, بعد از ظهر, ب.ظ, عصر, אחר הצהריים, אחה״צ, אחה"צ, בערב, शाम, अपराह्न, सायं,
    সন্ধ্যা, বিকাল, বিকেল, شام, หลังเที่ยง, chiều, tối, 午後, 夕方, 오후, 저녁, 下午, 傍晚, 晚上, délután, du., este,
    ös, akşam, öğleden sonra, μ.μ., μμ, odpoledne, odp., popoldne, следобед, вечера, вечора,
    tengah hari, siang, mchana,
    petang, sore, jioni
    """
)
NIGHT = phrases("ليلا, ليلًا, شب, رات, रात, রাত, đêm, 夜, 밤, 深夜, בלילה, gece, éjjel, нощта, ночи, ночі")
# Months of the Islamic calendar: its days are not reckoned here, and stand beside those of another calendar.
ISLAMIC_MONTHS = words(
    """
    محرم المحرم صفر ربيع جمادى رجب شعبان رمضان شوال ذو ذي القعدة الحجة الأول الأولى الآخر الآخرة الثاني الثانية هـ ه
    هجري,
    malam, usiku
    """
)
# The solar months of Iran's calendar, in order; "|" parts spellings.
SOLAR_MONTHS = phrases(
    """
    فروردین, اردیبهشت, خرداد, تیر, مرداد|امرداد, شهریور, مهر, آبان, آذر, دی, بهمن, اسفند
    """
)
# Words before a number that is none of a date: a version, a telephone number, a file.
NUMBERED = words(
    """
    v ver version versión versão versione wersja verze verzió версия версія сборка build release firmware isbn issn
    doi tel telefon phone fax teléfono телефон هاتف 電話 电话 전화 nr no № n° art artikel § az aktenzeichen ip case
    docket ref iban
    """
)
# A time of day by themselves: twelve o'clock, and the beginning of the day.
TWELVE = words("noon midday mediodía mezzogiorno")
MIDNIGHT = words("midnight mitternacht minuit medianoche mezzanotte")
