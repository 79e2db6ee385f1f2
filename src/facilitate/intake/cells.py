"""What stands in a cell: yes and no, status words, role words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from facilitate.needs import names_need
from facilitate.words import _, fold, listed, ngettext


def _words(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|"))


_YES = _words("ja|j|x|xx|✓|✔|☑|☒|✅|1|1.0|wahr|true|yes|y|t|on|jawohl|stimmt|richtig")
_NO = _words("nein|n|-|–|—|−|0|0.0|falsch|false|no|f|off|☐|✗|✘|❌|ne|noe|nie|keine")
_UNSAID = _words(
    "|?|??|k a|k.a.|k. a.|ka|n/a|na|n.a.|unbekannt|unknown|keine angabe|weiss nicht|unklar|offen"
    "|null|none|nan|#n/a|#nv"
)
_LEADING_ANSWER = re.compile(r"(ja|yes|nein|no)\s*[,;:.!(–]")

CANCELLED_WORDS = _words(
    "abgesagt|absage|storniert|storno|stornierung|cancelled|canceled|cancellation|abgemeldet"
    "|zurueckgezogen|zurueckgetreten|withdrawn|refunded|erstattet|deleted|geloescht|declined"
    "|rejected|abgelehnt|denied|not attending|nimmt nicht teil|kommt nicht|verhindert|entfaellt"
    "|expired|abgelaufen|hat abgesagt|ist abgesagt|leider abgesagt|cancelled by user"
    "|kommt leider nicht|kommt doch nicht|kommt nicht mehr|kann nicht kommen"
    "|kann leider nicht kommen|nimmt leider nicht teil|leider verhindert|ist verhindert|sagt ab"
    "|krank gemeldet|krankgemeldet|ist krank|leider krank|hat sich krank gemeldet|krankmeldung"
    "|no show|noshow|nicht erschienen|entschuldigt|unentschuldigt|fehlt|erkrankt|krank"
    "|nicht da|nicht anwesend|nicht dabei|nicht gekommen|abwesend|fehlt entschuldigt"
    "|fehlt unentschuldigt|absent|did not attend|not present|not coming"
)
WAITING_WORDS = _words(
    "warteliste|auf warteliste|auf der warteliste|wartend|waitlist|waitlisted|waiting list"
    "|waiting|on waiting list|on waitlist|nachruecker|nachrueckerliste|nachrueckliste"
    "|nachrueckend|nachrueckende|nachrueckerin"
)
_COMING_WORDS = _words(
    "angemeldet|bestaetigt|zugesagt|zusage|bezahlt|gezahlt|ok|okay|nimmt teil|kommt|dabei"
    "|teilnahme|teilnehmer|teilnehmerin|teilnehmende|teilgenommen|anwesend|eingecheckt|gebucht"
    "|genehmigt|akzeptiert|angenommen|aktiv|abgeschlossen|eingegangen|neu|fest|sicher|kostenlos"
    "|nachgerueckt|registriert|gueltig|attending|registered|confirmed|paid|approved|accepted"
    "|active|completed|complete|booked|checked in|going|valid|free|new|attended|succeeded"
    "|fest angemeldet|verbindlich|angemeldet und bezahlt|teilnahme bestaetigt"
)
_UNSURE_WORDS = _words(
    "unsicher|noch unsicher|ungewiss|vielleicht|evtl|eventuell|unter vorbehalt|vorbehalt"
    "|vorgemerkt|reserviert|tentative|maybe|unsure|unklar|unbekannt|unknown|?|??"
)
_LEADING_STATUS = re.compile(
    r"(?:(?P<waiting>warteliste|waitlist|waiting list|nachrueck\w*)"
    r"|(?P<cancelled>abgesagt|absage|storno|storniert|cancel?led|abgemeldet|entschuldigt"
    r"|unentschuldigt|no ?show|nicht erschienen|verhindert|abgelehnt|erkrankt|krank"
    r"|kommt (?:leider |doch )?nicht))\b"
)
_TAKEN_BACK = re.compile(
    r"nachgerueckt|aufgehoben|zurueckgenommen|doch(?! nicht)|(?<!kommt )\bnicht mehr\b|zugesagt"
)
_SAID_TO_CANCEL = (
    r"(?:abgesagt|storniert|abgemeldet|krank ?gemeldet|cancel?led)\b"
    r"(?! (?:hab|hat|wurd|wird|war)\w*)"
    # what may be true of an hour or a meal only cancels where nothing but a reason follows
    r"|(?:erkrankt|krank|verhindert|faellt (?:leider )?aus|kommt (?:leider |doch )?nicht(?: mehr)?"
    r"|nimmt (?:leider |doch )?nicht teil|fehlte?(?: leider)?|abwesend|absent"
    r"|kann (?:leider |doch )?nicht(?: (?:kommen|teilnehmen|dabei sein))?"
    r"|(?:war (?:leider )?)?nicht (?:da|anwesend|dabei|gekommen|erschienen)"
    r"|not (?:coming|attending|present)"
    r"|can(?: ?no)?t (?:come|attend|make it)|unable to (?:come|attend)"
    r"|did(?: no|n)t (?:come|attend|show up|turn up))"
    r"(?=$|\s*[,;:(/.!]| wegen\b| krank| aufgrund\b| (?:un)?entschuldigt| due to\b)"
)
# when, how and why somebody said so; "für Freitag" and "am Freitag" may be a part of the event
_WHEN_OR_HOW = (
    r"(?:(?:am|on) )?\d{1,2}\. ?(?:\d{1,2}\.?|jan\w*|feb\w*|maerz|apr\w*|mai|jun\w*|jul\w*|aug\w*"
    r"|sep\w*|okt\w*|nov\w*|dez\w*)(?: ?(?:20)?\d\d)?:?"
    r"|gestern|kurzfristig|telefonisch|schriftlich|(?:per|by) (?:e ?)?(?:mail|telefon|phone|sms)"
    r"|(?:wegen|aufgrund|krankheits|aus) ?\w+(?: \w+)??"
)
_REMARK_CANCELS = re.compile(
    rf"(?:(?:hat|has|ist|sich|leider|heute)\s+)*(?:{_SAID_TO_CANCEL}"
    rf"|(?:(?:hat|has|ist|wurde|sich|leider|heute|{_WHEN_OR_HOW})\s+)+"
    r"(?:abgesagt|storniert|abgemeldet|cancel?led)\b(?! (?:hab|hat|wurd|wird|war)\w*))"
)
_REMARK_NAMES_IT = re.compile(
    r"(?<!nicht )\b(?:abgesagt|absage|storniert|storno|abgemeldet|sagt ab|cancel?led|erkrankt"
    r"|krank|krankheitsbedingt|verhindert|(?:kommt|nimmt) (?:leider |doch )?nicht(?: teil)?"
    r"|nicht (?:kommen|teilnehmen|da|anwesend|gekommen|erschienen)|not (?:coming|attending)"
    r"|unable to (?:come|attend))\b|^(?:leider )?fehlte?\b"
)
_ONLY_IN_PART = re.compile(  # a room, a meal, a day is cancelled; or it is only asked
    r"\?|\bnur\b|\bfuer\b|teilweise|mittag|abend|\btag\b|hotel|zimmer|uebernacht|essen|newsletter"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|\d uhr"
    r"|begleit|kommt\b(?! (?:leider |doch )?nicht)|dabei|nimmt teil|\bonly\b|\bfor\b|\bcomes\b"
)
_SUBSTITUTE = re.compile(
    r"\b(?:ersatz|ersetzt|vertret(?:ung|en|er|erin)?|stattdessen|statt (?:dessen|ihrer|seiner)"
    r"|dafuer kommt|an (?:ihrer|seiner|deren) stelle|substitutes?|instead|replace(?:d|ment)"
    r"|standing in|stand in)\b"
)
_IN_PLACE_OF = re.compile(
    r"\bi\.\s?[VA]\.|(?i:\b(?:vertretung|vertreten durch|ersatz für|\S+ \(?(?:an)?statt (?=\w)"
    r"|an(?:stelle| stelle) von|on behalf of|instead of|in place of|standing in for"
    r"|substitute for)\b)"
)
_PLACE_WORDS = (  # one of them stands in whatever `_IN_PLACE_OF` finds
    *("i.", "vertret", "ersatz", "statt", "stelle von"),
    *("behalf", "instead", "place of", "standing in", "substitute"),
)
UNPAID_WORDS = _words(
    "unbezahlt|unpaid|ausstehend|pending|zahlung ausstehend|nicht bezahlt|offen|overdue"
    "|ueberfaellig|payment pending"
)
_STAFF = re.compile(
    r"(?:(?:fach|gast|haupt)?referent(?:in|en|inn?en)?|moderation|(?:co )?moderator(?:in|en)?"
    r"|moderierende[rn]?|team|(?:orga|organisations|kern|veranstaltungs)\s?team|orga|presse|press"
    r"|presse(?:vertreter(?:in)?|stelle)?|medien|media|veranstalter(?:in)?|veranstaltung|technik"
    r"|techniker(?:in)?|speaker|keynote(?: speaker)?|(?:co )?host|panelist|podium|panel|staff"
    r"|crew|organi[sz]er|organisator(?:in)?|tagungs(?:leitung|buero|team)|catering|helfer(?:in)?"
    r"|volunteer|vortragende[rn]?|vortrag|dozent(?:in)?|dolmetscher(?:in)?|interpreter"
    r"|facilitator|trainer(?:in)?|fotograf(?:in)?|photographer|service|protokoll|tutor(?:in)?)"
)
_LEADS = re.compile(
    r"(?<!beg)(?<!an)(?<!verg)leit(?:ung|er|erin|ende[rn]?)\b|\bgeschaeftsfuehr|\bvorst(?:and|aend)"
    r"|\b(?:\w+)?vorsitz|dezernent|direktor|direktion\b|praesident|buergermeister|beigeordnet"
    r"|\blandr(?:at|aet)in?\b|\blandrat\b|\bchef|\bhead\b|director|manager|\bmanaging|\bteam ?lead"
    r"|\bdean\b|\bdekan|\brektor|\bceo\b|fuehrungskraft"
)
_HELPS_TO_LEAD = re.compile(
    r"assist|sekret|referent|mitarbeit|sachbearbeit|\bstab|vorzimmer|buero d|office manager"
    r"|(?:case|care|quartiers?|projekt|project|community|netzwerk|daten|social media) ?manag"
)
_FOR_NOBODY = re.compile(
    r"(?:(?:an|be|ein)wohner|anlieger|buerger|nachbar|mieter|rentner|student)(?:in|inn?en)?"
    r"|(?:als |local |interessierte[rn]? )?(?:buerger(?:in)?|residents?|citizens?|neighbou?rs?)"
    r"|nachbarschaft|privat\w*|private (?:person|individual)|individual|einzelperson|student"
    r"|studierende[rn]?|interessierte[rn]?|ehrenamtlich\w*|selbst(?:st)?aendig\w*|self employed"
    r"|freiberuf\w*|freelancer?|members? of (?:the )?public|keine?|keine (?:angabe|organisation)"
    r"|ohne(?: organisation)?|none|n/a|k\. ?a"
)
_DATED = re.compile(r"\s*(?:am|per|on|seit|zum)?\s*[\d./: ]+(?:uhr)?$")
_NEGATION = re.compile(r"\b(?:kein\w*|nicht|ohne|no|not|none|nein)\b", re.IGNORECASE)
_GENDERED = re.compile(r"[*:_/]-?(?:innen|in)\b|\((?:innen|in)\)")


@lru_cache(maxsize=4096)
def yes_no(cell: str) -> tuple[bool | None, bool]:
    """Read a yes/no cell.

    Returns
    -------
    Yes, no, or None for unknown; and whether the cell was understood.
    """
    word = cell.casefold().strip(" .!") if cell.strip(" .!") else cell
    word = fold(word) or word
    if word in _YES:
        return True, True
    if word in _NO:
        return False, True
    if word in _UNSAID or cell.casefold() in _UNSAID:
        return None, True
    answer = _LEADING_ANSWER.match(word)
    if answer:
        return answer[1] in ("ja", "yes"), True
    return None, False


def beside_answer(cell: str) -> str:
    """Give what a cell says beside a yes or no at its beginning: "ja (Hörgerät)" says more."""
    answer = _LEADING_ANSWER.match(cell.casefold().lstrip())
    return cell.lstrip()[answer.end() :].strip(" .,;:!–-") if answer else ""


def _plain(cell: str) -> str:
    return fold(_GENDERED.sub("", cell.casefold())).strip(" .!()[]:;,*")


@lru_cache(maxsize=4096)
def status_of(cell: str) -> str:
    """Tell ``cancelled``, ``waiting``, ``unpaid`` or nothing: what the whole of a cell says."""
    word = _plain(cell)
    for name, words in (
        ("cancelled", CANCELLED_WORDS),
        ("waiting", WAITING_WORDS),
        ("unpaid", UNPAID_WORDS),
    ):
        if word in words or _DATED.sub("", word) in words:
            return name
    return ""


@lru_cache(maxsize=4096)
def said_status(cell: str) -> str:
    """Tell what a cell of a status column says, also if a reason follows the status."""
    said = status_of(cell)
    if said:
        return said
    leading = _LEADING_STATUS.match(_plain(cell))
    return (leading.lastgroup or "") if leading and not _TAKEN_BACK.search(_plain(cell)) else ""


@lru_cache(maxsize=4096)
def said_remark(cell: str) -> str:
    """Tell what a remark says: a status, ``perhaps cancelled`` where only people can tell, or "".

    Whoever begins a remark with “abgesagt” has cancelled, whatever the reason behind it.
    """
    said = status_of(cell)
    if said:
        return said
    word = _plain(cell)
    if _TAKEN_BACK.search(word):
        return ""
    if _REMARK_CANCELS.match(word) and not _ONLY_IN_PART.search(word):
        return "cancelled"
    return "perhaps cancelled" if _REMARK_NAMES_IT.search(word) else ""


@lru_cache(maxsize=4096)
def names_substitute(remark: str) -> bool:
    """Tell whether a remark speaks of somebody who comes in another one's place."""
    return bool(_SUBSTITUTE.search(fold(remark)))


