"""Step 5: papers (scans of signed sheets, 签字件) are kept with their disclosure.

What is attached, by whom and when, is said by the history; here stand the bytes, under their SHA-256.
"""

STATEMENTS = (
    """
    CREATE TABLE attachment (
        disclosure_id TEXT NOT NULL REFERENCES disclosure (id),
        sha256  TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (disclosure_id, sha256)
    )
    """,
)
