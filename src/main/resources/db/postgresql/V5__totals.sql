-- What is known once the rows are gone: how many events, and how many different machines or instances, in each hour
-- and each day of UTC, for each value of each dimension.

CREATE TABLE total (
  id        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  grain     text NOT NULL CHECK (grain IN ('hour', 'day')),
  start     timestamptz NOT NULL,
  dimension text NOT NULL,
  label     text NOT NULL,
  events    bigint NOT NULL,
  members   bigint NOT NULL,
  PRIMARY KEY (grain, start, dimension, label)
);

-- Who was counted, as a hash, for as long as late events may come: so nobody is counted twice. All machines and all
-- instances of an hour and a day; of any other group a thousand: beyond that members says that there are no fewer.
CREATE TABLE total_member (
  total  bigint NOT NULL,
  member uuid NOT NULL,
  PRIMARY KEY (total, member)
);

-- Every batch below this one is in the totals.
CREATE TABLE rolled_up (
  one   boolean PRIMARY KEY DEFAULT true CHECK (one),
  batch bigint NOT NULL
);
INSERT INTO rolled_up (batch) VALUES (pg_current_xact_id()::text::bigint);

-- What a roll-up is about to add, or an erasure to take away (and from whom). Its content outlives no transaction.
CREATE UNLOGGED TABLE delta (
  grain     text NOT NULL,
  start     timestamptz NOT NULL,
  dimension text NOT NULL,
  label     text NOT NULL,
  member    text NOT NULL,
  events    bigint NOT NULL
);

-- What is counted, of all kinds of events.
CREATE VIEW fact AS
TABLE cli_fact UNION ALL TABLE syncer_fact UNION ALL TABLE instance_fact;

CREATE FUNCTION member_hash(member text) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$ SELECT encode(substr(sha256(convert_to(member, 'UTF8')), 1, 16), 'hex')::uuid $$;

-- The days of what the hours of delta say.
CREATE FUNCTION add_days() RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  INSERT INTO delta
  SELECT 'day', date_trunc('day', start, 'UTC'), dimension, label, member, sum(events)
  FROM delta GROUP BY 2, 3, 4, 5
$$;

-- Whether all members of a group are told apart, not only the first thousand.
CREATE FUNCTION counts_all(dimension text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT dimension IN ('machine', 'instance') $$;

-- Counts the machines and instances in the facts of these batches that were not counted in their hour and their day.
CREATE FUNCTION add_population(_from bigint, _to bigint) RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  WITH seen AS (
    SELECT DISTINCT t.id, f.member
    FROM delta d JOIN total t USING (grain, start, dimension, label)
    JOIN fact f ON f.dimension = d.dimension AND d.start = date_trunc(d.grain, f.happened, 'UTC')
    WHERE counts_all(d.dimension) AND counts_all(f.dimension)
      AND f.batch >= _from AND f.batch < _to AND f.member <> ''
  ), joined AS (
    INSERT INTO total_member SELECT id, member_hash(member) FROM seen
    ON CONFLICT DO NOTHING RETURNING total
  )
  UPDATE total SET members = members + n
  FROM (SELECT total, count(*) AS n FROM joined GROUP BY total) AS new WHERE total.id = new.total
$$;

-- The same for all other groups until they have a thousand: a full one costs no more than a look. Of a thousand that
-- were seen at least as many are new as there is room for.
CREATE FUNCTION add_members(_from bigint, _to bigint) RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  WITH open AS MATERIALIZED (
    SELECT DISTINCT id, grain, start, dimension, label, 1000 - members AS room
    FROM delta JOIN total USING (grain, start, dimension, label)
    WHERE NOT counts_all(dimension) AND members < 1000
  ), seen AS (
    SELECT DISTINCT id, room, f.member
    FROM fact f JOIN open o
      ON o.dimension = f.dimension AND o.label = f.label AND o.start = date_trunc(o.grain, f.happened, 'UTC')
    WHERE f.batch >= _from AND f.batch < _to AND f.member <> ''
  ), chosen AS MATERIALIZED (
    SELECT id, room, member_hash(member) AS hash
    FROM (SELECT *, row_number() OVER (PARTITION BY id) AS place FROM seen) AS numbered WHERE place <= 1000
  ), fresh AS (
    SELECT id, room, hash, row_number() OVER (PARTITION BY id) AS place
    FROM chosen WHERE NOT EXISTS (SELECT FROM total_member m WHERE m.total = id AND m.member = hash)
  ), joined AS (
    INSERT INTO total_member SELECT id, hash FROM fresh WHERE place <= room
    ON CONFLICT DO NOTHING RETURNING total
  )
  UPDATE total SET members = members + n
  FROM (SELECT total, count(*) AS n FROM joined GROUP BY total) AS new WHERE total.id = new.total
$$;

-- Takes up what has been committed since the last time, each row once: a batch is the number of a transaction, and
-- below the oldest that is still under way all are over. True if there is more. Safe to be run twice at once.
CREATE FUNCTION roll_up(_batches bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp SET work_mem = '64MB' AS $$
DECLARE
  _from bigint;
  _over bigint;
  _to bigint;
BEGIN
  SELECT batch INTO _from FROM rolled_up FOR UPDATE;
  _over := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  IF _over < _from THEN
    RAISE EXCEPTION 'the numbers of transactions went back from % to %', _from, _over
      USING HINT = 'This database was restored from a dump: run vcluster-backend migrate.';
  END IF;
  _to := least(_over, _from + greatest(_batches, 1));
  TRUNCATE delta;
  INSERT INTO delta
  SELECT 'hour', date_trunc('hour', happened, 'UTC'), dimension, label, '', count(*)
  FROM fact WHERE batch >= _from AND batch < _to GROUP BY 2, 3, 4;
  PERFORM add_days();
  INSERT INTO total (grain, start, dimension, label, events, members)
  SELECT grain, start, dimension, label, events, 0 FROM delta ORDER BY 1, 2, 3, 4
  ON CONFLICT (grain, start, dimension, label) DO UPDATE SET events = total.events + excluded.events;
  PERFORM add_population(_from, _to);
  PERFORM add_members(_from, _to);
  UPDATE rolled_up SET batch = _to;
  TRUNCATE delta;
  RETURN _to < _over;
END $$;

-- After a restore from a dump transactions are numbered anew. For migrate, before anything is written.
CREATE FUNCTION renumber_batches() RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _mark bigint;
BEGIN
  SELECT batch INTO _mark FROM rolled_up FOR UPDATE;
  IF _mark > pg_current_xact_id()::text::bigint THEN
    UPDATE cli_event SET batch = CASE WHEN batch < _mark THEN -1 ELSE 0 END;
    UPDATE syncer_upload SET batch = CASE WHEN batch < _mark THEN -1 ELSE 0 END;
    UPDATE syncer_event SET batch = CASE WHEN batch < _mark THEN -1 ELSE 0 END;
    UPDATE instance_event SET batch = CASE WHEN batch < _mark THEN -1 ELSE 0 END;
    UPDATE rolled_up SET batch = 0;
  END IF;
END $$;
