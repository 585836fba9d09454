-- Who may do what. Nobody but the owner has a right on a table; a role has the functions or the views of its task.

-- Only groups of five or more; a barrier, so that no condition of a reader's is asked about a row that is hidden.
CREATE VIEW report_hourly WITH (security_barrier) AS
SELECT start AS hour, dimension, label, events, members FROM total WHERE grain = 'hour' AND members >= 5;

CREATE VIEW report_daily WITH (security_barrier) AS
SELECT (start AT TIME ZONE 'UTC')::date AS day, dimension, label, events, members
FROM total WHERE grain = 'day' AND members >= 5;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA telemetry FROM PUBLIC;

GRANT USAGE ON SCHEMA telemetry TO vcluster_ingest, vcluster_report, vcluster_erase, vcluster_maintain;

GRANT EXECUTE ON FUNCTION ingest_cli, ingest_syncer, ingest_instance, ingest_tally, require_hash_key
  TO vcluster_ingest;
GRANT SELECT ON report_hourly, report_daily TO vcluster_report;
GRANT EXECUTE ON FUNCTION erase_mark, erase_barrier, erase_rows, require_hash_key TO vcluster_erase;
GRANT EXECUTE ON FUNCTION make_partitions, expire_rows, expire_keys, expire_members, roll_up, stats,
  maintains_alone, require_hash_key TO vcluster_maintain;

-- Rows are accepted from the first moment.
SELECT make_partitions((now() AT TIME ZONE 'UTC')::date, 7);
