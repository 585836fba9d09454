package vcluster.backend.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/** What a report says, in each of the forms that it can be printed in. */
public interface Printable {
  /** What all its figures share. */
  Survey survey();

  /**
   * What the figures are of, in a line.
   *
   * @param today to tell whether they are old
   */
  default String head(LocalDate today) {
    return ReportHead.of(survey(), today);
  }

  /** Sentences for people, before the table. */
  List<String> notes();

  /** The table for people. */
  Sheet sheet();

  /** The table for machines: a number or a word in each cell, under the names of the JSON. */
  Sheet cells();

  /** All of it (docs/formats.md#vcluster-backend-report--o-json). */
  ObjectNode json();
}
