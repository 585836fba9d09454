-- What may be read: figures of closed days, copied once a day into tables that hold nothing else. A group of 1 to 4 is
-- null, and what would divide a group of fewer than 20 too. docs/backend-figures.md says what each figure is.

CREATE TABLE published (
  at      timestamptz NOT NULL,
  day     date NOT NULL,                 -- the last one that is counted
  since   date,                          -- the first with events
  days    integer NOT NULL,              -- how many days rows are kept, 90 at most: the longest window
  invented boolean NOT NULL
);

-- Members who were active in the last 7, 28 and 90 days, and those among them who were on one day of the 90 alone.
CREATE TABLE published_population (
  population text PRIMARY KEY,
  members_7  bigint,
  once_7     bigint,
  members_28 bigint,
  once_28    bigint,
  members_90 bigint,
  once_90    bigint
);

CREATE TABLE published_item (
  kind           text NOT NULL,
  name           text NOT NULL,
  population     text NOT NULL,
  members_7      bigint,
  once_7         bigint,
  members_28     bigint,
  once_28        bigint,
  members_90     bigint,
  once_90        bigint,
  used           bigint,                 -- established members of 28 days whose release reports it and who used it
  exposed        bigint,                 -- established members of 28 days whose release reports it
  used_before    bigint,                 -- the same of the 28 days before
  exposed_before bigint,
  events         bigint,                 -- of 28 days
  failed         bigint,
  failing        bigint,                 -- members of 28 days with a failure
  one_member     boolean,                -- whether one member has half of the events or more
  first_seen     date,                   -- the first and the last day with 5 members or more
  last_seen      date,
  PRIMARY KEY (kind, name)
);

-- The same shares within the newest four minor releases.
CREATE TABLE published_release (
  kind    text NOT NULL,
  name    text NOT NULL,
  release text NOT NULL,                 -- '0.31'
  used    bigint,
  exposed bigint,
  PRIMARY KEY (kind, name, release)
);

-- Weeks that are over, for good: the last twelve are published anew each day, those before stay as they were last.
CREATE TABLE published_week (
  kind    text NOT NULL,                 -- or a population, without a name
  name    text NOT NULL,
  week    date NOT NULL,                 -- its Monday
  members bigint,
  used    bigint,
  exposed bigint,
  events  bigint,
  failed  bigint,
  PRIMARY KEY (kind, name, week)
);

-- Established instances of 28 days. Those in groups of fewer than 5 are in one row of '*'.
CREATE TABLE published_matrix (
  virtual   text NOT NULL,
  host      text NOT NULL,
  distro    text NOT NULL,
  release   text NOT NULL,
  instances bigint,
  PRIMARY KEY (virtual, host, distro, release)
);

-- Only while a publication is made: who was active, with which version in each span of time; and how many of them used
-- what (null: were active).
CREATE UNLOGGED TABLE publishing_member (
  population  text NOT NULL,
  shard       smallint NOT NULL,
  member      uuid NOT NULL,
  days        bit(96) NOT NULL,          -- bit n: active n days before the last one
  established boolean NOT NULL,
  versions    integer[] NOT NULL         -- items
);
CREATE UNLOGGED TABLE publishing_use (
  population text NOT NULL,
  item       integer,
  versions   integer[] NOT NULL,
  windows    bigint[] NOT NULL,          -- members and once-only members of 7, 28, 90 days; those of 28 with a failure
  used       bigint[] NOT NULL,          -- established members in each span
  members    bigint[] NOT NULL           -- members in each span
);
CREATE UNLOGGED TABLE publishing_attribute (
  population text NOT NULL,
  shard      smallint NOT NULL,
  member     uuid NOT NULL,
  kind       text NOT NULL,
  item       integer NOT NULL,           -- the last known
  before     integer                     -- the last known 28 days before
);

