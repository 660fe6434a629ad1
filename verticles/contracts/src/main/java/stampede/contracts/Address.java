package stampede.contracts;

/**
 * A place on the event bus where one kind of question is answered.
 *
 * @param name {@code <service>.<command>.v<version>}, for example {@code
 *     inventory.reserve-stock.v1}; the part before the first dot names the service that answers
 * @param request the type of the question
 * @param reply the type of the answer; business refusals are values of it, never failures
 */
public record Address<Q, A>(String name, Class<Q> request, Class<A> reply) {

  /** Fails with {@link IllegalArgumentException} when the name is not of the form above. */
  public Address {
    if (!name.matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)\\.v[1-9][0-9]*")) {
      throw new IllegalArgumentException(
          "address '%s': expected <service>.<command>.v<version>".formatted(name));
    }
  }

  /** The service that answers, as it is named in discovery. */
  public String service() {
    return name.substring(0, name.indexOf('.'));
  }
}
