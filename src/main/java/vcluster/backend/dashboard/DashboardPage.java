package vcluster.backend.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import vcluster.backend.report.Sheet;

/** A page in its three formats. */
interface DashboardPage {
  /** The template of its HTML, which takes the page. */
  String template();

  /** What it says, as JSON (docs/formats.md). */
  ObjectNode json();

  /** What it says, as rows for machines. */
  Sheet cells();
}
