"""Number words, scale words and unit words, folded to one form over the languages of the sources."""

from __future__ import annotations

_SMALL = {
    2: "two zwei deux dos due duas dois twee два две двое двоє дві",
    3: "three drei trois tres tre três drie три трое троє",
    4: "four vier quatre cuatro quattro quatro четыре чотири",
    5: "five fünf cinq cinco cinque vijf пять п’ять п'ять",
    6: "six sechs seis sei zes шесть шість",
    7: "seven sieben sept siete sette sete zeven семь сім",
    8: "eight acht huit ocho otto oito восемь вісім",
    9: "nine neun neuf nueve nove negen девять дев’ять",
    10: "ten zehn dix diez dieci dez tien десять",
    11: "eleven elf onze once undici одиннадцать одинадцять",
    12: "twelve zwölf douze doce dodici twaalf двенадцать дванадцять dozen dutzend douzaine docena",
    13: "thirteen dreizehn treize trece tredici dertien тринадцать тринадцять",
    14: "fourteen vierzehn quatorze catorce quattordici veertien четырнадцать чотирнадцять",
    15: "fifteen fünfzehn quinze quince quindici vijftien пятнадцать п’ятнадцять",
    16: "sixteen sechzehn seize dieciséis sedici zestien шестнадцать шістнадцять",
    17: "seventeen siebzehn diecisiete diciassette zeventien семнадцать сімнадцять",
    18: "eighteen achtzehn dieciocho diciotto восемнадцать вісімнадцять",
    19: "nineteen neunzehn diecinueve diciannove negentien девятнадцать дев’ятнадцять",
    20: "twenty zwanzig vingt vingts veinte venti vinte twintig двадцать двадцять",
    21: "veintiuno veintiún veintiuna",
    22: "veintidós",
    23: "veintitrés",
    24: "veinticuatro",
    25: "veinticinco",
    26: "veintiséis",
    27: "veintisiete",
    28: "veintiocho",
    29: "veintinueve",
    30: "thirty dreißig trente treinta trenta trinta dertig тридцать тридцять",
    40: "forty vierzig quarante cuarenta quaranta quarenta veertig сорок",
    50: "fifty fünfzig cinquante cincuenta cinquanta cinquenta vijftig пятьдесят п’ятдесят",
    60: "sixty sechzig soixante sesenta sessanta sessenta zestig шестьдесят шістдесят",
    70: "seventy siebzig setenta settanta zeventig семьдесят сімдесят",
    80: "eighty achtzig ochenta ottanta oitenta tachtig восемьдесят вісімдесят",
    90: "ninety neunzig noventa novanta negentig девяносто дев’яносто",
}
_ROUND = {
    200: "doscientos doscientas duzentos двести двісті",
    300: "trescientos trescientas trezentos триста",
    400: "cuatrocientos cuatrocientas quatrocentos четыреста чотириста",
    500: "quinientos quinientas quinhentos пятьсот п’ятсот п'ятсот",
    600: "seiscientos seiscientas seiscentos шестьсот шістсот",
    700: "setecientos setecientas setecentos семьсот сімсот",
    800: "ochocientos ochocientas oitocentos восемьсот вісімсот",
    900: "novecientos novecientas novecentos девятьсот дев’ятсот",
}
_SCALES = {
    100: "hundred hundreds hundert honderd cent cents cien ciento сто сотни",
    1_000: "thousand thousands tausend mille mil тысяча тысячи тысяч тыс тисяч тисячі k",
    1_000_000: "million millions millionen millones milioni milhões миллион миллиона миллионов мільйон мільйонів млн mio mln mn",
    1_000_000_000: "billion billions bn milliarde milliarden milliard milliards miliardi миллиард миллиарда миллиардов мільярд мільярдів млрд mrd",
    1_000_000_000_000: "trillion trillions tn billionen триллион триллиона триллионов трлн",
}
_UNITS = {
    "%": "% percent percentage pc prozent pourcent percento процент процента процентов процентов відсоток відсотків",
    "$": "$ dollar dollars us$ usd bucks dólares доллар доллара долларов доларів",
    "€": "€ euro euros eur евро євро",
    "£": "£ pound pounds sterling gbp quid фунт фунтов",
    "¥": "¥ yen yuan renminbi",
    "₽": "₽ ruble rubles rouble roubles rubel рубль рубля рублей",
    "₴": "₴ hryvnia hryvnias гривня гривень",
    "year": "year years yr yrs jahr jahre jahren an ans année années año años anni год года лет рік років роки",
    "month": "month months monat monate monaten mois mes meses месяц месяца месяцев місяць місяців",
    "week": "week weeks woche wochen semaine semaines semana semanas неделя недели недель тиждень тижнів",
    "day": "day days tag tage tagen jour jours día días день дня дней днів",
    "hour": "hour hours hr hrs stunde stunden heure heures hora horas час часа часов година годин",
    "minute": "minute minutes min mins minuten minuto minutos минута минуты минут хвилин",
    "second": "second seconds sec secs sekunde sekunden секунда секунды секунд",
    "km": "km kilometre kilometres kilometer kilometers километр километра километров",
    "mile": "mile miles mph",
    "kg": "kg kilo kilos kilogram kilograms",
    "tonne": "tonne tonnes ton tons",
    "decade": "decade decades",
    "century": "century centuries",
    "people": "people persons person menschen personnes personas человек человека осіб",
}


def _index(table: dict[int, str]) -> dict[str, int]:
    return {word.casefold(): value for value, words in table.items() for word in words.split()}


CARDINALS = _index(_SMALL) | _index(_ROUND)
SCALES = _index(_SCALES)
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
# Not `second`, which also counts time, nor `first`, which is mostly no number.
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        3,
    )
}
# French units that stand before `cent`; `six cents` may be English money.
HUNDREDS = frozenset(["deux", "trois", "quatre", "cinq", "sept", "huit", "neuf"])
AMBIGUOUS = frozenset(
    {"once", "sept", "sei", "elf", "mille", "mil", "cent", "cents", "otto", "tien", "sete", "tre"}
)  # words elsewhere
