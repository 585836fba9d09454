-- What the servers keep in order. Nothing here takes a time or a day: whoever has the password of a server can't have
-- anything dropped before its time.

-- How many days rows are kept. Set by whoever migrates.
CREATE TABLE retention (
  one  boolean PRIMARY KEY DEFAULT true CHECK (one),
  days integer NOT NULL CHECK (days BETWEEN 1 AND 3650),
  since date NOT NULL DEFAULT '-infinity',  -- older days went when fewer were kept
  first_received date                    -- the day on which the first rows came; null: not noted yet
);
INSERT INTO retention (days) VALUES (90);

CREATE FUNCTION set_retention(_days integer) RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  UPDATE retention SET days = _days, since = CASE WHEN _days > days THEN greatest(since, today() - days) ELSE since END
$$;

CREATE FUNCTION make_partitions_ahead() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp SET lock_timeout = '1s' AS $$
  SELECT make_partitions(today() + 7)
$$;

-- The days that have partitions, and whether they have rows, newest first.
CREATE FUNCTION partition_days() RETURNS TABLE (parent text, name text, day date)
LANGUAGE sql STABLE SET search_path = telemetry, pg_temp AS $$
  SELECT p.relname, c.relname, to_date(right(c.relname, 8), 'YYYYMMDD')
  FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
  WHERE p.relnamespace = 'telemetry'::regnamespace AND p.relkind = 'p'
  ORDER BY 3 DESC
$$;

-- The day that ages are counted from: today, but no more than a day after the newest rows that are older. A clock that
-- jumps ahead takes nothing with it on the day it does.
CREATE FUNCTION aging_day() RETURNS date
LANGUAGE plpgsql STABLE SET search_path = telemetry, pg_temp AS $$
DECLARE
  _partition record;
  _has_rows boolean;
BEGIN
  FOR _partition IN SELECT * FROM partition_days() WHERE day < today() LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', _partition.name) INTO _has_rows;
    IF _has_rows THEN
      RETURN _partition.day + 1;
    END IF;
  END LOOP;
  RETURN today();
END $$;

-- The day on which the oldest rows came; null if there are none.
CREATE FUNCTION oldest_rows() RETURNS date
LANGUAGE plpgsql STABLE SET search_path = telemetry, pg_temp AS $$
DECLARE
  _partition record;
  _has_rows boolean;
BEGIN
  FOR _partition IN SELECT * FROM partition_days() ORDER BY day LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', _partition.name) INTO _has_rows;
    IF _has_rows THEN
      RETURN _partition.day;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

-- Notes when the first rows came, before they go.
CREATE FUNCTION note_first_received() RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS
'UPDATE retention SET first_received = oldest_rows() WHERE first_received IS NULL';

-- Drops the oldest partition whose day has had its time, and tallies that have; how many partitions. One at a time: until
-- the transaction ends nobody stores into the siblings, and each takes several locks, of which there are so many.
CREATE FUNCTION expire_rows() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp SET lock_timeout = '200ms' AS $$
DECLARE
  _due date := (SELECT aging_day() - days FROM retention);
  -- What is not counted yet waits for a week.
  _before date := greatest(least(_due, (counted_until() AT TIME ZONE 'UTC')::date), _due - 7);
  _oldest text := (SELECT name FROM partition_days() WHERE day < _before ORDER BY day, parent LIMIT 1);
BEGIN
  DELETE FROM tally WHERE day < _before;
  IF _oldest IS NULL THEN
    RETURN 0;
  END IF;
  PERFORM note_first_received();
  EXECUTE format('DROP TABLE %I', _oldest);
  RETURN 1;
END $$;

-- Forgets keys accepted more than 45 days ago, some at a time; how many. Clients send again for 30 days.
CREATE FUNCTION expire_keys() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  -- In the statement it would be worked out for each row.
  _before date := aging_day() - 45;
  _gone integer;
BEGIN
  DELETE FROM event_key
  WHERE ctid = ANY (ARRAY(SELECT ctid FROM event_key WHERE day < _before ORDER BY day LIMIT 20000));
  GET DIAGNOSTICS _gone = ROW_COUNT;
  RETURN _gone;
END $$;

-- What was not kept and why, by day: no values, names only.
CREATE TABLE tally (
  day   date NOT NULL,
  name  text NOT NULL,
  count bigint NOT NULL,
  PRIMARY KEY (day, name)
);

-- Adds to the tallies of today; names beyond a thousand go under 'other', so nobody fills the table.
CREATE FUNCTION ingest_tally(_names text[], _counts bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  WITH given AS (
    SELECT left(g.name, 200) AS name, least(greatest(g.count, 0), 1000000000) AS count,
           row_number() OVER (ORDER BY g.name) + (SELECT count(*) FROM tally WHERE day = today()) AS place
    FROM unnest(_names, _counts) AS g(name, count)
  ), named AS (
    SELECT CASE WHEN place <= 1000 OR EXISTS (SELECT FROM tally t WHERE t.day = today() AND t.name = given.name)
                THEN name ELSE 'other' END AS name, count
    FROM given
  )
  INSERT INTO tally SELECT today(), name, sum(count) FROM named GROUP BY name ORDER BY name
  ON CONFLICT (day, name) DO UPDATE SET count = tally.count + excluded.count
$$;

-- A hash made with the servers' key, to notice a server that has another one.
CREATE TABLE hash_key (
  one  boolean PRIMARY KEY DEFAULT true CHECK (one),
  mark uuid NOT NULL
);

-- Raises where events would mix with invented ones.
CREATE FUNCTION require_real() RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM invented) THEN
    RAISE EXCEPTION 'invented data' USING ERRCODE = 'VC002';
  END IF;
