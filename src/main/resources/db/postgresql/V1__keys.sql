-- One row for each key that was ever accepted in 45 days. A table of its own: a unique constraint on a partitioned
-- table would have to contain the day, and a retry may come on another one.
CREATE TABLE event_key (
  digest uuid NOT NULL,
  item   integer NOT NULL,
  day    date NOT NULL,
  PRIMARY KEY (digest, item)
);
CREATE INDEX event_key_day ON event_key USING brin (day) WITH (pages_per_range = 16, autosummarize = on);

-- Keyed hashes of the ids that asked to be forgotten.
CREATE TABLE erased (
  mark  uuid PRIMARY KEY,
  since timestamptz NOT NULL
);

-- The only way in is a function for each kind of event. One call stores what many requests brought, and answers with a
-- letter for each, in their order: s stored, d duplicate, e erased (its owner asked to be forgotten).
--
-- A call holds the erasure lock shared: whoever erases takes it alone for a moment, after which every call sees the
-- new mark. Keys are inserted in order, so two calls with the same keys wait for each other and never in a circle.

CREATE FUNCTION erasure_lock() RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT 7305804402567733347';

CREATE FUNCTION from_micros(micros bigint) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$ SELECT timestamptz 'epoch' + micros * interval '1 microsecond' $$;

-- Accepts each key once; the letters, which say what else is to be stored.
CREATE FUNCTION accept_keys(
  _received bigint, _digest uuid[], _item integer[], _machine_mark uuid[], _instance_mark uuid[])
RETURNS text
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _answer text;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(erasure_lock());
  WITH given AS MATERIALIZED (
    SELECT g.n, g.digest, g.item,
           EXISTS (SELECT FROM erased e WHERE e.mark = g.machine_mark)
             OR EXISTS (SELECT FROM erased e WHERE e.mark = g.instance_mark) AS forgotten
    FROM unnest(_digest, _item, _machine_mark, _instance_mark)
      WITH ORDINALITY AS g(digest, item, machine_mark, instance_mark, n)
  ), new_keys AS (
    INSERT INTO event_key
    SELECT digest, item, (from_micros(_received) AT TIME ZONE 'UTC')::date
    FROM given WHERE digest IS NOT NULL AND NOT forgotten ORDER BY digest, item
    ON CONFLICT DO NOTHING RETURNING digest, item
  ), fresh AS (
    SELECT min(n) AS n FROM given JOIN new_keys USING (digest, item) WHERE NOT forgotten GROUP BY digest, item
    UNION ALL
    SELECT n FROM given WHERE digest IS NULL AND NOT forgotten
  )
  SELECT string_agg(CASE WHEN forgotten THEN 'e' WHEN fresh.n IS NULL THEN 'd' ELSE 's' END, '' ORDER BY given.n)
  INTO _answer FROM given LEFT JOIN fresh USING (n);
  RETURN _answer;
END $$;
