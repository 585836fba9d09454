-- What may be read: figures of closed days, copied once a day into tables that hold nothing else. A group of 1 to 4 is
-- null, and what would divide a group of fewer than 20 too; so is what would tell of such a group by subtraction.
-- docs/backend-figures.md says what each figure is.

CREATE TABLE published (
  at      timestamptz NOT NULL,
  day     date NOT NULL,                 -- the last one that is counted
  since   date,                          -- the first that counts whole; null: nothing was received yet
  days    integer NOT NULL,              -- how many days rows are kept, 90 at most: the longest window
  invented boolean NOT NULL
);

-- Established members who were active in the last 7, 28 and 90 days, and beside them those who were on one day of the
-- 90 alone. No number has both in it: a few of the one would be what is left of it without the other.
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

-- The same shares within the newest four minor releases of the original and the newest four of ours.
CREATE TABLE published_release (
  kind           text NOT NULL,
  name           text NOT NULL,
  release        text NOT NULL,          -- '0.31'
  used           bigint,
  exposed        bigint,
  used_before    bigint,                 -- of those who had it 28 days before
  exposed_before bigint,
  PRIMARY KEY (kind, name, release)
);

-- Weeks that are over, for good: the last twelve are published anew each day, those before stay as they were last.
CREATE TABLE published_week (
  kind    text NOT NULL,                 -- or a population, without a name
  name    text NOT NULL,
  week    date NOT NULL,                 -- its Monday
  members bigint,                        -- established
  once    bigint,
  used    bigint,
  exposed bigint,
  events  bigint,
  failed  bigint,
  PRIMARY KEY (kind, name, week)
);

-- Established instances of 28 days. Those in groups of fewer than 5 are in one row of '*', with the smallest other group
-- if they are fewer than 5 even so.
CREATE TABLE published_matrix (
  virtual   text NOT NULL,
  host      text NOT NULL,
  distro    text NOT NULL,
  release   text NOT NULL,
  instances bigint,
  PRIMARY KEY (virtual, host, distro, release)
);

-- What verdicts rest on, of each day that was the last of a publication, for 400 days: of what the registry knows, and of
-- the populations. Numbers of members as they were published.
CREATE TABLE published_history (
  day         date NOT NULL,
  kind        text NOT NULL,             -- or a population, without a name
  name        text NOT NULL,
  since       date,                      -- of a population: as above
  used        bigint,
  used_before bigint,
  exposed     bigint,                    -- of a population: established members of 28 days
  members_90  bigint,
  once_90     bigint
);
-- Not unique, which would double what it takes: publish() writes each row once.
CREATE INDEX published_history_day ON published_history (day);

-- Only while a publication is made. A span is 28 days, the 28 before, or a week. Releases are numbers, -1 if unknown.
CREATE UNLOGGED TABLE publishing_member (
  population  text NOT NULL,
  shard       smallint NOT NULL,
  member      uuid NOT NULL,
  days        bit(96) NOT NULL,          -- bit n: active n days before the last one
  established boolean NOT NULL,
  versions    integer[] NOT NULL,        -- the item at the end of each span
  releases    integer[] NOT NULL         -- of these
);
CREATE UNLOGGED TABLE publishing_attribute (
  population text NOT NULL,
  shard      smallint NOT NULL,
  member     uuid NOT NULL,
  kind       text NOT NULL,
  item       integer NOT NULL,           -- the last known
  before     integer                     -- the last known 28 days before
);
CREATE UNLOGGED TABLE publishing_span (
  population  text NOT NULL,
  n           integer NOT NULL,          -- which span
  version     integer,                   -- item
  release     integer NOT NULL,
  established bigint NOT NULL,           -- members who were active in it
  members     bigint NOT NULL
);
CREATE UNLOGGED TABLE publishing_report (
  item       integer NOT NULL,
  population text NOT NULL,
  releases   int4multirange NOT NULL     -- that report the item
);
CREATE UNLOGGED TABLE publishing_exposed (
  item        integer NOT NULL,
  n           integer NOT NULL,          -- which span
  minor       integer NOT NULL,          -- of releases that report the item
  established bigint NOT NULL            -- who had one of them
);
CREATE UNLOGGED TABLE publishing_use (
  item    integer NOT NULL,
  minor   integer NOT NULL,              -- of the release in the first span
  minor_before integer NOT NULL,         -- in the second
  established boolean NOT NULL,
  windows bigint[] NOT NULL,             -- members of 7, 28, 90 days; those of 28 with a failure
  used    bigint[] NOT NULL,             -- established members in each span whose release reports the item
  members bigint[] NOT NULL,             -- members in each span
  ends    bigint[] NOT NULL              -- members on the first and on the last day
);
CREATE UNLOGGED TABLE publishing_item (
  item       integer NOT NULL,
  members_7  bigint NOT NULL,
  once_7     bigint NOT NULL,
  members_28 bigint NOT NULL,
  once_28    bigint NOT NULL,
  members_90 bigint NOT NULL,
  once_90    bigint NOT NULL,
  failing    bigint NOT NULL,
  used       bigint[] NOT NULL,          -- in each span, as above
  exposed    bigint[] NOT NULL,
  established bigint[] NOT NULL,
  members    bigint[] NOT NULL,
  first_seen date,
  last_seen  date
);

