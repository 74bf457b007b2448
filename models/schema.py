"""The tables of the data file as queries name them; `migrations` is what creates them.

They are bound to no database: every query is given the one to run on. They are peewee `Table`s and not `Model`s: the
schema is made by raw SQL, and an `IntegerField` would quietly cut 1.5 to 1 where the check in the schema refuses it.
"""

from __future__ import annotations

from peewee import Table

UNIT = Table("unit")
DISCLOSURE = Table("disclosure")
CELL = Table("cell")
HISTORY = Table("history")
SETTING = Table("setting")