END $$;

-- Raises unless the clock (Unix microseconds) of whoever calls is right.
CREATE FUNCTION require_clock(_micros bigint) RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
BEGIN
  IF (abs(extract(epoch FROM telemetry.now()) * 1000000 - _micros) <= 300000000) IS NOT TRUE THEN
    RAISE EXCEPTION 'the clocks differ' USING ERRCODE = 'VC003';
  END IF;
END $$;

-- Raises unless this is the hash that the first server left here: with another key the erased would come back, and one
-- user would be two.
CREATE FUNCTION require_hash_key(_mark uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
BEGIN
  PERFORM require_real();
  INSERT INTO hash_key (mark) VALUES (_mark) ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT FROM hash_key WHERE mark = _mark) THEN
    RAISE EXCEPTION 'another hash key' USING ERRCODE = 'VC001';
  END IF;
END $$;

-- Only here to be written, and not even for long. Not unlogged: see publish_empty().
CREATE TABLE probe (
  filler text NOT NULL
);

-- Ends transactions of maintenance that drop or make partitions and stay open for seconds: until then nobody stores. No
-- server's take so long; whoever has its password could leave one open. (pg_has_role, for the grant may be missing.)
CREATE FUNCTION end_long_maintenance() RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
  WHERE a.datname = current_database() AND a.usename = 'vcluster_maintain' AND pg_has_role(a.usesysid, 'usage')
    AND a.xact_start < clock_timestamp() - interval '5 seconds'
    AND EXISTS (SELECT FROM pg_locks l
                WHERE l.pid = a.pid AND l.granted
                  AND (l.mode = 'AccessExclusiveLock' AND l.relation IN (SELECT partrelid FROM pg_partitioned_table)
                       OR l.locktype = 'advisory' AND (l.classid::bigint << 32) + l.objid::bigint = making()))
$$;

-- Raises unless events can be stored, by a server whose clock is right. To write, it takes new room
-- on the disk, which a commit alone need not: the next row may find some in the last page, and the one after it none.
CREATE FUNCTION ingest_probe(_server bigint, _write boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp SET lock_timeout = '1s' AS $$
BEGIN
  PERFORM end_long_maintenance(), require_real(), require_clock(_server);
  -- Tomorrow's too: at midnight nobody waits for whoever makes them.
  PERFORM need_partitions(today() + 1), pg_current_xact_id();
  -- While another one writes it need not: nobody waits for whoever stays in the middle of it.
  IF _write AND pg_try_advisory_xact_lock(7305804402567733349) THEN
    TRUNCATE probe;
    INSERT INTO probe SELECT repeat('x', 1000) FROM generate_series(1, 64);
  END IF;
END $$;

-- Whether the caller may do maintenance: no other does it until this transaction has ended. A lock of the session would
-- not do, for a pooler may run each transaction in another one.
CREATE FUNCTION maintains_alone() RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  SELECT pg_try_advisory_xact_lock(7305804402567733348)
$$;

-- How many rows there are of each kind, or about how many where to count would take long, and how new the newest is.
CREATE FUNCTION stats() RETURNS TABLE (name text, row_count bigint, estimated boolean, newest timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _partition record;
BEGIN
  FOREACH name IN ARRAY ARRAY['cli_event', 'syncer_upload', 'instance_event', 'event_key', 'erased'] LOOP
    newest := NULL;
    -- Whoever is erased is marked in each shard.
    SELECT sum(c.reltuples)::bigint / CASE name WHEN 'erased' THEN 32 ELSE 1 END INTO row_count FROM pg_class c
    WHERE c.relnamespace = 'telemetry'::regnamespace AND c.relkind = 'r' AND c.reltuples > 0
      AND c.relname ~ ('^' || stats.name || '(_\d{8})?$');
    estimated := row_count > 1000000;
    IF estimated IS NOT TRUE THEN
      EXECUTE format('SELECT count(*) FROM %I', name) || CASE name WHEN 'erased' THEN ' WHERE shard = 0' ELSE '' END
      INTO row_count;
    END IF;
    -- A table grows at its end: the last thousand pages, for to read a day of millions takes long.
    FOR _partition IN SELECT * FROM partition_days() p WHERE p.parent = stats.name LOOP
      EXECUTE format('SELECT max(received) FROM %I WHERE ctid >= %L', _partition.name,
                     format('(%s,0)', greatest(pg_relation_size(_partition.name::regclass)
                                               / current_setting('block_size')::int - 1000, 0)))
      INTO newest;
      EXIT WHEN newest IS NOT NULL;
    END LOOP;
    estimated := coalesce(estimated, false);
    RETURN NEXT;
  END LOOP;
  row_count := CASE WHEN pg_has_role('pg_read_all_stats', 'usage') THEN
    (SELECT extract(epoch FROM max(clock_timestamp() - xact_start))::bigint FROM pg_stat_activity
     WHERE datname = current_database()) END;
  name := 'oldest transaction';
  newest := NULL;
  estimated := false;
  RETURN NEXT;
  name := 'counted';
  row_count := NULL;
  newest := counted_until();
  RETURN NEXT;
  name := 'published';
  newest := (SELECT at FROM published);
  RETURN NEXT;
  RETURN QUERY SELECT 'tally ' || t.name, sum(t.count)::bigint, false, NULL::timestamptz
               FROM tally t GROUP BY t.name ORDER BY t.name;
END $$;
