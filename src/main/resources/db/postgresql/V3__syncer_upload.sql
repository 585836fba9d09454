-- Laid out like V2__cli_event.sql, and explained there. An upload is one row, whatever it brings: syncs has an element
-- for each (type, group, version, kind, success, error) with the number of events and a histogram of their processing
-- times (docs/backend-database.md#syncs).
CREATE TABLE syncer_upload (
  shard           smallint NOT NULL CHECK (shard = shard_of(member)),
  tick            integer NOT NULL,
  member          uuid NOT NULL,         -- the instance
  received        timestamptz NOT NULL,
  happened        timestamptz NOT NULL,  -- its newest event
  machine         uuid,                  -- that created the instance
  creator         label,
  os              label,
  arch            label,
  version         label,
  flags           label,                 -- 'leader-elect node-selector'
  controllers     label,                 -- 'hoststorageclasses -pods'
  service_type    label,
  virtual_version label,
  host_version    label,
  since_last      bigint NOT NULL,       -- milliseconds; 0 on the first
  syncs           jsonb NOT NULL CHECK (pg_column_size(syncs) <= 262144)
) PARTITION BY RANGE (received);

CREATE INDEX syncer_upload_tick ON syncer_upload (shard, tick);
CREATE INDEX syncer_upload_member ON syncer_upload (shard, member);
CREATE INDEX syncer_upload_machine ON syncer_upload (machine) WHERE machine IS NOT NULL;

-- What an upload claims is its oldest event, so that nothing of before an erasure comes in with what is newer.
CREATE FUNCTION ingest_syncer(
  _shard smallint[], _digest uuid[], _item integer[], _machine_mark uuid[], _instance_mark uuid[], _claimed bigint[],
  _newest bigint[], _member uuid[], _machine uuid[], _creator text[], _os text[], _arch text[], _version text[],
  _flags text[], _controllers text[], _service_type text[], _virtual_version text[], _host_version text[],
  _since_last bigint[], _syncs text[])
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
  INSERT INTO syncer_upload
  SELECT shard, _tick, member, _now, happened(newest, _now), machine, creator, os, arch, version, flags, controllers,
         service_type, virtual_version, host_version, since_last, syncs::jsonb
  FROM unnest(string_to_array(_answer, NULL), _shard, _newest, _member, _machine, _creator, _os, _arch, _version,
              _flags, _controllers, _service_type, _virtual_version, _host_version, _since_last, _syncs)
    AS g(letter, shard, newest, member, machine, creator, os, arch, version, flags, controllers, service_type,
         virtual_version, host_version, since_last, syncs)
  WHERE letter = 's';
  RETURN _answer;
END $$;
