package stampede.auditor;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reports, for people and for programs. */
final class ReportPrinter {

  private static final int MOST = 20;

  private ReportPrinter() {}

  static void print(AuditReport report, PrintStream out) {
    out.println("Looked at:");
    report.looked().forEach((what, count) -> out.printf(Locale.ROOT, "  %,12d %s%n", count, what));
    printOpen(report.open(), out);
    for (Invariant invariant : Invariant.values()) {
      List<Finding> findings = report.findings(invariant);
      out.printf(
          "%s %-9s %s%n",
          invariant.letter(),
          invariant.name().toLowerCase(Locale.ROOT),
          findings.isEmpty() ? "PASS" : "FAIL, " + findings.size() + " found");
      findings.stream()
          .limit(MOST)
          .forEach(
              finding ->
                  out.printf(
                      "    %s  %s: %s%n", finding.subject(), finding.check(), finding.detail()));
      printMore(findings.size(), out);
    }
    out.println(report.passed() ? "PASS" : "FAIL");
    out.flush();
  }

  private static void printOpen(List<OpenWork> open, PrintStream out) {
    if (open.isEmpty()) {
      out.println("Nothing is open.");
      return;
    }
    out.printf("Still open, which is no violation: %d%n", open.size());
    open.stream()
        .limit(MOST)
        .forEach(
            work -> out.printf("    %s  %s: %s%n", work.subject(), work.kind(), work.detail()));
    printMore(open.size(), out);
  }

  private static void printMore(int all, PrintStream out) {
    if (all > MOST) {
      out.printf("    and %d more, which --json shows%n", all - MOST);
    }
  }

  static void printJson(AuditReport report, PrintStream out) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passed", report.passed());
    json.put("looked", report.looked());
    json.put("findings", report.findings());
    json.put("open", report.open());
    out.println(Json.write(json));
    out.flush();
  }
}
