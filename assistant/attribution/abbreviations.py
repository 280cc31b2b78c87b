"""Full stops that end no sentence: titles, initials, months and other shortened words of seven languages."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a list written with spaces, as a set."""
    return frozenset(listed.split())


# A name always follows these, so their full stop never ends a sentence.
BEFORE_A_NAME = words(
    """
    mr mrs ms mx dr drs prof gen gens sen sens rep reps gov govs col lt sgt cpl pvt capt cmdr adm maj brig
    rev hon pres supt messrs mme mlle mmes st ste sr sra srta dn dña fr hr herr dipl ing mag atty asst dep
    amb pfc spc insp det sec secy treas
    г-н г-жа акад проф им ген гос доц м пр ул св
    """
)

# These may also be the last word of a sentence: what follows decides.
SHORTENED = words(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    inc corp co cos ltd llc plc bros jr sr esq ave blvd rd dept est approx assn assoc univ vol ed eds
    vs v al fig figs cf ca nr str bzw usw evtl ggf inkl zzgl sog bspw etc ft mt no nos op pp ref tel
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa penn tenn tex vt va wash wis wyo
    г гг в вв руб коп млн млрд тыс трлн стр см др пр тов долл р обл р-н рис напр
    p.ej pág págs ud uds art núm janv févr avr juil déc
    """
)

# What may stand first in a sentence and hardly ever follows a shortened word inside one.
OPENERS = words(
    """
    the a an this that these those he she it they we i you his her its their our my your there here
    in on at as for but and or so if when while after before since during although though because by from
    with without what who why how where which not no yes then now meanwhile however moreover according
    one some many most few several both all other others another each such even also still only just
    der die das ein eine er sie es wir ich und aber in im am auf nach bei als wenn doch
    le la les un une il elle ils elles on nous vous et mais dans en pour selon
    el los las una él ella ellos en pero y según
    он она оно они мы я в на но и по это как при после для что так
    він вона воно вони ми у за але та це після
    """
)

MONTHS_AFTER_ORDINAL = words(
    """
    januar jänner februar märz april mai juni juli august september oktober november dezember
    jahrhundert weltkrieg
    """
)
