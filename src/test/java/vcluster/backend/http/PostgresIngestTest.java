package vcluster.backend.http;

import vcluster.backend.store.PostgresDatabase;
import vcluster.backend.store.TestDatabase;

class PostgresIngestTest extends IngestContract {
  @Override
  TestDatabase database() {
    return new PostgresDatabase();
  }
}
