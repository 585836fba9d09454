-- One kind of event: its rows, the way in, and what is counted. Rows are partitioned by the day of their arrival. Times
-- are the server's (received), the client's word as it was given (claimed, in the unit of its kind), and the one that
-- totals go by (happened: the client's if it can be true, else the server's). batch is the transaction: it says what a
-- roll-up has seen. Nothing unknown is null but ''.

CREATE TABLE cli_event (
  received    timestamptz NOT NULL,
  happened    timestamptz NOT NULL,
  claimed     bigint NOT NULL,           -- Unix seconds
  batch       bigint NOT NULL,
  machine_id  text NOT NULL,             -- 'keyed:' and 32 hexadecimal digits, as every id
  version     text NOT NULL,
  command     text NOT NULL,             -- 'vcluster create *'
  options     text NOT NULL,             -- '--namespace --set'
  error       text NOT NULL,             -- a word
  os          text NOT NULL,
  arch        text NOT NULL,
  timezone    text NOT NULL
) PARTITION BY RANGE (received);

-- By batch a roll-up finds what it has not seen. Batches ascend, and a batch has many rows: the index is written at its
-- end alone, and is small. What arrives on a day that has no partition yet goes into the default one, and moves as soon
-- as the day has its own.
CREATE INDEX cli_event_batch ON cli_event (batch);
CREATE TABLE cli_event_default PARTITION OF cli_event DEFAULT;

CREATE FUNCTION ingest_cli(
  _received bigint, _digest uuid[], _item integer[], _machine_mark uuid[], _instance_mark uuid[],
  _happened bigint[], _claimed bigint[], _machine_id text[], _version text[], _command text[],
  _options text[], _error text[], _os text[], _arch text[], _timezone text[])
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = telemetry, pg_temp AS $$
DECLARE
  _answer text := accept_keys(_received, _digest, _item, _machine_mark, _instance_mark);
BEGIN
  INSERT INTO cli_event
  SELECT from_micros(_received), from_micros(happened), claimed, pg_current_xact_id()::text::bigint, machine_id,
         version, command, options, error, os, arch, timezone
  FROM unnest(string_to_array(_answer, NULL), _happened, _claimed, _machine_id, _version, _command, _options, _error,
              _os, _arch, _timezone)
    AS g(letter, happened, claimed, machine_id, version, command, options, error, os, arch, timezone)
  WHERE letter = 's';
  RETURN _answer;
END $$;

-- What is counted, for adding it to the totals and for taking it away: a row of what arrived gives a row for each
-- dimension that it speaks of. member is the machine for commands, else the instance; '' is nobody. machine_id, uid and
-- upload are for erasure. What older completion scripts run at every Tab is no command that anybody used.
CREATE VIEW cli_fact (batch, happened, dimension, label, member, machine_id, uid, upload) AS
SELECT e.batch, e.happened, d.dimension, d.label, e.machine_id, e.machine_id, '', 0
FROM cli_event e CROSS JOIN LATERAL (VALUES
  ('machine', ''), ('command', e.command), ('cli_version', e.version), ('os', e.os), ('arch', e.arch),
  ('timezone', e.timezone), ('cli_error', e.error)) AS d(dimension, label)
WHERE (d.dimension = 'machine' OR d.label <> '') AND NOT starts_with(e.command, 'vcluster __complete')
UNION ALL
SELECT e.batch, e.happened, 'option', o.label, e.machine_id, e.machine_id, '', 0
FROM cli_event e CROSS JOIN LATERAL string_to_table(e.options, ' ') AS o(label)
WHERE e.options <> '' AND NOT starts_with(e.command, 'vcluster __complete');
