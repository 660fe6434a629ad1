package stampede.platform.settings;

import java.util.List;

/** What was set cannot be used. The message lists every problem, one a line, for operators. */
public final class InvalidSettings extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  InvalidSettings(List<String> problems) {
    super("the settings are not usable:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One problem that shows only when the settings are put to use. */
  public static InvalidSettings because(String problem) {
    return new InvalidSettings(List.of(problem));
  }

  /** Every problem, in the order of the keys. */
  public List<String> problems() {
    return problems;
  }
}
