package vcluster.backend.dashboard;

import java.util.ArrayList;
import java.util.List;
import vcluster.backend.report.ItemFinding;

/** Links and verdicts in the tables of reports. */
final class Tables {
  private Tables() {}

  /** With a link from each item to its page, and verdicts as such. */
  static TableView withItems(TableView table, List<ItemFinding> findings) {
    TableView linked = table;
    int item = table.column("Item");
    List<TableView.Cell> items = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      ItemFinding finding = findings.get(i);
      items.add(
          table
              .rows()
              .get(i)
              .get(item)
              .to(Links.item(finding.figures().kind(), finding.figures().name())));
    }
    linked = linked.with(item, items);
    int verdict = table.column("Verdict");
    if (verdict >= 0) {
      List<TableView.Cell> verdicts = new ArrayList<>();
      for (int i = 0; i < findings.size(); i++) {
        verdicts.add(table.rows().get(i).get(verdict).as(findings.get(i).verdict()));
      }
      linked = linked.with(verdict, verdicts);
    }
    return linked;
  }
}
