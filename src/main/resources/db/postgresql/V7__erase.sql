-- Erasure in three transactions: the mark keeps new rows out, the barrier waits for calls that have not seen it, and
-- then the rows go. Each may be repeated.

CREATE FUNCTION erase_mark(_mark uuid, _now timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  INSERT INTO erased VALUES (_mark, _now) ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION erase_barrier() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(erasure_lock());
END $$;

-- Removes the rows of a machine or of an instance ('' is none), and what they were counted for; how many rows.
CREATE FUNCTION erase_rows(_machine_id text, _uid text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _mark bigint;
  _uploads bigint[];
  _rows bigint;
  _gone bigint := 0;
BEGIN
  IF (_machine_id = '') = (_uid = '') THEN
    RAISE EXCEPTION 'one id has to be given, and one only';
  END IF;
  SELECT batch INTO _mark FROM rolled_up FOR UPDATE;
  _uploads := ARRAY(
    SELECT id FROM syncer_upload WHERE uid = nullif(_uid, '') OR creator_uid = nullif(_machine_id, ''));
  TRUNCATE delta;
  INSERT INTO delta
  SELECT 'hour', date_trunc('hour', happened, 'UTC'), dimension, label, member, count(*)
  FROM fact
  WHERE batch < _mark
    AND (uid = nullif(_uid, '') OR machine_id = nullif(_machine_id, '') OR upload = ANY (_uploads))
  GROUP BY 2, 3, 4, 5;
  PERFORM add_days();

  DELETE FROM cli_event WHERE machine_id = nullif(_machine_id, '');
  GET DIAGNOSTICS _rows = ROW_COUNT;
  _gone := _gone + _rows;
  DELETE FROM syncer_event WHERE upload = ANY (_uploads);
  GET DIAGNOSTICS _rows = ROW_COUNT;
  _gone := _gone + _rows;
  DELETE FROM syncer_upload WHERE id = ANY (_uploads);
  GET DIAGNOSTICS _rows = ROW_COUNT;
  _gone := _gone + _rows;
  DELETE FROM instance_event WHERE machine_id = nullif(_machine_id, '') OR uid = nullif(_uid, '');
  GET DIAGNOSTICS _rows = ROW_COUNT;
  _gone := _gone + _rows;

  UPDATE total SET events = total.events - less.events
  FROM (SELECT grain, start, dimension, label, sum(events) AS events FROM delta GROUP BY 1, 2, 3, 4) AS less
  WHERE (total.grain, total.start, total.dimension, total.label)
      = (less.grain, less.start, less.dimension, less.label);
  -- Somebody who is still in the rows of that hour or day is still counted there.
  DELETE FROM delta WHERE member = '';
  DELETE FROM delta d USING fact f
  WHERE f.dimension = d.dimension AND f.label = d.label AND f.member = d.member AND f.batch < _mark
    AND date_trunc(d.grain, f.happened, 'UTC') = d.start;
  -- Who is in no list was never counted (the group was full), or the lists have had their time.
  WITH lists AS (
    SELECT d.member, t.id, counts_all(t.dimension) OR t.members < 1000 AS exact,
           EXISTS (SELECT FROM total_member m WHERE m.total = t.id) AS listed
    FROM delta d JOIN total t USING (grain, start, dimension, label)
  ), struck AS (
    DELETE FROM total_member m USING lists l
    WHERE m.total = l.id AND m.member = member_hash(l.member) RETURNING m.total AS id
  ), less AS (
    SELECT id, count(*) AS n
    FROM (SELECT id FROM struck UNION ALL SELECT id FROM lists WHERE exact AND NOT listed) AS gone GROUP BY id
  )
  UPDATE total SET members = greatest(members - n, 0) FROM less WHERE total.id = less.id;
  -- Others take the places of those who left a full group.
  DELETE FROM delta d USING total t
  WHERE (t.grain, t.start, t.dimension, t.label) = (d.grain, d.start, d.dimension, d.label)
    AND (counts_all(t.dimension)
         OR t.members + (SELECT count(*) FROM delta e
                         WHERE (t.grain, t.start, t.dimension, t.label) = (e.grain, e.start, e.dimension, e.label))
            < 1000);
  IF EXISTS (SELECT FROM delta) THEN
    PERFORM add_members(-1, _mark);
  END IF;
  -- Where the rows had their time already the count stays, and the list forgets who was in it.
  DELETE FROM total_member WHERE member = member_hash(_machine_id || _uid);
  DELETE FROM total_member m USING total WHERE m.total = total.id AND total.events <= 0;
  DELETE FROM total WHERE events <= 0;
  TRUNCATE delta;
  RETURN _gone;
END $$;
