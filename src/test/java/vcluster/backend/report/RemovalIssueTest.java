package vcluster.backend.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vcluster.backend.registry.Item;
import vcluster.backend.registry.Registry;
import vcluster.backend.registry.ReleaseDates;

/** Issues, against files that somebody has read, which {@code -Dreports.rewrite=true} renews. */
class RemovalIssueTest {
  private static final ReleaseDates DATES = Registry.releaseDates();

  @ParameterizedTest
  @CsvSource({
    "issue-new, vcluster create --expose",
    "issue-deprecated, vcluster connect --update-current",
    "issue-removable, vcluster create --update-current",
    "issue-gone, leader-elect"
  })
  void issue_saysWhatIsKnown_andAsksWhy(String file, String name) throws IOException {
    Path expected = Path.of("src/test/resources/reports", file + ".md");
    String issue = issue(name).markdown(Published.TODAY).replace("\r\n", "\n");
    if (Boolean.getBoolean("reports.rewrite")) {
      Files.writeString(expected, issue + '\n');
    }

    assertThat(issue + '\n').isEqualTo(Files.readString(expected));
  }

  @Test
  void issue_hasATableAndAListOfReasons() {
    RemovalIssue issue = issue("vcluster create --expose");

    List<Node> blocks = blocks(issue);

    assertThat(blocks)
        .extracting(Node::getClass)
        .containsExactlyElementsOf(
            List.of(
                Paragraph.class,
                TableBlock.class,
                Heading.class,
                BulletList.class,
                Heading.class,
                Paragraph.class,
                Heading.class,
                Paragraph.class,
                Heading.class,
                Paragraph.class));
    assertThat(text(blocks.get(3)).lines().map(line -> line.replaceFirst("- (.*?): .*", "$1")))
        .containsExactly("little used", "at-most-0.44%", "few-members", "opted-out-unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a|b", "\\", "# a", "- a", "1. a", "<b>&lt;", "*_~[x](y)`z`", "a\n# b"})
  void hostileReplacement_isText(String replacement) {
    List<Node> blocks = blocks(issue("option", "", replacement));

    assertThat(blocks).hasSize(10);
    assertThat(text(blocks.get(5))).isEqualTo("Instead: " + replacement.replace('\n', ' '));
  }

  @Test
  void listsAndWhatNobodyDecidesOn_areNoIssue() {
    Report all = Report.of(Topic.DECIDE, Published.figures(), Thresholds.DEFAULT);
    Report failures =
        Report.of(Topic.FAILURES, Published.named("failure", "vcluster pause"), Thresholds.DEFAULT);

    assertThat(RemovalIssue.of(all)).isEmpty();
    assertThat(RemovalIssue.of(all.where(finding -> false))).isEmpty();
    assertThat(RemovalIssue.of(failures)).isEmpty();
  }

  /** 0.16.0 is of 2023-10-03, 0.19.0 of 2024-02-12, and 0.20.0 of 2024-08-14. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          option | 0.16.0  | 12 months and 2 minor releases after 0.16.0 (2023-10-03), which \
          deprecated it: from 2024-10-03 on.
          helm   | 0.19.0  | 6 months and 1 minor release after 0.19.0 (2024-02-12), which \
          deprecated it: from 2024-08-14 on.
          option | 0.37.0  | 12 months and 2 minor releases after 0.37.0 (2026-08-21), which \
          deprecated it: not before 2027-08-21, nor before these releases.
          option | 0.99.0  | 12 months and 2 minor releases after 0.99.0, which deprecated it.
          helm   | ''      | 6 months and 1 minor release after a release deprecates it, which \
          none does yet.
          """)
  void earliestRemoval_isTheLaterOfMonthsAndReleases(
      String kind, String deprecated, String earliest) {
    assertThat(text(blocks(issue(kind, deprecated, "")).get(7))).isEqualTo(earliest);
  }

  /** Of an item that is like {@code vcluster create --expose}, but for this. */
  private static RemovalIssue issue(String kind, String deprecated, String replacement) {
    RemovalIssue known = issue("vcluster create --expose");
    Item item = known.item();
    Item other =
        new Item(
            kind, item.name(), false, item.reported(), item.since(), "", deprecated, replacement);
    return new RemovalIssue(known.report(), other, known.decision(), DATES);
  }

  private static RemovalIssue issue(String name) {
    return RemovalIssue.of(
            Report.of(Topic.DECIDE, Published.figures(), Thresholds.DEFAULT)
                .where(finding -> finding.figures().name().equals(name)))
        .orElseThrow();
  }

  private static List<Node> blocks(RemovalIssue issue) {
    Parser parser = Parser.builder().extensions(List.of(TablesExtension.create())).build();
    Node document = parser.parse(issue.markdown(Published.TODAY));
    List<Node> blocks = new ArrayList<>();
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      blocks.add(block);
    }
    return blocks;
  }

  private static String text(Node block) {
    return TextContentRenderer.builder().build().render(block).strip();
  }
}