-- What a group may be called by: itself, none, or fewer than 5.
CREATE FUNCTION masked(_members numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT CASE WHEN _members NOT BETWEEN 1 AND 4 THEN _members END';

-- A part of a group, if the group may be divided or the part is all of it.
CREATE FUNCTION masked(_part numeric, _whole numeric) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN (_whole >= 20 OR _part = _whole) AND _part NOT BETWEEN 1 AND 4 THEN _part END
$$;

-- Hides the smallest part of each whole of which all that is shown would leave 1 to 4. The query tells the parts: the
-- ctid of their rows, which whole they are of, a name, the part and the whole.
CREATE FUNCTION hide_smallest(_table text, _column text, _parts text) RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp AS $$
BEGIN
  EXECUTE format(
    'WITH part AS (
       SELECT *, total - coalesce(sum(number) OVER (PARTITION BY whole), 0) AS rest
       FROM (%3$s) AS p (id, whole, name, number, total)
     )
     UPDATE %1$I SET %2$I = NULL WHERE ctid = ANY (ARRAY(
       SELECT DISTINCT ON (whole) id FROM part WHERE rest BETWEEN 1 AND 4 AND number > 0
       ORDER BY whole, number, name COLLATE "C"))', _table, _column, format(_parts, _column));
END $$;

-- The bits of so many days, ending so many days before the last one.
CREATE FUNCTION days_mask(_before integer, _days integer) RETURNS bit
LANGUAGE sql IMMUTABLE AS $$
  SELECT ((~0::bit(96)) >> _before) & ~((~0::bit(96)) >> (_before + _days))
$$;

-- The expression for what a member had last before some days, by its place in a list whose last ones are the greatest:
-- of two on one day the greater. What it has not said since, it still is.
CREATE FUNCTION publish_last(_before integer) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT format('max(CASE WHEN position(B''1'' IN days << %1$s) > 0
                       THEN (96 - position(B''1'' IN days << %1$s)) * 1000000 + place END) %% 1000000', _before)
$$;

-- Who was active in the days that are kept, and which version they had at the end of each span; and which of the other
-- attributes they had now and 28 days before.
CREATE FUNCTION publish_members(_day date, _kept bit, _ends integer[]) RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp SET work_mem = '128MB' SET jit = off AS $$
DECLARE
  _items integer[] := ARRAY(SELECT id FROM item ORDER BY release NULLS FIRST, name COLLATE "C");
  _releases integer[] := ARRAY(SELECT coalesce(release, -1) FROM item ORDER BY release NULLS FIRST, name COLLATE "C");
  _last text[] := ARRAY(SELECT publish_last(ending) FROM unnest(_ends) WITH ORDINALITY AS e(ending, n) ORDER BY n);
  _rows text := format(
    'FROM (SELECT k.population, s.shard, s.member, i.kind, (s.days << (s.upto - %L::date)) & %L AS days,
                  CASE WHEN i.name <> '''' THEN l.place::integer END AS place
           FROM seen s JOIN item i ON i.id = s.item JOIN kind k ON k.name = i.kind
           JOIN unnest($1) WITH ORDINALITY AS l(id, place) ON l.id = i.id
           WHERE k.attribute AND i.kind %%s OFFSET 0) AS known
     WHERE days <> 0::bit(96)
     GROUP BY population, shard, member', _day, _kept);
BEGIN
  EXECUTE format(
    'INSERT INTO publishing_member
     SELECT population, shard, member, bit_or(days), bit_count(bit_or(days)) > 1, ARRAY[%s], ARRAY[%s] %s',
    (SELECT string_agg('$1[' || l || ']', ', ' ORDER BY n) FROM unnest(_last) WITH ORDINALITY AS l(l, n)),
    (SELECT string_agg('coalesce($2[' || l || '], -1)', ', ' ORDER BY n) FROM unnest(_last) WITH ORDINALITY AS l(l, n)),
    format(_rows, 'LIKE ''%version'''))
  USING _items, _releases;
  EXECUTE format(
    'INSERT INTO publishing_attribute SELECT population, shard, member, kind, $1[%s], $1[%s] %s, kind HAVING max(place) > 0',
    publish_last(0), publish_last(28), format(_rows, 'NOT LIKE ''%version'''))
  USING _items;
  INSERT INTO publishing_attribute
  SELECT population, shard, member, 'release', versions[1], versions[2] FROM publishing_member WHERE versions[1] IS NOT NULL;
  ANALYZE publishing_member, publishing_attribute;
