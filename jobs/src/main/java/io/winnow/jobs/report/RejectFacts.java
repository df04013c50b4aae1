package io.winnow.jobs.report;

import static org.apache.spark.sql.functions.expr;

import io.winnow.contract.ReasonCode;
import io.winnow.jobs.Published;
import io.winnow.page.HtmlPage;
import io.winnow.page.Table;
import io.winnow.spark.Schemas;
import io.winnow.workspace.Pointer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the vendor returned and was not taken.
 *
 * @param accepted answers that stand
 * @param reasons the most frequent first
 */
record RejectFacts(long accepted, List<Reason> reasons) {

  private static final String OUTPUT = "rejected";

  /**
   * @param code of {@link ReasonCode}
   * @param example what was said of one of the rows
   */
  record Reason(String code, long rows, String example) {

    private String meaning() {
      return Arrays.stream(ReasonCode.values())
          .filter(reason -> reason.name().equals(code))
          .map(ReasonCode::meaning)
          .findFirst()
          .orElse("");
    }
  }

  /** Of all that was ever returned; empty before the first merge. */
  static Optional<RejectFacts> of(Published published) {
    return published
        .latest(published.workspace().labels())
        .map(it -> new RejectFacts(it.count("annotations"), reasons(published, it)));
  }

  private static List<Reason> reasons(Published published, Pointer pointer) {
    if (pointer.outputs().keySet().stream().noneMatch(name -> name.startsWith(OUTPUT))) {
      return List.of();
    }
    return published
        .table(pointer, OUTPUT, Schemas.REJECTED)
        .groupBy("reason")
        .agg(expr("count(*) AS rows"), expr("min(message)"))
        .orderBy(expr("rows").desc(), expr("reason"))
        .collectAsList()
        .stream()
        .map(row -> new Reason(row.getString(0), row.getLong(1), row.getString(2)))
        .toList();
  }

  void add(HtmlPage page) {
    if (reasons.isEmpty()) {
      page.paragraph("None: all %,d answers were accepted.".formatted(accepted));
      return;
    }
    page.paragraph(
            "%,d rows were rejected; %,d answers were accepted."
                .formatted(reasons.stream().mapToLong(Reason::rows).sum(), accepted))
        .table(
            Table.of(reasons)
                .names("reason", Reason::code)
                .figures("rows", it -> Figures.whole(it.rows()))
                .text("meaning", Reason::meaning)
                .text("for example", Reason::example));
  }
}
