package vcluster.backend.store;

class PostgresTotalsTest extends TotalsContract {
  @Override
  TestDatabase database() {
    return new PostgresDatabase();
  }
}