def in_place_of(names: Sequence[str]) -> list[bool]:
    """Tell which of some names say that somebody comes in another one's place."""
    text = "\n".join(names).casefold()
    if not any(word in text for word in _PLACE_WORDS):  # takes a tenth of a search in each name
        return [False] * len(names)
    return [bool(_IN_PLACE_OF.search(name)) for name in names]


@lru_cache(maxsize=4096)
def certainty(cell: str) -> str:
    """Tell whether a status, of somebody with a seat, is ``known``, ``unsure`` or ``unknown``."""
    word = _plain(cell)
    if word in _UNSURE_WORDS or cell.strip() in _UNSURE_WORDS:
        return "unsure"
    plain = _DATED.sub("", word)
    known = (
        not word.strip("-–—/")
        or plain in _COMING_WORDS
        or not plain
        or yes_no(cell)[0] is True
        or bool(status_of(cell))
        or is_staff_role(cell)
    )
    return "known" if known else "unknown"


@lru_cache(maxsize=4096)
def is_staff_role(cell: str) -> bool:
    """Tell whether the whole of a cell is the name of a role that takes no seat."""
    role, bracket, aside = cell.partition("(")  # "Referent (Eröffnung)", but no "Team (4 Personen)"
    named = role if bracket and aside.endswith(")") and not re.search(r"\d", aside) else cell
    return bool(cell) and bool(_STAFF.fullmatch(_plain(named if len(role) > 1 else cell)))


