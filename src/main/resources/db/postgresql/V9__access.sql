-- Who may do what. Nobody but the owner has a right on a table; a role has the functions of its task.

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA telemetry FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

GRANT USAGE ON SCHEMA telemetry TO vcluster_ingest, vcluster_report, vcluster_erase, vcluster_maintain;

GRANT EXECUTE ON FUNCTION ingest_cli, ingest_syncer, ingest_instance, ingest_tally, ingest_probe, require_hash_key
  TO vcluster_ingest;
GRANT EXECUTE ON FUNCTION erase_mark, erase_writers, erase_instances, erase_rows, require_hash_key TO vcluster_erase;
GRANT EXECUTE ON FUNCTION make_partitions_ahead, expire_rows, expire_keys, expire_seen, fold_tick, fold, counted_until,
  publish_if_due, stats, maintains_alone, require_hash_key TO vcluster_maintain;
GRANT SELECT ON published, published_population, published_item, published_release, published_week, published_matrix,
  published_history TO vcluster_report;

-- Rows are accepted from the first moment.
SELECT make_partitions(today() + 7);
