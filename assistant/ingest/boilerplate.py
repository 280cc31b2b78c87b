"""Lines that a site prints round its pieces: menus, invitations, notices. They are no one's position."""

from __future__ import annotations

import re

# A line of real text can hold any of these words, so a rule must fit the whole of a short line.
LONGEST = 320

_WHOLE = (
    # comments
    r"(?:leave|post|add|write)\s(?:a|your)\s(?:reply|comment|response)(?:\s.{0,40})?|(?:\d+\s)?comments?(?:\s\(?\d+\)?)?|"
    r"(?:view|show|see|read|join|hide)\s(?:all\s)?(?:the\s)?(?:\d+\s)?(?:comments?|conversation|discussion).{0,40}|"
    r"(?:no|\d+)\s(?:comments|responses|replies)(?:\syet)?|comments\sare\s(?:closed|off|disabled).{0,40}|cancel\sreply|"
    r"your\semail\saddress\swill\snot\sbe\spublished.*|required\sfields\sare\smarked.*|save\smy\sname,\semail.*|"
    r"(?:hinterlassen\ssie|schreiben\ssie)\seinen?\skommentar.*|kommentare?(?:\s\(?\d+\)?)?|laisser\sun\scommentaire.*|"
    r"deja\s(?:un\scomentario|una\srespuesta).*|lascia\sun\scommento.*|(?:оставить|добавить|написать)\sкомментари[йи].*|"
    r"комментарии(?:\s\(?\d+\)?)?|(?:залишити|додати)\sкоментар.*|"
    r"this\ssite\suses\sakismet.*|(?:learn\s)?how\syour\scomment\sdata\sis\sprocessed.*",
    # reading on
    r"(?:read|see|view|show|load|learn|click\shere\sfor|find\sout)\smore(?:\s?(?:…|\.\.\.|»|→|>+))?|more(?:…|\.\.\.)?|"
    r"(?:read|see|watch|listen|related|recommended|also\son|more\s(?:on|from|about)|don['’]t\smiss|must\sread|"
    r"you\smay\salso\slike|up\snext|trending|most\s(?:read|popular)|latest\s(?:news|stories)|editor['’]?s['’]?\s(?:picks?|choice))"
    r"(?:\s(?:more|also|next|now|articles?|stories|posts|news|content|links|topics|reading|coverage))?\s?[:|»].{0,200}|"
    r"(?:related|recommended|popular|similar|more|trending|latest|top|other)\s(?:articles?|stories|posts|news|content|links|topics|reading|coverage|videos?)|"
    r"you\s(?:may|might)\salso\s(?:like|be\sinterested\sin).{0,80}|(?:story|article)\scontinues\sbelow.{0,60}|"
    r"(?:continue|keep)\sreading(?:\s.{0,60})?|(?:previous|next)\s(?:article|post|story|page)(?:\s.{0,120})?|scroll\s(?:down|to)\s.{0,60}|"
    r"(?:mehr\szum\sthema|lesen\ssie\s(?:auch|mehr|dazu)|weiterlesen|lire\s(?:aussi|la\ssuite)|à\slire\saussi|leer\smás|lea\stambién|"
    r"leggi\sanche|leia\s(?:também|mais)|lees\s(?:ook|meer)|czytaj\s(?:także|też|więcej)|читайте\s(?:также|нас|ещё|еще)|читать\s(?:далее|полностью|также)|"
    r"подробнее|по\sтеме|материалы\sпо\sтеме|читайте\sтакож|читати\sдалі|相关阅读|延伸阅读|اقرأ\sأيض[اًا]+|关连新闻)(?:\s?[:»…|].{0,200}|\.{0,3})?",
    # sharing and following
    r"(?:share|tweet|pin\sit|e-?mail|print|save|facebook|twitter|whatsapp|telegram|linkedin|reddit|copy\slink|x)"
    r"(?:\s?[|/,·•&]?\s?(?:and\s)?(?:share|tweet|pin\sit|e-?mail|print|save|facebook|twitter|whatsapp|telegram|linkedin|reddit|copy\slink|this|on|via|x|"
    r"article|story|post|page|link|options?|with\sfriends|it))*[.:!]?|"
    r"(?:like|follow|find|join|subscribe\sto|connect\swith)\sus\s(?:on|at|in)\s.{0,120}|follow\s.{1,60}\son\s(?:twitter|facebook|instagram|x|telegram|google\snews).{0,60}|"
    r"(?:teilen|artikel\steilen|partager|compartir|condividi|compartilhar|udostępnij|delen|поделиться|поширити|分享|شارك)(?:\s.{0,40})?|"
    r"(?:подписывайтесь|подпишитесь|підписуйтесь)\s(?:на\s).{0,160}|folgen\ssie\suns\s.{0,120}|suivez[-\s]nous\s.{0,120}|síguenos\s.{0,120}|seguici\s.{0,120}",
    # letters by mail, accounts, consent
    r"(?:sign\sup|subscribe|register)(?:\s(?:now|here|today|free|for\sfree))?(?:\s(?:to|for|with)\s.{0,220})?[.!]?|get\s.{1,120}(?:in|to)\syour\sinbox.{0,120}|"
    r"(?:already\sa\s(?:subscriber|member)|have\san\saccount)\?.{0,80}|(?:log|sign)\s(?:in|out)(?:\sto\s.{0,80})?|enter\syour\se-?mail.{0,120}|"
    r"(?:newsletter|daily\sbriefing)(?:\s.{0,80})?|thank\syou\sfor\s(?:subscribing|signing\sup|your\sfeedback).{0,160}|by\s(?:signing\sup|subscribing|clicking|continuing).{0,280}|"
    r"(?:we|this\s(?:site|website|page))\s(?:and\sour\spartners\s)?uses?\scookies.*|.{0,80}\b(?:cookie\s(?:policy|settings|preferences|consent)|privacy\s(?:policy|notice))\b.{0,120}|accept\s(?:all|cookies).{0,40}|"
    r"(?:abonnieren|newsletter\sabonnieren|s['’]abonner|abonnez-vous|suscríbete|suscribirse|iscriviti|assine|подписаться)(?:\s.{0,120})?|"
    r"wir\sverwenden\scookies.*|nous\sutilisons\s(?:des\s)?cookies.*|(?:utilizamos|usamos)\scookies.*|мы\sиспользуем\s(?:файлы\s)?cookie.*|сайт\sиспользует\sфайлы\scookie.*",
    # rights, adverts, support
    r"(?:©|\(c\)|copyright\b).{0,300}|.{0,60}\ball\srights\sreserved\b.{0,200}|alle\srechte\svorbehalten.{0,120}|tous\sdroits\sréservés.{0,120}|"
    r"(?:все|всі)\sправа\s(?:защищены|захищені).{0,200}|this\smaterial\smay\snot\sbe\spublished,\sbroadcast,\srewritten.*|"
    r"(?:advertisement|advertising|ad|anzeige|werbung|publicité|publicidad|pubblicità|реклама|广告|إعلان)(?:\s(?:-|–|—|•)\s?(?:scroll|continue|story|article)\s.{0,80})?[.:]?|"
    r"(?:support\s.{0,40}\bjournalism|donate\s(?:to|now|today)|make\sa\s(?:donation|contribution)|become\sa\s(?:member|supporter|patron))\b.{0,160}|"
    r"(?:enlarge\sthis\simage\b|(?:toggle|hide)\scaption\b).{0,300}|(?:photo|image|picture)s?\sby\s[^.]{3,60}/[^.]{2,40}|"
    r"(?:image\s(?:copyright|caption)|media\s(?:playback|caption))\s.{1,300}|"
    r"(?:image|photo|picture|file\sphoto|video|graphic)\s?(?:credit|source|caption|copyright)?s?\s?[:/©].{0,160}|getty\simages|reuters\sfile\sphoto|"
    r"\(?[^()\n]{2,80}/(?:reuters|ap|afp|epa|getty(?:\simages)?|bloomberg|shutterstock|istock)[^()\n]{0,30}\)?|"
    r"(?:skip\sto\s.{0,40}|back\sto\s(?:top|home)|jump\sto\s.{0,40}|toggle\s(?:menu|navigation)|menu|search|home|close|loading\.*|advertise\swith\sus|"
    r"about\sus|contact(?:\sus)?|terms\s(?:of\s(?:use|service)|and\sconditions)|tags?\s?:.{0,200}|filed\sunder\s?:?.{0,160}|topics?\s?:.{0,160}|categor(?:y|ies)\s?:.{0,160}|теги\s?:.{0,200})|"
    r"(?:play|watch)\s(?:video|live)|\d+\s(?:shares?|views|likes|min(?:ute)?s?\sread)(?:\s.{0,30})?|\d{1,2}:\d{2}|_{3,}|[-–—=*·•#~]{3,}|[*•·|]+",
)
_LINE = re.compile(rf"(?:{'|'.join(_WHOLE)})", re.IGNORECASE)
# A trail of links above a headline, as in: 14:14Home » World » A headline
_CRUMBS = re.compile(r"[^»›>|\n]{1,60}(?:\s?[»›>]\s?[^»›>|\n]{1,160}){2,8}")
_HOME = re.compile(
    r"(?:\d{1,2}:\d{2}\s?)?(?:home|start(?:seite)?|accueil|inicio|início|strona\sgłówna|главная|головна|首页|الرئيسية)"
    r"\s?[»›>/|].{1,240}",
    re.IGNORECASE,
)
_MENU = re.compile(r"[^|•·\n.!?]{1,30}(?:\s?[|•·]\s?[^|•·\n.!?]{1,30}){3,30}")
# A gallery whose captions ran into one line: Photos: The harbour Photos: The harbour Hide Caption 1 of 15 ...
_GALLERY = re.compile(
    r"(?:photos?|images?|pictures?|gallery)\s?:.*\bhide\scaption\s\d+\sof\s\d+", re.IGNORECASE
)
_SEPARATORS = frozenset("»›>|•·/")


def is_boilerplate(line: str) -> bool:
    """Whether a whole line, without outer white space, is what a site prints round its pieces."""
    if len(line) > LONGEST:
        return _GALLERY.fullmatch(line) is not None
    if _LINE.fullmatch(line) or _GALLERY.fullmatch(line):
        return True
    return not _SEPARATORS.isdisjoint(line) and any(rule.fullmatch(line) for rule in (_HOME, _CRUMBS, _MENU))
