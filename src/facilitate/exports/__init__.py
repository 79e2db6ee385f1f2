"""A plan for other programs: calendars, spreadsheets and video conferences."""
