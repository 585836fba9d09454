package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vcluster.backend.report.Sheet.Column;

class SheetTest {
  private static final Sheet SHEET =
      new Sheet(
          List.of(new Column("item", false), new Column("members", true)),
          List.of(List.of("-pods", "<5"), List.of("a|b, \"c\"", "1,204"), List.of("=1+1", "-3")));

  @Test
  void table_isAligned() {
    assertThat(SHEET.table())
        .isEqualTo(
            """
            item      members
            -pods          <5
            a|b, "c"    1,204
            =1+1           -3\
            """);
  }

  @Test
  void table_fitsTheScreen_byWhatMayBeCut_neverByNames() {
    Sheet sheet =
        new Sheet(
            List.of(
                new Column("item", false), new Column("why", false, true), new Column("of", true)),
            List.of(
                List.of("an item with a long name", "a reason that is far too long", "1,204"),
                List.of("gone", "\ud83d\ude00 another one of this length", "7")));

    assertThat(sheet.table(new Sheet.Screen(58, String::toUpperCase)))
        .isEqualTo(
            """
            ITEM                      why                           of
            AN ITEM WITH A LONG NAME  a reason that is far too\u2026  1,204
            GONE                      \ud83d\ude00 another one of this le\u2026      7\
            """);
    assertThat(sheet.table(new Sheet.Screen(10, String::toUpperCase)))
        .contains("AN ITEM WITH A LONG NAME  a reason that is fa\u2026  1,204");
    assertThat(sheet.table(Sheet.Screen.NONE)).contains("far too long ");
  }

  @Test
  void csv_isQuoted_andHasNoFormulas() {
    assertThat(SHEET.csv())
        .isEqualTo("item,members\r\n'-pods,<5\r\n\"a|b, \"\"c\"\"\",\"1,204\"\r\n'=1+1,-3");
  }

  @Test
  void markdown_isEscaped() {
    assertThat(SHEET.markdown())
        .isEqualTo(
            """
            | item | members |
            | --- | ---: |
            | -pods | \\<5 |
            | a\\|b, "c" | 1,204 |
            | =1+1 | -3 |\
            """);
  }
}
