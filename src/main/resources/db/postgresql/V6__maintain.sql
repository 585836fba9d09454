-- Partitions by day (of arrival, UTC), and what has had its time. All take the day as an argument; whatever it is, by
-- the database's own clock nothing goes that is of today, and nothing that clients may still refer to (30 days).

CREATE FUNCTION no_later(_day date, _days_ago integer) RETURNS date
LANGUAGE sql STABLE STRICT SET search_path = telemetry, pg_temp AS $$
  SELECT least(_day, (now() AT TIME ZONE 'UTC')::date - _days_ago)
$$;

-- While rows of that day may be on their way they are kept waiting: each would have looked for its partition already.
CREATE FUNCTION make_partition(_table text, _day date, _in_use boolean) RETURNS integer
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _name text := _table || '_' || to_char(_day, 'YYYYMMDD');
  _from timestamptz := _day::timestamp AT TIME ZONE 'UTC';
  _to timestamptz := (_day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass('telemetry.' || _name) IS NOT NULL THEN
    RETURN 0;
  END IF;
  IF _in_use THEN
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', _table);
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %I)', _name, _table);
  EXECUTE format(
    'WITH moved AS (DELETE FROM %I WHERE received >= %L AND received < %L RETURNING *) INSERT INTO %I TABLE moved',
    _table || '_default', _from, _to, _name);
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', _table, _name, _from, _to);
  RETURN 1;
END $$;

-- Makes the partitions from yesterday's to those of the days ahead; how many there were to make.
CREATE FUNCTION make_partitions(_today date, _ahead integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp SET lock_timeout = '1s' AS $$
  SELECT sum(make_partition(t, _today + n, n <= 1))::integer
  FROM unnest(ARRAY['cli_event', 'syncer_upload', 'syncer_event', 'instance_event']) AS t,
       generate_series(-1, least(greatest(_ahead, 0), 31)) AS n
$$;

-- Drops the partitions of days before this one, and what no partition was there for; how many were dropped. What is
-- not in the totals yet stays until it is.
CREATE FUNCTION expire_rows(_before date) RETURNS integer
LANGUAGE plpgsql STRICT SECURITY DEFINER SET search_path = telemetry, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
  _until date := no_later(_before, 0);
  _mark bigint;
  _partition record;
  _waits boolean;
  _dropped integer := 0;
BEGIN
  SELECT batch INTO _mark FROM rolled_up;
  FOR _partition IN
    SELECT p.relname AS parent, c.relname AS name
    FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
    WHERE p.relnamespace = 'telemetry'::regnamespace AND p.relkind = 'p'
  LOOP
    IF _partition.name = _partition.parent || '_default' THEN
      EXECUTE format('DELETE FROM %I WHERE received < %L AND batch < %L',
                     _partition.name, _until::timestamp AT TIME ZONE 'UTC', _mark);
    ELSIF to_date(right(_partition.name, 8), 'YYYYMMDD') < _until THEN
      EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE batch >= %L)', _partition.name, _mark) INTO _waits;
      CONTINUE WHEN _waits;
      EXECUTE format('DROP TABLE %I', _partition.name);
      _dropped := _dropped + 1;
    END IF;
  END LOOP;
  RETURN _dropped;
END $$;

-- Forgets keys accepted before this day, some at a time; how many.
CREATE FUNCTION expire_keys(_before date, _most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _gone integer;
BEGIN
  DELETE FROM event_key
  WHERE ctid = ANY (ARRAY(SELECT ctid FROM event_key WHERE day < no_later(_before, 31) LIMIT _most));
  GET DIAGNOSTICS _gone = ROW_COUNT;
  RETURN _gone;
END $$;

-- Forgets who was counted in hours and days that began before this day, some at a time; how many.
CREATE FUNCTION expire_members(_before date, _most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _gone integer;
BEGIN
  DELETE FROM total_member
  WHERE ctid = ANY (ARRAY(
    SELECT m.ctid FROM total t JOIN total_member m ON m.total = t.id
    WHERE t.start < no_later(_before, 31)::timestamp AT TIME ZONE 'UTC' LIMIT _most));
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

-- Adds to the tallies of a day; names beyond a thousand a day go under 'other', so nobody fills the table.
CREATE FUNCTION ingest_tally(_day date, _names text[], _counts bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  WITH given AS (
    SELECT left(g.name, 200) AS name, g.count,
           row_number() OVER (ORDER BY g.name) + (SELECT count(*) FROM tally WHERE day = _day) AS place
    FROM unnest(_names, _counts) AS g(name, count)
  ), named AS (
    SELECT CASE WHEN place <= 1000 OR EXISTS (SELECT FROM tally t WHERE t.day = _day AND t.name = given.name)
                THEN name ELSE 'other' END AS name, count
    FROM given
  )
  INSERT INTO tally SELECT _day, name, sum(count) FROM named GROUP BY name ORDER BY name
  ON CONFLICT (day, name) DO UPDATE SET count = tally.count + excluded.count
$$;

-- A hash made with the servers' key, to notice a server that has another one.
CREATE TABLE hash_key (
  one  boolean PRIMARY KEY DEFAULT true CHECK (one),
  mark uuid NOT NULL
);

-- Raises unless this is the hash that the first server left here: with another key the erased would come back, and one
-- user would be two.
CREATE FUNCTION require_hash_key(_mark uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
BEGIN
  INSERT INTO hash_key (mark) VALUES (_mark) ON CONFLICT DO NOTHING;
  IF NOT EXISTS (SELECT FROM hash_key WHERE mark = _mark) THEN
    RAISE EXCEPTION 'another hash key' USING ERRCODE = 'VC001';
  END IF;
END $$;

-- Whether the caller may do maintenance: no other does it until this transaction has ended. A lock of the session would
-- not do, for a pooler may run each transaction in another one.
CREATE FUNCTION maintains_alone() RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  SELECT pg_try_advisory_xact_lock(7305804402567733348)
$$;

-- How many rows there are of each kind, and how new the newest is.
CREATE FUNCTION stats() RETURNS TABLE (name text, row_count bigint, newest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  SELECT 'cli_event', count(*), max(received) FROM cli_event
  UNION ALL SELECT 'syncer_upload', count(*), max(received) FROM syncer_upload
  UNION ALL SELECT 'syncer_event', count(*), max(received) FROM syncer_event
  UNION ALL SELECT 'instance_event', count(*), max(received) FROM instance_event
  UNION ALL SELECT 'event_key', count(*), NULL FROM event_key
  UNION ALL SELECT 'total', count(*), NULL FROM total
  UNION ALL SELECT 'erased', count(*), NULL FROM erased
  UNION ALL SELECT * FROM (SELECT 'tally ' || t.name, sum(t.count)::bigint, NULL::timestamptz
                           FROM tally t GROUP BY t.name ORDER BY t.name) AS tallies
$$;
