package vcluster.backend.http;

import vcluster.backend.store.H2Database;
import vcluster.backend.store.TestDatabase;

class H2SecretsTest extends SecretsContract {
  @Override
  TestDatabase database() {
    return new H2Database();
  }

  @Override
  String tables() {
    return "SELECT '\"' || table_name || '\"' FROM information_schema.tables"
        + " WHERE table_schema = 'PUBLIC'";
  }
}
