package vcluster.backend.dashboard;

import java.util.List;
import vcluster.backend.report.Survey;

/**
 * What is around each page.
 *
 * @param path of the page, as in the navigation
 * @param query with its question mark, or empty: what CSV and JSON are asked for with
 * @param head what the figures are of
 * @param warning that the reader must not miss; empty if there is none
 */
public record PageFrame(
    String title, String path, String query, String head, String warning, boolean hasData) {
  /** An entry of the navigation. */
  public record Entry(String path, String title) {}

  /** All of them. */
  public static final List<Entry> NAVIGATION =
      List.of(
          new Entry("/", "Overview"),
          new Entry("/decide", "Decide"),
          new Entry("/failures", "Failures"),
          new Entry("/matrix", "Matrix"),
          new Entry("/methodology", "Methodology"));

  /** Without figures: there is nothing to fetch in another format. */
  static PageFrame plain(String title) {
    return new PageFrame(title, "", "", "", "", false);
  }

  static PageFrame of(String title, String path, String query, String head, Survey survey) {
    return new PageFrame(
        title, path, query, head, survey.invented() ? "This is invented data." : "", true);
  }

  /** Where the same is to be had in another format, such as {@code csv}. */
  public String as(String format) {
    return (path.equals("/") ? "/overview" : path) + '.' + format + query;
  }
}
