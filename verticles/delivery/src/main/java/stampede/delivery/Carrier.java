package stampede.delivery;

import io.vertx.core.Future;

/** The carrier, as we need it. */
@FunctionalInterface
interface Carrier {

  /** Asks; the future never fails, as what is not known is an answer too. */
  Future<CarrierAnswer> ask(CarrierQuestion question);
}
