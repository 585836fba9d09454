package vcluster.backend.http;

import vcluster.backend.store.PostgresDatabase;
import vcluster.backend.store.TestDatabase;

class PostgresSecretsTest extends SecretsContract {
  @Override
  TestDatabase database() {
    return new PostgresDatabase();
  }

  @Override
  String tables() {
    return "SELECT oid::regclass FROM pg_class"
        + " WHERE relnamespace = 'telemetry'::regnamespace AND relkind IN ('r', 'v')";
  }
}
