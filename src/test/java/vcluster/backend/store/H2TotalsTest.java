package vcluster.backend.store;

class H2TotalsTest extends TotalsContract {
  @Override
  TestDatabase database() {
    return new H2Database();
  }
}
