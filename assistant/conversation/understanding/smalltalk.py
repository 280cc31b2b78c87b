"""What is no question about the news: a greeting, a word to the program, an order to it, or no words at all."""

from __future__ import annotations

import re

from assistant.wording.tokens import FUNCTION_WORDS, keys_of, tokens

GREETING = "Ask about the news in your library: who says what, who disagrees, and why."
ABOUT = (
    "Counterpoint reads the news against itself: it shows what each outlet of your library says on a question, where they "
    "agree and differ, and the exact words. Ask for instance who is to blame, or only what one outlet says."
)
ORDER = "Counterpoint answers questions about the news in your library and follows no other instructions."
NONSENSE = "This cannot be read as a question. Ask about the news in your library in a few words."

_GREETINGS = keys_of(
    """hi hello hey hiya howdy greetings good morning afternoon evening night day bye goodbye thanks thank thx ty cheers great cool nice
    ok okay perfect awesome super lol haha yes no yeah yep nope sure fine welcome sorry please wow hmm test testing
    hallo servus moin guten tag morgen abend danke vielen dank tschüss ja nein gut toll
    привет здравствуй здравствуйте добрый день вечер утро спасибо пока да нет хорошо ладно привіт дякую вітаю
    bonjour salut bonsoir merci beaucoup au revoir oui non bien hola buenos buenas días tardes noches gracias adiós sí vale
    there counterpoint everyone all friend sir madam very much so"""
)
_ABOUT = re.compile(
    r"(?:who|what) are you|what(?:[’']s| is) (?:your name|counterpoint|this)|what can (?:you|i) (?:do|ask)(?: here)?|"
    r"how (?:do|does|can) (?:you|this|it|i) (?:work|use (?:you|this|it))|how are you(?: doing)?|help(?: me)?|"
    r"are you (?:a (?:bot|robot|human|machine|person)|an ai|real|there)|"
    r"wer bist du|was kannst du|wie geht(?:[’']s| es(?: dir)?)|hilfe|кто ты|что ты умеешь|как дела|помощь|"
    r"qui es-tu|que peux-tu faire|comment ça va|aide|quién eres|qué puedes hacer|cómo estás|ayuda",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|prompts?|rules?|guidelines|directions|system|above|previous)\b|"
    r"\b(?:reveal|print|show|repeat|output|display|tell me|what (?:is|are|was))\b.{0,30}\b(?:system prompt|your (?:prompt|instructions|rules)|hidden prompt)|"
    r"\byou are (?:now|no longer)\b|\bfrom now on\b.{0,30}\b(?:you|act|answer|respond|speak|reply)\b|\bact as (?:a|an|if|my)\b|"
    r"\bpretend (?:to be|you|that you)\b|\broleplay\b|\b(?:jailbreak|developer mode|dan mode)\b|"
    r"^\s*(?:please )?(?:write|compose|sing|tell|make|draw|translate|code|program|calculate|compute|solve|generate|create)\b(?: me| us)?"
    r" (?:(?:a|an|some|the|my|this|these)\b ?)?(?:\w+ )?(?:poem|song|story|joke|essay|code|script|python|program|letter|e-?mail|image|picture|"
    r"sentence|text|homework|equation|recipe|limerick|haiku)\b|"
    r"^\s*(?:please )?(?:translate|rewrite|rephrase|paraphrase) (?:it|that|this|these|those|everything|all)\b|"
    r"(?:ignoriere?|vergiss|missachte)\b.{0,40}\b(?:anweisung\w*|regeln?|instruktion\w*)|(?:игнорируй|забудь)\b.{0,40}\b(?:инструкци\w+|правил\w*|указани\w+)|"
    r"(?:ignore[zrs]?|oublie[zs]?)\b.{0,40}\b(?:instructions?|consignes?|règles)|(?:ignora|olvida)\b.{0,40}\b(?:instrucciones|reglas)|"
    r"<\|?(?:system|im_start|endoftext|assistant)|\[/?INST\]|^\s*(?:system|assistant)\s*:",
    re.IGNORECASE | re.DOTALL,
)
_SUM = re.compile(r"[\d\s+*/()=^.,xX×÷-]+\??|what(?:[’']s| is) [\d\s+*/()^.,-]+\??", re.IGNORECASE)
_VOWELLESS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)
_REPEATED = re.compile(
    r"(\w{1,3})\1{2,}|(?:blah|bla|foo|bar|lorem|ipsum|asdf\w*|qwer\w*|xyz|aaa+)", re.IGNORECASE
)


def declined(text: str) -> str | None:
    """What to tell a reader whose message is no question about the news; None where it may be one."""
    words = tokens(text)
    if _ORDER.search(text):
        return ORDER
    if not words or _SUM.fullmatch(text.strip()):
        return NONSENSE
    bare = " ".join(text.split()).strip(" ?!.,¿¡…")
    if _ABOUT.fullmatch(bare):
        return ABOUT
    if all(word.key in _GREETINGS for word in words):
        return GREETING
    telling = [word.text for word in words if word.key not in FUNCTION_WORDS]
    if telling and all(_VOWELLESS.search(word) or _REPEATED.fullmatch(word) for word in telling):
        return NONSENSE
    return None
