-- As db/postgresql/V3__totals.sql, V4__maintain.sql and V6__access.sql have them.

CREATE TABLE total (
  id        bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  grain     varchar NOT NULL,
  start     timestamp(6) with time zone NOT NULL,
  dimension varchar NOT NULL,
  label     varchar NOT NULL,
  events    bigint NOT NULL,
  members   bigint NOT NULL,
  PRIMARY KEY (grain, start, dimension, label)
);

CREATE TABLE total_member (
  total  bigint NOT NULL,
  member varchar NOT NULL,
  PRIMARY KEY (total, member)
);

CREATE TABLE rolled_up (batch bigint NOT NULL);
INSERT INTO rolled_up VALUES (0);

CREATE TABLE delta (
  grain     varchar NOT NULL,
  start     timestamp(6) with time zone NOT NULL,
  dimension varchar NOT NULL,
  label     varchar NOT NULL,
  member    varchar NOT NULL,
  events    bigint NOT NULL
);
CREATE INDEX delta_group ON delta (grain, start, dimension, label);

CREATE TABLE tally (
  "DAY"   date NOT NULL,
  name    varchar NOT NULL,
  "COUNT" bigint NOT NULL,
  PRIMARY KEY ("DAY", name)
);

CREATE TABLE hash_key (mark uuid NOT NULL);

CREATE VIEW fact (batch, happened, dimension, label, member, machine_id, uid, upload) AS
SELECT batch, happened, 'machine', '', machine_id, machine_id, '', CAST(0 AS bigint) FROM cli_event
UNION ALL SELECT batch, happened, 'command', command, machine_id, machine_id, '', 0 FROM cli_event WHERE command <> ''
UNION ALL SELECT batch, happened, 'cli_version', version, machine_id, machine_id, '', 0 FROM cli_event WHERE version <> ''
UNION ALL SELECT batch, happened, 'os', os, machine_id, machine_id, '', 0 FROM cli_event WHERE os <> ''
UNION ALL SELECT batch, happened, 'arch', arch, machine_id, machine_id, '', 0 FROM cli_event WHERE arch <> ''
UNION ALL SELECT batch, happened, 'timezone', timezone, machine_id, machine_id, '', 0 FROM cli_event WHERE timezone <> ''
UNION ALL SELECT batch, happened, 'cli_error', error, machine_id, machine_id, '', 0 FROM cli_event WHERE error <> ''
UNION ALL SELECT batch, happened, 'option', REGEXP_SUBSTR(options, '[^ ]+', 1, x), machine_id, machine_id, '', 0
FROM cli_event JOIN SYSTEM_RANGE(1, 200) ON options <> '' AND x <= 1 + LENGTH(options) - LENGTH(REPLACE(options, ' ', ''))
UNION ALL SELECT batch, received, 'instance', '', uid, creator_uid, uid, id FROM syncer_upload
UNION ALL SELECT batch, received, 'instance_version', version, uid, creator_uid, uid, id FROM syncer_upload WHERE version <> ''
UNION ALL SELECT batch, received, 'instance_os', os, uid, creator_uid, uid, id FROM syncer_upload WHERE os <> ''
UNION ALL SELECT batch, received, 'instance_arch', arch, uid, creator_uid, uid, id FROM syncer_upload WHERE arch <> ''
UNION ALL SELECT batch, received, 'creator', creator, uid, creator_uid, uid, id FROM syncer_upload WHERE creator <> ''
UNION ALL SELECT batch, received, 'service_type', service_type, uid, creator_uid, uid, id FROM syncer_upload WHERE service_type <> ''
UNION ALL SELECT batch, received, 'virtual_kubernetes', virtual_version, uid, creator_uid, uid, id FROM syncer_upload WHERE virtual_version <> ''
UNION ALL SELECT batch, received, 'host_kubernetes', host_version, uid, creator_uid, uid, id FROM syncer_upload WHERE host_version <> ''
UNION ALL SELECT batch, received, 'flag', REGEXP_SUBSTR(flags, '[^ ]+', 1, x), uid, creator_uid, uid, id
FROM syncer_upload JOIN SYSTEM_RANGE(1, 200) ON flags <> '' AND x <= 1 + LENGTH(flags) - LENGTH(REPLACE(flags, ' ', ''))
UNION ALL SELECT batch, received, 'controller', REGEXP_SUBSTR(controllers, '[^ ]+', 1, x), uid, creator_uid, uid, id
FROM syncer_upload JOIN SYSTEM_RANGE(1, 200) ON controllers <> '' AND x <= 1 + LENGTH(controllers) - LENGTH(REPLACE(controllers, ' ', ''))
UNION ALL SELECT batch, happened, 'syncer_event', type, uid, '', uid, upload FROM syncer_event
UNION ALL SELECT batch, happened, 'sync',
  api_group || '/' || version || '/' || kind || CASE WHEN success THEN ' ok' WHEN error = '' THEN ' failed' ELSE ' failed: ' || error END,
  uid, '', uid, upload FROM syncer_event WHERE kind <> ''
UNION ALL SELECT batch, happened, 'instance', '', uid, machine_id, uid, 0 FROM instance_event
UNION ALL SELECT batch, happened, 'instance_event', type, uid, machine_id, uid, 0 FROM instance_event WHERE type <> ''
UNION ALL SELECT batch, happened, 'instance_version', version, uid, machine_id, uid, 0 FROM instance_event WHERE version <> ''
UNION ALL SELECT batch, happened, 'instance_os', os, uid, machine_id, uid, 0 FROM instance_event WHERE os <> ''
UNION ALL SELECT batch, happened, 'instance_arch', arch, uid, machine_id, uid, 0 FROM instance_event WHERE arch <> ''
UNION ALL SELECT batch, happened, 'creator', creator, uid, machine_id, uid, 0 FROM instance_event WHERE creator <> ''
UNION ALL SELECT batch, happened, 'distro', distro, uid, machine_id, uid, 0 FROM instance_event WHERE distro <> ''
UNION ALL SELECT batch, happened, 'virtual_kubernetes', virtual_version, uid, machine_id, uid, 0 FROM instance_event WHERE virtual_version <> ''
UNION ALL SELECT batch, happened, 'host_kubernetes', host_version, uid, machine_id, uid, 0 FROM instance_event WHERE host_version <> ''
UNION ALL SELECT batch, happened, 'instance_error', error, uid, machine_id, uid, 0 FROM instance_event WHERE error <> ''
UNION ALL SELECT batch, happened, 'helm_key', REGEXP_SUBSTR(helm_keys, '[^ ]+', 1, x), uid, machine_id, uid, 0
FROM instance_event JOIN SYSTEM_RANGE(1, 200) ON helm_keys <> '' AND x <= 1 + LENGTH(helm_keys) - LENGTH(REPLACE(helm_keys, ' ', ''));

CREATE VIEW report_hourly AS
SELECT start AS "HOUR", dimension, label, events, members FROM total WHERE grain = 'hour' AND members >= 5;

-- A cast would give the day of the reader's time zone.
CREATE VIEW report_daily AS
SELECT DATEADD(DAY, EXTRACT(EPOCH FROM start) / 86400, DATE '1970-01-01') AS "DAY", dimension, label, events, members FROM total WHERE grain = 'day' AND members >= 5;
