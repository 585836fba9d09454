package vcluster.backend.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import vcluster.backend.report.Printable;
import vcluster.backend.report.Sheet;

/** The page of a report, which in the other formats says what the report does. */
interface ReportPage extends DashboardPage {
  Printable report();

  @Override
  default ObjectNode json() {
    return report().json();
  }

  @Override
  default Sheet cells() {
    return report().cells();
  }
}
