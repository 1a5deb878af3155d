"""What newspapers write in dates and calendar.py, made from CLDR, does not hold."""

# Languages and cases that are not among CLDR's rows; January first, "_" for a space in a name, ";" behind a language.
FURTHER_MONTHS = """
sq: janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor;
mk: јануари февруари март април мај јуни јули август септември октомври ноември декември;
uz: yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr;
af: januarie februarie maart april mei junie julie augustus september oktober november desember;
cy: ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr;
ga: eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa meán_fómhair deireadh_fómhair samhain nollaig;
eu: urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren irailaren urriaren
azaroaren abenduaren;
tl: enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre;
ha: janairu fabrairu maris afrilu mayu yuni yuli agusta satumba oktoba nuwamba disamba;
mr: जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर;
ne: जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर;
gu: જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર ડિસેમ્બર;
pa: ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ;
kn: ಜನವರಿ ಫೆಬ್ರವರಿ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್ ಸೆಪ್ಟೆಂಬರ್ ಅಕ್ಟೋಬರ್ ನವೆಂಬರ್ ಡಿಸೆಂಬರ್;
ml: ജനുവരി ഫെബ്രുവരി മാർച്ച് ഏപ്രിൽ മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ് സെപ്റ്റംബർ ഒക്‌ടോബർ നവംബർ ഡിസംബർ;
si: ජනවාරි පෙබරවාරි මාර්තු අප්‍රේල් මැයි ජූනි ජූලි අගෝස්තු සැප්තැම්බර් ඔක්තෝබර් නොවැම්බර් දෙසැම්බර්;
my: ဇန်နဝါရီလ ဖေဖော်ဝါရီလ မတ်လ ဧပြီလ မေလ ဇွန်လ ဇူလိုင်လ ဩဂုတ်လ စက်တင်ဘာလ အောက်တိုဘာလ နိုဝင်ဘာလ ဒီဇင်ဘာလ;
km: មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ;
lo: ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ;
am: ጃንዋሪ ፌብሩዋሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር;
"""
MONTHS = {
    **{
        name.replace("_", " "): number
        for row in FURTHER_MONTHS.strip(" ;\n").split(";")
        for number, name in enumerate(row.split()[1:], start=1)
    },
    **{"febbr": 2, "mrz": 3, "sept": 9, "setembre": 9, "सितम्बर": 9, "अक्तूबर": 10, "नवम्बर": 11, "दिसम्बर": 12},
    **{"می": 5, "مي": 5, "جولای": 7, "آگوست": 8, "مئي": 5, "يوليوز": 7, "كانون ثاني": 1, "تشرين أول": 10},
    **{"تشرين ثاني": 11, "كانون أول": 12, "юнии": 6, "μαίου": 5, "মার্চে": 3, "অগস্ট": 8},
    **{f"{word} 0{number}": number for word in ("tháng", "thg") for number in range(1, 10)},
}
WEEKDAYS = """
sonnabend segunda terça quarta quinta sexta mon tue tues wed thu thur thurs fri sat sun mo di mi do fr sa so
sábado domingo วันจันทร์ที่ วันอังคารที่ วันพุธที่ วันพฤหัสบดีที่ วันศุกร์ที่ วันเสาร์ที่ วันอาทิตย์ที่ จันทร์
อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์ יום שני שלישי רביעי חמישי שישי שבת ראשון الأحد الإثنين الاثنين الثلاثاء
الأربعاء الخميس الجمعة السبت सोमवार मंगलवार बुधवार गुरुवार बृहस्पतिवार शुक्रवार शनिवार रविवार chủ nhật hai ba tư
năm sáu bảy ahad isnin senin jumat 週一 週二 週三 週四 週五 週六 週日 周一 周二 周三 周四 周五 周六 周日 星期天
禮拜 月 火 水 木 金 土 日 월 화 수 목 금 토 일 п'ятниця п’ятниця вторник środę sobotę niedzielę понеділка сряда
måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen hétfőn kedden szerdán csütörtökön pénteken
szombaton vasárnap pazartesi salı çarşamba perşembe cuma cumartesi pazar یکشنبه دوشنبه سه شنبه سه‌شنبه چهارشنبه
پنجشنبه پنج‌شنبه جمعه شنبه
"""
# Short names of months that are other words more often than months: 14 Pro 2024, 24 LED 2024.
NO_MONTHS = "abe ag api bal dub eka elo ira kol led pro stu tra vas"
# Languages that put a full stop behind the day: it tells the Croatian 14. listopada from the Polish 14 listopada.
DOTTED_DAYS = "cs hr"
MONTH_PREFIX = "(?:ב-?|ខែ)?"  # "in", glued to a month's Hebrew name, and "month" to a Khmer one
YEAR_PREFIX = "(?:ឆ្នាំ)?"  # "year", glued to its digits
YEAR_SUFFIX = r"(?:eko|\s?ခုနှစ်၊?)?"  # "of the year"
# The year before the first of each era of Japan, and of the Republic of China.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}
