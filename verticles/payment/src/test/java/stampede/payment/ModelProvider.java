package stampede.payment;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A provider as its contract says, for one order: what it has done is what counts in the end. */
final class ModelProvider {

  private final boolean declines;
  private Optional<Long> captured = Optional.empty();
  private boolean declined;
  private boolean voided;
  private int captures;
  private final Map<UUID, Long> refunds = new HashMap<>();

  ModelProvider(boolean declines) {
    this.declines = declines;
  }

  ProviderAnswer ask(ProviderQuestion question) {
    return switch (question) {
      case ProviderQuestion.Charge charge -> {
        if (captured.isEmpty() && !declined && !voided) {
          if (declines) {
            declined = true;
          } else {
            captured = Optional.of(charge.amount().minorUnits());
            captures++;
          }
        }
        yield status();
      }
      case ProviderQuestion.VoidCharge voiding -> {
        voided |= captured.isEmpty() && !declined;
        yield status();
      }
      case ProviderQuestion.Refund refund -> {
        refunds.put(refund.refundId(), refund.amount().minorUnits());
        yield new ProviderAnswer.Refunded(refund.refundId());
      }
    };
  }

  ProviderAnswer status() {
    if (captured.isPresent()) {
      return new ProviderAnswer.Captured("charge");
    }
    if (declined) {
      return new ProviderAnswer.Declined("no funds");
    }
    return voided ? new ProviderAnswer.Voided() : new ProviderAnswer.Unclear("nothing yet");
  }

  long captured() {
    return captured.orElse(0L);
  }

  int captures() {
    return captures;
  }

  long refunded() {
    return refunds.values().stream().mapToLong(Long::longValue).sum();
  }
}
