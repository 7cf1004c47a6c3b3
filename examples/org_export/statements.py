"""The table of boards in PostgreSQL, and all statements about it.

A board waits, runs, is done or has failed; `since` is since when it does. Who begins it gets a
lease, which ends by itself when nobody prolongs it, and a number, the fence: a higher one than
whoever had the board before. What comes with a lower number, or after the lease was taken away,
changes nothing. (The number is a time, so that it goes up even where the table was made anew.) All
times are those of the database, so no clocks are compared.
"""

from __future__ import annotations

TABLE = (
    # Two that create it at once would be in each other's way.
    "SELECT pg_advisory_xact_lock(hashtext('org_export_boards'))",
    """CREATE TABLE IF NOT EXISTS org_export_boards (
        export text NOT NULL,
        board_id text NOT NULL,
        name text NOT NULL,
        user_id text NOT NULL,
        state text NOT NULL DEFAULT 'waiting',
        due_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        fence bigint NOT NULL DEFAULT 0,
        worker text,
        since timestamptz,
        lease_until timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        setbacks integer NOT NULL DEFAULT 0,
        reason text,
        counts jsonb NOT NULL DEFAULT '{}',
        bytes bigint NOT NULL DEFAULT 0,
        sha256 text,
        PRIMARY KEY (export, board_id))""",
    "CREATE INDEX IF NOT EXISTS org_export_boards_state ON org_export_boards (state, due_at)",
)

PLAN = """INSERT INTO org_export_boards (export, board_id, name, user_id)
    VALUES (:export, :board_id, :name, :user_id)
    ON CONFLICT (export, board_id) DO UPDATE SET name = excluded.name, user_id = excluded.user_id"""

AGAIN = """UPDATE org_export_boards
    SET state = 'waiting', since = now(), due_at = now(), sent_at = NULL, attempts = 0, setbacks = 0
    WHERE export = :export AND (state = 'failed' OR state = 'done' AND board_id = ANY(:lost))"""

TAKE_AWAY = """UPDATE org_export_boards SET
    state = CASE WHEN attempts >= :attempts THEN 'failed' ELSE 'waiting' END,
    reason = 'lost with ' || worker, since = now(), due_at = now(), sent_at = NULL
    WHERE (export, board_id) IN (
        SELECT export, board_id FROM org_export_boards
        WHERE state = 'running' AND lease_until < now() FOR UPDATE SKIP LOCKED)"""

TAKE_DUE = """UPDATE org_export_boards SET sent_at = now() WHERE (export, board_id) IN (
        SELECT export, board_id FROM org_export_boards
        WHERE state = 'waiting' AND due_at <= now()
            AND (sent_at IS NULL OR sent_at < now() - make_interval(secs => :resend))
        ORDER BY due_at, board_id
        LIMIT greatest(0, :ahead - (
            SELECT count(*) FROM org_export_boards
            WHERE state = 'waiting' AND sent_at >= now() - make_interval(secs => :resend)))
        FOR UPDATE SKIP LOCKED)
    RETURNING export, board_id"""

NOT_SENT = """UPDATE org_export_boards SET sent_at = NULL
    WHERE export = :export AND board_id = :board_id AND state = 'waiting'"""

BEGIN = """UPDATE org_export_boards SET
    state = 'running', worker = :worker, attempts = attempts + 1,
    fence = greatest(fence + 1, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)),
    since = now(), lease_until = now() + make_interval(secs => :lease)
    WHERE export = :export AND board_id = :board_id AND state = 'waiting' AND due_at <= now()
    RETURNING fence, user_id, attempts, setbacks"""

PROLONG = """UPDATE org_export_boards
    SET lease_until = now() + make_interval(secs => :lease)
    WHERE export = :export AND board_id = :board_id AND state = 'running' AND fence = :fence"""

FINISH = """UPDATE org_export_boards SET state = 'done', reason = NULL,
    counts = CAST(:counts AS jsonb), bytes = :bytes, sha256 = :sha256, since = now()
    WHERE export = :export AND board_id = :board_id AND state = 'running' AND fence = :fence"""

PUT_BACK = """UPDATE org_export_boards SET
    state = :state, reason = :reason, attempts = :attempts, setbacks = :setbacks, since = now(),
    due_at = now() + make_interval(secs => :delay), sent_at = NULL
    WHERE export = :export AND board_id = :board_id AND state = 'running' AND fence = :fence"""

LEAVE = """UPDATE org_export_boards SET
    state = 'waiting', attempts = attempts - 1, due_at = now(), sent_at = NULL
    WHERE worker = :worker AND state = 'running'"""

ROWS = """SELECT board_id, name, user_id, state, fence, worker, attempts, setbacks, reason, counts,
    bytes, sha256, CAST(extract(epoch FROM now() - since) AS double precision) AS seconds
    FROM org_export_boards WHERE export = :export ORDER BY board_id"""

STATES = """SELECT state, count(*) AS boards, CAST(sum(bytes) AS bigint) AS bytes
    FROM org_export_boards WHERE export = :export GROUP BY state"""

COUNT = "SELECT count(*) FROM org_export_boards WHERE export = :export"
