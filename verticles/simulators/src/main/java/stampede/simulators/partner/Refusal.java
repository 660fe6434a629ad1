package stampede.simulators.partner;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * A request that cannot be taken as it is: becomes an {@code application/problem+json} answer that
 * names the field and what was expected. It carries no stack trace, for it is no bug.
 */
public final class Refusal extends RuntimeException {

  private final int status;
  private final Optional<String> field;

  private Refusal(int status, Optional<String> field, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.field = field;
  }

  /** What was sent cannot be read at all: status 400. */
  public static Refusal malformed(String detail) {
    return new Refusal(400, Optional.empty(), detail);
  }

  /** A part of the path or of the query is not what was expected: status 400. */
  public static Refusal parameter(String name, String expected) {
    return new Refusal(400, Optional.of(name), name + " must be " + expected);
  }

  /** A field of the body is not what was expected: status 422. */
  public static Refusal field(String name, String expected) {
    return new Refusal(422, Optional.of(name), name + " must be " + expected);
  }

  /** It contradicts what was agreed before: status 409. */
  public static Refusal conflict(String detail) {
    return new Refusal(409, Optional.empty(), detail);
  }

  /** What was asked for is not there: status 404. */
  public static Refusal unknown(String detail) {
    return new Refusal(404, Optional.empty(), detail);
  }

  int status() {
    return status;
  }

  JsonObject problem() {
    JsonObject problem = Problems.body(status, String.valueOf(getMessage()));
    field.ifPresent(name -> problem.put("field", name));
    return problem;
  }
}
