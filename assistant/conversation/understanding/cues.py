"""Words of talk, in the languages that readers mostly write: what joins, what asks, what points back."""

from __future__ import annotations

import re

from assistant.wording.tokens import FUNCTION_WORDS, keys_of, tokens

# How a message goes on from the one before it; what follows is the new piece.
_ONWARD = r"(?:ok(?:ay)?|well|so|now|then|no|yes|please|thanks|also|nun|gut|also|bitte|ну|хорошо|ладно|bon|alors|bueno|vale)"
_JOIN = (
    r"(?:and|but|or)?\s*(?:what|how) about|what of|and what of|same (?:question )?(?:for|about|but)|the same (?:question )?"
    r"(?:for|about|in|from)|i meant?|rather|and now|and|but|or|"
    r"und (?:was ist|wie ist es|wie steht es|wie sieht es) mit|(?:was ist|wie ist es|wie steht es|wie sieht es) mit|"
    r"dasselbe für|ich meine|und|aber|oder|"
    r"(?:а|и)?\s*(?:как|что) (?:насч[её]т|там)|а (?:если|что)|то же (?:самое )?(?:про|для|о)|а|и|но|или|"
    r"(?:а|і)?\s*(?:як|що) щодо|та|але|"
    r"(?:et )?qu[’']en est-il d[eu]s?|(?:et )?qu[’']en est-il|la même chose pour|et (?:pour|concernant)|et|mais|ou|"
    r"(?:y )?(?:qué|que) (?:hay de|pasa con|tal)|lo mismo (?:para|de|con)|y|e|pero|o"
)
JOINED = re.compile(rf"\s*¿?\s*(?:{_ONWARD}\s*[,.!:]?\s+)*(?P<join>{_JOIN})(?!\w)\s*[,:]?\s*", re.IGNORECASE)

# "And" in a language, by the words that ask in it.
ASKING_IN = {
    "and": keys_of(
        """what who whom whose which when where why how is are was were am do does did has have had can could will would shall
        should may might must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't won't wouldn't can't couldn't"""
    ),
    "und": keys_of(
        """wer wem wen wessen was welche welcher welches wann wo warum wieso weshalb wie ist sind war waren hat haben hatte wird
        werden kann können soll sollte muss darf gibt"""
    ),
    "и": keys_of(
        """что кто кого кому чем чей какой какая какое какие когда где почему зачем как сколько куда откуда ли есть был была было
        были хто чому коли де скільки яка"""
    ),
    "et": keys_of(
        """que quoi qui quel quelle quels quelles quand où pourquoi comment combien est sont était a ont avait peut doit fait"""
    ),
    "y": keys_of(
        """qué quién quiénes cuál cuáles cuándo dónde cómo cuánto cuántos es son fue eran ha han puede debe hay por"""
    ),
}
ASKING = frozenset().union(*ASKING_IN.values())
# A question word alone: what it asks about stands in the question before.
BARE_ASKING = keys_of(
    """why how when where who whom whose which what warum wieso weshalb wann wo wer wie was почему зачем когда где кто как что
    сколько чому коли де хто pourquoi quand où qui comment combien por qué cuándo dónde quién cómo cuánto since whom far long
    much many exactly so not come seit lange viel именно давно depuis exactement exactamente desde by with von durch кем par quoi"""
)
# Words that point back to what was said before.
POINTING = keys_of(
    """it they them their theirs its he him his she her hers there these those
    er ihm ihn sie ihnen ihr ihre dort dazu dafür dagegen darüber davon
    он она оно они его её ее ему ей их им ними них нём нем ней там він вона вони його її їх
    il ils elle elles lui leur leurs y ça cela ceci él ella ellos ellas ello eso esto esa ese"""
)
WHOSE = keys_of(
    "their its his her hers theirs ihr ihre seine sein его её ее их його leur leurs son sa ses su sus"
)
# Content words that name no subject of their own.
LIGHT = keys_of(
    """say says said tell told think thinks thought happen happens happened happening mean means meant react reacted respond
    responded reaction response change changed know knew known people person anyone anybody everyone everybody someone somebody
    nobody thing things something anything everything next else new news latest more less other others different differ
    exactly really actually true right wrong detail details explain sure work come came go went going call called see believe
    want wants wanted need needs plan plans planned propose proposed demand demanded instead compare compared
    claim claims claimed report reports reported write writes wrote comment commented argue argues argued first last long far
    sagen sagt sagte meinen meint denken denkt passiert geschah geschehen reagiert reagierte leute jemand niemand neu neues anders
    сказал сказала сказали говорит говорят думает думают произошло случилось случилась ответил ответили люди кто-то никто нового
    дит dit disent dire pense pensent passé arrivé réagi gens quelqu'un personne nouveau dice dicen dijo dijeron piensa piensan
    pasó ocurrió reaccionó gente alguien nadie nuevo"""
)
_FILLER = keys_of(
    """only just same also please ok okay well now then too instead rather again show give me tell source sources article articles
    paper papers compare vs versus use take look nur bitte auch mal jetzt quellen только тоже также ещё еще пожалуйста покажи
    теперь а источники seulement uniquement aussi maintenant sólo solo también ahora y o e about limited limit restrict
    everyone everybody all anything except excluding without ohne außer без кроме sans sauf sin excepto written published
    publish from"""
)


_QUESTIONS = keys_of(
    """what who whom whose which when where why how wer wem wen wessen wann wo warum wieso weshalb wie was
    кто кого кому чей какой какая какие когда где почему зачем сколько qui quoi quand où pourquoi comment combien
    qué quién quiénes cuál cuándo dónde cómo cuánto"""
)


def is_bare(text: str) -> bool:
    """Whether nothing is left in the text but words that join it to what was said."""
    joined = JOINED.match(text)
    words = tokens(text[joined.end() :] if joined else text)
    return all(
        (word.key in FUNCTION_WORDS or word.key in _FILLER) and word.key not in _QUESTIONS for word in words
    )
