package vcluster.backend.store;

class PostgresEventStoreTest extends EventStoreContract {
  @Override
  TestDatabase database() {
    return new PostgresDatabase();
  }
}
