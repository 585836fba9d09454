package vcluster.backend.dashboard;

/** A page in its three formats. */
interface DashboardPage {
  /** The template of its HTML, which takes the page. */
  String template();

  /** As JSON (docs/formats.md). */
  String json();

  /** By RFC 4180. */
  String csv();
}
