-- The only way in. One call stores what many requests brought, and answers with a letter for each, in their order:
-- s stored, d duplicate, e erased (its owner asked to be forgotten).
--
-- A call holds the erasure lock shared: whoever erases takes it alone for a moment, after which every call sees the
-- new mark. Keys are claimed in order, so two calls with the same keys wait for each other and never in a circle.

CREATE FUNCTION erasure_lock() RETURNS bigint
LANGUAGE sql IMMUTABLE AS 'SELECT 7305804402567733347';

CREATE FUNCTION from_micros(micros bigint) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$ SELECT timestamptz 'epoch' + micros * interval '1 microsecond' $$;

CREATE FUNCTION ingest_cli(
  _received bigint, _digest uuid[], _item integer[], _mark uuid[], _happened bigint[], _claimed bigint[],
  _machine_id text[], _user_id text[], _instance_id text[], _version text[], _command text[], _options text[],
  _error text[], _os text[], _arch text[], _timezone text[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _answer text;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(erasure_lock());
  WITH given AS MATERIALIZED (
    SELECT g.*, EXISTS (SELECT FROM erased e WHERE e.mark = g.mark) AS forgotten
    FROM unnest(_digest, _item, _mark, _happened, _claimed, _machine_id, _user_id, _instance_id, _version, _command,
                _options, _error, _os, _arch, _timezone)
      WITH ORDINALITY AS g(digest, item, mark, happened, claimed, machine_id, user_id, instance_id, version, command,
                           options, error, os, arch, timezone, n)
  ), claimed AS (
    INSERT INTO event_key
    SELECT digest, item, (from_micros(_received) AT TIME ZONE 'UTC')::date
    FROM given WHERE digest IS NOT NULL AND NOT forgotten ORDER BY digest, item
    ON CONFLICT DO NOTHING RETURNING digest, item
  ), fresh AS (
    SELECT min(n) AS n FROM given JOIN claimed USING (digest, item) GROUP BY digest, item
    UNION ALL
    SELECT n FROM given WHERE digest IS NULL AND NOT forgotten
  ), stored AS (
    INSERT INTO cli_event
    SELECT from_micros(_received), from_micros(happened), given.claimed, pg_current_xact_id()::text::bigint,
           machine_id, user_id, instance_id, version, command, options, error, os, arch, timezone
    FROM given JOIN fresh USING (n)
  )
  SELECT string_agg(CASE WHEN forgotten THEN 'e' WHEN fresh.n IS NULL THEN 'd' ELSE 's' END, '' ORDER BY given.n)
  INTO _answer FROM given LEFT JOIN fresh USING (n);
  RETURN _answer;
END $$;

-- Uploads, and their events: _upload says which upload, counted from 1.
CREATE FUNCTION ingest_syncer(
  _received bigint, _digest uuid[], _item integer[], _mark uuid[], _other_mark uuid[], _uid text[], _creator text[],
  _creator_uid text[], _os text[], _arch text[], _version text[], _flags text[], _controllers text[],
  _service_type text[], _virtual_version text[], _host_version text[], _since_last bigint[],
  _upload integer[], _happened bigint[], _claimed bigint[], _type text[], _success boolean[], _processing bigint[],
  _error text[], _api_group text[], _api_version text[], _kind text[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _answer text;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(erasure_lock());
  WITH given AS MATERIALIZED (
    SELECT g.*, EXISTS (SELECT FROM erased e WHERE e.mark IN (g.mark, g.other_mark)) AS forgotten
    FROM unnest(_digest, _item, _mark, _other_mark, _uid, _creator, _creator_uid, _os, _arch, _version, _flags,
                _controllers, _service_type, _virtual_version, _host_version, _since_last)
      WITH ORDINALITY AS g(digest, item, mark, other_mark, uid, creator, creator_uid, os, arch, version, flags,
                           controllers, service_type, virtual_version, host_version, since_last, n)
  ), claimed AS (
    INSERT INTO event_key
    SELECT digest, item, (from_micros(_received) AT TIME ZONE 'UTC')::date
    FROM given WHERE digest IS NOT NULL AND NOT forgotten ORDER BY digest, item
    ON CONFLICT DO NOTHING RETURNING digest, item
  ), fresh AS MATERIALIZED (
    SELECT n, nextval('syncer_upload_id') AS id FROM (
      SELECT min(n) AS n FROM given JOIN claimed USING (digest, item) GROUP BY digest, item
      UNION ALL
      SELECT n FROM given WHERE digest IS NULL AND NOT forgotten) AS chosen
  ), stored AS (
    INSERT INTO syncer_upload
    SELECT from_micros(_received), pg_current_xact_id()::text::bigint, id, uid, creator, creator_uid, os, arch,
           version, flags, controllers, service_type, virtual_version, host_version, since_last
    FROM given JOIN fresh USING (n)
  ), stored_events AS (
    INSERT INTO syncer_event
    SELECT from_micros(_received), from_micros(e.happened), e.claimed, pg_current_xact_id()::text::bigint,
           fresh.id, given.uid, e.type, e.success, e.processing, e.error, e.api_group, e.api_version, e.kind
    FROM unnest(_upload, _happened, _claimed, _type, _success, _processing, _error, _api_group, _api_version, _kind)
      AS e(upload, happened, claimed, type, success, processing, error, api_group, api_version, kind)
    JOIN fresh ON fresh.n = e.upload JOIN given ON given.n = e.upload
  )
  SELECT string_agg(CASE WHEN forgotten THEN 'e' WHEN fresh.n IS NULL THEN 'd' ELSE 's' END, '' ORDER BY given.n)
  INTO _answer FROM given LEFT JOIN fresh USING (n);
  RETURN _answer;
END $$;

CREATE FUNCTION ingest_instance(
  _received bigint, _digest uuid[], _item integer[], _mark uuid[], _other_mark uuid[], _happened bigint[],
  _claimed bigint[], _type text[], _machine_id text[], _user_id text[], _instance_id text[], _uid text[],
  _creator text[], _os text[], _arch text[], _version text[], _distro text[], _virtual_version text[],
  _host_version text[], _helm_keys text[], _severity text[], _error text[], _namespaces bigint[], _pods bigint[],
  _pods_failing bigint[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _answer text;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(erasure_lock());
  WITH given AS MATERIALIZED (
    SELECT g.*, EXISTS (SELECT FROM erased e WHERE e.mark IN (g.mark, g.other_mark)) AS forgotten
    FROM unnest(_digest, _item, _mark, _other_mark, _happened, _claimed, _type, _machine_id, _user_id, _instance_id,
                _uid, _creator, _os, _arch, _version, _distro, _virtual_version, _host_version, _helm_keys, _severity,
                _error, _namespaces, _pods, _pods_failing)
      WITH ORDINALITY AS g(digest, item, mark, other_mark, happened, claimed, type, machine_id, user_id, instance_id,
                           uid, creator, os, arch, version, distro, virtual_version, host_version, helm_keys, severity,
                           error, namespaces, pods, pods_failing, n)
  ), claimed AS (
    INSERT INTO event_key
    SELECT digest, item, (from_micros(_received) AT TIME ZONE 'UTC')::date
    FROM given WHERE digest IS NOT NULL AND NOT forgotten ORDER BY digest, item
    ON CONFLICT DO NOTHING RETURNING digest, item
  ), fresh AS (
    SELECT min(n) AS n FROM given JOIN claimed USING (digest, item) GROUP BY digest, item
    UNION ALL
    SELECT n FROM given WHERE digest IS NULL AND NOT forgotten
  ), stored AS (
    INSERT INTO instance_event
    SELECT from_micros(_received), from_micros(happened), given.claimed, pg_current_xact_id()::text::bigint, type,
           machine_id, user_id, instance_id, uid, creator, os, arch, version, distro, virtual_version, host_version,
           helm_keys, severity, error, namespaces, pods, pods_failing
    FROM given JOIN fresh USING (n)
  )
  SELECT string_agg(CASE WHEN forgotten THEN 'e' WHEN fresh.n IS NULL THEN 'd' ELSE 's' END, '' ORDER BY given.n)
  INTO _answer FROM given LEFT JOIN fresh USING (n);
  RETURN _answer;
END $$;
