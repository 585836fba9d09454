-- Erasure in transactions of its own each: marks keep new rows out, calls that may not have seen them are waited for,
-- and then the rows go, found by shard and index. Each may be repeated.

-- The least and the most that is asked for at once.
CREATE FUNCTION require_some(_ids uuid[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF coalesce(cardinality(_ids), 0) NOT BETWEEN 1 AND 1000 THEN
    RAISE EXCEPTION 'between 1 and 1,000 ids are needed';
  END IF;
END $$;

-- Not by a clock that is wrong, be it the caller's or the database's: a mark is of that time for good.
CREATE FUNCTION erase_mark(_marks uuid[], _clock bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
BEGIN
  PERFORM require_some(_marks), require_clock(_clock);
  INSERT INTO erased
  SELECT DISTINCT shard, mark, telemetry.now() FROM generate_series(0, 31) AS shard, unnest(_marks) AS mark
  ORDER BY 1, 2
  ON CONFLICT (shard, mark) DO UPDATE SET since = greatest(erased.since, excluded.since);
END $$;

-- The calls that are under way. Whoever has marked waits until none is left of those that were there then; they need
-- not wait for anybody.
CREATE FUNCTION erase_writers() RETURNS SETOF text
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  SELECT virtualtransaction FROM pg_locks
  WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) + objid::bigint = writing()
$$;

-- The instances that these machines created, as their rows say; shared if a row names another one than was asked for.
CREATE FUNCTION erase_instances(_machines uuid[], _asked uuid[]) RETURNS TABLE (instance uuid, shared boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  SELECT id, EXISTS (SELECT FROM syncer_upload WHERE (shard, member) = (shard_of(id), id) AND machine <> ALL (_asked))
          OR EXISTS (SELECT FROM instance_event WHERE (shard, member) = (shard_of(id), id) AND machine <> ALL (_asked))
  FROM (SELECT member FROM syncer_upload WHERE machine = ANY (_machines)
        UNION
        SELECT member FROM instance_event WHERE machine = ANY (_machines)) AS created (id)
$$;

-- All that bears one of these ids, as machine or as instance; how many rows of each kind.
CREATE FUNCTION erase_rows(_ids uuid[]) RETURNS TABLE (kind text, row_count bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _claimed bigint;
  _shared uuid[];
BEGIN
  PERFORM require_some(_ids);
  _shared := ARRAY(
    SELECT member FROM syncer_upload WHERE machine = ANY (_ids) AND member <> ALL (_ids)
    UNION
    SELECT member FROM instance_event WHERE machine = ANY (_ids) AND member <> ALL (_ids));
  -- The fold waits, or is waited for: it would count again what goes.
  PERFORM FROM folded WHERE shard IN (SELECT shard_of(id) FROM unnest(_ids || _shared) AS id) ORDER BY shard FOR UPDATE;
  PERFORM uncount(_ids || _shared);
  DELETE FROM cli_event USING unnest(_ids) AS id WHERE (shard, member) = (shard_of(id), id);
  GET DIAGNOSTICS row_count = ROW_COUNT;
  kind := 'cli_event';
  RETURN NEXT;
  DELETE FROM syncer_upload USING unnest(_ids) AS id WHERE (shard, member) = (shard_of(id), id);
  GET DIAGNOSTICS row_count = ROW_COUNT;
  -- Of instances that are shared.
  DELETE FROM syncer_upload WHERE machine = ANY (_ids);
  GET DIAGNOSTICS _claimed = ROW_COUNT;
  row_count := row_count + _claimed;
  kind := 'syncer_upload';
  RETURN NEXT;
  DELETE FROM instance_event USING unnest(_ids) AS id WHERE (shard, member) = (shard_of(id), id);
  GET DIAGNOSTICS row_count = ROW_COUNT;
  DELETE FROM instance_event WHERE machine = ANY (_ids);
  GET DIAGNOSTICS _claimed = ROW_COUNT;
  row_count := row_count + _claimed;
  kind := 'instance_event';
  RETURN NEXT;
  -- What is left of them.
  PERFORM count_rows(ARRAY[f.shard], 0, f.tick, array_agg(id)) FROM unnest(_shared) AS id
  JOIN folded f ON f.shard = shard_of(id) GROUP BY f.shard, f.tick;
END $$;