@lru_cache(maxsize=4096)
def leads(function: str) -> bool:
    """Tell whether who has this function leads: "Abteilungsleitung", "Head of Department"."""
    word = _plain(function)
    return bool(_LEADS.search(word)) and not _HELPS_TO_LEAD.search(word)


@lru_cache(maxsize=1 << 16)  # of every organisation it is asked twice, and a crowd has thousands
def is_no_organisation(cell: str) -> bool:
    """Tell whether a cell only says that somebody comes for nobody: "Bewohner(in)", "privat"."""
    return bool(_FOR_NOBODY.fullmatch(_plain(cell)))


def names_access(remark: str) -> bool:
    """Tell whether a remark asks for a place without steps, an interpreter or the like."""
    return names_need(remark) and not _NEGATION.search(remark)


def said_rows(rows: Sequence[int]) -> str:
    """Name rows as a sentence does: "row 9", "rows 9 and 47", "rows 5–12, 20"."""
    return ngettext("row {rows}", "rows {rows}", len(rows)).format(rows=spans(rows))


def spans(rows: Sequence[int]) -> str:
    """Write row numbers with runs of three and more drawn together: "9, 47, 50–60"."""
    ordered = sorted(set(rows))
    runs: list[list[int]] = []
    for row in ordered:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    parts = [
        part
        for run in runs
        for part in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(row) for row in run])
    ]
    return ", ".join(parts)


def enumerated(texts: Sequence[str], most: int = 8) -> str:
    """Join `texts` as a sentence does, the first `most` of them, and say how many follow."""
    if len(texts) <= most:
        return listed(texts)
    return _("{texts} and {count} more").format(
        texts=", ".join(texts[:most]), count=len(texts) - most
    )
