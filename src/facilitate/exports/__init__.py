"""A plan for other programs: tables, workbooks, calendars, video conferences, and public JSON."""

from facilitate.exports.exported import Exported, ExportOptions
from facilitate.exports.registry import FORMATS, export, names
from facilitate.exports.selecting import only

__all__ = ["FORMATS", "ExportOptions", "Exported", "export", "names", "only"]
