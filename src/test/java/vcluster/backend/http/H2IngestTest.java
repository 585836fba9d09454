package vcluster.backend.http;

import vcluster.backend.store.H2Database;
import vcluster.backend.store.TestDatabase;

class H2IngestTest extends IngestContract {
  @Override
  TestDatabase database() {
    return new H2Database();
  }
}
