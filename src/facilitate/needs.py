"""What somebody needs to take part: a place without steps, other help, a meal."""

from __future__ import annotations

import re

from facilitate.roster import Value

_STEP_FREE = re.compile(
    r"rollst(?:uhl|ühl)|rollator|barriere|stufenlos|stufenfrei|gehbehind|gehhilfe|gehst(?:ock|öck)"
    r"|kr(?:ü|ue)cken|wheelchair|step.?free|walking (?:aid|frame|stick)|crutches",
    re.IGNORECASE,
)
_OTHER_NEEDS = re.compile(
    r"geb(?:ä|ae)rden|schriftdolmetsch|induktion|h(?:ö|oe)r(?:schleife|anlage|ger(?:ä|ae)t|behind)"
    r"|schwerh(?:ö|oe)rig|geh(?:ö|oe)rlos|sehbehind|sehhilfe|leichte sprache|sign language|hearing"
    r"|visually impaired|captions|\b(?:bsl|dgs)\b|tierhaar|haustier|hundehaar|katzenhaar|pollen"
    r"|hausstaub|parf(?:ü|ue)m|animal hair|fragrance",
    re.IGNORECASE,
)
_MEALS = re.compile(
    r"vegetar|vegan|pesc[ae]t|halal|koscher|kosher|glut[ae]n|la[ck]tose|milcheiwei(?:ß|ss)"
    r"|allerg|unvertr(?:ä|ae)g|intoleran|z(?:ö|oe)liakie|co?eliac|histamin|fru[ck]tose"
    r"|schweinefleisch|\bfleisch|fischfrei|nussfrei|n(?:ü|ue)sse|schonkost|di(?:ä|ae)t(?!ol)"
    r"|\bkost\b|\bkein (?:fisch|schwein)|\bpork\b|\bnuts?\b|\bdiet",
    re.IGNORECASE,
)


def names_need(text: str) -> bool:
    """Tell whether `text` names something that somebody needs to take part."""
    return any(needs.search(text) for needs in (_STEP_FREE, _OTHER_NEEDS, _MEALS))


def names_diet(need: str) -> bool:
    """Tell whether a need says what somebody eats, or must not eat."""
    return bool(_MEALS.search(need))


def names_only_diet(need: str) -> bool:
    """Tell whether a need is about what somebody eats, and about nothing else."""
    return names_diet(need) and not (_STEP_FREE.search(need) or _OTHER_NEEDS.search(need))


def needs_step_free(access: Value) -> bool:
    """Tell whether who needs this needs a place without steps, and one to stay at.

    Signing, hearing and sight need other help than a place, and so do diets. Whatever is not
    known as such is taken for a need of the place: a place too many without steps harms nobody.
    """
    text = "" if access is None or access is False else str(access)
    return bool(text) and bool(_STEP_FREE.search(text) or not names_need(text))
