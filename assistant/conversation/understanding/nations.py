"""Words for countries' press and for languages: "German papers", "in German", "по-русски"."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nation:
    """ISO codes: the country of outlets, the language of texts; empty where the word means only the other."""

    country: str
    language: str
    words: str


# Stems in English, German, French, Spanish, Russian and Ukrainian, as far as each differs.
_NATIONS = (
    Nation("DE", "de", r"german|deutsch\w*|allemande?s?|alem[aá]n\w*|немецк\w*|німецьк\w*"),
    Nation("RU", "ru", r"russian|russisch\w*|russes?|rus[oa]s?|русск\w*|российск\w*|російськ\w*"),
    Nation("FR", "fr", r"french|franz[öo]sisch\w*|fran[cç]aise?s?|franc[eé]s\w*|французск\w*|французьк\w*"),
    Nation("ES", "es", r"spanish|spanisch\w*|espagnole?s?|español\w*|испанск\w*|іспанськ\w*"),
    Nation("UA", "uk", r"ukrainian|ukrainisch\w*|ukrainien\w*|ucrani(?:an[oa]s?)|украинск\w*|українськ\w*"),
    Nation("IT", "it", r"italian|italienisch\w*|italien(?:ne)?s?|italian[oa]s?|итальянск\w*|італійськ\w*"),
    Nation("PL", "pl", r"polish|polnisch\w*|polonaise?s?|polac[oa]s?|польск\w*|польськ\w*"),
    Nation("PT", "pt", r"portuguese|portugiesisch\w*|portugaise?s?|portugu[eé]s\w*|португальск\w*"),
    Nation(
        "NL",
        "nl",
        r"dutch|niederl[äa]ndisch\w*|n[eé]erlandaise?s?|neerland[eé]s\w*|голландск\w*|нидерландск\w*",
    ),
    Nation("CN", "zh", r"chinese|chinesisch\w*|chinoise?s?|chin[oa]s?|китайск\w*|китайськ\w*"),
    Nation("JP", "ja", r"japanese|japanisch\w*|japonaise?s?|japon[eé]s\w*|японск\w*"),
    Nation("TR", "tr", r"turkish|t[üu]rkisch\w*|turque?s?|turc[oa]?s?|турецк\w*"),
    Nation("IR", "fa", r"persian|iranian|iranisch\w*|persisch\w*|iranien\w*|iran[ií]\w*|иранск\w*"),
    Nation(
        "IL", "he", r"hebrew|israeli|israelisch\w*|hebr[äa]isch\w*|isra[eé]lien\w*|israel[ií]\w*|израильск\w*"
    ),
    Nation("GR", "el", r"greek|griechisch\w*|grec(?:que)?s?|grieg[oa]s?|греческ\w*"),
    Nation("HU", "hu", r"hungarian|ungarisch\w*|hongroise?s?|h[uú]ngar[oa]s?|венгерск\w*"),
    Nation("CZ", "cs", r"czech|tschechisch\w*|tch[eè]ques?|chec[oa]s?|чешск\w*"),
    Nation("SE", "sv", r"swedish|schwedisch\w*|su[eé]dois\w*|suec[oa]s?|шведск\w*"),
    Nation("NO", "no", r"norwegian|norwegisch\w*|norv[eé]gien\w*|noruego?a?s?|норвежск\w*"),
    Nation("DK", "da", r"danish|d[äa]nisch\w*|danoise?s?|dan[eé]s\w*|датск\w*"),
    Nation("FI", "fi", r"finnish|finnisch\w*|finlandaise?s?|fin[eé]s\w*|финск\w*"),
    Nation("KR", "ko", r"(?:south )?korean|koreanisch\w*|cor[eé]en\w*|corean[oa]s?|корейск\w*"),
    Nation("", "ar", r"arabic|arabisch\w*|arabes?|[aá]rabes?|арабск\w*"),
    Nation("", "en", r"english|englisch\w*|anglaise?s?|ingl[eé]s\w*|английск\w*|англійськ\w*"),
    Nation("", "hi", r"hindi"),
    Nation(
        "US",
        "",
        r"american|u\.?s\.?|amerikanisch\w*|am[eé]ricaine?s?|estadounidenses?|американск\w*|американськ\w*",
    ),
    Nation(
        "GB", "", r"british|u\.?k\.?|britisch\w*|britanniques?|brit[aá]nic[oa]s?|британск\w*|британськ\w*"
    ),
    Nation("IN", "", r"indian|indisch\w*|indien(?:ne)?s?|indi[oa]s?|индийск\w*"),
    Nation("CA", "", r"canadian|kanadisch\w*|canadien\w*|canadienses?|канадск\w*"),
    Nation("AU", "", r"australian|australisch\w*|australien\w*|australian[oa]s?|австралийск\w*"),
    Nation("QA", "", r"qatari|katarisch\w*|qatarie?n?n?e?s?|qatar[ií]\w*|катарск\w*"),
    Nation("AT", "", r"austrian|[öo]sterreichisch\w*|autrichien\w*|austr[ií]ac[oa]s?|австрийск\w*"),
    Nation("CH", "", r"swiss|schweizer\w*|suisses?|suiz[oa]s?|швейцарск\w*"),
)
NATION = "|".join(one.words for one in _NATIONS)


def nation(word: str) -> Nation:
    """The nation of a word that `NATION` matched."""
    return next(one for one in _NATIONS if re.fullmatch(one.words, word, re.IGNORECASE))


def language_name(code: str) -> str:
    """The English name of a language, or its code where no nation here speaks it."""
    spoken = next((one.words for one in _NATIONS if one.language == code), code)
    return spoken.split("|")[0].capitalize()
