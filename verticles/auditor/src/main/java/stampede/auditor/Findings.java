package stampede.auditor;

import java.util.ArrayList;
import java.util.List;

/** Gathers what the checks of one invariant, or several, find. */
final class Findings {

  private final List<Finding> all = new ArrayList<>();

  void add(Invariant invariant, String check, Object subject, String detail) {
    all.add(new Finding(invariant, check, subject.toString(), detail));
  }

  /** Adds a finding unless both are equal. */
  void requireEqual(
      Invariant invariant, String check, Object subject, String what, Object one, Object other) {
    if (!one.equals(other)) {
      add(invariant, check, subject, what.formatted(one, other));
    }
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
