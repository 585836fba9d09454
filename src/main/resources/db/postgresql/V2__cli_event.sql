-- One kind of event: its rows and the way in. Times are the database's (received) and when it happened. Nothing unknown
-- is null but '', and ids.
CREATE TABLE cli_event (
  shard     smallint NOT NULL CHECK (shard = shard_of(member)),
  tick      integer NOT NULL,
  member    uuid NOT NULL,               -- the machine
  received  timestamptz NOT NULL,
  happened  timestamptz NOT NULL,
  version   label,
  command   label,                       -- 'vcluster create *'
  options   label,                       -- '--namespace --set'
  error     label,                       -- a word
  os        label,
  arch      label,
  timezone  label
) PARTITION BY RANGE (received);

-- For those who count rows, and for those who ask to be forgotten.
CREATE INDEX cli_event_tick ON cli_event (shard, tick);
CREATE INDEX cli_event_member ON cli_event (shard, member);

CREATE FUNCTION ingest_cli(
  _shard smallint[], _digest uuid[], _item integer[], _machine_mark uuid[], _instance_mark uuid[], _claimed bigint[],
  _member uuid[], _version text[], _command text[], _options text[], _error text[], _os text[], _arch text[],
  _timezone text[])
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
  INSERT INTO cli_event
  SELECT shard, _tick, member, _now, happened(claimed, _now), version, command, options, error, os, arch, timezone
  FROM unnest(string_to_array(_answer, NULL), _shard, _claimed, _member, _version, _command, _options, _error, _os,
              _arch, _timezone)
    AS g(letter, shard, claimed, member, version, command, options, error, os, arch, timezone)
  WHERE letter = 's';
  RETURN _answer;
END $$;
