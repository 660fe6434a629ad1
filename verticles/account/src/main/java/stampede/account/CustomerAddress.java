package stampede.account;

import java.util.UUID;

/**
 * A place that a customer has parcels sent to.
 *
 * @param id what it is known by
 * @param recipient who takes the parcel
 * @param country ISO 3166-1 alpha-2
 * @param version counts its changes, from 1
 */
record CustomerAddress(
    UUID id,
    String recipient,
    String street,
    String city,
    String postalCode,
    String country,
    long version) {

  /** How many a customer can have. */
  static final int MOST = 50;

  /** What a client says of one. */
  record Details(String recipient, String street, String city, String postalCode, String country) {

    CustomerAddress as(UUID id, long version) {
      return new CustomerAddress(id, recipient, street, city, postalCode, country, version);
    }
  }
}
