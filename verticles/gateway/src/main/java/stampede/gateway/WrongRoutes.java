package stampede.gateway;

import java.util.List;

/** A file of routes that cannot be used, with everything that is wrong with it. */
final class WrongRoutes extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> errors;

  /**
   * The file is refused.
   *
   * @param errors each with where it is, the field, and what was expected
   */
  WrongRoutes(List<String> errors) {
    super(String.join("\n", errors), null, false, false);
    this.errors = List.copyOf(errors);
  }

  List<String> errors() {
    return errors;
  }
}
