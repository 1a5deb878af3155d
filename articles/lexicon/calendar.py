"""Names of months and weekdays, and time zones, as newspapers print them."""

MONTH_NAMES = (
    "january januar janvier enero gennaio januari janeiro janúar jan jän janv ene gen января січня stycznia ocak يناير",
    "february februar février febrero febbraio februari fevereiro febrúar feb févr febbr fev февраля лютого"
    " lutego şubat فبراير",
    "march märz mars marzo maart março maret marts mar mär mrz mrt марта березня marca mart مارس",
    "april avril abril aprile apríl apr abr avr апреля квітня kwietnia nisan أبريل",
    "may mai mayo maggio mei maj maio maí mag мая травня maja mayıs مايو",
    "june juni juin junio giugno junho júní jun giu июня червня czerwca haziran يونيو",
    "july juli juillet julio luglio julho júlí jul juil lug июля липня lipca temmuz يوليو",
    "august août agosto augustus augusti agustus ágúst aug ago agu août августа серпня sierpnia ağustos أغسطس",
    "september septembre septiembre settembre setembro sept sep set сентября вересня września eylül سبتمبر",
    "october oktober octobre octubre ottobre outubro október oct okt out ott октября жовтня października ekim أكتوبر",
    "november novembre noviembre novembro nóvember nov ноября листопада listopada kasım نوفمبر",
    "december dezember décembre diciembre dicembre desember dezembro dec dez des déc dic декабря"
    " грудня grudnia aralık ديسمبر",
)
WEEKDAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi
    mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag
    zaterdag zondag segunda terça quarta quinta sexta måndag tisdag onsdag torsdag fredag lördag söndag
    mandag tirsdag lørdag søndag
    """.split()  # noqa: SIM905  a list of a hundred strings is harder to read
)
ZONES = {
    **{"gmt": 0, "utc": 0, "z": 0, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "sast": 2, "msk": 3},
    **{"et": -5, "est": -5, "edt": -4, "ct": -6, "cst": -6, "cdt": -5, "mt": -7, "mst": -7, "mdt": -6},
    **{"pt": -8, "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "aest": 10, "aedt": 11},
}  # hours ahead of UTC
SEASONAL_ZONES = frozenset({"et", "ct", "mt", "pt"})  # an hour more from March to October, give or take some days
