package vcluster.backend.store;

import java.util.List;

/** The names of tables. */
final class Tables {
  /** Those that hold what arrived, row by row. */
  static final List<String> ROWS =
      List.of("cli_event", "syncer_upload", "syncer_event", "instance_event");

  private Tables() {}
}
