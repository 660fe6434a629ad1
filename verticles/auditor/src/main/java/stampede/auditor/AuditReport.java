package stampede.auditor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an audit has come to. Immutable.
 *
 * @param findings every violation
 * @param open what was under way when the books were read
 * @param looked how many things of each kind were looked at, in a fixed order
 */
public record AuditReport(List<Finding> findings, List<OpenWork> open, Map<String, Long> looked) {

  /** Copies all of it. */
  public AuditReport {
    findings = List.copyOf(findings);
    open = List.copyOf(open);
    looked = Collections.unmodifiableMap(new LinkedHashMap<>(looked));
  }

  /** Whether there is no violation. */
  public boolean passed() {
    return findings.isEmpty();
  }

  /** The violations of that invariant. */
  public List<Finding> findings(Invariant invariant) {
    return findings.stream().filter(finding -> finding.invariant() == invariant).toList();
  }
}
