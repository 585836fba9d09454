-- Laid out like V2__cli_event.sql, and explained there.

-- vcluster_start, vcluster_status and vcluster_error of v0.18 and later.
CREATE TABLE instance_event (
  received        timestamptz NOT NULL,
  happened        timestamptz NOT NULL,
  claimed         bigint NOT NULL,       -- Unix seconds
  batch           bigint NOT NULL,
  type            text NOT NULL,
  machine_id      text NOT NULL,
  uid             text NOT NULL,
  creator         text NOT NULL,
  os              text NOT NULL,
  arch            text NOT NULL,
  version         text NOT NULL,
  distro          text NOT NULL,
  virtual_version text NOT NULL,
  host_version    text NOT NULL,
  helm_keys       text NOT NULL,         -- 'sync.nodes.enabled telemetry.enabled'
  severity        text NOT NULL,
  error           text NOT NULL,         -- a word
  namespaces      bigint,
  pods            bigint,
  pods_failing    bigint
) PARTITION BY RANGE (received);

CREATE INDEX instance_event_batch ON instance_event (batch);
CREATE TABLE instance_event_default PARTITION OF instance_event DEFAULT;

CREATE FUNCTION ingest_instance(
  _received bigint, _digest uuid[], _item integer[], _machine_mark uuid[], _instance_mark uuid[],
  _happened bigint[], _claimed bigint[], _type text[], _machine_id text[], _uid text[], _creator text[],
  _os text[], _arch text[], _version text[], _distro text[], _virtual_version text[], _host_version text[],
  _helm_keys text[], _severity text[], _error text[], _namespaces bigint[], _pods bigint[], _pods_failing bigint[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _answer text := accept_keys(_received, _digest, _item, _machine_mark, _instance_mark);
BEGIN
  INSERT INTO instance_event
  SELECT from_micros(_received), from_micros(happened), claimed, pg_current_xact_id()::text::bigint, type, machine_id,
         uid, creator, os, arch, version, distro, virtual_version, host_version, helm_keys, severity, error,
         namespaces, pods, pods_failing
  FROM unnest(string_to_array(_answer, NULL), _happened, _claimed, _type, _machine_id, _uid, _creator, _os, _arch,
              _version, _distro, _virtual_version, _host_version, _helm_keys, _severity, _error, _namespaces, _pods,
              _pods_failing)
    AS g(letter, happened, claimed, type, machine_id, uid, creator, os, arch, version, distro, virtual_version,
         host_version, helm_keys, severity, error, namespaces, pods, pods_failing)
  WHERE letter = 's';
  RETURN _answer;
END $$;

CREATE VIEW instance_fact (batch, happened, dimension, label, member, machine_id, uid, upload) AS
SELECT e.batch, e.happened, d.dimension, d.label, e.uid, e.machine_id, e.uid, 0
FROM instance_event e CROSS JOIN LATERAL (VALUES
  ('instance', ''), ('instance_event', e.type), ('instance_version', e.version), ('instance_os', e.os),
  ('instance_arch', e.arch), ('creator', e.creator), ('distro', e.distro),
  ('virtual_kubernetes', e.virtual_version), ('host_kubernetes', e.host_version), ('instance_error', e.error))
  AS d(dimension, label)
WHERE d.dimension = 'instance' OR d.label <> ''
UNION ALL
SELECT e.batch, e.happened, 'helm_key', k.label, e.uid, e.machine_id, e.uid, 0
FROM instance_event e CROSS JOIN LATERAL string_to_table(e.helm_keys, ' ') AS k(label) WHERE e.helm_keys <> '';
