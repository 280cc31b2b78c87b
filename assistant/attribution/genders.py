"""Whether "he" or "she" can stand for a name: by title and common given names, and only to rule the other out."""

from __future__ import annotations

from assistant.attribution.abbreviations import words as listed

_SHE = listed(
    """
    mrs ms miss madame mme frau señora dame lady queen princess baroness duchess congresswoman chairwoman spokeswoman
    actress businesswoman policewoman mother sister daughter wife widow
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen
    amy angela anna ann anne ruth brenda pamela nicole katherine catherine christine emma olivia rachel carolyn janet
    maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith megan cheryl martha
    hannah jacqueline gloria teresa theresa alice sara janice julia grace judy rose beverly denise marilyn danielle
    hillary melania ivanka nikki condoleezza kamala nadia irina olga natalia natalie natalya elena yelena svetlana
    tatiana ekaterina oksana yulia ursula greta ingrid sabine monika petra claudia marine sophie camille claire
    isabel carmen lucia ana fatima aisha leila vera
    """
)
_HE = listed(
    """
    mr sir lord king prince baron duke congressman chairman spokesman actor businessman policeman father brother son
    husband monsieur herr señor
    james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond
    jack dennis jerry tyler aaron jose adam nathan henry peter kyle walter jeremy ethan arthur roger keith barack joe
    bernie mitt bill bob jim tom mike tim ted rand chuck mitch harry newt rick rudy vladimir dmitry dmitri sergei
    sergey ivan igor oleg nikita mikhail boris volodymyr petro oleksandr emmanuel françois olaf friedrich klaus
    jürgen hans wolfgang pedro juan carlos luis miguel ahmed mohammed muhammad ali hassan ibrahim recep benjamin
    stefan viktor
    """
)


def gender_of(name: str) -> str | None:
    """ "he" or "she" where the title or the given name of a person says so, else None."""
    for word in name.lower().split():
        if word.rstrip(".") in _SHE:
            return "she"
        if word.rstrip(".") in _HE:
            return "he"
    return None