-- What a group may be called by: itself, none, or fewer than 5.
CREATE FUNCTION masked(_members numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN _members NOT BETWEEN 1 AND 4 THEN _members END';

-- A part of a group, if neither it nor the rest is small, in a group that may be divided.
CREATE FUNCTION masked(_part numeric, _whole numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN _whole >= 20 AND _part NOT BETWEEN 1 AND 4 AND _whole - _part NOT BETWEEN 1 AND 4 THEN _part
              WHEN _whole = 0 THEN 0 END
$$;

-- The bits of so many days, ending so many days before the last one.
CREATE FUNCTION days_mask(_before integer, _days integer) RETURNS bit
LANGUAGE sql IMMUTABLE AS $$
  SELECT ((~0::bit(96)) >> _before) & ~((~0::bit(96)) >> (_before + _days))
$$;

-- Who was active in the days that are kept, and which version they had last at the end of each span.
CREATE FUNCTION publish_members(_day date, _kept bit, _ends integer[]) RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  INSERT INTO publishing_member
  WITH version AS MATERIALIZED (
    SELECT k.population, s.shard, s.member, s.days << (s.upto - _day) AS days, i.id, i.name, i.release,
           count(*) OVER (PARTITION BY k.population, s.shard, s.member) AS many
    FROM seen s JOIN item i ON i.id = s.item JOIN kind k ON k.name = i.kind
    WHERE i.kind LIKE '%version' AND (s.days << (s.upto - _day)) & _kept <> 0::bit(96)
  ), last AS (
    -- Of two on one day the greater.
    SELECT DISTINCT ON (population, shard, member, n)
           population, shard, member, n, CASE WHEN position(B'1' IN days << ending) > 0 THEN id END AS id
    FROM version, unnest(_ends) WITH ORDINALITY AS e(ending, n)
    WHERE many > 1 AND name <> ''
    ORDER BY population, shard, member, n, nullif(position(B'1' IN days << ending), 0), release DESC NULLS LAST,
             name COLLATE "C" DESC
  ), several AS (
    SELECT population, shard, member, array_agg(id ORDER BY n) AS versions FROM last GROUP BY population, shard, member
  )
  SELECT population, shard, member, bit_or(days), bit_count(bit_or(days) & _kept) > 1,
         coalesce(min(versions), array_fill(min(id) FILTER (WHERE many = 1 AND name <> ''), ARRAY[cardinality(_ends)]))
  FROM version LEFT JOIN several USING (population, shard, member)
  GROUP BY population, shard, member
$$;

-- Which of each attribute they had last, now and 28 days before.
CREATE FUNCTION publish_attributes(_day date, _kept bit) RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  INSERT INTO publishing_attribute
  SELECT population, shard, member, 'release', versions[1], versions[2] FROM publishing_member WHERE versions[1] IS NOT NULL;
  INSERT INTO publishing_attribute
  WITH known AS MATERIALIZED (
    SELECT k.population, s.shard, s.member, i.kind, s.days << (s.upto - _day) AS days, i.id, i.name
    FROM seen s JOIN item i ON i.id = s.item JOIN kind k ON k.name = i.kind
    WHERE k.attribute AND i.kind NOT LIKE '%version' AND (s.days << (s.upto - _day)) & _kept <> 0::bit(96)
  ), now AS (
    SELECT DISTINCT ON (population, shard, member, kind) population, shard, member, kind, id FROM known
    ORDER BY population, shard, member, kind, position(B'1' IN days), name COLLATE "C" DESC
  ), before AS (
    SELECT DISTINCT ON (population, shard, member, kind) population, shard, member, kind, id FROM known
    WHERE position(B'1' IN days << 28) > 0
    ORDER BY population, shard, member, kind, position(B'1' IN days << 28), name COLLATE "C" DESC
  )
  SELECT population, shard, member, kind, now.id, before.id
  FROM now LEFT JOIN before USING (population, shard, member, kind);
$$;

-- Whether a version reports an item: the registry says so of its items, and what a kind has learned is in every report.
CREATE FUNCTION publish_reports() RETURNS TABLE (item integer, version integer)
LANGUAGE sql STABLE SET search_path = telemetry, pg_temp AS $$
  SELECT DISTINCT r.item, v.id
  FROM reported r JOIN item i ON i.id = r.item JOIN kind k ON k.name = i.kind
  JOIN item v ON v.release >= r.since AND v.release < r.until
  JOIN kind vk ON vk.name = v.kind AND vk.population = k.population AND v.kind LIKE '%version'
  UNION
  SELECT i.id, v.id
  FROM item i JOIN kind k ON k.name = i.kind AND k.room > 0 AND NOT k.attribute
  JOIN kind vk ON vk.population = k.population AND vk.name LIKE '%version' JOIN item v ON v.kind = vk.name
$$;

-- How many members (established ones, all) of what reports an item there were in each span; of the item null, how many
-- were active.
CREATE FUNCTION publish_spans() RETURNS TABLE (population text, item integer, n bigint, version integer, used numeric, members numeric)
LANGUAGE sql STABLE SET search_path = telemetry, pg_temp AS $$
  SELECT u.population, u.item, s.n, u.versions[s.n], sum(s.used), sum(s.members)
  FROM publishing_use u, unnest(u.used, u.members) WITH ORDINALITY AS s(used, members, n)
  WHERE s.members > 0
  GROUP BY 1, 2, 3, 4
$$;

-- Whether one member has half of the events of 28 days or more. Then its shard has, too: few others need be looked at.
CREATE FUNCTION publish_one_member(_day date) RETURNS SETOF integer
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _shard smallint;
  _items integer[];
  _tick integer;
BEGIN
  FOR _shard, _items IN
    WITH part AS (
      SELECT shard, item, sum(events) AS events, sum(sum(events)) OVER (PARTITION BY item) AS total
      FROM item_day WHERE day BETWEEN _day - 27 AND _day GROUP BY shard, item
    )
    SELECT shard, array_agg(part.item) FROM part JOIN publishing_item p USING (item)
    WHERE part.events * 2 >= total AND p.members_28 >= 20 GROUP BY shard
  LOOP
    SELECT tick INTO _tick FROM folded WHERE shard = _shard;
    RETURN QUERY
    SELECT m.item FROM (
      SELECT f.item, sum(f.events) AS events
      FROM facts(ARRAY[_shard], 0, _tick,
                 ARRAY(SELECT DISTINCT member FROM seen WHERE shard = _shard AND seen.item = ANY (_items)), false) f
      WHERE f.item = ANY (_items) AND f.day BETWEEN _day - 27 AND _day
      GROUP BY f.item, f.member
    ) m
    GROUP BY m.item
    HAVING max(m.events) * 2 >= (SELECT sum(d.events) FROM item_day d
                                 WHERE d.item = m.item AND d.day BETWEEN _day - 27 AND _day);
  END LOOP;
END $$;

CREATE UNLOGGED TABLE publishing_item (
  population text NOT NULL,
  item       integer,
  members_7  bigint NOT NULL,
  once_7     bigint NOT NULL,
  members_28 bigint NOT NULL,
  once_28    bigint NOT NULL,
  members_90 bigint NOT NULL,
  once_90    bigint NOT NULL,
  failing    bigint NOT NULL
);

-- Replaces what is published by the figures up to yesterday, but for the weeks that have gone by. In one snapshot, or
-- members would be counted as users who are not yet counted as active.
CREATE FUNCTION publish() RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
DECLARE
  _day date := today() - 1;
  _days integer := (SELECT least(days, 90) FROM retention);
  _kept bit(96) := days_mask(0, _days);
  -- 28 days, the 28 before, and weeks, by how many days before the last one they end.
  _ends integer[] := ARRAY[0, 28] || ARRAY(
    SELECT n FROM generate_series(extract(dow FROM _day)::integer, _days - 7, 7) AS n);
  _masks text[] := ARRAY(
    SELECT format('%L::bit(96)', days_mask(ending, CASE WHEN n <= 2 THEN 28 ELSE 7 END) & _kept)
    FROM unnest(_ends) WITH ORDINALITY AS e(ending, n) ORDER BY n);
  _within text := 'count(*) FILTER (WHERE d.days & %L::bit(96) <> 0::bit(96)%s)';
  _sums text;
BEGIN
  IF current_setting('transaction_isolation') = 'read committed' THEN
    RAISE EXCEPTION 'a publication needs one snapshot' USING HINT = 'BEGIN ISOLATION LEVEL REPEATABLE READ';
  END IF;
  TRUNCATE publishing_member, publishing_attribute, publishing_use, publishing_item;
  PERFORM publish_members(_day, _kept, _ends);
  PERFORM publish_attributes(_day, _kept);
  ANALYZE publishing_member, publishing_attribute;

  -- Masks are literals, for they are looked at once for each member and item.
  _sums := format('m.versions, ARRAY[%s, count(*) FILTER (WHERE d.failed & %L::bit(96) <> 0::bit(96))], ARRAY[%s], ARRAY[%s]',
    (SELECT string_agg(format(_within, days_mask(0, least(n, _days)), s.filter), ', ' ORDER BY n, s.filter)
     FROM unnest(ARRAY[7, 28, 90]) AS n, (VALUES (''), (' AND NOT m.established')) AS s(filter)),
    days_mask(0, least(28, _days)),
    (SELECT string_agg(format('count(*) FILTER (WHERE m.established AND d.days & %s <> 0::bit(96))', mask), ', ' ORDER BY n)
     FROM unnest(_masks) WITH ORDINALITY AS s(mask, n)),
    (SELECT string_agg(format('count(*) FILTER (WHERE d.days & %s <> 0::bit(96))', mask), ', ' ORDER BY n)
     FROM unnest(_masks) WITH ORDINALITY AS s(mask, n)));
  EXECUTE format(
    'INSERT INTO publishing_use
     SELECT m.population, NULL, %1$s
     FROM publishing_member m, LATERAL (VALUES (m.days, NULL::bit(96))) AS d(days, failed)
     GROUP BY m.population, m.versions
     UNION ALL
     SELECT m.population, d.item, %1$s
     FROM (SELECT k.population, s.shard, s.member, s.item, s.days << (s.upto - %2$L::date) AS days,
                  s.failed << (s.upto - %2$L::date) AS failed
           FROM seen s JOIN item i ON i.id = s.item JOIN kind k ON k.name = i.kind
           WHERE NOT k.attribute OFFSET 0) AS d
     JOIN publishing_member m USING (population, shard, member)
     WHERE d.days & %3$L::bit(96) <> 0::bit(96)
     GROUP BY m.population, d.item, m.versions', _sums, _day, _kept);
  ANALYZE publishing_use;

  INSERT INTO publishing_item
  SELECT population, item, sum(windows[1]), sum(windows[2]), sum(windows[3]), sum(windows[4]), sum(windows[5]),
         sum(windows[6]), sum(windows[7])
  FROM publishing_use GROUP BY population, item;
  INSERT INTO publishing_item
  SELECT a.population, a.item,
         count(*) FILTER (WHERE m.days & days_mask(0, least(7, _days)) <> 0::bit(96)),
         count(*) FILTER (WHERE m.days & days_mask(0, least(7, _days)) <> 0::bit(96) AND NOT established),
         count(*) FILTER (WHERE m.days & days_mask(0, least(28, _days)) <> 0::bit(96)),
         count(*) FILTER (WHERE m.days & days_mask(0, least(28, _days)) <> 0::bit(96) AND NOT established),
         count(*), count(*) FILTER (WHERE NOT established), 0
  FROM publishing_attribute a JOIN publishing_member m USING (population, shard, member)
  GROUP BY a.population, a.item;

  DELETE FROM published_population;
  INSERT INTO published_population
  SELECT population, masked(members_7), masked(once_7, members_7), masked(members_28), masked(once_28, members_28),
         masked(members_90), masked(once_90, members_90)
  FROM publishing_item WHERE item IS NULL;

  DELETE FROM published_item;
  INSERT INTO published_item
  WITH reports AS MATERIALIZED (
    SELECT * FROM publish_reports()
  ), span AS MATERIALIZED (
    SELECT * FROM publish_spans() WHERE n <= 2
  ), exposed AS (
    SELECT r.item, sum(s.used) FILTER (WHERE n = 1) AS now, sum(s.used) FILTER (WHERE n = 2) AS before
    FROM span s JOIN reports r ON r.version = s.version WHERE s.item IS NULL GROUP BY r.item
  ), used AS (
    SELECT s.item, sum(s.used) FILTER (WHERE n = 1) AS now, sum(s.used) FILTER (WHERE n = 2) AS before
    FROM span s JOIN reports r ON (r.item, r.version) = (s.item, s.version) GROUP BY s.item
  ), everywhere AS (
    SELECT s.population, s.item, sum(s.used) FILTER (WHERE n = 1) AS now, sum(s.used) FILTER (WHERE n = 2) AS before
    FROM span s GROUP BY s.population, s.item
  ), attribute AS (
    SELECT item, sum(now)::bigint AS now, sum(before)::bigint AS before FROM (
      SELECT a.item, count(*) AS now, 0 AS before FROM publishing_attribute a JOIN publishing_member m USING (population, shard, member)
      WHERE established AND m.days & days_mask(0, least(28, _days)) <> 0::bit(96) GROUP BY a.item
      UNION ALL
      SELECT a.before, 0, count(*) FROM publishing_attribute a JOIN publishing_member m USING (population, shard, member)
      WHERE established AND m.days & days_mask(28, 28) & _kept <> 0::bit(96) GROUP BY a.before
    ) AS both_spans GROUP BY item
  ), event AS (
    SELECT item, sum(events)::bigint AS events, sum(failed)::bigint AS failed FROM item_day
    WHERE day BETWEEN _day - least(27, _days - 1) AND _day GROUP BY item
  ), one AS (
    SELECT DISTINCT i AS item FROM publish_one_member(_day) AS i
  ), bounds AS (
    SELECT item, _day - max(n) AS first, _day - min(n) AS last
    FROM (SELECT s.item, n FROM seen s JOIN publishing_item p ON p.item = s.item AND p.members_90 >= 5
          JOIN item i ON i.id = s.item JOIN kind k ON k.name = i.kind AND NOT k.attribute,
          generate_series(0, _days - 1) AS n
          WHERE get_bit(s.days << (s.upto - _day), n) = 1
          GROUP BY s.item, n HAVING count(*) >= 5) AS often
    GROUP BY item
  ), figure AS (
    SELECT i.id, i.kind, i.name, k.population, k.attribute, coalesce(p.members_7, 0) AS members_7,
           coalesce(p.once_7, 0) AS once_7, coalesce(p.members_28, 0) AS members_28, coalesce(p.once_28, 0) AS once_28,
           coalesce(p.members_90, 0) AS members_90, coalesce(p.once_90, 0) AS once_90, coalesce(p.failing, 0) AS failing,
           coalesce(CASE WHEN k.attribute THEN a.now WHEN k.room > 0 THEN v.now ELSE u.now END, 0) AS used,
           coalesce(CASE WHEN k.room > 0 THEN e.now ELSE x.now END, 0) AS exposed,
           coalesce(CASE WHEN k.attribute THEN a.before WHEN k.room > 0 THEN v.before ELSE u.before END, 0) AS used_before,
           coalesce(CASE WHEN k.room > 0 THEN e.before ELSE x.before END, 0) AS exposed_before,
           coalesce(event.events, 0) AS events, coalesce(event.failed, 0) AS failed, one.item IS NOT NULL AS one,
           bounds.first, bounds.last
    FROM item i JOIN kind k ON k.name = i.kind
    LEFT JOIN publishing_item p ON p.item = i.id
    LEFT JOIN exposed x ON x.item = i.id
    LEFT JOIN used u ON u.item = i.id
    LEFT JOIN everywhere v ON v.item = i.id
    LEFT JOIN everywhere e ON e.population = k.population AND e.item IS NULL
    LEFT JOIN attribute a ON a.item = i.id
    LEFT JOIN event ON event.item = i.id
    LEFT JOIN one ON one.item = i.id
    LEFT JOIN bounds ON bounds.item = i.id
    WHERE NOT i.ignored AND (i.registered OR p.item IS NOT NULL) AND i.name <> ''
  )
  SELECT kind, name, population, masked(members_7), masked(once_7, members_7), masked(members_28),
         masked(once_28, members_28), masked(members_90), masked(once_90, members_90), masked(used), masked(exposed),
         masked(used_before), masked(exposed_before),
         CASE WHEN attribute OR members_28 BETWEEN 1 AND 4 THEN NULL ELSE events END,
         CASE WHEN attribute OR failing BETWEEN 1 AND 4 THEN NULL ELSE failed END,
         masked(failing), CASE WHEN members_28 >= 20 THEN one END, first, last
  FROM figure;

  DELETE FROM published_release;
  INSERT INTO published_release
  WITH reports AS MATERIALIZED (
    SELECT * FROM publish_reports()
  ), span AS MATERIALIZED (
    SELECT s.*, i.release / 1000 AS minor FROM publish_spans() s JOIN item i ON i.id = s.version WHERE n = 1
  ), newest AS (
    SELECT population, minor FROM (
      SELECT population, minor, row_number() OVER (PARTITION BY population ORDER BY minor DESC) AS place
      FROM span WHERE item IS NULL AND minor IS NOT NULL GROUP BY population, minor HAVING sum(members) >= 5) AS ranked
    WHERE place <= 4
  ), exposed AS (
    SELECT r.item, s.minor, sum(s.used) AS members
    FROM span s JOIN newest USING (population, minor) JOIN reports r ON r.version = s.version
    WHERE s.item IS NULL GROUP BY r.item, s.minor
  ), used AS (
    SELECT s.item, s.minor, sum(s.used) AS members
    FROM span s JOIN reports r ON (r.item, r.version) = (s.item, s.version) GROUP BY s.item, s.minor
  )
  SELECT i.kind, i.name, e.minor / 1000 || '.' || e.minor % 1000, masked(coalesce(u.members, 0)),
         masked(e.members)
  FROM exposed e JOIN item i ON i.id = e.item JOIN publishing_item p ON p.item = e.item AND p.members_28 >= 20
  LEFT JOIN used u ON (u.item, u.minor) = (e.item, e.minor)
  WHERE NOT i.ignored;

  DELETE FROM published_week WHERE week > _day - _days;
  INSERT INTO published_week
  WITH week AS (
    SELECT n, _day - ending - 6 AS week FROM unnest(_ends) WITH ORDINALITY AS e(ending, n) WHERE n > 2
  ), span AS MATERIALIZED (
    SELECT s.*, week.week FROM publish_spans() s JOIN week USING (n)
  ), reports AS MATERIALIZED (
    SELECT * FROM publish_reports()
  ), exposed AS (
    SELECT r.item, s.week, sum(s.used) AS members FROM span s JOIN reports r ON r.version = s.version
    WHERE s.item IS NULL GROUP BY r.item, s.week
  ), everywhere AS (
    SELECT population, week, sum(used) AS established, sum(members) AS members FROM span
    WHERE item IS NULL GROUP BY population, week
  ), used AS (
    SELECT s.item, s.week, sum(s.members) AS members,
           sum(s.used) FILTER (WHERE k.room > 0 OR r.item IS NOT NULL) AS used
    FROM span s JOIN item i ON i.id = s.item JOIN kind k ON k.name = i.kind
    LEFT JOIN reports r ON (r.item, r.version) = (s.item, s.version)
    GROUP BY s.item, s.week
  ), event AS (
    SELECT d.item, week.week, sum(d.events)::bigint AS events, sum(d.failed)::bigint AS failed
    FROM item_day d JOIN week ON d.day BETWEEN week.week AND week.week + 6 GROUP BY d.item, week.week
  )
  SELECT population, '', week, masked(members), masked(established), masked(established),
         NULL::bigint, NULL::bigint
  FROM everywhere
  UNION ALL
  -- Which versions they had.
  SELECT i.kind, i.name, s.week, masked(s.members), masked(s.used), masked(e.established),
         NULL, NULL
  FROM span s JOIN item i ON i.id = s.version JOIN everywhere e USING (population, week)
  JOIN publishing_item p ON p.item = i.id AND p.members_90 >= 20
  WHERE s.item IS NULL
  UNION ALL
  SELECT i.kind, i.name, u.week, masked(u.members), masked(coalesce(u.used, 0)),
         masked(coalesce(CASE WHEN k.room > 0 THEN e.established ELSE x.members END, 0)),
         CASE WHEN u.members >= 5 THEN event.events END, CASE WHEN u.members >= 5 THEN event.failed END
  FROM used u JOIN item i ON i.id = u.item JOIN kind k ON k.name = i.kind
  JOIN publishing_item p ON p.item = u.item AND p.members_90 >= 20
  JOIN everywhere e ON e.population = k.population AND e.week = u.week
  LEFT JOIN exposed x ON (x.item, x.week) = (u.item, u.week)
  LEFT JOIN event ON (event.item, event.week) = (u.item, u.week);

  DELETE FROM published_matrix;
  INSERT INTO published_matrix
  WITH instance AS (
    SELECT m.shard, m.member,
           max(CASE WHEN a.kind = 'virtual' THEN i.name END) AS virtual,
           max(CASE WHEN a.kind = 'host' THEN i.name END) AS host,
           max(CASE WHEN a.kind = 'distro' THEN i.name END) AS distro,
           max(CASE WHEN a.kind = 'release' THEN i.release / 1000000 || '.' || i.release / 1000 % 1000 END) AS release
    FROM publishing_member m LEFT JOIN publishing_attribute a USING (population, shard, member)
    LEFT JOIN item i ON i.id = a.item
    WHERE m.population = 'instance' AND m.established AND m.days & days_mask(0, least(28, _days)) <> 0::bit(96)
    GROUP BY m.shard, m.member
  ), cell AS (
    SELECT coalesce(virtual, '') AS virtual, coalesce(host, '') AS host, coalesce(distro, '') AS distro,
           coalesce(release, '') AS release, count(*) AS instances
    FROM instance GROUP BY 1, 2, 3, 4
  )
  SELECT virtual, host, distro, release, instances FROM cell WHERE instances >= 5
  UNION ALL
  SELECT '*', '*', '*', '*', masked(sum(instances)) FROM cell WHERE instances < 5 HAVING count(*) > 0;

  DELETE FROM published;
  INSERT INTO published
  SELECT telemetry.now(), _day, (SELECT min(day) FROM item_day), _days, EXISTS (SELECT FROM invented);
  TRUNCATE publishing_member, publishing_attribute, publishing_use, publishing_item;
END $$;

-- Whether figures up to yesterday are to be published: once a day, half an hour after midnight (UTC), when all that came
-- in before is counted.
CREATE FUNCTION publication_due() RETURNS boolean
LANGUAGE sql STABLE SET search_path = telemetry, pg_temp AS $$
  SELECT telemetry.now() >= (today()::timestamp AT TIME ZONE 'UTC') + interval '30 minutes'
    AND NOT EXISTS (SELECT FROM published WHERE day >= today() - 1)
    AND (counted_until() AT TIME ZONE 'UTC')::date >= today()
$$;

-- The publication of the servers, which they can't have more often.
CREATE FUNCTION publish_if_due() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(7305804402567733352) OR NOT publication_due() THEN
    RETURN false;
  END IF;
  PERFORM publish();
  RETURN true;
END $$;
