"""Follow-ups by kind, with what a reader means by each: the evaluation of standalone rewriting.

Each case: the question before, what the reader types then, the question that this means, and what it names. Limits are
written as `outlets=`, `since=`, `until=`, `lang=`, `kind=`; today is Sunday, 22 November 2026.
"""

from __future__ import annotations

from datetime import date

TODAY = date(2026, 11, 22)
HELD = {
    "Financial Times": 9,
    "BBC News": 8,
    "CNN": 7,
    "Fox News": 7,
    "RT": 6,
    "TASS": 3,
    "The Guardian": 6,
    "The New York Times": 5,
    "Der Spiegel": 4,
    "Die Zeit": 2,
    "Le Monde": 4,
    "El País": 3,
    "The Economist": 2,
    "Harbour Evening Gazette": 2,  # no registry knows it
}
BLAME = "Who is to blame for the dam failure?"
TARIFFS = "What does Germany say about the tariffs?"
INFLATION = "Is inflation falling in Germany?"
FARMERS = "What do the tariffs mean for consumers?"
SCHULD = "Wer ist schuld am Dammbruch?"
VINA = "Кто виноват в прорыве дамбы?"
FAUTE = "Qui est responsable de la rupture du barrage ?"
CULPA = "¿Quién tiene la culpa de la rotura de la presa?"

Case = tuple[str, str, str, str]

