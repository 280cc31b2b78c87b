"""Loaded words: those that judge while they report. A list of our own, written by hand.

We looked at what separates outlets from the editors of neutral summaries in NeuS (Lee et al. 2022; log-odds with an informative
prior, Monroe et al. 2008) before we wrote it; it is short, fitted to nothing, and no published lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from assistant.news import Span
from assistant.wording.quotations import quotations
from assistant.wording.tokens import keys_of, tokens

_JUDGING = keys_of(
    """absurd abysmal alarming appalling atrocious awful bizarre bogus bombshell brazen brutal brutally callous catastrophic chaotic
    cowardly craven crazed crazy crippling cruel cynical damning deafening defiant desperate desperately devastating disastrous
    disgraceful disgusting dishonest dismal disturbing draconian egregious embarrassing explosive extraordinary extremist
    extremists fanatical farcical farce fiasco flagrant foolish frantic frenzied furious ghastly glaring glorious gleeful grim
    grotesque harrowing heinous heroic heroically heartless historic horrendous horrible horrific horrifying hysterical
    hypocritical hypocrisy idiotic illegitimate incompetent inept infamous inflammatory insane insidious irresponsible jaw-dropping
    laughable lavish ludicrous menacing merciless mindless monstrous notorious notoriously ominous outrageous outrageously
    pathetic phony radical rampant reckless recklessly relentless ruthless sad sadly scandalous scathing seething shady sham
    shameful shamefully shameless shocking shockingly sinister sleazy so-called spineless staggering stinging strident stunning
    stunningly stupid terrifying thuggish toxic tragic treacherous tyrannical unconscionable unhinged unprecedented unspeakable
    vicious viciously vile vindictive whopping wicked wild wildly woeful worthless wretched"""
)
_TAKING_SIDES = keys_of(
    """assault backlash betrayal blasted blasts blow bludgeon bully bullying chaos charade clash cover-up coverup crackdown cronies crony
    crusade debacle decimated demonized demonizing disgrace doomsday elites enabler fallout fearmongering firestorm frenzy
    furor fury gambit goons gutted hailed hammered havoc hoax horde hordes humiliated humiliating humiliation hysteria indoctrination
    infested invaders ire jackboot junta lackeys lambasted lashed liar liars lies loyalists mayhem meltdown mob mobs mockery nightmare
    onslaught outrage pandemonium panic parroting plague plotters plunder propaganda puppet puppets purge ransacked rampage reeling
    regime rhetoric rigged ripped sabotage saber-rattling scandal scheme scheming screed shambles shamed showdown siege skewered
    slammed slamming slams slapped smear smeared smears snubbed spree squandered stoking stormed stranglehold stronghold
    stooge stooges surrender swamp thug thugs tirade torched toppled trampled travesty trounced tyranny unleashed uproar uprising
    vendetta vitriol vowed vows warmonger warmongers weaponize weaponized whitewash witch-hunt woke wreak zealots"""
)
_INSISTING = keys_of(
    """absolutely actually certainly clearly completely entirely finally frankly hardly hugely indeed inevitably merely naturally
    obviously outright overwhelmingly plainly predictably quite really simply supposedly surely totally truly undeniably
    undoubtedly unsurprisingly utterly very finest greatest largest-ever massive huge enormous best-ever worst biggest sweeping"""
)
_OTHER_LANGUAGES = keys_of(
    """angeblich beispiellos brutal dreist empörend erschreckend fatal katastrophal lächerlich perfide rücksichtslos schamlos
    skandalös sogenannt sogenannte sogenannten unfassbar ungeheuerlich unverantwortlich verheerend zynisch
    prétendu prétendue soi-disant scandaleux scandaleuse honteux honteuse catastrophique effroyable odieux odieuse cynique
    supuesto vergonzoso escandaloso catastrófico brutal atroz cínico indignante
    так называемый позорный чудовищный преступный режим кровавый циничный вопиющий катастрофический беспрецедентный
    ганебний злочинний жахливий цинічний кривавий"""
)
LOADED = _JUDGING | _TAKING_SIDES | _OTHER_LANGUAGES
INSISTING = _INSISTING


@lru_cache(maxsize=4_096)
def loaded_words(text: str) -> tuple[str, ...]:
    """The loaded words of a text as they stand there, outside quotation marks, each once."""
    return tuple(dict.fromkeys(_loaded(text)))


def _loaded(text: str) -> Iterator[str]:
    quoted = quotations(text)
    for word in tokens(text):
        span = Span(word.start, word.end)
        if word.key in LOADED and not word.capitalised and not any(one.covers(span) for one in quoted):
            yield word.text
