"""Step 1: the first schema. A step that has been released is never edited; a change is a new step."""

STATEMENTS = (
    """
    CREATE TABLE unit (
        id   INTEGER PRIMARY KEY,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        UNIQUE (code, name)
    )
    """,
    """
    CREATE TABLE disclosure (
        id      TEXT NOT NULL PRIMARY KEY,
        unit_id INTEGER NOT NULL REFERENCES unit (id),
        year    INTEGER NOT NULL,
        kind    TEXT NOT NULL,
        edition TEXT NOT NULL,
        state   TEXT NOT NULL,
        created TEXT NOT NULL,
        changed TEXT NOT NULL
    )
    """,
    # An INTEGER column would quietly keep 1.5 as a REAL: the check refuses it. A blank cell has no row.
    """
    CREATE TABLE cell (
        disclosure_id TEXT NOT NULL REFERENCES disclosure (id),
        tbl    TEXT NOT NULL,
        row    TEXT NOT NULL,
        col    TEXT NOT NULL,
        fen    INTEGER CHECK (fen IS NULL OR typeof(fen) = 'integer'),
        text   TEXT,
        origin TEXT NOT NULL,
        PRIMARY KEY (disclosure_id, tbl, row, col),
        CHECK (fen IS NOT NULL OR text IS NOT NULL)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE line (
        disclosure_id TEXT NOT NULL REFERENCES disclosure (id),
        tbl   TEXT NOT NULL,
        row   TEXT NOT NULL,
        label TEXT,
        place INTEGER,
        PRIMARY KEY (disclosure_id, tbl, row)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE text (
        disclosure_id TEXT NOT NULL REFERENCES disclosure (id),
        slot TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (disclosure_id, slot)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE history (
        id            INTEGER PRIMARY KEY,
        disclosure_id TEXT NOT NULL REFERENCES disclosure (id),
        time    TEXT NOT NULL,
        name    TEXT NOT NULL,
        changes TEXT NOT NULL
    )
    """,
    "CREATE INDEX history_of_disclosure ON history (disclosure_id, id)",
    """
    CREATE TABLE setting (
        name  TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)
