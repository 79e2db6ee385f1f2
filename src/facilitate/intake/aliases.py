"""The headers that lists use, by what they mean; earlier lines are the more specific ones."""

from __future__ import annotations

import re

PEOPLE_ALIASES: dict[str, tuple[str, ...]] = {
    "name": (
        "name teilnehmer|attendee name|teilnehmername|full name|fullname|name vorname"
        "|nachname vorname|familienname vorname|vorname nachname|vor und nachname"
        "|vorname und nachname|vor und zuname|vorname name|vollstaendiger name"
        "|name vollstaendig|user name original name|whats your name|wie heissen sie|wie heisst du"
        "|ihr name|dein name|your name|participant name|first and last name|name participant",
        "name|name vor und nachname|user name|display name|anzeigename|last name first name",
        "teilnehmer|teilnehmende|teilnehmender|teilnehmerin|participant|participants|attendee"
        "|attendees|person|mitglied|username|benutzername",
    ),
    "given": (
        "name teilnehmer vorname|teilnehmername vorname|attendee name given name"
        "|attendee name first name|teilnehmer vorname",
        "vorname|vornamen|first name|firstname|given name|forename|rufname|ihr vorname",
    ),
    "family": (
        "name teilnehmer nachname|teilnehmername nachname|attendee name family name"
        "|attendee name last name|teilnehmer nachname|name teilnehmer familienname"
        "|teilnehmername familienname",
        "nachname|familienname|zuname|last name|lastname|surname|family name|ihr nachname",
    ),
    "title": (
        "name teilnehmer titel|teilnehmername titel|attendee name title",
        "titel|akad titel|akademischer titel|title|akad grad|akademischer grad|grad",
    ),
    "email": (
        "e mail teilnehmer|email teilnehmer|attendee email|attendee e mail|teilnehmer email"
        "|teilnehmer e mail|e mail adresse teilnehmer|participant email",
        "e mail|email|mail|e mail adresse|email adresse|emailadresse|mailadresse|mail adresse"
        "|email address|e mail address|mail address",
        "e mail dienstlich|dienstliche e mail|kontakt e mail|user email",
    ),
    "organisation": (
        "teilnehmer firma|attendee company|attendee name company",
        "organisation|organization|institution|einrichtung|traeger|dienststelle|behoerde|kommune"
        "|arbeitgeber|firma|company|company name|affiliation|verband|unternehmen|employer"
        "|entsendende stelle|institution organisation|organisation institution",
        "verein|hochschule|schule|amt|gebietskoerperschaft|structure level|gliederungsebene",
    ),
    "function": (
        "funktion|function|rolle|role|position|job title|jobtitle|taetigkeit|stelle|beruf"
        "|berufsbezeichnung|stellenbezeichnung|dienststellung|amtsbezeichnung",
    ),
    "place": (
        "ort|stadt|city|dienstort|plz ort|plz und ort|postleitzahl ort|town|place|standort",
        "wohnort|home city|gemeinde|stadt gemeinde",
    ),
    "sector": (
        "sektor|sector|traegerart|art des traegers|traegerschaft|traegerart sektor",
        "bereich",
    ),
    "first_timer": (
        "erstteilnahme|erste teilnahme|zum ersten mal|first timer|firsttimer|first time|neu"
        "|neu dabei|erstteilnehmer|erstteilnehmend|erstbesuch|newcomer|neuling",
    ),
    "veteran": (
        "schon dabei gewesen|bereits dabei gewesen|schon dabei|schon einmal dabei|schon mal dabei"
        "|bereits teilgenommen|wiederholer|wiederholt dabei|returning|attended before|veteran"
        "|stammgast|fruehere teilnahme",
    ),
    "times": (
        "anzahl teilnahmen|anzahl der teilnahmen|teilnahmen|number of participations"
        "|wievielte teilnahme|times attended including this one",
    ),
    "times_before": (
        "bisherige teilnahmen|fruehere teilnahmen|anzahl bisheriger teilnahmen"
        "|anzahl fruehere teilnahmen|anzahl frueherer teilnahmen|previous participations"
        "|times attended|times attended before",
    ),
    "leader": (
        "fuehrungskraft|leitungsfunktion|fuehrungsfunktion|leitungskraft|leader|leadership"
        "|leadership role|fuehrungsposition|leitungsposition|fuehrungsverantwortung",
        "leitung|leitungsebene|fuehrung|manager|vorgesetzter",
    ),
    "access": (
        "barrierefreiheit|barrierefrei|unterstuetzungsbedarf|rollstuhl|accessibility|access"
        "|access needs|accessibility needs|wheelchair|step free|stufenlos",
        "unterstuetzung|besondere bedarfe|besonderer bedarf|bedarf|bedarfe|besondere beduerfnisse"
        "|besonderheiten|zugangsbedarf|assistenzbedarf|hilfebedarf",
    ),
    "status": (
        "attendee status|anmeldestatus|teilnahmestatus|registration state|approval status"
        "|registration status|buchungsstatus|bestellstatus|order status",
        "status",
    ),
    "attending": ("zusage|zugesagt|nimmt teil|rsvp|attending|kommt|teilnahme zugesagt",),
    "cancelled": (
        "storniert|storno|abgesagt|absage|abgemeldet|cancelled|canceled|storniert am|abgesagt am"
        "|abgemeldet am|stornodatum|cancellation date|cancelled at|canceled at",
    ),
    "waiting": ("warteliste|waitlist|waiting list|auf warteliste",),
    "remark": (
        "bemerkung|bemerkungen|kommentar|kommentare|anmerkung|anmerkungen|comment|comments"
        "|remark|remarks|notiz|notizen|note|notes|hinweis|hinweise|sonstiges",
    ),
    "diet": (
        "dietary requirements|dietary needs|dietary restrictions|dietary preferences|dietary"
        "|special diet|food requirements|food preferences|ernaehrung|ernaehrungsform"
        "|ernaehrungsweise|ernaehrungswunsch|ernaehrungswuensche|kostform",
        "diet|food|allergies|food allergies|allergien|allergie|unvertraeglichkeiten|essen"
        "|lebensmittelunvertraeglichkeiten|verpflegung|verpflegungswunsch|essenswunsch|menue|meal",
    ),
    "paid": ("bezahlt|paid|gezahlt|zahlung eingegangen|zahlungsstatus|payment status",),
    "quantity": (
        "quantity|anzahl|anzahl personen|anzahl tickets|anzahl plaetze|menge|personen"
        "|ticket quantity|tickets",
    ),
    "number": (
        "nr|lfd nr|lfd|lfdnr|laufende nummer|laufende nr|no|number|nummer|num|teilnehmernummer"
        "|teilnehmer nr|teilnehmernr|teilnehmer nummer|tn nr|tnnr|participant number"
        "|participant no|nr nr|n",
    ),
    "category": (
        "produkt|product|ticket type|ticketart|ticket name|ticket|kategorie|category"
        "|teilnahmeart|art der teilnahme|teilnehmerart|tags|teilnehmergruppe|gruppe|group",
    ),
    "special": ("benoetigt besondere behandlung|requires special attention",),
}

