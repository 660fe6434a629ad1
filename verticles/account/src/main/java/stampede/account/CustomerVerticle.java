package stampede.account;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongPredicate;
import stampede.account.AddressStore.Added;
import stampede.contracts.FailureCode;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.EntityTag;
import stampede.platform.api.PathSegment;
import stampede.platform.api.RequestHash;

/** Answers customers about themselves, and staff about customers; to others there is nothing. */
final class CustomerVerticle extends VerticleBase {

  private static final String NO_CUSTOMER = "there is no customer with this id";
  private static final String NO_ADDRESS = "the customer has no address with this id";

  private final ApiAnswers answers;
  private final CustomerStore customers;
  private final AddressStore addresses;

  CustomerVerticle(ApiAnswers answers, CustomerStore customers, AddressStore addresses) {
    this.answers = answers;
    this.customers = customers;
    this.addresses = addresses;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        serve("getCustomer", this::get),
        serve("changeCustomer", this::change),
        serve("listAddresses", this::listAddresses),
        serve("addAddress", this::addAddress),
        serve("changeAddress", this::changeAddress),
        serve("removeAddress", this::removeAddress));
  }

  /** What is the customer's is his and the staff's; nobody else learns that it is there. */
  private Future<Void> serve(String operation, Function<ApiRequest, Future<ApiReply>> handler) {
    return answers.serve(
        operation,
        (request, deadline) ->
            request.caller().mayActFor(request.required("customerId"))
                ? handler.apply(request)
                : Future.succeededFuture(missing(NO_CUSTOMER)));
  }

  private Future<ApiReply> get(ApiRequest request) {
    return customers
        .find(customer(request))
        .map(
            found ->
                found
                    .<ApiReply>map(customer -> shown(customer, customer.version()))
                    .orElseGet(() -> missing(NO_CUSTOMER)));
  }

  private Future<ApiReply> change(ApiRequest request) {
    String name = request.body(ChangedCustomer.class).name();
    return based(
        request,
        basedOn ->
            customers
                .change(customer(request), basedOn, before -> before.renamed(name))
                .map(
                    change ->
                        reply(
                            change, customer -> shown(customer, customer.version()), NO_CUSTOMER)));
  }

  private Future<ApiReply> listAddresses(ApiRequest request) {
    UUID id = customer(request);
    return customers
        .find(id)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(missing(NO_CUSTOMER))
                    : addresses.list(id).map(all -> ApiReply.ok(Map.of("items", all))));
  }

  private Future<ApiReply> addAddress(ApiRequest request) {
    CustomerAddress.Details details = request.body(CustomerAddress.Details.class);
    String place =
        PathSegment.join("/api/v1/customers", request.required("customerId")) + "/addresses";
    return addresses
        .add(
            customer(request),
            details,
            request.required("Idempotency-Key"),
            RequestHash.of(details))
        .map(
            added ->
                switch (added) {
                  case Added.Done(CustomerAddress address) ->
                      ApiReply.created(PathSegment.join(place, address.id().toString()), address)
                          .with("ETag", EntityTag.of(address.version()));
                  case Added.KeyReused() -> RequestHash.keyReused();
                  case Added.TooMany() ->
                      ApiReply.refused(
                          FailureCode.TOO_MANY_ALREADY,
                          "a customer can have %d addresses".formatted(CustomerAddress.MOST));
                  case Added.NoCustomer() -> missing(NO_CUSTOMER);
                });
  }

  private Future<ApiReply> changeAddress(ApiRequest request) {
    CustomerAddress.Details details = request.body(CustomerAddress.Details.class);
    return based(
        request,
        basedOn ->
            addresses
                .change(customer(request), address(request), basedOn, details)
                .map(
                    change ->
                        reply(change, address -> shown(address, address.version()), NO_ADDRESS)));
  }

  private Future<ApiReply> removeAddress(ApiRequest request) {
    return based(
        request,
        basedOn ->
            addresses
                .remove(customer(request), address(request), basedOn)
                .map(change -> reply(change, address -> ApiReply.nothing(), NO_ADDRESS)));
  }

  private static Future<ApiReply> based(
      ApiRequest request, Function<LongPredicate, Future<ApiReply>> change) {
    Optional<String> tags = request.parameter("If-Match");
    return tags.isEmpty()
        ? Future.succeededFuture(EntityTag.required())
        : change.apply(version -> EntityTag.matches(tags.get(), version));
  }

  private static <T> ApiReply reply(Change<T> change, Function<T, ApiReply> done, String missing) {
    return switch (change) {
      case Change.Done<T>(T now) -> done.apply(now);
      case Change.Stale<T>(long version) -> EntityTag.changed(version);
      case Change.Missing<T>() -> missing(missing);
    };
  }

  private static ApiReply shown(Object body, long version) {
    return ApiReply.ok(body).with("ETag", EntityTag.of(version));
  }

  private static ApiReply missing(String what) {
    return ApiReply.refused(FailureCode.NO_SUCH_RESOURCE, what);
  }

  private static UUID customer(ApiRequest request) {
    return UUID.fromString(request.required("customerId"));
  }

  private static UUID address(ApiRequest request) {
    return UUID.fromString(request.required("addressId"));
  }

  private record ChangedCustomer(String name) {}
}
