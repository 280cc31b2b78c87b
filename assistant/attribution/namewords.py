"""The words that tell who is named: titles, institutions, places that speak, people without a name."""

from __future__ import annotations

from assistant.attribution.abbreviations import words

TITLES = words(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister chancellor senator sen rep
    representative congressman congresswoman gov governor secretary gen general col colonel lt lieutenant capt captain
    sgt sergeant maj major adm admiral judge justice chief king queen prince princess pope cardinal archbishop bishop
    rev reverend father sister ambassador mayor speaker attorney director chairman chairwoman chair leader
    commissioner spokesman spokeswoman spokesperson officer detective sheriff deputy foreign defense defence finance
    interior former then-president ex-president ceo host analyst professor economist historian journalist reporter
    correspondent columnist lawmaker candidate premier coach actor actress author former US UN EU
    russian ukrainian american british french german chinese israeli turkish polish iranian hungarian
    bürgermeister ministerin minister kanzler maire ministre alcalde ministro herr frau bundeskanzler bundeskanzlerin präsident außenminister monsieur madame señor señora presidente président
    президент министр премьер депутат глава пресс-секретарь міністр
    """
)
ROLES = words(
    """
    superintendent assemblyman assemblywoman councilman councilwoman businessman businesswoman billionaire singer novelist
    protester pm mp adviser advisor strategist activist editor manager agent pollster rapper comedian entrepreneur biologist
    ag administrator whip nurse member resident husband wife representatives justices presidents senators
    epidemiologist virologist sociologist brexiteer firefighter physician investor philanthropist
    """
)
"""What somebody is called before the name, besides a title: "Singer Lionel Richie"."""
HONORIFICS = words(
    "mr mrs ms miss mx dr prof sir dame lord lady sen rep gov gen col lt capt sgt maj adm rev herr frau"
)

INSTITUTION_WORDS = words(
    """
    ministry department office agency bureau commission committee council court university college institute
    institution center centre association federation union party parliament congress senate house government
    administration campaign company corporation corp inc ltd llc plc group bank fund foundation organization
    organisation society league alliance coalition army navy force forces police service services board authority
    authorities pentagon kremlin cabinet embassy nato bundestag duma treasury fed watchdog regulator tribunal
    operator airline firm union think-tank charity church vatican delegation mission secretariat presidency
    exchange reserve nations conference club team hospital school district city state county republic
    министерство мид кремль правительство дума совет суд полиция комитет партия
    міністерство уряд рада суд поліція
    ministerium regierung polizei partei behörde gericht kommission bundesregierung
    ministère gouvernement police parti commission tribunal élysée
    ministerio gobierno policía partido comisión
    report study survey poll document memo lawsuit indictment complaint filing website newspaper magazine network
    """
)
DOCUMENTS = words(
    """
    report study survey poll document memo lawsuit indictment complaint filing letter email article editorial op-ed
    column essay book documentary film statement transcript analysis paper tweet post ad headline review release
    """
)
PLACES_THAT_SPEAK = words(
    """
    moscow washington beijing kyiv kiev london paris berlin brussels ankara tehran jerusalem tokyo seoul pyongyang
    warsaw rome madrid vienna budapest minsk delhi islamabad riyadh doha cairo damascus baghdad kabul ottawa canberra
    russia ukraine china britain france germany america israel turkey iran poland hungary belarus japan india pakistan
    canada australia italy spain syria iraq egypt qatar taiwan nato eu un uk us usa
    москва киев київ вашингтон пекин россия росія украина україна moskau kiew russland moscou moscú
    """
)
PEOPLE_WORDS = words(
    """
    official officials source sources person people expert experts critic critics analyst analysts diplomat diplomats
    aide aides adviser advisers advisor advisors spokesman spokeswoman spokesperson spokespeople spokesmen representative
    representatives insider insiders observer observers supporter supporters opponent opponents lawmaker lawmakers
    politician politicians strategist strategists witness witnesses resident residents lawyer lawyers attorney attorneys
    prosecutor prosecutors investigator investigators researcher researchers scientist scientists economist economists
    scholar scholars activist activists protester protesters journalist journalists reporter reporters commentator
    commentators pundit pundits correspondent man woman men women mother father son daughter wife husband brother sister
    parent parents relative relatives widow widower colleague colleagues
    family families friend friends neighbor neighbour neighbors neighbours student students teacher teachers doctor doctors nurse
    officer officers soldier soldiers commander commanders general minister ministers senator senators president
    chancellor governor mayor secretary chairman chairwoman director chief head leader leaders member members
    executive executives ceo owner manager employee employees worker workers voter voters candidate candidates
    republican republicans democrat democrats conservative conservatives liberal liberals judge judges justice
    justices ambassador ambassadors professor historian author authors host anchor editor editors columnist
    veteran veterans ally allies rival rivals others some many most few everyone nobody someone none
    policymaker policymakers backers backer envoy negotiator negotiators volunteer organizer organizers
    media outlets outlet newspapers
    чиновник чиновники источник источники эксперт эксперты аналитик аналитики джерело джерела експерт експерти
    experte experten beamter beamte sprecher sprecherin expertes responsable responsables experto expertos fuente fuentes
    """
)
PEOPLE_ABROAD = words(
    """
    sprecher sprecherin sprechers sprecherin experte experten diplomaten anwohner augenzeuge augenzeugen ratsmitglied
    beamter beamte ermittler regierungssprecher polizeisprecher
    ingénieur diplomate diplomates conseiller conseillère proche proches responsable responsables porte-parole
    élu élus député députés témoin témoins médecin avocat chercheur spécialiste spécialistes habitants
    fuente fuentes portavoz portavoces funcionario funcionarios diplomático diplomáticos analista analistas testigo testigos
    vecino vecinos experto expertos médico médicos abogado
    источник источники чиновник эксперт эксперты аналитик представитель очевидец очевидцы собеседник
    джерело джерела експерт експерти аналітик посадовець речник речниця представник очевидець
    """
)
"""People without a name in other languages; there the noun stands before what tells more of it."""
GENITIVES = {
    "Sprechers": "Sprecher",
    "Regierungssprechers": "Regierungssprecher",
    "Polizeisprechers": "Polizeisprecher",
}
PLURALS_WITHOUT_NAME = words("some many most few others several")
PRONOUNS = {
    "he": "he", "she": "she", "they": "they", "it": "it", "i": "i", "we": "we", "who": "who", "you": "you",
    "er": "he", "sie": "she", "il": "he", "elle": "she", "él": "he", "ella": "she",
    "он": "he", "она": "she", "они": "they", "він": "he", "вона": "she", "вони": "they",
}  # fmt: skip
OBJECT_PRONOUNS = {
    "him": "he", "her": "she", "them": "they", "ihm": "he", "ihr": "she", "lui": "he",
    "него": "he", "неё": "she", "нее": "she", "них": "they", "ним": "he", "нею": "she",
}  # fmt: skip
"""After "according to"."""

GENDERED = words("er sie il elle él ella он она він вона ihm ihr lui него неё нее нею")
"""Pronouns that stand for things and authorities too."""

DETERMINERS = words(
    """
    the a an this that these those his her its their our my your one another some any each every both several many
    two three four five six few no other such
    der die das ein eine le la les un une el los las l
    """
)
OUTLET_NOUNS = {
    "paper": ("newspaper",), "newspaper": ("newspaper",), "daily": ("newspaper",), "tabloid": ("newspaper",),
    "broadsheet": ("newspaper",), "network": ("broadcaster",), "broadcaster": ("broadcaster",),
    "channel": ("broadcaster",), "station": ("broadcaster",), "agency": ("agency",), "magazine": ("magazine",),
    "weekly": ("magazine", "newspaper"), "outlet": (), "site": ("online",), "website": ("online",), "publication": (),
    "newswire": ("agency",), "wire": ("agency",), "portal": ("online",),
}  # fmt: skip
"""What an outlet may be called after its name has stood: the media that the word fits, or () for any."""

PREPOSITIONS = words(
    """
    in on at after before during for by with from under despite following amid against about over through throughout
    until upon within without via per to into since of as like between among around across near outside inside
    """
)
