"""What newspapers write in dates and calendar.py, made from CLDR, does not hold."""

MONTHS = {
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
MONTH_PREFIX = "(?:ב-?)?"  # "in", glued to a month's Hebrew name
# The year before the first of each era of Japan, and of the Republic of China.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}
