-- Who was seen when. The rows of events are counted some time after they were stored, by a fold that anybody may repeat:
-- each shard remembers how far it is, in the transaction that counts.

-- What is told apart. Of an attribute a member has one value at a time, the last that is known; of all else it may have
-- many. A kind with room learns names that are not in the registry.
CREATE TABLE kind (
  name       text PRIMARY KEY,
  population text NOT NULL CHECK (population IN ('machine', 'instance')),
  attribute  boolean NOT NULL,
  room       integer NOT NULL,
  learned    integer NOT NULL DEFAULT 0  -- how many names take of it, about: those that were seen in the days that are kept
);
INSERT INTO kind (name, population, attribute, room) VALUES
  ('command',         'machine',  false, 0),     -- 'vcluster create'
  ('option',          'machine',  false, 0),     -- 'vcluster create --expose'
  ('failure',         'machine',  false, 2000),  -- 'vcluster create network'
  ('cli_version',     'machine',  true,  500),   -- 'v0.20.1'
  ('cli_platform',    'machine',  true,  500),   -- 'linux/amd64'
  ('zone',            'machine',  true,  500),
  ('controller',      'instance', false, 0),     -- 'ingresses', '-pods'
  ('flag',            'instance', false, 0),
  ('helm',            'instance', false, 0),     -- 'sync.nodes.enabled'
  ('sync',            'instance', false, 2000),  -- 'core/v1 Pod'
  ('sync_failure',    'instance', false, 2000),  -- 'core/v1 Pod conflict'
  ('error',           'instance', false, 500),
  ('syncer_version',  'instance', true,  500),
  ('syncer_platform', 'instance', true,  500),
  ('virtual',         'instance', true,  500),   -- '1.31': the minor version of the virtual cluster
  ('host',            'instance', true,  500),
  ('distro',          'instance', true,  500),
  ('service',         'instance', true,  500),
  ('creator',         'instance', true,  500),
  ('namespaces',      'instance', true,  500),   -- '10-99'
  ('pods',            'instance', true,  500);

