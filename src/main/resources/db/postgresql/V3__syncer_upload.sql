-- Laid out like V2__cli_event.sql, and explained there.

CREATE SEQUENCE syncer_upload_id;

CREATE TABLE syncer_upload (
  received        timestamptz NOT NULL,
  batch           bigint NOT NULL,
  id              bigint NOT NULL,
  uid             text NOT NULL,
  creator         text NOT NULL,
  creator_uid     text NOT NULL,         -- a machine id
  os              text NOT NULL,
  arch            text NOT NULL,
  version         text NOT NULL,
  flags           text NOT NULL,         -- 'leader-elect node-selector'
  controllers     text NOT NULL,         -- 'hoststorageclasses -pods'
  service_type    text NOT NULL,
  virtual_version text NOT NULL,
  host_version    text NOT NULL,
  since_last      bigint NOT NULL        -- milliseconds; 0 on the first
) PARTITION BY RANGE (received);

-- No foreign key to the upload: both are written by one statement and dropped with one day.
CREATE TABLE syncer_event (
  received   timestamptz NOT NULL,
  happened   timestamptz NOT NULL,
  claimed    bigint NOT NULL,            -- Unix microseconds
  batch      bigint NOT NULL,
  upload     bigint NOT NULL,
  uid        text NOT NULL,
  type       text NOT NULL,
  success    boolean NOT NULL,
  processing bigint NOT NULL,            -- milliseconds
  error      text NOT NULL,              -- a word
  api_group  text NOT NULL,
  version    text NOT NULL,
  kind       text NOT NULL
) PARTITION BY RANGE (received);

CREATE INDEX syncer_upload_batch ON syncer_upload (batch);
CREATE TABLE syncer_upload_default PARTITION OF syncer_upload DEFAULT;
CREATE INDEX syncer_event_batch ON syncer_event (batch);
CREATE TABLE syncer_event_default PARTITION OF syncer_event DEFAULT;

-- Uploads, and their events: _upload says which upload, counted from 1.
CREATE FUNCTION ingest_syncer(
  _received bigint, _digest uuid[], _item integer[], _machine_mark uuid[], _instance_mark uuid[],
  _uid text[], _creator text[], _creator_uid text[], _os text[], _arch text[], _version text[], _flags text[],
  _controllers text[], _service_type text[], _virtual_version text[], _host_version text[], _since_last bigint[],
  _upload integer[], _happened bigint[], _claimed bigint[], _type text[], _success boolean[], _processing bigint[],
  _error text[], _api_group text[], _api_version text[], _kind text[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _answer text := accept_keys(_received, _digest, _item, _machine_mark, _instance_mark);
  _ids bigint[];
BEGIN
  _ids := ARRAY(
    SELECT CASE letter WHEN 's' THEN nextval('syncer_upload_id') END
    FROM string_to_table(_answer, NULL) WITH ORDINALITY AS g(letter, n) ORDER BY n);
  INSERT INTO syncer_upload
  SELECT from_micros(_received), pg_current_xact_id()::text::bigint, id, uid, creator, creator_uid, os, arch, version,
         flags, controllers, service_type, virtual_version, host_version, since_last
  FROM unnest(_ids, _uid, _creator, _creator_uid, _os, _arch, _version, _flags, _controllers, _service_type,
              _virtual_version, _host_version, _since_last)
    AS g(id, uid, creator, creator_uid, os, arch, version, flags, controllers, service_type, virtual_version,
         host_version, since_last)
  WHERE id IS NOT NULL;
  INSERT INTO syncer_event
  SELECT from_micros(_received), from_micros(happened), claimed, pg_current_xact_id()::text::bigint, id, uid, type,
         success, processing, error, api_group, api_version, kind
  FROM unnest(_upload, _happened, _claimed, _type, _success, _processing, _error, _api_group, _api_version, _kind)
    AS e(upload, happened, claimed, type, success, processing, error, api_group, api_version, kind)
  JOIN unnest(_ids, _uid) WITH ORDINALITY AS u(id, uid, n) ON u.n = e.upload
  WHERE id IS NOT NULL;
  RETURN _answer;
END $$;

CREATE VIEW syncer_fact (batch, happened, dimension, label, member, machine_id, uid, upload) AS
SELECT u.batch, u.received, d.dimension, d.label, u.uid, u.creator_uid, u.uid, u.id
FROM syncer_upload u CROSS JOIN LATERAL (VALUES
  ('instance', ''), ('instance_version', u.version), ('instance_os', u.os), ('instance_arch', u.arch),
  ('creator', u.creator), ('service_type', u.service_type), ('virtual_kubernetes', u.virtual_version),
  ('host_kubernetes', u.host_version)) AS d(dimension, label)
WHERE d.dimension = 'instance' OR d.label <> ''
UNION ALL
SELECT u.batch, u.received, 'flag', f.label, u.uid, u.creator_uid, u.uid, u.id
FROM syncer_upload u CROSS JOIN LATERAL string_to_table(u.flags, ' ') AS f(label) WHERE u.flags <> ''
UNION ALL
SELECT u.batch, u.received, 'controller', c.label, u.uid, u.creator_uid, u.uid, u.id
FROM syncer_upload u CROSS JOIN LATERAL string_to_table(u.controllers, ' ') AS c(label) WHERE u.controllers <> ''
UNION ALL
SELECT e.batch, e.happened, d.dimension, d.label, e.uid, '', e.uid, e.upload
FROM syncer_event e CROSS JOIN LATERAL (VALUES
  ('syncer_event', e.type),
  (CASE WHEN e.kind <> '' THEN 'sync' END,
   e.api_group || '/' || e.version || '/' || e.kind
     || CASE WHEN e.success THEN ' ok' WHEN e.error = '' THEN ' failed' ELSE ' failed: ' || e.error END))
  AS d(dimension, label)
WHERE d.dimension IS NOT NULL;