PEOPLE_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bvor und (nach|zu)name\b|\bvorname und name\b"), "name"),
    (
        re.compile(
            r"\b((?:erste[sn]?|1(?:stes?|tes)?) mal|erstmal[si]g?|erste teilnahme"
            r"|erstteilnahm\w*|first time|1st time|first timer)\b"
        ),
        "first_timer",
    ),
    (
        re.compile(r"\bwie oft\b.*\b(schon|bereits|bisher)\b|\bhow often\b.*\bbefore\b"),
        "times_before",
    ),
    (
        re.compile(
            r"\b(schon|bereits|frueher|zuvor)\b.*\b(dabei|teilgenommen|besucht|da|teil)\b"
            r"|\battended\b.*\b(before|previous\w*|earlier)\b|\bprevious\w* attend"
        ),
        "veteran",
    ),
    (
        re.compile(
            r"\b(leitungs(funktion|position|verantwortung|kraft)|leitende[rn]?|personalverantwortung"
            r"|fuehrungs(kraft|funktion|position|verantwortung)|leadership)\b"
        ),
        "leader",
    ),
    (
        re.compile(
            r"barriere(frei|arm)|rollstuhl|stufenlos|unterstuetzungsbedarf|accessib|wheelchair"
            r"|assistenzbedarf|besondere[rn]? (bedarfe?n?|beduerfnisse?n?)|special needs"
        ),
        "access",
    ),
    (re.compile(r"\bdietary\b|\bernaehrungs|unvertraeglichkeit"), "diet"),
)

