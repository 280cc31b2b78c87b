"""Is a passage found by a question in another language? The pairs stand in this file; DIR is not read.

Twenty-four news topics of our own writing, each a question in English and a passage in one of Russian, German, French,
Ukrainian, Spanish, and the reverse of each: the passage's language asks, an English passage answers. Every question is
ranked against all passages of its direction by the default embedder; top-1 is the share whose own passage comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vectorstore.embedders import embedder

if TYPE_CHECKING:
    from tests.evals.__main__ import Options

# Language, English question, foreign passage, foreign question, English passage.
PAIRS: Final = (
    ("ru", "Why did the central bank raise its interest rate?",
     "Центральный банк повысил ключевую ставку, объяснив это ускорением инфляции и слабым рублём.",
     "Почему регулятор поднял ставку?",
     "The central bank lifted its benchmark rate, citing faster inflation and a weak currency."),
    ("ru", "What did the ministers agree about the gas pipeline?",
     "Министры договорились возобновить прокачку газа по трубопроводу до конца отопительного сезона.",
     "О чём министры договорились по газопроводу?",
     "Ministers agreed to resume gas deliveries through the pipeline until the end of the heating season."),
    ("ru", "How many people were hurt in the train derailment?",
     "При сходе поезда с рельсов под Тверью пострадали двенадцать пассажиров, двое в тяжёлом состоянии.",
     "Сколько людей пострадало при крушении поезда?",
     "Twelve passengers were injured, two of them seriously, when a train left the tracks."),
    ("ru", "Who will host the peace talks?",
     "Переговоры о прекращении огня пройдут в Стамбуле, сообщил представитель министерства иностранных дел.",
     "Где пройдут мирные переговоры?",
     "The cease-fire negotiations will be held in Istanbul, a foreign ministry spokesman said."),
    ("ru", "Are the new sanctions on banks effective?",
     "Экономисты считают, что новые санкции против банков почти не повлияли на расчёты с Китаем.",
     "Действуют ли новые санкции против банков?",
     "Economists say the latest sanctions on banks have hardly affected payments with China."),
    ("de", "What does the coalition plan for pensions?",
     "Die Koalition will das Rentenniveau bis 2031 bei 48 Prozent halten und dafür mehr Steuergeld ausgeben.",
     "Was plant die Koalition bei der Rente?",
     "The coalition wants to keep pensions at 48 percent of wages until 2031 and will pay for it from taxes."),
    ("de", "Why are farmers protesting in the capital?",
     "Tausende Bauern fuhren mit Traktoren nach Berlin, um gegen höhere Dieselsteuern zu demonstrieren.",
     "Warum protestieren die Landwirte?",
     "Thousands of farmers drove their tractors to the capital to oppose a higher tax on diesel."),
    ("de", "Will the car maker close its factory?",
     "Der Autobauer prüft die Schließung seines Werks in Osnabrück, der Betriebsrat kündigt Widerstand an.",
     "Wird das Autowerk geschlossen?",
     "The car maker may shut its plant, and the works council has promised to resist."),
    ("de", "How dry was the summer?",
     "Der Rhein führt nach Monaten ohne Regen so wenig Wasser, dass Frachter nur halb beladen fahren.",
     "Wie trocken war der Sommer?",
     "After months without rain the river is so low that barges sail half empty."),
    ("de", "Do experts support a speed limit on motorways?",
     "Verkehrsforscher halten ein Tempolimit von 130 auf Autobahnen für sinnvoll, weil weniger Menschen stürben.",
     "Befürworten Fachleute ein Tempolimit?",
     "Traffic researchers favour a motorway speed limit of 130 because fewer people would die."),
    ("fr", "What did the court decide about the former president?",
     "La cour d'appel a confirmé la condamnation de l'ancien président à trois ans de prison, dont un ferme.",
     "Qu'a décidé la cour sur l'ancien président ?",
     "An appeals court upheld the former president's three-year sentence, one of them to be served."),
    ("fr", "Why are the teachers on strike?",
     "Les enseignants font grève contre la suppression de quatre mille postes dans les écoles primaires.",
     "Pourquoi les professeurs sont-ils en grève ?",
     "Teachers have walked out over plans to cut four thousand posts in primary schools."),
    ("fr", "How did the government respond to the wildfires?",
     "Face aux incendies de forêt, le gouvernement a mobilisé l'armée et demandé des avions à l'Union européenne.",
     "Comment le gouvernement a-t-il réagi aux incendies ?",
     "The government sent the army against the forest fires and asked the European Union for aircraft."),
    ("fr", "Is nuclear power getting cheaper?",
     "Selon la Cour des comptes, le coût du nouveau réacteur nucléaire a quadruplé depuis le début du chantier.",
     "Le nucléaire coûte-t-il moins cher ?",
     "The cost of the new nuclear reactor has quadrupled since building began, auditors found."),
    ("fr", "What do doctors say about the new vaccine?",
     "Les médecins jugent le nouveau vaccin sûr, mais regrettent que les livraisons soient trop lentes.",
     "Que disent les médecins du vaccin ?",
     "Doctors call the new vaccine safe but complain that deliveries are too slow."),
    ("uk", "What did the president say about elections during the war?",
     "Президент заявив, що вибори під час воєнного стану неможливі, доки тривають обстріли.",
     "Що президент сказав про вибори?",
     "The president said that elections could not be held under martial law while the shelling goes on."),
    ("uk", "How badly was the power grid damaged?",
     "Після нічної атаки безпілотників без світла залишилися сотні тисяч людей у трьох областях.",
     "Наскільки пошкоджена енергосистема?",
     "Hundreds of thousands in three regions were left without electricity after a night drone attack."),
    ("uk", "Will the grain corridor be extended?",
     "Сторони продовжили угоду про вивезення зерна чорноморськими портами ще на шістдесят днів.",
     "Чи продовжать зернову угоду?",
     "The parties extended the agreement on shipping grain through Black Sea ports by sixty days."),
    ("uk", "Who is accused of corruption in arms purchases?",
     "Слідчі підозрюють колишнього заступника міністра оборони у розкраданні грошей на закупівлі снарядів.",
     "Кого звинувачують у корупції при закупівлі зброї?",
     "Investigators suspect a former deputy defence minister of stealing money meant for shells."),
    ("uk", "When will Ukraine join the European Union?",
     "Єврокомісар вважає, що Україна може вступити до Європейського Союзу не раніше 2030 року.",
     "Коли Україна вступить до Євросоюзу?",
     "A European commissioner believes Ukraine could become a member of the Union in 2030 at the earliest."),
    ("es", "Why did housing become so expensive?",
     "El precio de los alquileres subió un once por ciento por la falta de viviendas y el turismo.",
     "¿Por qué es tan cara la vivienda?",
     "Rents rose eleven percent because homes are scarce and tourists crowd in."),
    ("es", "What do the migrants at the border ask for?",
     "Cientos de migrantes acampados en la frontera piden que se tramiten sus solicitudes de asilo.",
     "¿Qué piden los migrantes en la frontera?",
     "Hundreds of migrants camping at the border want their asylum claims to be heard."),
    ("es", "Who won the regional election?",
     "Los conservadores ganaron las elecciones regionales, pero necesitan un socio para gobernar.",
     "¿Quién ganó las elecciones regionales?",
     "Conservatives came first in the regional vote but need a partner to govern."),
    ("es", "Can the water shortage be solved by desalination?",
     "Los ingenieros advierten de que las desaladoras no bastan para acabar con la sequía del campo.",
     "¿Bastan las desaladoras contra la sequía?",
     "Engineers warn that desalination plants alone will not end the drought on farms."),
)  # fmt: skip


def run(options: Options) -> tuple[int, dict[str, float]]:
    """How many pairs; top-1 with questions in English, with English passages, and for each language (both ways)."""
    model = embedder()
    chosen = PAIRS[: options.limit]
    right: dict[str, list[bool]] = {"english_question": [], "english_passage": []}
    for direction, question, passage in (("english_question", 1, 2), ("english_passage", 3, 4)):
        asked = model.questions([pair[question] for pair in chosen])
        best = (asked @ model.passages([pair[passage] for pair in chosen]).T).argmax(axis=1)
        for number, (pair, found) in enumerate(zip(chosen, best, strict=True)):
            right[direction].append(int(found) == number)
            right.setdefault(pair[0], []).append(int(found) == number)
    return len(chosen), {f"{key}_top_1": sum(hits) / len(hits) for key, hits in right.items() if hits}
