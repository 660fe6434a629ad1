package stampede.gateway;

import java.util.List;
import java.util.Map;
import stampede.contracts.FailureCode;
import stampede.platform.api.ApiReply;

/** Why a request goes no further than the gateway. Control flow, not a fault: it has no stack. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ApiReply.Refused reply;

  private Refusal(ApiReply.Refused reply) {
    super(reply.detail(), null, false, false);
    this.reply = reply;
  }

  static Refusal of(FailureCode code, String detail) {
    return new Refusal(ApiReply.refused(code, detail));
  }

  static Refusal of(FailureCode code, String detail, String pointer) {
    return new Refusal(ApiReply.refused(code, detail, pointer));
  }

  /** A body that is wrong in several places. */
  static Refusal of(FailureCode code, List<Wrong> errors) {
    Wrong first = errors.getFirst();
    return new Refusal(
        new ApiReply.Refused(code, first.detail(), first.pointer(), Map.of("errors", errors)));
  }

  ApiReply.Refused reply() {
    return reply;
  }

  /** One part of a body that is wrong. */
  record Wrong(String pointer, String detail) {}
}