PEOPLE_GUESSES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"(?!.*(?:hotel|uebernacht|park|zimmer|kinder|fortbild|technik|material|personal))"
            r".*(?:\bbedarf|bedarfe?\b|beduerf|behinder|handicap|einschraenk|assistenz|\bneeds?\b)"
        ),
        "access",
    ),
    (
        re.compile(r".*(?:\berst(?:mal|teil|besuch)|\bneuling|\bneue?r? dabei|\bnewbie)"),
        "first_timer",
    ),
    (
        re.compile(r"(?!.*zeugnis).*\b(?:leit(?:ung|end)|fuehrung|fuehrend|chef|vorgesetzt)"),
        "leader",
    ),
    (
        re.compile(r".*\b(?:organi[sz]ation|institution|einrichtung|traeger|arbeitgeb|dienstst)"),
        "organisation",
    ),
)
"""What a header may mean that is not known: people are asked."""

OFFER_ALIASES: dict[str, tuple[str, ...]] = {
    **{
        field: PEOPLE_ALIASES[field]
        for field in ("name", "given", "family", "email", "organisation", "number")
    },
    "kind": ("art|kind|typ|type|format|kategorie|category|rubrik|art des angebots",),
    "text": (
        "text|angebot|offer|thema|topic|beitrag|karte|card|vortrag titel",
        "titel|title|these|fragment|beschreibung|description|stichwort|inhalt|frage|fall|case",
    ),
}

WISH_ALIASES: dict[str, tuple[str, ...]] = {
    **{
        field: PEOPLE_ALIASES[field]
        for field in ("name", "given", "family", "email", "organisation", "number")
    },
    "topic": (
        "karte|card|thema|topic|arbeitsgruppe|working group|ag|workshop|angebot|offer|gruppe|group"
        "|kartennummer|card number",
    ),
    "title": ("titel|title",),
    "rank": ("rang|rank|rangfolge|reihenfolge|prioritaet|priority|prio|order",),
    "entry": ("eintrag|entry",),
    "dots": ("punkte|dots|anzahl punkte|klebepunkte",),
    "beside": ("neben|beside",),
    "kind": ("art|kind",),
    "origin": ("quelle|source",),
}

_WISH = r"(?:wunsch|wuensche|wahl|prioritaet|prio|praeferenz|choice|preference|wish|pick|rang|rank)"
ORDINALS = {
    "erst": 1,
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fuenft": 5,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
}
_ORDINAL = "|".join(ORDINALS)
WISH_HEADERS = (
    re.compile(rf"\b(\d{{1,2}}) ?(?:st|nd|rd|th|ter?|tes|er|es|e)? ?{_WISH}"),
    re.compile(rf"{_WISH}\w* (?:nr |no )?(\d{{1,2}})\b"),
    re.compile(rf"\b({_ORDINAL})(?:er|e|es)? ?{_WISH}"),
)
"""Headers of columns with one wish each; the group is which wish it is."""
WISH_ALONE = re.compile(
    r"(?:ihre?|deine?|meine?|your|my)? ?(?:wunsch|wuensche|wahl|wishe?s?|choices?)"
)
"""Headers of one column with all wishes, or of a long list."""
WISH_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (pattern, "wish") for pattern in (*WISH_HEADERS, re.compile(rf"^{WISH_ALONE.pattern}$"))
)
