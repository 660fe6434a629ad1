package stampede.delivery;

import stampede.contracts.order.ShippingAddress;

/** What the carrier can be asked. Each can be asked any number of times with one effect. */
sealed interface CarrierQuestion {

  /** What the carrier knows the parcel by. */
  String reference();

  /** Take this parcel, unless you have been asked before. */
  record Book(String reference, ShippingAddress shipTo, int pieces) implements CarrierQuestion {}

  /** Never take this parcel, unless you have it already. */
  record Cancel(String reference) implements CarrierQuestion {}

  /** Where is it? */
  record Track(String reference) implements CarrierQuestion {}
}