-- The number by which versions are compared; null of what is none.
CREATE FUNCTION release_of(_version text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
  SELECT part[1]::integer * 1000000 + part[2]::integer * 1000 + coalesce(part[3], '0')::integer
  FROM regexp_match(_version, '^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3})(?:[+-].*)?)?$') AS part
$$;

-- What somebody may be seen with. What is unknown is '*', one for each kind.
CREATE TABLE item (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL REFERENCES kind,
  name       label,
  registered boolean NOT NULL,           -- in the registry of who migrated last
  ignored    boolean NOT NULL,           -- says nothing: every instance has it
  release    integer GENERATED ALWAYS AS (release_of(name)) STORED,
  UNIQUE (kind, name)
);
INSERT INTO item (kind, name, registered, ignored) SELECT name, '*', true, false FROM kind;

-- The releases that report an item of the registry.
CREATE TABLE reported (
  item  integer NOT NULL REFERENCES item,
  since integer NOT NULL,
  until integer NOT NULL                 -- the first that does not
);

-- Replaces what is known of the registry. An item has an element for each interval of releases; nulls if there is none.
CREATE FUNCTION set_registry(_kind text[], _name text[], _ignored boolean[], _since integer[], _until integer[])
RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  UPDATE item SET registered = false WHERE name <> '*' AND registered;
  INSERT INTO item (kind, name, registered, ignored)
  SELECT DISTINCT kind, name, true, ignored FROM unnest(_kind, _name, _ignored) AS g(kind, name, ignored)
  ORDER BY 1, 2
  ON CONFLICT (kind, name) DO UPDATE SET registered = true, ignored = excluded.ignored;
  DELETE FROM reported;
  INSERT INTO reported
  SELECT i.id, g.since, g.until FROM unnest(_kind, _name, _since, _until) AS g(kind, name, since, until)
  JOIN item i USING (kind, name) WHERE g.since IS NOT NULL;
$$;

CREATE FUNCTION learning() RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT 7305804402567733350';

-- The item of a name that is not among them, which becomes one while there is room; of versions else their minor one.
CREATE FUNCTION learn(_kind text, _name text) RETURNS integer
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _minor text := substring(_name FROM '^(v?\d{1,3}\.\d{1,3})\.');
  _id integer;
BEGIN
  PERFORM pg_advisory_xact_lock(learning());
  SELECT id INTO _id FROM item WHERE (kind, name) = (_kind, _name);
  IF _id IS NULL THEN
    UPDATE kind SET learned = learned + 1
    WHERE name = _kind AND learned < CASE WHEN _minor IS NULL THEN room ELSE room * 4 / 5 END;
    IF FOUND THEN
      INSERT INTO item (kind, name, registered, ignored) VALUES (_kind, _name, false, false) RETURNING id INTO _id;
    END IF;
  END IF;
  RETURN coalesce(_id, CASE WHEN _minor IS NOT NULL AND _kind LIKE '%version' THEN learn(_kind, _minor)
                       ELSE (SELECT id FROM item WHERE (kind, name) = (_kind, '*')) END);
END $$;

-- The days on which a member was seen with an item, and on which that failed. Bit n is the day n days before `upto`, so a
-- later `upto` is a shift to the right, and what is too old falls off the end. Neither order nor repetition matters.
CREATE TABLE seen (
  shard  smallint NOT NULL,
  member uuid NOT NULL,
  item   integer NOT NULL,
  upto   date NOT NULL,
  days   bit(96) NOT NULL,
  failed bit(96),                        -- null: never
  PRIMARY KEY (shard, member, item)
) WITH (fillfactor = 85);

-- How many events there were of what is no attribute.
CREATE TABLE item_day (
  shard  smallint NOT NULL,
  item   integer NOT NULL,
  day    date NOT NULL,
  events bigint NOT NULL,
  failed bigint NOT NULL,
  PRIMARY KEY (shard, item, day)
);

-- The last tick that is counted in a shard, and until when it has forgotten.
CREATE TABLE folded (
  shard   smallint PRIMARY KEY,
  tick    integer NOT NULL,
  expired date NOT NULL
);
INSERT INTO folded SELECT n, 0, today() FROM generate_series(0, 31) AS n;

CREATE FUNCTION minor_of(_version text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN _version <> '' THEN coalesce(substring(_version FROM '^v?(\d{1,3}\.\d{1,3})'), '*') END
$$;

CREATE FUNCTION magnitude(_number bigint) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN _number < 1 THEN '0' WHEN _number < 10 THEN '1-9' WHEN _number < 100 THEN '10-99'
              WHEN _number < 1000 THEN '100-999' WHEN _number >= 1000 THEN '1000+' END
$$;

-- What rows say, by names: those of some shards that were stored in the ticks after one and up to another, of some
-- members or, if null, of all, not before a time or, if null, ever. One function for each table.
CREATE FUNCTION cli_names(_shards smallint[], _after integer, _upto integer, _members uuid[], _since timestamptz)
RETURNS TABLE (shard smallint, member uuid, day date, kind text, name text, events bigint, failed bigint)
LANGUAGE sql STABLE AS $$
  SELECT e.shard, e.member, e.day, n.kind, CASE WHEN n.kind <> 'option' THEN n.name
                                                   -- It may be one that all commands have.
                                                   WHEN e.command = '*' THEN 'vcluster ' || n.name
                                                   ELSE e.command || ' ' || n.name END,
         e.events, CASE WHEN n.kind = 'command' AND e.error <> '' THEN e.events ELSE 0 END
  FROM (
    SELECT c.shard, c.member, (c.happened AT TIME ZONE 'UTC')::date AS day, c.version, c.os, c.arch, c.timezone,
           -- Nobody knows the words behind the program's name: a command that is not in the registry.
           CASE WHEN c.command LIKE 'vcluster *%' THEN '*' ELSE split_part(c.command, ' *', 1) END AS command,
           c.options, c.error, count(*) AS events
    FROM cli_event c
    WHERE c.shard = ANY (_shards) AND c.tick > _after AND c.tick <= _upto
      AND (_members IS NULL OR c.member = ANY (_members)) AND (_since IS NULL OR c.received >= _since)
    GROUP BY c.shard, c.member, day, c.version, c.os, c.arch, c.timezone, c.command, c.options, c.error
  ) e, LATERAL unnest(
    ARRAY['cli_version', 'cli_platform', 'zone', 'command', 'failure']
      || array_fill('option'::text, ARRAY[cardinality(string_to_array(e.options, ' '))]),
    ARRAY[ltrim(e.version, 'v'), nullif(e.os || '/' || e.arch, '/'), e.timezone, e.command,
          CASE WHEN e.error <> '' THEN e.command || ' ' || e.error END] || string_to_array(e.options, ' ')
  ) AS n(kind, name)
$$;

CREATE FUNCTION upload_names(_shards smallint[], _after integer, _upto integer, _members uuid[], _since timestamptz)
RETURNS TABLE (shard smallint, member uuid, day date, kind text, name text, events bigint, failed bigint)
LANGUAGE sql STABLE AS $$
  SELECT e.shard, e.member, e.day, n.kind, n.name, e.events, 0
  FROM (
    SELECT u.shard, u.member, (u.happened AT TIME ZONE 'UTC')::date AS day, u.version, u.os, u.arch, u.flags,
           u.controllers, u.service_type, u.creator, u.virtual_version, u.host_version, count(*) AS events
    FROM syncer_upload u
    WHERE u.shard = ANY (_shards) AND u.tick > _after AND u.tick <= _upto
      AND (_members IS NULL OR u.member = ANY (_members)) AND (_since IS NULL OR u.received >= _since)
    GROUP BY u.shard, u.member, day, u.version, u.os, u.arch, u.flags, u.controllers, u.service_type, u.creator,
             u.virtual_version, u.host_version
  ) e, LATERAL unnest(
    ARRAY['syncer_version', 'syncer_platform', 'service', 'creator', 'virtual', 'host']
      || array_fill('flag'::text, ARRAY[cardinality(string_to_array(e.flags, ' '))])
      || array_fill('controller'::text, ARRAY[cardinality(string_to_array(e.controllers, ' '))]),
    ARRAY[ltrim(e.version, 'v'), nullif(e.os || '/' || e.arch, '/'), e.service_type, e.creator, minor_of(e.virtual_version),
          minor_of(e.host_version)] || string_to_array(e.flags, ' ') || string_to_array(e.controllers, ' ')
  ) AS n(kind, name)
  UNION ALL
  SELECT u.shard, u.member, (u.happened AT TIME ZONE 'UTC')::date, n.kind, n.name, s.count, n.failed
  FROM syncer_upload u,
    -- Whoever has the password of a server can store any JSON: it counts for little, but stops nothing.
    LATERAL jsonb_array_elements(CASE jsonb_typeof(u.syncs) WHEN 'array' THEN u.syncs ELSE '[]' END) AS e,
    LATERAL (VALUES (e ->> 'error', e -> 'success' = 'true',
                     CASE jsonb_typeof(e -> 'count') WHEN 'number'
                     THEN least(greatest((e ->> 'count')::numeric, 0), 1000000)::bigint ELSE 0 END)
    ) AS s(error, success, count),
    LATERAL (VALUES (CASE e ->> 'type' WHEN 'ResourceSync'
                     THEN (e ->> 'group') || '/' || (e ->> 'version') || ' ' || (e ->> 'kind')
                     ELSE e ->> 'type' END)) AS sync(name),
    LATERAL (VALUES ('sync', sync.name, CASE WHEN s.success THEN 0 ELSE s.count END),
                    ('sync_failure', CASE WHEN s.error <> '' THEN sync.name || ' ' || s.error END, 0))
      AS n(kind, name, failed)
  WHERE u.shard = ANY (_shards) AND u.tick > _after AND u.tick <= _upto
    AND (_members IS NULL OR u.member = ANY (_members)) AND (_since IS NULL OR u.received >= _since)
$$;

CREATE FUNCTION instance_names(_shards smallint[], _after integer, _upto integer, _members uuid[], _since timestamptz)
RETURNS TABLE (shard smallint, member uuid, day date, kind text, name text, events bigint, failed bigint)
LANGUAGE sql STABLE AS $$
  SELECT e.shard, e.member, e.day, n.kind, n.name, e.events, 0
  FROM (
    SELECT i.shard, i.member, (i.happened AT TIME ZONE 'UTC')::date AS day, i.version, i.os, i.arch, i.creator, i.distro,
           i.virtual_version, i.host_version, i.helm_keys, i.error, magnitude(i.namespaces) AS namespaces,
           magnitude(i.pods) AS pods, count(*) AS events
    FROM instance_event i
    WHERE i.shard = ANY (_shards) AND i.tick > _after AND i.tick <= _upto
      AND (_members IS NULL OR i.member = ANY (_members)) AND (_since IS NULL OR i.received >= _since)
    GROUP BY i.shard, i.member, day, i.version, i.os, i.arch, i.creator, i.distro, i.virtual_version, i.host_version,
             i.helm_keys, i.error, magnitude(i.namespaces), magnitude(i.pods)
  ) e, LATERAL unnest(
    ARRAY['syncer_version', 'syncer_platform', 'creator', 'distro', 'virtual', 'host', 'error', 'namespaces', 'pods']
      || array_fill('helm'::text, ARRAY[cardinality(string_to_array(e.helm_keys, ' '))]),
    ARRAY[ltrim(e.version, 'v'), nullif(e.os || '/' || e.arch, '/'), e.creator, e.distro, minor_of(e.virtual_version),
          minor_of(e.host_version), e.error, e.namespaces, e.pods] || string_to_array(e.helm_keys, ' ')
  ) AS n(kind, name)
$$;

-- The same by items. Every row says a version, if only that it is unknown (''): by versions one knows who was active.
CREATE FUNCTION facts(_shards smallint[], _after integer, _upto integer, _members uuid[], _learn boolean)
RETURNS TABLE (shard smallint, member uuid, item integer, attribute boolean, day date, events bigint, failed bigint)
LANGUAGE plpgsql SET search_path = telemetry, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  -- Rows of these ticks are not older, even if a clock went back: most partitions need not be looked at.
  _since timestamptz := (SELECT min(opened) - interval '1 day' FROM tick
                         WHERE _after > 0 AND number BETWEEN _after AND _upto + 1);
BEGIN
  RETURN QUERY
  SELECT n.shard, n.member,
         coalesce(i.id, g.id, CASE WHEN _learn AND k.room > 0 THEN learn(n.kind, n.name) END, other.id),
         k.attribute, n.day, sum(n.events)::bigint, sum(n.failed)::bigint
  -- No name of ours is that long.
  FROM (SELECT named.shard, named.member, named.day, named.kind, left(named.name, 200) AS name, named.events, named.failed
        FROM (SELECT * FROM cli_names(_shards, _after, _upto, _members, _since)
              UNION ALL SELECT * FROM upload_names(_shards, _after, _upto, _members, _since)
              UNION ALL SELECT * FROM instance_names(_shards, _after, _upto, _members, _since)) AS named) n
  JOIN kind k ON k.name = n.kind
  JOIN item other ON other.kind = n.kind AND other.name = '*'
  LEFT JOIN item i ON i.kind = n.kind AND i.name = n.name
  -- An option that all commands have is one item.
  LEFT JOIN item g ON g.kind = 'option' AND g.name = CASE WHEN n.kind = 'option' AND i.id IS NULL
                                                          THEN regexp_replace(n.name, '^(\S+) .*?(\S+)$', '\1 \2') END
  WHERE (n.name <> '' OR n.kind LIKE '%version') AND i.ignored IS NOT TRUE
  GROUP BY 1, 2, 3, 4, 5;
END $$;

-- Closes a tick once a minute, and then waits for its writers, a call at a time; whether to call again soon.
CREATE FUNCTION fold_tick() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _open tick;
BEGIN
  -- One at a time. A server that finds another one here leaves it to that.
  IF NOT pg_try_advisory_xact_lock(7305804402567733351) THEN
    RETURN false;
  END IF;
  SELECT * INTO _open FROM tick ORDER BY number DESC LIMIT 1;
  UPDATE tick SET writers = ARRAY(
    SELECT w FROM erase_writers() AS w WHERE writers IS NULL OR w = ANY (writers))
  WHERE number < _open.number AND writers IS DISTINCT FROM '{}';
  IF FOUND THEN
    RETURN true;
  END IF;
  IF telemetry.now() BETWEEN _open.opened AND _open.opened + interval '1 minute' THEN
    RETURN false;
  END IF;
  DELETE FROM tick WHERE number < (SELECT min(folded.tick) FROM folded);
  INSERT INTO tick VALUES (_open.number + 1, telemetry.now());
  RETURN true;
END $$;

-- Counts rows that are not counted yet. Whoever calls it has locked their shards in folded.
CREATE FUNCTION count_rows(_shards smallint[], _after integer, _upto integer, _members uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _tomorrow date := today() + 1;
  _first bit(96) := 1::bit(96) << 95;
BEGIN
  WITH fact AS MATERIALIZED (
    SELECT * FROM facts(_shards, _after, _upto, _members, true)
  ), day AS (
    INSERT INTO item_day
    SELECT shard, item, fact.day, sum(events), sum(failed) FROM fact WHERE NOT attribute GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (shard, item, day) DO UPDATE
    SET events = item_day.events + excluded.events, failed = item_day.failed + excluded.failed
  )
  INSERT INTO seen
  SELECT shard, member, item, _tomorrow, bit_or(_first >> (_tomorrow - fact.day)),
         bit_or(_first >> (_tomorrow - fact.day)) FILTER (WHERE failed > 0)
  FROM fact GROUP BY shard, member, item ORDER BY shard, member, item
  ON CONFLICT (shard, member, item) DO UPDATE
  -- A clock that was set back: what is known of days to come is forgotten.
  SET upto = excluded.upto,
      days = (seen.days >> (excluded.upto - seen.upto)) | excluded.days,
      failed = coalesce((seen.failed >> (excluded.upto - seen.upto)) | excluded.failed,
                        seen.failed >> (excluded.upto - seen.upto), excluded.failed)
  -- Most of what comes in is known already.
  WHERE excluded.days & ~(seen.days >> (excluded.upto - seen.upto)) <> 0::bit(96)
     OR excluded.failed & ~coalesce(seen.failed >> (excluded.upto - seen.upto), 0::bit(96)) <> 0::bit(96);
END $$;

-- Whether the clock may have jumped ahead: a wrong day would make bits fall off that are still to be counted. It is right
-- if it is so tomorrow.
CREATE FUNCTION clock_jumped() RETURNS boolean
LANGUAGE sql STABLE SET search_path = telemetry, pg_temp AS 'SELECT today() - aging_day() > 5';

-- Counts what is in closed ticks, in some shards and at most so many ticks; false if there is nothing to count, or others
-- are at it.
CREATE FUNCTION fold(_many integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  _closed integer := (SELECT max(number) FROM tick WHERE writers = '{}');
  _from integer;
  _shards smallint[];
BEGIN
  IF clock_jumped() THEN
    RETURN false;
  END IF;
  -- One at a time any: if it fails, it does not keep the others from being counted.
  SELECT tick INTO _from FROM folded WHERE tick < _closed ORDER BY CASE WHEN _many > 1 THEN tick ELSE random() END LIMIT 1;
  SELECT array_agg(shard) INTO _shards
  FROM (SELECT shard FROM folded WHERE tick = _from ORDER BY CASE WHEN _many > 1 THEN shard ELSE random() END
        LIMIT greatest(least(_many, 8), 1) FOR UPDATE SKIP LOCKED) AS free;
  IF _shards IS NULL THEN
    RETURN false;
  END IF;
  _closed := least(_closed, _from + greatest(_many, 1));
  PERFORM count_rows(_shards, _from, _closed, NULL);
  UPDATE folded SET tick = _closed WHERE shard = ANY (_shards);
  RETURN true;
END $$;

-- What was stored before this time is counted in all shards.
CREATE FUNCTION counted_until() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
  SELECT opened FROM tick WHERE number > (SELECT min(folded.tick) FROM folded) ORDER BY number LIMIT 1
$$;

-- Takes from the counts what members contributed. Whoever calls it has locked their shards in folded.
CREATE FUNCTION uncount(_members uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _shards smallint[];
  _tick integer;
BEGIN
  FOR _tick, _shards IN
    SELECT tick, array_agg(shard) FROM folded WHERE shard IN (SELECT shard_of(m) FROM unnest(_members) AS m) GROUP BY tick
  LOOP
    UPDATE item_day d SET events = greatest(d.events - f.events, 0), failed = greatest(d.failed - f.failed, 0)
    FROM (SELECT shard, item, day, sum(events) AS events, sum(failed) AS failed
          FROM facts(_shards, 0, _tick, _members, false) WHERE NOT attribute GROUP BY shard, item, day) AS f
    WHERE (d.shard, d.item, d.day) = (f.shard, f.item, f.day);
    DELETE FROM item_day WHERE shard = ANY (_shards) AND events = 0;
  END LOOP;
  DELETE FROM seen USING unnest(_members) AS id WHERE (shard, member) = (shard_of(id), id);
END $$;

-- Forgets in a shard what was seen before rows are kept, once a day; false if there is nothing to forget.
CREATE FUNCTION expire_seen() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  _day date := aging_day();
  _upto date := today() + 1;
  _oldest date := (SELECT _day - least(days, 90) FROM retention);
  _kept bit(96) := ~((~0::bit(96)) >> (_upto - _oldest + 1));
  _shard smallint;
BEGIN
  IF clock_jumped() THEN
    RETURN false;
  END IF;
  SELECT shard INTO _shard FROM folded WHERE expired < _day ORDER BY shard LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF _shard IS NULL THEN
    RETURN false;
  END IF;
  DELETE FROM seen WHERE shard = _shard AND upto <= _upto AND (days >> (_upto - upto)) & _kept = 0::bit(96);
  UPDATE seen SET upto = _upto, days = (days >> (_upto - upto)) & _kept,
                  failed = nullif((failed >> (_upto - upto)) & _kept, 0::bit(96))
  WHERE shard = _shard AND upto <= _upto AND days & ~(_kept << (_upto - upto)) <> 0::bit(96);
  DELETE FROM item_day WHERE shard = _shard AND day < _oldest;
  UPDATE folded SET expired = _day WHERE shard = _shard;
  -- Names that nobody has any more make room for others: after all shards, for they are in none of them then.
  IF NOT EXISTS (SELECT FROM folded WHERE expired < _day) THEN
    PERFORM pg_advisory_xact_lock(learning());
    UPDATE kind SET learned = (
      SELECT count(*) FROM item i WHERE i.kind = kind.name AND NOT i.registered AND i.id IN (SELECT item FROM seen))
    WHERE room > 0;
  END IF;
  RETURN true;
END $$;
