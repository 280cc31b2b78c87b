"""Lines of a site in its own cause: newsletters, apps, related articles. They are nobody's report."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 220  # characters; a longer block that starts so is a paragraph that happens to
_TAIL = 0.25  # the last part of the text, in which a line of related articles ends the article

# What such blocks open with, in the languages that we read.
_CALL = re.compile(
    r"^\W*(?:"
    r"sign up (?:for|to|here|now|today)|subscribe\b|(?:join|follow) us\b|follow .{1,40} on (?:twitter|facebook|instagram|x|telegram|google)"
    r"|download (?:the|our) .{0,40}app|for the latest (?:stories|news)|get (?:the best|our|the latest)\b.{0,60}(?:inbox|newsletter|week)"
    r"|submit your letter|if you (?:enjoyed|liked) (?:reading )?this|(?:please )?support (?:us|our work)|become a (?:member|subscriber)"
    r"|(?:our|the|daily|weekly|\w+ \w+) newsletters?$|newsletter\b|all rights reserved|share (?:this|on)\b|click here\b|advertisement$|anzeige$"
    r"|(?:hier |jetzt )?(?:zum |den |unseren )?newsletter (?:an|abonnieren|bestellen)|jetzt (?:abonnieren|anmelden|registrieren)|abonnieren sie|abonniere"
    r"|folge(?:n sie)? uns|du musst (?:dich )?eingeloggt|unterstütze[n]? (?:sie )?(?:uns|\w+ bereits)|diesen artikel teilen"
    r"|bleib(?:en sie)? auf dem laufenden|dieser artikel (?:erschien|ist) zuerst|(?:der )?artikel (?:drucken|teilen)|inhaltsverzeichnis$"
    r"|abonnez-vous|inscrivez-vous|pour (?:lire la suite|accéder en illimité)|suivez-nous|rejoignez|partager (?:sur|cet)"
    r"|suscr[íi]b(?:ete|ase)|síguenos|siga?nos|únete|¿ya sabías que en .{1,40} tenemos|inscreva-se|assine|siga-nos|iscriviti|seguici"
    r"|materiał chroniony prawem|zapisz się|polub nas|подпи(?:шитесь|сывайтесь)|следите за|читайте нас|підпи(?:шіться|суйтесь)|стежте за"
    r"|ten tekst przeczytasz|lesezeit\b|reading time\b|tiempo de lectura"
    r")",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^\W*(?:"
    r"(?:read|see|listen|watch) (?:more|also|next)\b|related\b|more (?:on|from|about|in)\b|also read\b|you (?:may|might) also (?:like|enjoy)|recommended\b"
    r"|don['’]t miss\b|most (?:read|popular)|top stories|up next|trending\b|in case you missed"
    r"|(?:lesen|sehen) sie (?:auch|dazu|hier)|lies auch|mehr (?:zum thema|dazu|aus|von|über|infos?|informationen)\b|auch interessant|weitere (?:infos?|informationen"
    r"|artikel|themen|beiträge|nachrichten|meldungen|links)\b|zum thema\b|das (?:könnte|thema könnte) (?:sie|dich|euch|dir)|schon gelesen|verwandte (?:artikel|themen|beiträge)"
    r"|ähnliche (?:artikel|themen|beiträge)|top-?themen|passend dazu|links? zum|meistgelesen|empfehlungen"
    r"|(?:à )?lire aussi|lire (?:également|la suite)|sur le même (?:sujet|thème)|voir aussi"
    r"|le[ae] (?:también|más|además)|te puede interesar|te recomendamos|ver también|además:|notas? relacionadas?|relacionad[oa]s"
    r"|leia (?:também|mais)|veja também|leggi anche|lees (?:ook|verder)|meer over"
    r"|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|читайте (?:также|ещё|еще)|по теме\b|читайте також|також читайте"
    r")",
    re.IGNORECASE,
)


# "Mehr Informationen gab die Polizei nicht bekannt." is a sentence of the report; a pointer ends without a full stop.
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»“)\]]*$""")


def without_promotion(blocks: Sequence[str]) -> list[str]:
    """The blocks without calls to subscribe and pointers to other articles.

    A pointer in the last quarter ends the article where only short blocks follow it: they are the other articles.
    """
    total = sum(map(len, blocks)) or 1
    kept: list[str] = []
    seen = 0
    for number, block in enumerate(blocks):
        seen += len(block)
        short = len(block) <= _LONGEST
        if short and _RELATED.match(block) and not _SENTENCE_END.search(block):
            rest = blocks[number + 1 :]
            if seen > total * (1 - _TAIL) and all(len(other) <= _LONGEST for other in rest):
                break
            continue
        if not (short and _CALL.match(block)):
            kept.append(block)
    return kept
