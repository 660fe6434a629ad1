package stampede.contracts;

import static stampede.contracts.FailureCategory.BUG;
import static stampede.contracts.FailureCategory.CONFLICT;
import static stampede.contracts.FailureCategory.MALFORMED;
import static stampede.contracts.FailureCategory.NOT_FOUND;
import static stampede.contracts.FailureCategory.OVERLOADED;
import static stampede.contracts.FailureCategory.UNAVAILABLE;
import static stampede.contracts.FailureCategory.UNPROCESSABLE;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every failure that crosses a border of the system, with a number that never changes its meaning:
 * 1000 the request, 2000 the caller, 3000 what was asked for, 4000 the business, 5000 the system.
 */
public enum FailureCode {
  MALFORMED_REQUEST(1001, MALFORMED),
  INVALID_PARAMETER(1002, MALFORMED),
  IDEMPOTENCY_KEY_REQUIRED(1003, MALFORMED),
  INVALID_BODY(1004, UNPROCESSABLE),
  UNSUPPORTED_MEDIA_TYPE(1005, FailureCategory.UNSUPPORTED_MEDIA),
  REQUEST_TOO_LARGE(1006, FailureCategory.TOO_LARGE),
  IDEMPOTENCY_KEY_REUSED(1007, UNPROCESSABLE),
  IDEMPOTENCY_KEY_IN_FLIGHT(1008, CONFLICT),
  LIMIT_REACHED(1009, FailureCategory.LIMITED),

  TOKEN_REQUIRED(2001, FailureCategory.UNAUTHENTICATED),
  TOKEN_INVALID(2002, FailureCategory.UNAUTHENTICATED),
  ROLE_REQUIRED(2003, FailureCategory.FORBIDDEN),
  SIGNATURE_INVALID(2004, FailureCategory.UNAUTHENTICATED),

  NO_SUCH_RESOURCE(3001, NOT_FOUND),
  VERSION_CHANGED(3002, FailureCategory.PRECONDITION_FAILED),
  VERSION_REQUIRED(3003, FailureCategory.PRECONDITION_REQUIRED),
  METHOD_NOT_ALLOWED(3004, FailureCategory.METHOD_NOT_ALLOWED),

  ALREADY_EXISTS(4001, CONFLICT),
  OUT_OF_STOCK(4002, CONFLICT),
  UNKNOWN_PRODUCT(4003, UNPROCESSABLE),
  MIXED_CURRENCIES(4004, UNPROCESSABLE),
  AMOUNT_TOO_LARGE(4005, UNPROCESSABLE),
  NOT_CANCELLABLE(4006, CONFLICT),
  NOT_RETURNABLE(4007, CONFLICT),
  NOT_REFUNDABLE(4008, CONFLICT),
  STOCK_WOULD_BE_NEGATIVE(4009, CONFLICT),
  TOO_MANY_ALREADY(4010, CONFLICT),

  TOO_MUCH_TO_DO(5001, OVERLOADED),
  SERVICE_UNAVAILABLE(5002, UNAVAILABLE),
  OUTCOME_UNKNOWN(5003, FailureCategory.UNKNOWN),
  INTERNAL_ERROR(5999, BUG);

  private static final Map<Integer, FailureCode> BY_NUMBER =
      Arrays.stream(values()).collect(Collectors.toMap(FailureCode::number, Function.identity()));

  private final int number;
  private final FailureCategory category;

  FailureCode(int number, FailureCategory category) {
    this.number = number;
    this.category = category;
  }

  /** The failure with that number; {@link #INTERNAL_ERROR} when this version knows none. */
  public static FailureCode of(int number) {
    return BY_NUMBER.getOrDefault(number, INTERNAL_ERROR);
  }

  /** The number that stands for it on the wire. */
  public int number() {
    return number;
  }

  /** What kind of failure it is. */
  public FailureCategory category() {
    return category;
  }

  /** Its name as it appears in a problem's {@code type}, for example {@code out-of-stock}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A short sentence for people, for example {@code Out of stock}. */
  public String title() {
    String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
