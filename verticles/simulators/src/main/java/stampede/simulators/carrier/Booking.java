package stampede.simulators.carrier;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import stampede.simulators.carrier.Shipment.Parcel;
import stampede.simulators.partner.Digest;
import stampede.simulators.partner.JsonFields;
import stampede.simulators.partner.Refusal;

/**
 * What a caller wants shipped.
 *
 * @param parcel what is kept of it
 * @param objection why it cannot be delivered, when it cannot
 */
record Booking(Parcel parcel, Optional<String> objection) {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final long MOST_PIECES = 1_000_000_000;

  static Booking read(JsonFields body) {
    body.only(Set.of("recipient", "street", "city", "postalCode", "country", "pieces"));
    String recipient = body.text("recipient", 200);
    String street = body.text("street", 200);
    String city = body.text("city", 200);
    String postalCode = body.optionalText("postalCode", 20).orElse("");
    String country = country(body);
    long pieces = body.wholeNumber("pieces", 1, MOST_PIECES);
    List<String> all =
        List.of(recipient, street, city, postalCode, country, String.valueOf(pieces));
    // No field can hold a line feed, so joined by it they cannot be taken for others.
    String fingerprint = Digest.fingerprint(String.join("\n", all));
    return new Booking(
        new Parcel(pieces, fingerprint, "Return to sender".equals(street)),
        "Nowhere".equals(city) ? Optional.of("there is no way to Nowhere") : Optional.empty());
  }

  private static String country(JsonFields body) {
    String country = body.text("country", 2);
    if (!COUNTRIES.contains(country)) {
      throw Refusal.field("country", "an ISO 3166 code such as GB");
    }
    return country;
  }

  /** This, but with that objection unless it has one. */
  Booking objectedTo(String reason) {
    return new Booking(parcel, objection.or(() -> Optional.of(reason)));
  }
}
