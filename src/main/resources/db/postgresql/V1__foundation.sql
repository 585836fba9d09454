-- What all tables and functions share: the time, shards, keys, and who asked to be forgotten.
--
-- A shard is the first column of every table and key, so that an event, its key and all that is known of its member
-- lie together. A member is whom an event counts for: the machine of a command, the instance of all else. Ids are keyed
-- hashes, so shards are of one size.

-- The time by which everything here goes. Only the owner can set another one.
CREATE FUNCTION now() RETURNS timestamptz
LANGUAGE sql STABLE AS 'SELECT pg_catalog.statement_timestamp()';

CREATE FUNCTION today() RETURNS date
LANGUAGE sql STABLE AS $$ SELECT (telemetry.now() AT TIME ZONE 'UTC')::date $$;

-- Since when this database holds invented data; empty in one that receives events.
CREATE TABLE invented (
  since timestamptz NOT NULL
);

-- Stops the clock at this time, for demonstrations and tests: no server uses the database from then on.
CREATE FUNCTION set_clock(_at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
BEGIN
  INSERT INTO invented SELECT pg_catalog.now() WHERE NOT EXISTS (SELECT FROM invented);
  EXECUTE format('CREATE OR REPLACE FUNCTION telemetry.now() RETURNS timestamptz LANGUAGE sql STABLE AS %L',
                 format('SELECT %L::timestamptz', _at));
END $$;

-- The first five bits of a member's id.
CREATE FUNCTION shard_of(_member uuid) RETURNS smallint
LANGUAGE sql IMMUTABLE AS $$ SELECT (get_byte(uuid_send(_member), 0) >> 3)::smallint $$;

-- A word, or some. Whoever has the password of a server can't store a book.
CREATE DOMAIN label AS text NOT NULL CHECK (octet_length(VALUE) <= 4096);
CREATE DOMAIN labels AS text NOT NULL CHECK (octet_length(VALUE) <= 262144);

-- One row for each key that was accepted in 45 days. A table of its own: a unique constraint on a partitioned table
-- would have to contain the day, and a retry may come on another one.
CREATE TABLE event_key (
  shard  smallint NOT NULL CHECK (shard BETWEEN 0 AND 31),
  digest uuid NOT NULL,
  item   integer NOT NULL,
  day    date NOT NULL,
  PRIMARY KEY (shard, digest, item)
);
CREATE INDEX event_key_day ON event_key (day);

-- Keyed hashes of the ids that asked to be forgotten, in every shard: an instance lies in another one than the machine
-- that created it.
CREATE TABLE erased (
  shard smallint NOT NULL,
  mark  uuid NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (shard, mark)
);

-- The only way in is a function for each kind of event. One call stores what many requests brought, and answers with a
-- letter for each, in their order: s stored, d duplicate, e erased (its owner asked to be forgotten).
--
-- A call shows by a lock that it is under way: whoever erases waits for those that may not have seen the mark. Keys are
-- inserted in order, so two calls with the same keys wait for each other and never in a circle.

CREATE FUNCTION writing() RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT 7305804402567733347';

-- Rows are counted later, those of a tick together (V7__seen.sql). A tick is closed by opening the next one: once the
-- calls have ended that were under way then, no row comes into it any more.
CREATE TABLE tick (
  number  integer PRIMARY KEY,
  opened  timestamptz NOT NULL,
  writers text[]                         -- that still may store into it, once it is closed
);
INSERT INTO tick VALUES (1, telemetry.now());

-- To be called once the lock above is held: VOLATILE, so that it sees what was committed before it was taken.
CREATE FUNCTION current_tick() RETURNS integer
LANGUAGE sql VOLATILE SET search_path = telemetry, pg_temp AS 'SELECT max(number) FROM tick';

-- Whether something can have happened after a time: what claims a time to come has a clock that is wrong.
CREATE FUNCTION is_after(_since timestamptz, _claimed bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = telemetry, pg_temp AS $$
  SELECT _claimed IS NULL OR _claimed > extract(epoch FROM _since) * 1000000
    AND _claimed <= extract(epoch FROM telemetry.now()) * 1000000 + 600000000
$$;

-- Accepts each key once; the letters, which say what else is to be stored. What somebody claims to have done (Unix
-- microseconds) before they were erased is refused for ever, and so is what can't be true: it may be as old. What claims
-- no time is of now.
CREATE FUNCTION accept(
  _shard smallint[], _digest uuid[], _item integer[], _machine_mark uuid[], _instance_mark uuid[], _claimed bigint[])
RETURNS text
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _answer text;
BEGIN
  IF cardinality(_shard) > 20000 THEN
    RAISE EXCEPTION 'more than 20,000 at once';
  END IF;
  -- An older snapshot would see a tick that is closed.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'events are stored in transactions that are read committed';
  END IF;
  PERFORM pg_advisory_xact_lock_shared(writing());
  WITH given AS MATERIALIZED (
    SELECT g.n, g.shard, g.digest, g.item,
           EXISTS (SELECT FROM erased e WHERE (e.shard, e.mark) = (g.shard, g.machine_mark)
                   AND NOT is_after(e.since, g.claimed))
             OR EXISTS (SELECT FROM erased e WHERE (e.shard, e.mark) = (g.shard, g.instance_mark)
                        AND NOT is_after(e.since, g.claimed)) AS forgotten
    FROM unnest(_shard, _digest, _item, _machine_mark, _instance_mark, _claimed)
      WITH ORDINALITY AS g(shard, digest, item, machine_mark, instance_mark, claimed, n)
  ), new_keys AS (
    INSERT INTO event_key
    SELECT shard, digest, item, today()
    FROM given WHERE digest IS NOT NULL AND NOT forgotten ORDER BY shard, digest, item
    ON CONFLICT DO NOTHING RETURNING shard, digest, item
  ), fresh AS (
    SELECT min(n) AS n FROM given JOIN new_keys USING (shard, digest, item)
    WHERE NOT forgotten GROUP BY shard, digest, item
    UNION ALL
    SELECT n FROM given WHERE digest IS NULL AND NOT forgotten
  )
  SELECT string_agg(CASE WHEN forgotten THEN 'e' WHEN fresh.n IS NULL THEN 'd' ELSE 's' END, '' ORDER BY given.n)
  INTO _answer FROM given LEFT JOIN fresh USING (n);
  RETURN coalesce(_answer, '');
END $$;

-- When an event happened: the client's time (Unix microseconds) as long as it can be true, else the database's. Clients
-- keep events for 30 days at most, and their clocks may be a little ahead.
CREATE FUNCTION happened(_claimed bigint, _now timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN _claimed BETWEEN extract(epoch FROM _now) * 1000000 - 30 * 86400000000
                                AND extract(epoch FROM _now) * 1000000 + 600000000
         -- Bounded, since a planner may work it out before it has looked at the condition.
         THEN timestamptz 'epoch' + least(greatest(_claimed, 0), 9000000000000000) * interval '1 microsecond'
         ELSE _now END
$$;

-- Partitions are by the day of arrival (UTC). The calls that store make today's where nobody has: rows never wait for
-- maintenance, and there is no partition for the rest, which would have to be searched whenever a day gets its own.
CREATE FUNCTION making() RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT 7305804402567733346';

CREATE FUNCTION make_partitions(_until date) RETURNS integer
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _day date;
  _table text;
  _name text;
  _made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(making());
  FOR _day IN SELECT today() + n FROM generate_series(0, least(_until - today(), 31)) AS n LOOP
    -- The last is the one that is looked for.
    FOREACH _table IN ARRAY ARRAY['cli_event', 'syncer_upload', 'instance_event'] LOOP
      _name := _table || to_char(_day, '"_"YYYYMMDD');
      CONTINUE WHEN to_regclass('telemetry.' || _name) IS NOT NULL;
      -- Attached only now: to create it in its place would wait for all who store.
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING CONSTRAINTS)', _name, _table);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', _table, _name,
                     _day::timestamp AT TIME ZONE 'UTC', (_day + 1)::timestamp AT TIME ZONE 'UTC');
      _made := _made + 1;
    END LOOP;
  END LOOP;
  RETURN _made;
END $$;

CREATE FUNCTION need_partitions(_until date) RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
BEGIN
  IF to_regclass('telemetry.instance_event' || to_char(_until, '"_"YYYYMMDD')) IS NULL THEN
    PERFORM make_partitions(_until);
  END IF;
END $$;
