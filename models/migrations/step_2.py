"""Step 2: an entry of the history says what kind of step it is and which state it gave, no longer only by its name.

Version 1 told both by the words of the name alone: `定稿`, `撤销填写1格`, `填写1格，退回编制中`. They are read here for
the last time, and what the two new columns say is taken out of the name. The table is made anew, because a column that
is added must have a default, and no entry may go without a kind.
"""

STATEMENTS = (
    """
    CREATE TABLE history_2 (
        id            INTEGER PRIMARY KEY,
        disclosure_id TEXT NOT NULL REFERENCES disclosure (id),
        time    TEXT NOT NULL,
        kind    TEXT NOT NULL,
        state   TEXT,
        name    TEXT NOT NULL,
        changes TEXT NOT NULL
    )
    """,
    # Files are named behind a blank, the year before has four digits; no edit had a name of one of these forms.
    """
    INSERT INTO history_2 (id, disclosure_id, time, kind, state, name, changes)
    SELECT id, disclosure_id, time,
        CASE
            WHEN name = '标为已审核' THEN 'review'
            WHEN name = '定稿' THEN 'settle'
            WHEN name = '退回编制中' THEN 'reopen'
            WHEN name LIKE '撤销%' THEN 'undo'
            WHEN name LIKE '重做%' THEN 'redo'
            WHEN name LIKE '导入 %' THEN 'import'
            WHEN name LIKE '由____年资料生成' THEN 'carry'
            ELSE 'edit'
        END,
        CASE
            WHEN name = '标为已审核' THEN '已审核'
            WHEN name = '定稿' THEN '已定稿'
            WHEN name = '退回编制中' OR name LIKE '%，退回编制中' THEN '编制中'
        END,
        name, changes
    FROM history
    """,
    "UPDATE history_2 SET name = '' WHERE kind IN ('review', 'settle', 'reopen')",
    """
    UPDATE history_2 SET name = substr(name, 1, length(name) - length('，退回编制中')) WHERE name LIKE '%，退回编制中'
    """,
    "UPDATE history_2 SET name = substr(name, 1 + length('撤销')) WHERE kind IN ('undo', 'redo')",
    "DROP TABLE history",
    "ALTER TABLE history_2 RENAME TO history",
    "CREATE INDEX history_of_disclosure ON history (disclosure_id, id)",
)
