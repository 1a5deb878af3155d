"""Months, weekdays and day periods of 52 languages; generated, so edit calendar_extras.py instead.

Made by benchmarks/lexicon/calendar.py with Babel 2.19.0 from Unicode CLDR 49, (c) Unicode, Inc., under the
Unicode License v3. A row is a language; `articles.lexicon.rows` reads it. Names are in lower case, without a final full
stop; of one month or day, "|" stands between the forms of its name, that in a date first, and "/" before short ones.
"""

# January first.
MONTHS = """
en: january/jan, february/feb, march/mar, april/apr, may, june/jun, july/jul, august/aug, september/sep|sept,
october/oct, november/nov, december/dec;
de: januar|jänner/jan|jän, februar/feb, märz/mär, april/apr, mai, juni/jun, juli/jul, august/aug, september/sept|sep,
oktober/okt, november/nov, dezember/dez;
fr: janvier/janv, février/févr, mars, avril/avr, mai, juin, juillet/juil, août, septembre/sept, octobre/oct,
novembre/nov, décembre/déc;
es: enero/ene, febrero/feb, marzo/mar, abril/abr, mayo/may, junio/jun, julio/jul, agosto/ago, septiembre/sept,
octubre/oct, noviembre/nov, diciembre/dic;
it: gennaio/gen, febbraio/feb, marzo/mar, aprile/apr, maggio/mag, giugno/giu, luglio/lug, agosto/ago, settembre/set,
ottobre/ott, novembre/nov, dicembre/dic;
nl: januari/jan, februari/feb, maart/mrt, april/apr, mei, juni/jun, juli/jul, augustus/aug, september/sep,
oktober/okt, november/nov, december/dec;
pt: janeiro/jan, fevereiro/fev, março/mar, abril/abr, maio/mai, junho/jun, julho/jul, agosto/ago, setembro/set,
outubro/out, novembro/nov, dezembro/dez;
sv: januari/jan, februari/feb, mars, april/apr, maj, juni, juli, augusti/aug, september/sep, oktober/okt,
november/nov, december/dec;
no: januar/jan, februar/feb, mars/mar, april/apr, mai, juni/jun, juli/jul, august/aug, september/sep, oktober/okt,
november/nov, desember/des;
da: januar/jan, februar/feb, marts/mar, april/apr, maj, juni/jun, juli/jul, august/aug, september/sep, oktober/okt,
november/nov, december/dec;
is: janúar/jan, febrúar/feb, mars/mar, apríl/apr, maí, júní/jún, júlí/júl, ágúst/ágú, september/sep, október/okt,
nóvember/nóv, desember/des;
fi: tammikuuta|tammikuu/tammi, helmikuuta|helmikuu/helmi, maaliskuuta|maaliskuu/maalis, huhtikuuta|huhtikuu/huhti,
toukokuuta|toukokuu/touko, kesäkuuta|kesäkuu/kesä, heinäkuuta|heinäkuu/heinä, elokuuta|elokuu/elo,
syyskuuta|syyskuu/syys, lokakuuta|lokakuu/loka, marraskuuta|marraskuu/marras, joulukuuta|joulukuu/joulu;
pl: stycznia|styczeń/sty, lutego|luty/lut, marca|marzec/mar, kwietnia|kwiecień/kwi, maja|maj, czerwca|czerwiec/cze,
lipca|lipiec/lip, sierpnia|sierpień/sie, września|wrzesień/wrz, października|październik/paź, listopada|listopad/lis,
grudnia|grudzień/gru;
cs: ledna|leden/led, února|únor/úno, března|březen/bře, dubna|duben/dub, května|květen/kvě, června|červen/čvn,
července|červenec/čvc, srpna|srpen/srp, září/zář, října|říjen/říj, listopadu|listopad/lis, prosince|prosinec/pro;
sk: januára|január/jan, februára|február/feb, marca|marec/mar, apríla|apríl/apr, mája|máj, júna|jún, júla|júl,
augusta|august/aug, septembra|september/sep, októbra|október/okt, novembra|november/nov, decembra|december/dec;
hu: január/jan, február/febr, március/márc, április/ápr, május/máj, június/jún, július/júl, augusztus/aug,
szeptember/szept, október/okt, november/nov, december/dec;
ro: ianuarie/ian, februarie/feb, martie/mar, aprilie/apr, mai, iunie/iun, iulie/iul, august/aug, septembrie/sept,
octombrie/oct, noiembrie/nov, decembrie/dec;
bg: януари/яну, февруари/фев, март, април/апр, май, юни, юли, август/авг, септември/сеп, октомври/окт, ноември/ное,
декември/дек;
hr: siječnja|siječanj/sij, veljače|veljača/velj, ožujka|ožujak/ožu, travnja|travanj/tra, svibnja|svibanj/svi,
lipnja|lipanj/lip, srpnja|srpanj/srp, kolovoza|kolovoz/kol, rujna|rujan/ruj, listopada|listopad/lis,
studenoga|studeni/stu, prosinca|prosinac/pro;
sr: јануар|januar/јан|jan, фебруар|februar/феб|feb, март|mart/мар|mar, април|april/апр|apr, мај|maj, јун|jun, јул|jul,
август|avgust/авг|avg, септембар|septembar/сеп|sep, октобар|oktobar/окт|okt, новембар|novembar/нов|nov,
децембар|decembar/дец|dec;
sl: januar/jan, februar/feb, marec/mar, april/apr, maj, junij/jun, julij/jul, avgust/avg, september/sep, oktober/okt,
november/nov, december/dec;
uk: січня|січень/січ, лютого|лютий/лют, березня|березень/бер, квітня|квітень/квіт, травня|травень/трав,
червня|червень/черв, липня|липень/лип, серпня|серпень/серп, вересня|вересень/вер, жовтня|жовтень/жовт,
листопада|листопад/лист, грудня|грудень/груд;
ru: января|январь/янв, февраля|февраль/февр, марта|март/мар, апреля|апрель/апр, мая|май, июня|июнь/июн, июля|июль/июл,
августа|август/авг, сентября|сентябрь/сент, октября|октябрь/окт, ноября|ноябрь/нояб, декабря|декабрь/дек;
be: студзеня|студзень/сту, лютага|люты/лют, сакавіка|сакавік/сак, красавіка|красавік/кра, мая|май,
чэрвеня|чэрвень/чэр, ліпеня|ліпень/ліп, жніўня|жнівень/жні, верасня|верасень/вер, кастрычніка|кастрычнік/кас,
лістапада|лістапад/ліс, снежня|снежань/сне;
el: ιανουαρίου|ιανουάριος/ιαν, φεβρουαρίου|φεβρουάριος/φεβ, μαρτίου|μάρτιος/μαρ|μάρ, απριλίου|απρίλιος/απρ,
μαΐου|μάιος/μαΐ|μάι, ιουνίου|ιούνιος/ιουν|ιούν, ιουλίου|ιούλιος/ιουλ|ιούλ, αυγούστου|αύγουστος/αυγ|αύγ,
σεπτεμβρίου|σεπτέμβριος/σεπ, οκτωβρίου|οκτώβριος/οκτ, νοεμβρίου|νοέμβριος/νοε|νοέ, δεκεμβρίου|δεκέμβριος/δεκ;
tr: ocak/oca, şubat/şub, mart/mar, nisan/nis, mayıs/may, haziran/haz, temmuz/tem, ağustos/ağu, eylül/eyl, ekim/eki,
kasım/kas, aralık/ara;
ar: يناير|كانون الثاني|جانفي, فبراير|شباط|فيفري, مارس|آذار, أبريل|نيسان|أفريل, مايو|أيار|ماي, يونيو|حزيران|جوان,
يوليو|تموز|جويلية|يوليوز, أغسطس|آب|أوت|غشت, سبتمبر|أيلول|شتنبر, أكتوبر|تشرين الأول, نوفمبر|تشرين الثاني|نونبر,
ديسمبر|كانون الأول|دجنبر;
fa: ژانویه, فوریه, مارس, آوریل, مه, ژوئن, ژوئیه, اوت, سپتامبر, اکتبر, نوامبر, دسامبر;
he: ינואר/ינו׳, פברואר/פבר׳, מרץ, אפריל/אפר׳, מאי, יוני, יולי, אוגוסט/אוג׳, ספטמבר/ספט׳, אוקטובר/אוק׳, נובמבר/נוב׳,
דצמבר/דצמ׳;
hi: जनवरी/जन॰, फ़रवरी/फ़र॰, मार्च, अप्रैल, मई, जून, जुलाई/जुल॰, अगस्त/अग॰, सितंबर/सित॰, अक्टूबर/अक्टू॰, नवंबर/नव॰,
दिसंबर/दिस॰;
bn: জানুয়ারি/জানু, ফেব্রুয়ারি/ফেব, মার্চ, এপ্রিল/এপ্রি, মে, জুন, জুলাই/জুল, আগস্ট/আগ, সেপ্টেম্বর/সেপ|সেপ্ট,
অক্টোবর/অক্টো, নভেম্বর/নভে, ডিসেম্বর/ডিসে;
ur: جنوری, فروری, مارچ, اپریل, مئی, جون, جولائی, اگست, ستمبر, اکتوبر, نومبر, دسمبر;
th: มกราคม/ม.ค, กุมภาพันธ์/ก.พ, มีนาคม/มี.ค, เมษายน/เม.ย, พฤษภาคม/พ.ค, มิถุนายน/มิ.ย, กรกฎาคม/ก.ค, สิงหาคม/ส.ค,
กันยายน/ก.ย, ตุลาคม/ต.ค, พฤศจิกายน/พ.ย, ธันวาคม/ธ.ค;
vi: tháng 1/thg 1, tháng 2/thg 2, tháng 3/thg 3, tháng 4/thg 4, tháng 5/thg 5, tháng 6/thg 6, tháng 7/thg 7, tháng
8/thg 8, tháng 9/thg 9, tháng 10/thg 10, tháng 11/thg 11, tháng 12/thg 12;
id: januari/jan, februari/feb, maret/mar, april/apr, mei, juni/jun, juli/jul, agustus/agu, september/sep, oktober/okt,
november/nov, desember/des;
ms: januari/jan, februari/feb, mac, april/apr, mei, jun, julai/jul, ogos/ogo, september/sep, oktober/okt,
november/nov, disember/dis;
ja: 1月, 2月, 3月, 4月, 5月, 6月, 7月, 8月, 9月, 10月, 11月, 12月;
ko: 1월, 2월, 3월, 4월, 5월, 6월, 7월, 8월, 9월, 10월, 11월, 12월;
zh: 一月/1月, 二月/2月, 三月/3月, 四月/4月, 五月/5月, 六月/6月, 七月/7月, 八月/8月, 九月/9月, 十月/10月, 十一月/11月,
十二月/12月;
ka: იანვარი/იან, თებერვალი/თებ, მარტი/მარ, აპრილი/აპრ, მაისი/მაი, ივნისი/ივნ, ივლისი/ივლ, აგვისტო/აგვ, სექტემბერი/სექ,
ოქტომბერი/ოქტ, ნოემბერი/ნოე, დეკემბერი/დეკ;
hy: հունվարի|հունվար/հնվ, փետրվարի|փետրվար/փտվ, մարտի|մարտ/մրտ, ապրիլի|ապրիլ/ապր, մայիսի|մայիս/մյս,
հունիսի|հունիս/հնս, հուլիսի|հուլիս/հլս, օգոստոսի|օգոստոս/օգս, սեպտեմբերի|սեպտեմբեր/սեպ, հոկտեմբերի|հոկտեմբեր/հոկ,
նոյեմբերի|նոյեմբեր/նոյ, դեկտեմբերի|դեկտեմբեր/դեկ;
az: yanvar/yan, fevral/fev, mart/mar, aprel/apr, may, iyun/iyn, iyul/iyl, avqust/avq, sentyabr/sen, oktyabr/okt,
noyabr/noy, dekabr/dek;
kk: қаңтар/қаң, ақпан/ақп, наурыз/нау, сәуір/сәу, мамыр/мам, маусым/мау, шілде/шіл, тамыз/там, қыркүйек/қыр,
қазан/қаз, қараша/қар, желтоқсан/жел;
et: jaanuar/jaan, veebruar/veebr, märts, aprill/apr, mai, juuni, juuli, august/aug, september/sept, oktoober/okt,
november/nov, detsember/dets;
lv: janvāris/janv, februāris/febr, marts, aprīlis/apr, maijs, jūnijs/jūn, jūlijs/jūl, augusts/aug, septembris/sept,
oktobris/okt, novembris/nov, decembris/dec;
lt: sausio|sausis/saus, vasario|vasaris/vas, kovo|kovas/kov, balandžio|balandis/bal, gegužės|gegužė/geg,
birželio|birželis/birž, liepos|liepa/liep, rugpjūčio|rugpjūtis/rugp, rugsėjo|rugsėjis/rugs, spalio|spalis/spal,
lapkričio|lapkritis/lapkr, gruodžio|gruodis/gruod;
ca: gener/gen, febrer/febr, març, abril/abr, maig, juny, juliol/jul, agost/ag, setembre/set, octubre/oct,
novembre/nov, desembre/des;
eu: urtarrila/urt, otsaila/ots, martxoa/mar, apirila/api, maiatza/mai, ekaina/eka, uztaila/uzt, abuztua/abu,
iraila/ira, urria/urr, azaroa/aza, abendua/abe;
gl: xaneiro/xan, febreiro/feb, marzo/mar, abril/abr, maio, xuño, xullo/xul, agosto/ago, setembro/set, outubro/out,
novembro/nov, decembro/dec;
sw: januari/jan, februari/feb, machi/mac, aprili/apr, mei, juni/jun, julai/jul, agosti/ago, septemba/sep, oktoba/okt,
novemba/nov, desemba/des;
ta: ஜனவரி/ஜன, பிப்ரவரி/பிப், மார்ச்/மார், ஏப்ரல்/ஏப், மே, ஜூன், ஜூலை, ஆகஸ்ட்/ஆக, செப்டம்பர்/செப், அக்டோபர்/அக்,
நவம்பர்/நவ, டிசம்பர்/டிச;
te: జనవరి/జన, ఫిబ్రవరి/ఫిబ్ర, మార్చి, ఏప్రిల్/ఏప్రి, మే, జూన్, జులై, ఆగస్టు/ఆగ, సెప్టెంబర్/సెప్టెం, అక్టోబర్/అక్టో,
నవంబర్/నవం, డిసెంబర్/డిసెం;
"""
# Monday first.
WEEKDAYS = """
en: monday/mon, tuesday/tue, wednesday/wed, thursday/thu, friday/fri, saturday/sat, sunday/sun;
de: montag/mo, dienstag/di, mittwoch/mi, donnerstag/do, freitag/fr, samstag/sa, sonntag/so;
fr: lundi/lun, mardi/mar, mercredi/mer, jeudi/jeu, vendredi/ven, samedi/sam, dimanche/dim;
es: lunes/lun, martes/mar, miércoles/mié, jueves/jue, viernes/vie, sábado/sáb, domingo/dom;
it: lunedì/lun, martedì/mar, mercoledì/mer, giovedì/gio, venerdì/ven, sabato/sab, domenica/dom;
nl: maandag/ma, dinsdag/di, woensdag/wo, donderdag/do, vrijdag/vr, zaterdag/za, zondag/zo;
pt: segunda-feira/seg, terça-feira/ter, quarta-feira/qua, quinta-feira/qui, sexta-feira/sex, sábado/sáb, domingo/dom;
sv: måndag/mån, tisdag/tis, onsdag/ons, torsdag/tors, fredag/fre, lördag/lör, söndag/sön;
no: mandag|måndag/man|må, tirsdag|tysdag/tir|ty, onsdag/ons|on, torsdag/tor|to, fredag/fre|fr, lørdag|laurdag/lør|la,
søndag/søn|sø;
da: mandag/man, tirsdag/tirs, onsdag/ons, torsdag/tors, fredag/fre, lørdag/lør, søndag/søn;
is: mánudagur/mán, þriðjudagur/þri, miðvikudagur/mið, fimmtudagur/fim, föstudagur/fös, laugardagur/lau,
sunnudagur/sun;
fi: maanantaina|maanantai/ma, tiistaina|tiistai/ti, keskiviikkona|keskiviikko/ke, torstaina|torstai/to,
perjantaina|perjantai/pe, lauantaina|lauantai/la, sunnuntaina|sunnuntai/su;
pl: poniedziałek/pon, wtorek/wt, środa/śr, czwartek/czw, piątek/pt, sobota/sob, niedziela/niedz;
cs: pondělí/po, úterý/út, středa/st, čtvrtek/čt, pátek/pá, sobota/so, neděle/ne;
sk: pondelok/po, utorok/ut, streda/st, štvrtok/št, piatok/pi, sobota/so, nedeľa/ne;
hu: hétfő/h, kedd/k, szerda/sze, csütörtök/cs, péntek/p, szombat/szo, vasárnap/v;
ro: luni/lun, marți/mar, miercuri/mie, joi, vineri/vin, sâmbătă/sâm, duminică/dum;
bg: понеделник/пн, вторник/вт, сряда/ср, четвъртък/чт, петък/пт, събота/сб, неделя/нд;
hr: ponedjeljak/pon, utorak/uto, srijeda/sri, četvrtak/čet, petak/pet, subota/sub, nedjelja/ned;
sr: понедељак|ponedeljak/пон|pon, уторак|utorak/уто|uto, среда|sreda/сре|sre, четвртак|četvrtak/чет|čet,
петак|petak/пет|pet, субота|subota/суб|sub, недеља|nedelja/нед|ned;
sl: ponedeljek/pon, torek/tor, sreda/sre, četrtek/čet, petek/pet, sobota/sob, nedelja/ned;
uk: понеділок/пн, вівторок/вт, середа/ср, четвер/чт, пʼятниця/пт, субота/сб, неділя/нд;
ru: понедельник/пн, вторник/вт, среда/ср, четверг/чт, пятница/пт, суббота/сб, воскресенье/вс;
be: панядзелак/пн, аўторак/аў, серада/ср, чацвер/чц, пятніца/пт, субота/сб, нядзеля/нд;
el: δευτέρα/δευ, τρίτη/τρί, τετάρτη/τετ, πέμπτη/πέμ, παρασκευή/παρ, σάββατο/σάβ, κυριακή/κυρ;
tr: pazartesi/pzt, salı/sal, çarşamba/çar, perşembe/per, cuma/cum, cumartesi/cmt, pazar/paz;
ar: الاثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, السبت, الأحد;
fa: دوشنبه, سه‌شنبه, چهارشنبه, پنجشنبه, جمعه, شنبه, یکشنبه;
he: יום שני/יום ב׳, יום שלישי/יום ג׳, יום רביעי/יום ד׳, יום חמישי/יום ה׳, יום שישי/יום ו׳, יום שבת/שבת, יום ראשון/יום
א׳;
hi: सोमवार/सोम, मंगलवार/मंगल, बुधवार/बुध, गुरुवार/गुरु, शुक्रवार/शुक्र, शनिवार/शनि, रविवार/रवि;
bn: সোমবার/সোম, মঙ্গলবার/মঙ্গল, বুধবার/বুধ, বৃহস্পতিবার/বৃহস্পতি, শুক্রবার/শুক্র, শনিবার/শনি, রবিবার/রবি;
ur: پیر, منگل, بدھ, جمعرات, جمعہ, ہفتہ, اتوار;
th: วันจันทร์/จันทร์, วันอังคาร/อังคาร, วันพุธ/พุธ, วันพฤหัสบดี/พฤหัส, วันศุกร์/ศุกร์, วันเสาร์/เสาร์,
วันอาทิตย์/อาทิตย์;
vi: thứ hai/thứ 2, thứ ba/thứ 3, thứ tư/thứ 4, thứ năm/thứ 5, thứ sáu/thứ 6, thứ bảy/thứ 7, chủ nhật/cn;
id: senin/sen, selasa/sel, rabu/rab, kamis/kam, jumat/jum, sabtu/sab, minggu/min;
ms: isnin/isn, selasa/sel, rabu/rab, khamis/kha, jumaat/jum, sabtu/sab, ahad/ahd;
ja: 月曜日/月, 火曜日/火, 水曜日/水, 木曜日/木, 金曜日/金, 土曜日/土, 日曜日/日;
ko: 월요일/월, 화요일/화, 수요일/수, 목요일/목, 금요일/금, 토요일/토, 일요일/일;
zh: 星期一/周一, 星期二/周二, 星期三/周三, 星期四/周四, 星期五/周五, 星期六/周六, 星期日/周日;
ka: ორშაბათი/ორშ, სამშაბათი/სამ, ოთხშაბათი/ოთხ, ხუთშაბათი/ხუთ, პარასკევი/პარ, შაბათი/შაბ, კვირა/კვი;
hy: երկուշաբթի/երկ, երեքշաբթի/երք, չորեքշաբթի/չրք, հինգշաբթի/հնգ, ուրբաթ/ուր, շաբաթ/շբթ, կիրակի/կիր;
az: bazar ertəsi/b.e, çərşənbə axşamı/ç.a, çərşənbə/ç, cümə axşamı/c.a, cümə/c, şənbə/ş, bazar/b;
kk: дүйсенбі/дс, сейсенбі/сс, сәрсенбі/ср, бейсенбі/бс, жұма/жм, сенбі/сб, жексенбі/жс;
et: esmaspäev/e, teisipäev/t, kolmapäev/k, neljapäev/n, reede/r, laupäev/l, pühapäev/p;
lv: pirmdiena/pirmd, otrdiena/otrd, trešdiena/trešd, ceturtdiena/ceturtd, piektdiena/piektd, sestdiena/sestd,
svētdiena/svētd;
lt: pirmadienis/pr, antradienis/an, trečiadienis/tr, ketvirtadienis/kt, penktadienis/pn, šeštadienis/št,
sekmadienis/sk;
ca: dilluns/dl, dimarts/dt, dimecres/dc, dijous/dj, divendres/dv, dissabte/ds, diumenge/dg;
eu: astelehena/al, asteartea/ar, asteazkena/az, osteguna/og, ostirala/or, larunbata/lr, igandea/ig;
gl: luns, martes/mar, mércores/mér, xoves/xov, venres/ven, sábado/sáb, domingo/dom;
sw: jumatatu, jumanne, jumatano, alhamisi, ijumaa, jumamosi, jumapili;
ta: திங்கள்/திங், செவ்வாய்/செவ், புதன்/புத, வியாழன்/வியா, வெள்ளி/வெள், சனி, ஞாயிறு/ஞாயி;
te: సోమవారం/సోమ, మంగళవారం/మంగళ, బుధవారం/బుధ, గురువారం/గురు, శుక్రవారం/శుక్ర, శనివారం/శని, ఆదివారం/ఆది;
"""
# Before noon; after noon; whether they stand before or after the time.
DAY_PERIODS = """
en: am, pm, after;
de: am, pm, after;
fr: am, pm, after;
es: a. m, p. m, after;
it: am, pm, after;
nl: a.m, p.m, after;
pt: am, pm, after;
sv: fm, em, after;
no: a.m, p.m, after;
da: am, pm, after;
is: f.h, e.h, after;
fi: ap, ip, after;
pl: am, pm, after;
cs: dop, odp, after;
sk: am, pm, after;
hu: de, du, before;
ro: a.m, p.m, after;
bg: am, pm, after;
hr: am, pm, after;
sr: am, pm, after;
sl: dopoldne|dop, popoldne|pop, after;
uk: дп, пп, after;
ru: am, pm, after;
be: am, pm, after;
el: π.μ, μ.μ, after;
tr: öö, ös, before;
ar: صباحًا|ص, مساءً|م, after;
fa: قبل‌ازظهر|ق.ظ, بعدازظهر|ب.ظ, after;
he: am, pm, after;
hi: am, pm, after;
bn: am, pm, after;
ur: am, pm, after;
th: ก่อนเที่ยง|am, หลังเที่ยง|pm, after;
vi: sa, ch, after;
id: am, pm, after;
ms: pg, ptg, after;
ja: 午前, 午後, before;
ko: 오전, 오후, before;
zh: 上午, 下午, before;
ka: am, pm, after;
hy: am, pm, after;
az: am, pm, after;
kk: am, pm, after;
et: am, pm, after;
lv: priekšpusdienā|priekšpusdiena|priekšp, pēcpusdienā|pēcpusdiena|pēcp|pēcpusd, after;
lt: priešpiet, popiet, after;
ca: a. m, p. m, after;
eu: am, pm, after;
gl: a.m, p.m, after;
sw: am, pm, after;
ta: am, pm, after;
te: am, pm, after;
"""