FOLLOW_UPS: dict[str, list[Case]] = {
    "another place": [
        (TARIFFS, "and France?", "What does France say about the tariffs?", ""),
        (TARIFFS, "What about Italy?", "What does Italy say about the tariffs?", ""),
        (TARIFFS, "and russia?", "What does Russia say about the tariffs?", ""),
        (INFLATION, "and in France?", "Is inflation falling in France?", ""),
        (INFLATION, "in Europe?", "Is inflation falling in Europe?", ""),
        ("Does Russia threaten Ukraine?", "and Poland?", "Does Russia threaten Poland?", ""),
        ("Will Germany raise taxes?", "how about Europe?", "Will Europe raise taxes?", ""),
        (BLAME, "and Europe?", "Who is to blame for the dam failure, and Europe?", ""),
        (
            "Is the river safe to drink from?",
            "in Kostrel?",
            "Is the river safe to drink from in Kostrel?",
            "",
        ),
    ],
    "another person or thing": [
        ("What did Putin say about Ukraine?", "and Zelensky?", "What did Zelensky say about Ukraine?", ""),
        ("What does Powell think about rates?", "And Lagarde?", "What does Lagarde think about rates?", ""),
        (FARMERS, "and for farmers?", "What do the tariffs mean for farmers?", ""),
        (FARMERS, "what about for small firms?", "What do the tariffs mean for small firms?", ""),
        (
            "What does the ministry say about the warning?",
            "and about the cost?",
            "What does the ministry say about the cost?",
            "",
        ),
        (
            "What does the ministry say about the warning?",
            "and the company?",
            "What does the ministry say about the warning, and the company?",
            "",
        ),
        (BLAME, "the government's response?", f"{BLAME[:-1]}: the government's response?", ""),
        (
            "Who funds the new railway?",
            "same for the airport",
            "Who funds the new railway, same for the airport?",
            "",
        ),
    ],
    "a bare question word": [
        (BLAME, "why?", "Who is to blame for the dam failure, and why?", ""),
        (BLAME, "Why", "Who is to blame for the dam failure, and why?", ""),
        (BLAME, "and why?", "Who is to blame for the dam failure, and why?", ""),
        (BLAME, "since when?", "Who is to blame for the dam failure, and since when?", ""),
        (BLAME, "but how exactly?", "Who is to blame for the dam failure, but how exactly?", ""),
        (INFLATION, "Where?", "Is inflation falling in Germany, and where?", ""),
    ],
    "a clause that leaves its subject out": [
        (BLAME, "did they apologise?", f"{BLAME} Did they apologise?", ""),
        (BLAME, "How many people died?", f"{BLAME} How many people died?", ""),
        (BLAME, "Who was arrested?", f"{BLAME} Who was arrested?", ""),
        (BLAME, "What happened next?", f"{BLAME} What happened next?", ""),
        (BLAME, "Is that true?", f"{BLAME} Is that true?", ""),
        (BLAME, "and what do its owners plan?", f"{BLAME} What do its owners plan?", ""),
        (TARIFFS, "What does Israel say?", "What does Israel say about the tariffs?", ""),
        (TARIFFS, "and what does the WTO think?", "What does the WTO think about the tariffs?", ""),
        (
            "Did Emil Vartos know of the crack?",
            "When did he learn of it?",
            "Did Emil Vartos know of the crack? When did Emil Vartos learn of it?",
            "",
        ),
        (
            "Did Ana Brook warn the ministry?",
            "and what was her reason?",
            "Did Ana Brook warn the ministry? What was Ana Brook’s reason?",
            "",
        ),
    ],
    "another subject": [
        (
            "What do conservatives think about the police?",
            "and on gun control?",
            "What do conservatives think on gun control?",
            "",
        ),
        (
            "What do conservatives think about the police?",
            "what about immigration?",
            "What do conservatives think about immigration?",
            "",
        ),
        (BLAME, "and on compensation?", "Who is to blame for the dam failure, and on compensation?", ""),
    ],
    "only these outlets": [
        (BLAME, "what does fox say?", BLAME, "outlets=Fox News"),
        (BLAME, "compare CNN and Fox on this", BLAME, "outlets=CNN,Fox News"),
        (BLAME, "sources: the BBC and CNN", BLAME, "outlets=BBC News,CNN"),
        (BLAME, "only the FT", BLAME, "outlets=Financial Times"),
        (BLAME, "just the BBC and CNN please", BLAME, "outlets=BBC News,CNN"),
        (BLAME, "and the Guardian?", BLAME, "outlets=The Guardian"),
        (BLAME, "what about RT?", BLAME, "outlets=RT"),
        (BLAME, "what does the nyt say?", BLAME, "outlets=The New York Times"),
        (BLAME, "according to the Economist?", BLAME, "outlets=The Economist"),
        (BLAME, "FT only", BLAME, "outlets=Financial Times"),
        (BLAME, "only the Gazette", BLAME, "outlets=Harbour Evening Gazette"),
        (BLAME, "in the Harbour Evening Gazette?", BLAME, "outlets=Harbour Evening Gazette"),
        (BLAME, "without RT and TASS", BLAME, "outlets=-RT,TASS"),
        (BLAME, "everyone except Fox News", BLAME, "outlets=-Fox News"),
        (BLAME, "only German papers", BLAME, "outlets=Der Spiegel,Die Zeit"),
        (BLAME, "and the Russian media?", BLAME, "outlets=RT,TASS"),
        (BLAME, "state media?", BLAME, "outlets=RT,TASS"),
        (BLAME, "compare the FT and CNN", BLAME, "outlets=Financial Times,CNN"),
    ],
    "dates": [
        (BLAME, "since Monday", BLAME, "since=2026-11-16"),
        (BLAME, "what about last week?", BLAME, "since=2026-11-09 until=2026-11-15"),
        (BLAME, "and yesterday?", BLAME, "since=2026-11-21 until=2026-11-21"),
        (BLAME, "in the last three days", BLAME, "since=2026-11-19"),
        (BLAME, "only since may", BLAME, "since=2026-05-01"),
        (BLAME, "in October?", BLAME, "since=2026-10-01 until=2026-10-31"),
        (BLAME, "and in 2024?", BLAME, "since=2024-01-01 until=2024-12-31"),
        (BLAME, "between May and July", BLAME, "since=2026-05-01 until=2026-07-31"),
        (BLAME, "before 6 October 2025", BLAME, "until=2025-10-05"),
        (BLAME, "after the 10th of October", BLAME, "since=2026-10-11"),
        (BLAME, "until last Friday", BLAME, "until=2026-11-20"),
        (BLAME, "this month only", BLAME, "since=2026-11-01"),
        (BLAME, "from 2026-10-03 to 2026-10-09", BLAME, "since=2026-10-03 until=2026-10-09"),
    ],
    "languages and kinds": [
        (BLAME, "and in German?", BLAME, "lang=de"),
        (BLAME, "only in Russian please", BLAME, "lang=ru"),
        (BLAME, "only French-language sources", BLAME, "lang=fr"),
        (BLAME, "just the editorials", BLAME, "kind=opinion"),
        (BLAME, "only interviews", BLAME, "kind=interview"),
        (
            BLAME,
            "only opinion pieces from the Guardian since May",
            BLAME,
            "outlets=The Guardian since=2026-05-01 kind=opinion",
        ),
    ],
    "in other languages": [
        (SCHULD, "und warum?", "Wer ist schuld am Dammbruch, und warum?", ""),
        (SCHULD, "nur der Spiegel", SCHULD, "outlets=Der Spiegel"),
        (SCHULD, "und letzte Woche?", SCHULD, "since=2026-11-09 until=2026-11-15"),
        (SCHULD, "auf Englisch", SCHULD, "lang=en"),
        ("Was sagt Scholz zur Ukraine?", "und Merz?", "Was sagt Merz zur Ukraine?", ""),
        (VINA, "почему?", "Кто виноват в прорыве дамбы, и почему?", ""),
        (VINA, "а Европа?", "Кто виноват в прорыве дамбы, а Европа?", ""),
        (VINA, "только ТАСС", VINA, "outlets=TASS"),
        (VINA, "с понедельника", VINA, "since=2026-11-16"),
        (VINA, "на немецком", VINA, "lang=de"),
        ("Что говорит Путин о переговорах?", "а Зеленский?", "Что говорит Зеленский о переговорах?", ""),
        (FAUTE, "et pourquoi ?", "Qui est responsable de la rupture du barrage, et pourquoi?", ""),
        (FAUTE, "seulement Le Monde", FAUTE, "outlets=Le Monde"),
        (FAUTE, "depuis lundi", FAUTE, "since=2026-11-16"),
        (FAUTE, "en allemand ?", FAUTE, "lang=de"),
        (CULPA, "¿y por qué?", "¿Quién tiene la culpa de la rotura de la presa, y por qué?", ""),
        (CULPA, "solo El País", CULPA, "outlets=El País"),
        (CULPA, "¿y la semana pasada?", CULPA, "since=2026-11-09 until=2026-11-15"),
    ],
    "a new question": [
        (BLAME, "What is NATO?", "What is NATO?", ""),
        (BLAME, "Should the mine lose its licence?", "Should the mine lose its licence?", ""),
        (BLAME, "Is it safe to drink the river water?", "Is it safe to drink the river water?", ""),
        (
            BLAME,
            "Will the central bank raise interest rates?",
            "Will the central bank raise interest rates?",
            "",
        ),
        (BLAME, "election results in Corvania", "election results in Corvania", ""),
        (
            BLAME,
            "What does the FT say about interest rates since Monday?",
            "What does the FT say about interest rates?",
            "outlets=Financial Times since=2026-11-16",
        ),
        (BLAME, "Why did Russia annex Crimea in 2014?", "Why did Russia annex Crimea in 2014?", ""),
        (BLAME, "Who owns RT and who pays its editors?", "Who owns RT and who pays its editors?", ""),
        (BLAME, "Did the BBC dismiss its director?", "Did the BBC dismiss its director?", ""),
        (BLAME, "Welche Folgen hat der Streik für Pendler?", "Welche Folgen hat der Streik für Pendler?", ""),
        (BLAME, "Какие санкции ввёл Евросоюз?", "Какие санкции ввёл Евросоюз?", ""),
    ],
}
