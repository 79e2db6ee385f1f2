"""German and English: every message is translated, and the compiled catalogue is up to date."""

from __future__ import annotations

import importlib.util
import re
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import facilitate
from facilitate.words import (
    _,
    decimal,
    did_you_mean,
    fold,
    fold_name,
    listed,
    minute,
    ngettext,
    preferred_language,
    quoted,
    short_date,
    speak,
    typed_date,
    written_date,
)

TOOL = Path(__file__).parents[1] / "tools" / "words.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """Load the script that collects and compiles the messages."""
    spec = importlib.util.spec_from_file_location("collect_words", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def strings(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Give all forms of a message, none translated as one empty form."""
    return (value,) if isinstance(value, str) else value or ("",)


def test_every_message_has_its_german(tool: ModuleType) -> None:
    """No message of the code is missing from the German catalogue."""
    missing = [m.id for m in tool.updated() if m.id and not all(strings(m.string))]
    assert missing == []


def test_catalogue_is_up_to_date(tool: ModuleType) -> None:
    """The catalogue holds exactly the messages of the code, and the compiled file is its own."""
    assert tool.as_po(tool.updated()) == tool.GERMAN.read_bytes()
    assert tool.as_mo(tool.german()) == tool.GERMAN.with_suffix(".mo").read_bytes()


def test_translations_keep_the_blanks_to_fill(tool: ModuleType) -> None:
    """German and English messages fill in the same names."""
    for message in tool.german():
        if message.id:
            wanted = set(re.findall(r"\{(\w+)", "".join(strings(message.id))))
            for string in strings(message.string):
                assert set(re.findall(r"\{(\w+)", string)) <= wanted, message.id
            assert set(re.findall(r"\{(\w+)", "".join(strings(message.string)))) == wanted


def test_language_follows_the_context() -> None:
    """A message is German after `speak("de")`, English after `speak("en")`."""
    speak("de")
    assert listed(["a", "b", "c"]) == "a, b und c"
    assert decimal(2.5) == "2,5"
    speak("en")
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert decimal(2.5) == "2.5"
    assert _("{several} and {last}") == "{several} and {last}"
    assert ngettext("one", "many", 2) == "many"


def test_unknown_language_is_a_mistake_of_the_programmer() -> None:
    """Only German and English are spoken."""
    with pytest.raises(ValueError, match="fr"):
        speak("fr")


def test_language_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The own variable wins over the system's; German is the fallback."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(name, "en_GB.UTF-8")
    monkeypatch.setenv("FACILITATE_LANGUAGE", "de")
    assert preferred_language() == "de"
    monkeypatch.delenv("FACILITATE_LANGUAGE")
    assert preferred_language() == "en"


@pytest.mark.parametrize("name", ["C", "C.UTF-8", "POSIX", "fr_FR.UTF-8"])
def test_system_without_a_language_of_ours_is_german(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A system that names neither German nor English gets German."""
    monkeypatch.delenv("FACILITATE_LANGUAGE", raising=False)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, name)
    assert preferred_language() == "de"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jörg Müller", "Joerg Mueller"),
        ("Müller-Lüdenscheidt", "Mueller  Luedenscheidt"),
        ("Weiß", "WEISS"),
        ("von-der-Heide", "von der Heide"),
        ("D’Angelo", "D'Angelo"),
        ("Özdemir", "O\u0308zdemir"),
        ("Łukasz Wałęsa", "Lukasz Walesa"),
        ("Işıl Yılmaz", "ISIL YILMAZ"),
        ("İnci", "Inci"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    """Umlauts, struck and dotless letters, hyphens, case, apostrophes do not matter."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Prof. Dr. Jörg Müller", "joerg mueller"),
        ("Dr. Anna Roth", "anna roth"),
        ("Dr.-Ing. Uwe Berg", "uwe berg"),
        ("Drago Maric", "drago maric"),
        ("Mara Prof", "mara prof"),
        ("Phil Ma", "phil ma"),
        ("Ma Li", "ma li"),
        ("PD Dr. habil Eva Lang", "habil eva lang"),
        ("Dipl.-Soz. (FH) Kim Voss", "kim voss"),
        ("Dr. phil. h. c. Ute Ohm", "ute ohm"),
    ],
)
def test_titles_are_no_part_of_a_name(name: str, plain: str) -> None:
    """Titles in front go; names that begin like one stay."""
    assert fold_name(name) == plain


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folding is done once and for all."""
    assert fold(fold(text)) == fold(text)


def test_nearest_word_is_a_question() -> None:
    """A near word is suggested in the spelling it has; a far one is not."""
    assert "Kugellager" in did_you_mean("kugelager", ["Kugellager", "Tischrunden"])
    assert did_you_mean("xyz", ["Kugellager"]) == ""


def test_quotes_are_those_of_the_language() -> None:
    """Quotation marks are German in German, English in English."""
    speak("de")
    assert quoted("Anna") == "„Anna“"
    speak("en")
    assert quoted("Anna") == "“Anna”"


def test_no_marks_outside_messages() -> None:
    """No code puts quotation marks around something by itself: they have a language."""
    source = Path(facilitate.__file__).parent
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(source.rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"f\"[^\"]*[“„]\{", line)
    ]
    assert found == []


def test_days_are_written_out() -> None:
    """A day has its weekday and its month in words."""
    assert written_date(date(2018, 11, 7)) == "Wednesday, 7 November 2018"
    assert written_date(date(2016, 2, 29)) == "Monday, 29 February 2016"


def test_days_in_short() -> None:
    """Short days, and days to be typed into a file, are written as each language writes them."""
    day = date(2018, 11, 7)
    assert (short_date(day), typed_date(day)) == ("7 Nov", "2018-11-07")
    speak("de")
    assert (short_date(day), typed_date(day)) == ("7.11.", "7.11.2018")


@pytest.mark.parametrize(
    ("moment", "said"),
    [("13:58:45", "13:59"), ("13:58:29", "13:58"), ("13:58", "13:58"), ("23:59:30", "00:00")],
)
def test_nearest_minute(moment: str, said: str) -> None:
    """What need not be known to the second is rounded, not cut off."""
    assert minute(datetime.fromisoformat(f"2018-11-07 {moment}")) == said
