"""Verbs and nouns of saying in German, French, Spanish, Russian and Ukrainian."""

from __future__ import annotations

from assistant.attribution.abbreviations import words

STRONG_ABROAD = words(
    """
    sagte sagten sagt erklärte erklärten erklärt betonte betont behauptete behauptet meinte meint kritisierte warnte
    warnt hinzu versicherte räumte bekräftigte mahnte twitterte
    dit déclaré déclare affirmé affirme expliqué explique estimé estime souligné souligne assuré assure indiqué indique
    précisé précise martelé lancé accusé prévenu ajouté ajoute
    dijo dicho dice dijeron declaró afirmó afirma aseguró asegura explicó explica señaló señala añadió añade sostuvo
    sostiene advirtió advierte subrayó aseveró manifestó indicó
    сказал сказала сказали заявил заявила заявили заявляет отметил отметила отметили подчеркнул подчеркнула сообщил
    сообщила сообщили сообщает считает считают утверждает утверждают добавил добавила объяснил объяснила пояснил пояснила
    рассказал рассказала написал написала пишет предупредил предупредила ответил ответила признал признала уточнил
    сказав сказала заявив заявила повідомив повідомила повідомили зазначив зазначила наголосив наголосила вважає
    додав додала пояснив пояснила розповів розповіла стверджує написав пише підкреслив
    """
)
"""These stand alone, as "said" does."""

WEAK_ABROAD = words(
    """
    schrieb schreibt berichtete berichtet berichteten fügte sagen kündigte
    écrit rapporte rapporté annoncé
    escribió informó informa anunció
    говорит говорят назвал назвала
    каже кажуть назвав назвала
    schreiben teilte teilten mitgeteilt mitteilte mitteilt bestätigte bestätigten bestätigt verteidigte forderte forderten fordert
    verkündete erzählte erzählt ergänzte meldete meldeten meldet erfuhr vermutete erläuterte unterstrich verlangte entgegnete
    antwortete beteuerte beklagte prognostizierte beschwerte lobte bezeichnete nannte begründete berichten wies gab stellte
    promet promis lance lancé rappelle rappelé juge jugé confie confié réclame reconnaît reconnu déplore dénonce dénoncé regrette
    regretté confirme confirmé insiste insisté poursuit conclut explique proposé prévient avertit averti prévoit
    soutient soutenu précise martèle raconte raconté noté répond répondu plaide plaidé redoute craint glisse tempère
    ironise affirment disent soulignent estiment indiquent précisent assurent rapportent signale signalé révèle révélé
    lamentó lamenta prometió promete negó niega publicó publica confirmó confirma reconoció reconoce recordó recuerda
    insistió insiste criticó critica denunció denuncia exigió exige pidió pide contó cuenta respondió responde admitió admite
    resaltó destacó destaca reiteró reitera apuntó apunta matizó opinó opina cree creen considera consideran estima estiman
    dicen informan aseguran afirman señalan sostienen queja quejó reveló revela
    передаёт передает передают передали сообщают пишут подтвердил подтвердила подтвердили напомнил напомнила призвал призвала
    потребовал потребовала обвинил обвинила пообещал пообещала полагает полагают отметил отмечает отмечают подчёркивает
    подчеркивает объясняет поясняет рассказывает рассказали прокомментировал прокомментировала отвечает заключил констатировал
    повідомляє повідомляють передає передають пишуть підтвердив підтвердила підтвердили нагадав нагадала закликав закликала
    пообіцяв пообіцяла звинуватив звинуватила зауважив зауважила відповів відповіла зазначає зазначають наголошує пояснює
    розповідає вважають стверджують запевнив запевнила
    утверждают утверждал утверждала заявляют говорили говорил говорила уверен уверяет уверяют
    """
)
"""These need "that", a quotation, a clause before them, or "as" ("wie ... berichtet")."""

BY_WORDS_ABROAD = words(
    """
    словам мнению данным информации сведениям сообщению сообщениям оценке оценкам утверждению заявлению
    словами даними інформацією повідомленням оцінкою оцінками твердженням думку
    """
)
"""The noun of «по словам X», «за словами X», «на думку X»: the holder follows."""

GERMAN_ANGABEN = words(
    "angaben worten ansicht einschätzung auskunft informationen meinung darstellung aussage aussagen überzeugung"
)
"""The noun of "nach Angaben von X": the holder follows."""

HOW = words("wie comme como как як")
"""What leads in "wie X berichtet", «как сообщает X»."""

SPANISH = words(
    """
    dijo dice afirmó afirma aseguró asegura explicó explica señaló señala añadió añade sostuvo sostiene advirtió
    advierte subrayó aseveró manifestó indicó lamentó lamenta prometió promete confirmó reconoció recordó insistió
    denunció exigió contó respondió admitió resaltó destacó reiteró apuntó matizó opinó
    """
)
"""Verbs whose subject Spanish may leave out."""

FINITE = words(
    """
    werden wird wurde wurden ist sind war waren hat haben hatte hatten kann können soll sollen muss müssen will wollen sei seien
    habe werde könne solle müsse wolle dürfte dürfe gibt gab steht stehen liegt kommt kommen geht bleibt
    """
)
"""German verbs that end a name which stands before them: "laut Bundesbank werden"."""
