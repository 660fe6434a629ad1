package stampede.contracts.order;

/**
 * Where an order goes.
 *
 * @param recipient who receives it
 * @param street street and number
 * @param city town
 * @param postalCode may be empty where there is none
 * @param country ISO 3166-1 alpha-2
 */
public record ShippingAddress(
    String recipient, String street, String city, String postalCode, String country) {}