END $$;

-- The expression for how many members were there on days of a mask, which is a literal since it is looked at for each
-- member and item.
CREATE FUNCTION publish_count(_days text, _mask bit, _condition text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT format('count(*) FILTER (WHERE %s & %L::bit(96) <> 0::bit(96) AND %s)', _days, _mask, _condition)
$$;

-- How many members used an item, by their minor releases, established and once-only ones apart. A function, so that
-- PostgreSQL reads with several processes.
CREATE FUNCTION publish_uses(_day date, _days integer, _spans bit[]) RETURNS SETOF publishing_use
-- There are few groups, and many rows that nobody needs in order.
LANGUAGE plpgsql SET search_path = telemetry, pg_temp SET work_mem = '128MB' SET enable_sort = off SET jit = off AS $$
BEGIN
  RETURN QUERY EXECUTE concat(
    'SELECT d.item, m.releases[1] / 1000, m.releases[2] / 1000, m.established, ARRAY[',
    (SELECT string_agg(publish_count('d.days', days_mask(0, least(n, _days)), 'true'), ', ' ORDER BY n)
     FROM unnest(ARRAY[7, 28, 90]) AS n),
    ', ', publish_count('d.failed', days_mask(0, least(28, _days)), 'true'), '], ARRAY[',
    (SELECT string_agg(publish_count('d.days', mask, format('established AND m.releases[%s] <@ d.releases', n)), ', ' ORDER BY n)
     FROM unnest(_spans) WITH ORDINALITY AS s(mask, n)), '], ARRAY[',
    (SELECT string_agg(publish_count('d.days', mask, 'true'), ', ' ORDER BY n)
     FROM unnest(_spans) WITH ORDINALITY AS s(mask, n)), '], ARRAY[',
    publish_count('d.days', days_mask(_days - 1, 1), 'true'), ', ', publish_count('d.days', days_mask(0, 1), 'true'), ']',
    format(
      ' FROM (SELECT k.population, s.shard, s.member, s.item, s.days << (s.upto - %1$L::date) AS days,
                     s.failed << (s.upto - %1$L::date) AS failed, r.releases
              FROM seen s JOIN publishing_report r USING (item) JOIN item i ON i.id = s.item JOIN kind k ON k.name = i.kind
              OFFSET 0) AS d
       JOIN publishing_member m USING (population, shard, member)
       WHERE d.days & %2$L::bit(96) <> 0::bit(96)
       GROUP BY d.item, m.releases[1] / 1000, m.releases[2] / 1000, m.established', _day, days_mask(0, _days)));
END $$;

-- The first and the last day on which 5 members or more were seen with an item. Of most it is known already.
CREATE FUNCTION publish_bounds(_day date, _days integer) RETURNS TABLE (item integer, first_seen date, last_seen date)
LANGUAGE sql SET search_path = telemetry, pg_temp SET work_mem = '128MB' AS $$
  WITH known AS MATERIALIZED (
    SELECT u.item, sum(u.ends[1]) >= 5 AND sum(u.ends[2]) >= 5 AS both_ends
    FROM publishing_use u GROUP BY u.item HAVING sum(u.windows[3]) >= 5
  )
  SELECT known.item, _day - _days + 1, _day FROM known WHERE both_ends
  UNION ALL
  SELECT often.item, _day - max(n), _day - min(n) FROM (
    SELECT s.item, n FROM seen s JOIN known ON known.item = s.item AND NOT both_ends, generate_series(0, _days - 1) AS n
    WHERE get_bit(s.days << (s.upto - _day), n) = 1
    GROUP BY s.item, n HAVING count(*) >= 5) AS often
  GROUP BY often.item
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

-- Empties the tables above. Not by TRUNCATE, which gives an unlogged table new files: a server that was killed in the
-- middle of it once did not start again ("could not create file: File exists").
CREATE FUNCTION publish_empty() RETURNS void
LANGUAGE sql SET search_path = telemetry, pg_temp AS $$
  DELETE FROM publishing_member;
  DELETE FROM publishing_attribute;
  DELETE FROM publishing_span;
  DELETE FROM publishing_report;
  DELETE FROM publishing_exposed;
  DELETE FROM publishing_use;
  DELETE FROM publishing_item;
$$;

-- Fills the tables above.
CREATE FUNCTION publish_counts(_day date, _days integer, _ends integer[]) RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp SET work_mem = '128MB' SET jit = off AS $$
DECLARE
  _spans bit(96)[] := ARRAY(
    SELECT days_mask(ending, CASE WHEN n <= 2 THEN 28 ELSE 7 END) & days_mask(0, _days)
    FROM unnest(_ends) WITH ORDINALITY AS e(ending, n) ORDER BY n);
BEGIN
  PERFORM publish_empty();
  PERFORM publish_members(_day, days_mask(0, _days), _ends);
  EXECUTE concat(
    'INSERT INTO publishing_span
     SELECT population, s.n, s.version, coalesce(min(release), -1), sum(s.established), sum(s.members)
     FROM (SELECT population, versions, ARRAY[',
    (SELECT string_agg(publish_count('days', mask, 'established'), ', ' ORDER BY n)
     FROM unnest(_spans) WITH ORDINALITY AS s(mask, n)), '] AS established, ARRAY[',
    (SELECT string_agg(publish_count('days', mask, 'true'), ', ' ORDER BY n)
     FROM unnest(_spans) WITH ORDINALITY AS s(mask, n)), '] AS members
           FROM publishing_member GROUP BY population, versions) AS g,
     unnest(g.established, g.members, g.versions) WITH ORDINALITY AS s(established, members, version, n)
     LEFT JOIN item ON item.id = s.version
     WHERE s.members > 0 GROUP BY population, s.n, s.version');
  -- What the registry knows, and what is learned from the reports themselves: these are in all.
  INSERT INTO publishing_report
  SELECT i.id, k.population, CASE WHEN k.room > 0 THEN int4multirange(int4range(NULL, NULL))
                             ELSE coalesce(range_agg(int4range(r.since, r.until)) FILTER (WHERE r.item IS NOT NULL), '{}') END
  FROM item i JOIN kind k ON k.name = i.kind LEFT JOIN reported r ON r.item = i.id
  WHERE NOT k.attribute AND NOT i.ignored GROUP BY i.id, k.population, k.room;
  ANALYZE publishing_span, publishing_report;
  INSERT INTO publishing_exposed
  SELECT r.item, s.n, s.release / 1000, sum(s.established)
  FROM publishing_report r JOIN publishing_span s ON s.population = r.population AND s.release <@ r.releases
  GROUP BY r.item, s.n, s.release / 1000;
  ANALYZE publishing_exposed;
  INSERT INTO publishing_use SELECT * FROM publish_uses(_day, _days, _spans);
  ANALYZE publishing_use;

  INSERT INTO publishing_item
  WITH exposed AS (
    SELECT r.item, array_agg(coalesce(e.established, 0)::bigint ORDER BY spans.n) AS exposed
    FROM publishing_report r CROSS JOIN generate_series(1, cardinality(_ends)) AS spans(n)
    LEFT JOIN (SELECT item, n, sum(established) AS established FROM publishing_exposed GROUP BY item, n) AS e
      ON (e.item, e.n) = (r.item, spans.n)
    GROUP BY r.item
  ), windows AS (
    SELECT item, sum(windows[1]) AS members_7, sum(windows[1]) FILTER (WHERE NOT established) AS once_7,
           sum(windows[2]) AS members_28, sum(windows[2]) FILTER (WHERE NOT established) AS once_28,
           sum(windows[3]) AS members_90, sum(windows[3]) FILTER (WHERE NOT established) AS once_90,
           sum(windows[4]) AS failing
    FROM publishing_use GROUP BY item
  ), spans AS (
    SELECT item, array_agg(used ORDER BY n) AS used, array_agg(established ORDER BY n) AS established,
           array_agg(members ORDER BY n) AS members
    FROM (SELECT u.item, n, sum(s.used)::bigint AS used, sum(s.members)::bigint AS members,
                 coalesce(sum(s.members) FILTER (WHERE u.established), 0)::bigint AS established
          FROM publishing_use u, unnest(u.used, u.members) WITH ORDINALITY AS s(used, members, n)
          GROUP BY u.item, n) AS each
    GROUP BY item
  ), nothing AS (
    SELECT array_fill(0::bigint, ARRAY[cardinality(_ends)]) AS spans
  )
  SELECT r.item, coalesce(members_7, 0), coalesce(once_7, 0), coalesce(members_28, 0), coalesce(once_28, 0),
         coalesce(members_90, 0), coalesce(once_90, 0), coalesce(failing, 0), coalesce(s.used, nothing.spans), e.exposed,
         coalesce(s.established, nothing.spans), coalesce(s.members, nothing.spans), b.first_seen, b.last_seen
  FROM nothing, publishing_report r JOIN item i ON i.id = r.item JOIN exposed e USING (item)
  LEFT JOIN windows w USING (item) LEFT JOIN spans s USING (item) LEFT JOIN publish_bounds(_day, _days) b USING (item)
  WHERE i.registered OR w.item IS NOT NULL;

  -- Everybody who was active could have had an attribute.
  INSERT INTO publishing_item
  WITH everybody AS (
    SELECT population, sum(established) FILTER (WHERE n = 1) AS now, sum(established) FILTER (WHERE n = 2) AS before
    FROM publishing_span GROUP BY population
  ), had AS (
    SELECT a.population, a.item, m.days, m.established, true AS latest
    FROM publishing_attribute a JOIN publishing_member m USING (population, shard, member)
    UNION ALL
    SELECT a.population, a.before, m.days, m.established, false
    FROM publishing_attribute a JOIN publishing_member m USING (population, shard, member) WHERE a.before IS NOT NULL
  )
  SELECT h.item,
         count(*) FILTER (WHERE latest AND days & days_mask(0, least(7, _days)) <> 0::bit(96)),
         count(*) FILTER (WHERE latest AND days & days_mask(0, least(7, _days)) <> 0::bit(96) AND NOT established),
         count(*) FILTER (WHERE latest AND days & _spans[1] <> 0::bit(96)),
         count(*) FILTER (WHERE latest AND days & _spans[1] <> 0::bit(96) AND NOT established),
         count(*) FILTER (WHERE latest), count(*) FILTER (WHERE latest AND NOT established), 0,
         ARRAY[count(*) FILTER (WHERE latest AND established AND days & _spans[1] <> 0::bit(96)),
               count(*) FILTER (WHERE NOT latest AND established AND days & _spans[2] <> 0::bit(96))],
         ARRAY[coalesce(e.now, 0), coalesce(e.before, 0)], '{}', '{}'
  FROM had h JOIN everybody e USING (population) GROUP BY h.item, e.now, e.before;
  ANALYZE publishing_item;
END $$;

-- Replaces what is published by the figures up to yesterday, but for the weeks that have gone by. In one snapshot, or
-- members would be counted as users who are not yet counted as active.
CREATE FUNCTION publish() RETURNS void
LANGUAGE plpgsql SET search_path = telemetry, pg_temp SET work_mem = '128MB' SET jit = off AS $$
DECLARE
  _day date := today() - 1;
  _days integer := (SELECT least(days, 90) FROM retention);
  _first date;
  _ends integer[];
BEGIN
  IF current_setting('transaction_isolation') = 'read committed' THEN
    RAISE EXCEPTION 'a publication needs one snapshot' USING HINT = 'BEGIN ISOLATION LEVEL REPEATABLE READ';
  END IF;
  PERFORM note_first_received();
  -- Late events may be of days before, but not all of these are known.
  SELECT greatest(since, first_received, _day - _days + 1) INTO _first FROM retention;
  -- 28 days, the 28 before, and weeks, by how many days before the last one they end.
  _ends := ARRAY[0, 28] || ARRAY(SELECT generate_series(extract(dow FROM _day)::integer, _day - _first - 6, 7));
  PERFORM publish_counts(_day, _days, _ends);

  DELETE FROM published_population;
  INSERT INTO published_population
  SELECT population, masked(m7 - o7), masked(o7, m7), masked(m28 - o28), masked(o28, m28), masked(m90 - o90),
         masked(o90, m90)
  FROM (
    SELECT k.population,
           count(*) FILTER (WHERE days & days_mask(0, least(7, _days)) <> 0::bit(96)) AS m7,
           count(*) FILTER (WHERE days & days_mask(0, least(7, _days)) <> 0::bit(96) AND NOT established) AS o7,
           count(*) FILTER (WHERE days & days_mask(0, least(28, _days)) <> 0::bit(96)) AS m28,
           count(*) FILTER (WHERE days & days_mask(0, least(28, _days)) <> 0::bit(96) AND NOT established) AS o28,
           count(member) AS m90, count(*) FILTER (WHERE NOT established) AS o90
    FROM (SELECT DISTINCT population FROM kind) AS k LEFT JOIN publishing_member USING (population)
    GROUP BY k.population
  ) AS counted;

  DELETE FROM published_item;
  INSERT INTO published_item
  WITH event AS (
    SELECT item, sum(events)::bigint AS events, sum(failed)::bigint AS failed FROM item_day
    WHERE day BETWEEN _day - least(27, _days - 1) AND _day GROUP BY item
  ), one AS MATERIALIZED (
    SELECT publish_one_member(_day) AS item
  )
  SELECT i.kind, i.name, k.population, masked(members_7 - once_7), masked(once_7, members_7),
         masked(members_28 - once_28), masked(once_28, members_28), masked(members_90 - once_90),
         masked(once_90, members_90), masked(p.used[1]), masked(p.exposed[1]), masked(p.used[2]), masked(p.exposed[2]),
         CASE WHEN NOT k.attribute AND members_28 NOT BETWEEN 1 AND 4 THEN coalesce(events, 0) END,
         CASE WHEN NOT k.attribute AND failing NOT BETWEEN 1 AND 4 THEN coalesce(failed, 0) END,
         masked(failing), CASE WHEN NOT k.attribute AND members_28 >= 20 THEN i.id IN (SELECT one.item FROM one) END,
         first_seen, last_seen
  FROM publishing_item p JOIN item i ON i.id = p.item JOIN kind k ON k.name = i.kind LEFT JOIN event ON event.item = i.id;

  DELETE FROM published_release;
  INSERT INTO published_release
  WITH newest AS (
    -- From 1.0.0 on they are ours.
    SELECT population, release / 1000 AS minor,
           row_number() OVER (PARTITION BY population, release / 1000 >= 1000 ORDER BY release / 1000 DESC) AS place
    FROM publishing_span WHERE n = 1 AND release >= 0 GROUP BY population, release / 1000 HAVING sum(members) >= 5
  ), used AS (
    SELECT item, minor, sum(used[1]) AS members FROM publishing_use GROUP BY item, minor
  ), used_before AS (
    SELECT item, minor_before AS minor, sum(used[2]) AS members FROM publishing_use GROUP BY item, minor_before
  )
  SELECT i.kind, i.name, n.minor / 1000 || '.' || n.minor % 1000, masked(coalesce(u.members, 0)), masked(e.established),
         CASE WHEN p.members[2] >= 20 THEN masked(coalesce(ub.members, 0)) END,
         CASE WHEN p.members[2] >= 20 THEN masked(coalesce(eb.established, 0)) END
  FROM publishing_item p JOIN item i ON i.id = p.item JOIN kind k ON k.name = i.kind
  JOIN newest n ON n.population = k.population AND n.place <= 4
  JOIN publishing_exposed e ON e.n = 1 AND (e.item, e.minor) = (p.item, n.minor)
  LEFT JOIN used u ON (u.item, u.minor) = (p.item, n.minor)
  LEFT JOIN publishing_exposed eb ON eb.n = 2 AND (eb.item, eb.minor) = (p.item, n.minor)
  LEFT JOIN used_before ub ON (ub.item, ub.minor) = (p.item, n.minor)
  WHERE p.members_28 >= 20;

  DELETE FROM published_week WHERE week >= _first;
  INSERT INTO published_week
  WITH week AS MATERIALIZED (
    SELECT n, _day - ending - 6 AS week FROM unnest(_ends) WITH ORDINALITY AS e(ending, n) WHERE n > 2
  ), everybody AS MATERIALIZED (
    SELECT population, week, sum(established) AS established, sum(members) AS members
    FROM publishing_span JOIN week USING (n) GROUP BY population, week
  ), failing AS (
    SELECT s.item, week.week, count(*) AS members FROM seen s, week
    WHERE s.failed IS NOT NULL
      AND (s.failed << (s.upto - _day)) & days_mask(_day - week.week - 6, 7) <> 0::bit(96)
    GROUP BY s.item, week.week
  ), event AS (
    SELECT d.item, week.week, sum(d.events)::bigint AS events, sum(d.failed)::bigint AS failed
    FROM item_day d JOIN week ON d.day BETWEEN week.week AND week.week + 6 GROUP BY d.item, week.week
  )
  SELECT population, '', week, masked(established), masked(members - established, members), masked(established),
         masked(established), NULL::bigint, NULL::bigint
  FROM everybody
  UNION ALL
  -- Which versions they had.
  SELECT i.kind, i.name, week.week, masked(s.established), masked(s.members - s.established, s.members),
         masked(s.established), masked(e.established), NULL, NULL
  FROM publishing_span s JOIN week USING (n) JOIN everybody e USING (population, week) JOIN item i ON i.id = s.version
  WHERE e.members >= 20
  UNION ALL
  SELECT i.kind, i.name, week.week, masked(p.established[n]), masked(p.members[n] - p.established[n], p.members[n]),
         masked(p.used[n]), masked(p.exposed[n]), CASE WHEN p.members[n] >= 5 THEN event.events END,
         CASE WHEN p.members[n] >= 5 AND coalesce(failing.members, 0) NOT BETWEEN 1 AND 4 THEN event.failed END
  FROM publishing_item p JOIN publishing_report USING (item) JOIN item i ON i.id = p.item CROSS JOIN week
  LEFT JOIN event ON (event.item, event.week) = (p.item, week.week)
  LEFT JOIN failing ON (failing.item, failing.week) = (p.item, week.week)
  WHERE p.members_90 >= 20 AND p.members[n] > 0;

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
  ), pool AS (
    SELECT *, sum(instances) OVER (ORDER BY instances, virtual COLLATE "C", host COLLATE "C", distro COLLATE "C",
                                            release COLLATE "C") - instances AS smaller
    FROM cell
  )
  SELECT virtual, host, distro, release, instances FROM pool WHERE instances >= 5 AND smaller NOT BETWEEN 1 AND 4
  UNION ALL
  SELECT '*', '*', '*', '*', masked(sum(instances)) FROM pool WHERE instances < 5 OR smaller BETWEEN 1 AND 4
  HAVING count(*) > 0;

  -- Who has an attribute is a part of all; so is who has one of the versions, and uses something in a release.
  PERFORM hide_smallest('published_item', part,
    'SELECT i.ctid, i.kind, i.name, i.%1$I, p.%1$I FROM published_item i
     JOIN kind k ON k.name = i.kind AND k.attribute JOIN published_population p ON p.population = i.population')
  FROM unnest(ARRAY['members_7', 'once_7', 'members_28', 'once_28', 'members_90', 'once_90']) AS part;
  PERFORM hide_smallest('published_item', part,
    'SELECT i.ctid, i.kind, i.name, i.%I, i.' || whole || ' FROM published_item i
     JOIN kind k ON k.name = i.kind AND k.attribute')
  FROM (VALUES ('used', 'exposed'), ('used_before', 'exposed_before')) AS of (part, whole);
  PERFORM hide_smallest('published_release', part,
    'SELECT r.ctid, ARRAY[r.kind, r.name], r.release, r.%1$I, i.%1$I FROM published_release r
     JOIN published_item i USING (kind, name)')
  FROM unnest(ARRAY['used', 'exposed', 'used_before', 'exposed_before']) AS part;
  PERFORM hide_smallest('published_week', part,
    'SELECT v.ctid, ARRAY[v.kind, v.week::text], v.name, v.%1$I, p.%1$I FROM published_week v
     JOIN kind k ON k.name = v.kind AND k.attribute
     JOIN published_week p ON (p.kind, p.name, p.week) = (k.population, '''', v.week)')
  FROM unnest(ARRAY['members', 'once', 'used']) AS part;

  DELETE FROM published;
  INSERT INTO published
  SELECT telemetry.now(), _day, CASE WHEN first_received IS NOT NULL THEN _first END, _days, EXISTS (SELECT FROM invented)
  FROM retention;

  DELETE FROM published_history WHERE day NOT BETWEEN _day - 399 AND _day - 1;
  INSERT INTO published_history
  SELECT _day, population, '', p.since, NULL, NULL, members_28, NULL, NULL FROM published_population, published p
  UNION ALL
  SELECT _day, p.kind, p.name, NULL, p.used, p.used_before, p.exposed, p.members_90, p.once_90
  FROM published_item p JOIN item i USING (kind, name) JOIN kind k ON k.name = p.kind
  WHERE k.room = 0 AND i.registered AND p.name <> '*';
  PERFORM publish_empty();
END $$;

-- Whether figures up to yesterday are to be published: once a day, half an hour after midnight (UTC), when all that came
-- in before is counted.
CREATE FUNCTION publication_due() RETURNS boolean
LANGUAGE sql STABLE SET search_path = telemetry, pg_temp AS $$
  SELECT telemetry.now() >= (today()::timestamp AT TIME ZONE 'UTC') + interval '30 minutes'
    AND NOT clock_jumped()
    AND NOT EXISTS (SELECT FROM published WHERE day = today() - 1)
    AND (EXISTS (SELECT FROM published) OR EXISTS (SELECT FROM item_day WHERE day < today()))
    AND (counted_until() AT TIME ZONE 'UTC')::date >= today()
$$;

-- The publication of the servers, which they can't have more often.
CREATE FUNCTION publish_if_due() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp SET lock_timeout = '10s' AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(7305804402567733352) OR NOT publication_due() THEN
    RETURN false;
  END IF;
  PERFORM publish();
  RETURN true;
END $$;
