"""From neutral grids to a disclosure: tables by title, columns by head, rows by code or label, never by address.

The door is `recognise.recognise`; it gives a `reading.Reading` with its `report.ReadReport`. Nothing is loaded here, so
that a check which needs one pattern of this room does not pay for the whole of it when the window opens.
"""
