package stampede.payment;

import io.vertx.core.Future;

/** The payment provider, as we need it. */
@FunctionalInterface
interface PaymentProvider {

  /** Asks; the future never fails, as what is not known is an answer too. */
  Future<ProviderAnswer> ask(ProviderQuestion question);
}
