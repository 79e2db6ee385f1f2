"""What stands on the page itself: buttons, headings, and what is said of the clock."""

from __future__ import annotations

from facilitate.words import _


def labels() -> dict[str, str]:
    """Give the words of the page, in the language in use; {braces} are filled in by the page."""
    return {**_frame(), **_clock(), **_controls(), **_lookup(), **_help()}


def _frame() -> dict[str, str]:
    return {
        "views": _("Views"),
        "hall": _("Projector"),
        "lookup": _("Find a place"),
        "pictures": _("Pictures"),
        "language": _("Deutsch"),
        "private": _("With names: for this event only, not to be published."),
        "moderators": _("For moderators only: it shows what is known about people."),
        "offline": _("This page needs no network and sends nothing."),
        "script": _("This page needs JavaScript. Open it in a browser where it is allowed."),
    }


def _clock() -> dict[str, str]:
    return {
        "starts-in": _("Starts in"),
        "takes": _("Ready when you are"),
        "held": _("Paused"),
        "warning": _("Please come to an end"),
        "moving": _("Change places now"),
        "over": _("This is the end"),
        "round": _("Rotation {number} of {count}"),
        "next-signal": _("Next signal {time}"),
        "then": _("Then: {what}"),
        "then-round": _("Then: rotation {number}"),
        "then-end": _("Then: end of this session"),
        "after": _("Afterwards: {what}"),
        "after-at": _("Afterwards, {time}: {what}"),
        "board": _("Your place"),
        "board-round": _("Your place in rotation {number}"),
        "question": _("Question"),
        "at-signal": _("At the next change"),
        "now-move": _("Now"),
        "faces-nobody": _("Whoever faces nobody"),
        "planned": _("Planned end {time}"),
        "length": _("Planned: {minutes} min"),
        "actual": _("Now expected {time}"),
        "later": _("{minutes} min later"),
        "earlier": _("{minutes} min earlier"),
        "on-time": _("on time"),
        "it-is": _("It is {time}"),
        "left": _("{minutes} min left"),
        "remaining": _("Time left"),
    }


def _controls() -> dict[str, str]:
    return {
        "controls": _("Clock"),
        "start": _("Start"),
        "pause": _("Pause"),
        "go-on": _("Go on"),
        "more": _("+ 1 min"),
        "more-long": _("One minute more"),
        "less": _("− 1 min"),
        "less-long": _("One minute less"),
        "back": _("Back"),
        "on": _("Next"),
        "session": _("Session"),
        "sound-on": _("Sound is on"),
        "sound-off": _("Sound is off"),
        "follow-on": _("Starts by the clock"),
        "follow-off": _("Starts by hand"),
        "names-show": _("Show names"),
        "names-hide": _("Hide names"),
        "by-name": _("By name"),
        "by-number": _("By number"),
        "by-place": _("By place"),
        "order-long": _("How the names are sorted"),
        "full": _("Full screen"),
        "keys": _("Keys"),
        "close": _("Close this"),
    }


def _lookup() -> dict[str, str]:
    return {
        "ask": _("Number, or three letters of a name"),
        "hint": _("For example 17, or mue for Müller."),
        "nobody": _("Nobody found. Is it written differently?"),
        "found-one": _("1 person"),
        "found": _("{count} people"),
        "found-more": _("{count} people; more letters narrow it down"),
        "turn": _("Rotation {number}"),
        "turns": _("Rotations {first}–{last}"),
        "topic": _("Topic: {topic}"),
        "task": _("Task: {task}"),
        "missed": _("Not there: {sessions}"),
        "now": _("now"),
    }


def _help() -> dict[str, str]:
    return {
        "key-space": _("Space bar"),
        "help-start": _("Start, pause, go on"),
        "help-on": _("Next, back (also a clicker)"),
        "help-more": _("One minute more, less"),
        "help-names": _("Show names and places, hide them"),
        "help-order": _("By name, by number, by place"),
        "help-leaf": _("Next page of names, previous one"),
        "help-full": _("Full screen"),
        "help-sound": _("Sound on, off"),
        "help-follow": _("Start by the clock, by hand"),
        "help-views": _("Projector, find a place, pictures"),
        "help-language": _("German, English"),
        "help-keys": _("These keys"),
    }
