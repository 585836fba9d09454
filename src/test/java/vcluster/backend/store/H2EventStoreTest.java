package vcluster.backend.store;

class H2EventStoreTest extends EventStoreContract {
  @Override
  TestDatabase database() {
    return new H2Database();
  }
}
