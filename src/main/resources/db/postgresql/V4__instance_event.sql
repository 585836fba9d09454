-- Laid out like V2__cli_event.sql, and explained there.

-- vcluster_start, vcluster_status and vcluster_error of v0.18 and later.
CREATE TABLE instance_event (
  shard           smallint NOT NULL CHECK (shard = shard_of(member)),
  tick            integer NOT NULL,
  member          uuid NOT NULL,         -- the instance
  received        timestamptz NOT NULL,
  happened        timestamptz NOT NULL,
  machine         uuid,                  -- that created the instance
  type            label,
  creator         label,
  os              label,
  arch            label,
  version         label,
  distro          label,
  virtual_version label,
  host_version    label,
  helm_keys       labels,                -- 'sync.nodes.enabled telemetry.enabled'
  severity        label,
  error           label,                 -- a word
  namespaces      bigint,
  pods            bigint,
  pods_failing    bigint
) PARTITION BY RANGE (received);

CREATE INDEX instance_event_tick ON instance_event (shard, tick);
CREATE INDEX instance_event_member ON instance_event (shard, member);
CREATE INDEX instance_event_machine ON instance_event (machine) WHERE machine IS NOT NULL;

CREATE FUNCTION ingest_instance(
  _shard smallint[], _digest uuid[], _item integer[], _machine_mark uuid[], _instance_mark uuid[], _claimed bigint[],
  _member uuid[], _machine uuid[], _type text[], _creator text[], _os text[], _arch text[], _version text[],
  _distro text[], _virtual_version text[], _host_version text[], _helm_keys text[], _severity text[], _error text[],
  _namespaces bigint[], _pods bigint[], _pods_failing bigint[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _now timestamptz := telemetry.now();
  _answer text;
  _tick integer;
BEGIN
  PERFORM need_partitions(today());
  _answer := accept(_shard, _digest, _item, _machine_mark, _instance_mark, _claimed);
  _tick := current_tick();
  INSERT INTO instance_event
  SELECT shard, _tick, member, _now, happened(claimed, _now), machine, type, creator, os, arch, version, distro,
         virtual_version, host_version, helm_keys, severity, error, namespaces, pods, pods_failing
  FROM unnest(string_to_array(_answer, NULL), _shard, _claimed, _member, _machine, _type, _creator, _os, _arch,
              _version, _distro, _virtual_version, _host_version, _helm_keys, _severity, _error, _namespaces, _pods,
              _pods_failing)
    AS g(letter, shard, claimed, member, machine, type, creator, os, arch, version, distro, virtual_version,
         host_version, helm_keys, severity, error, namespaces, pods, pods_failing)
  WHERE letter = 's';
  RETURN _answer;
END $$;
