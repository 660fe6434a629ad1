package stampede.account;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.contracts.account.AccountAddresses;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.PathSegment;
import stampede.platform.calls.ServiceAnswers;

/** Answers customers and staff about API keys, and other services who stands behind one. */
final class ApiKeyVerticle extends VerticleBase {

  /** Lets people and scanners see what it is. */
  private static final String PREFIX = "stampede_";

  private final ServiceAnswers answers;
  private final ApiAnswers apiAnswers;
  private final ApiKeyStore keys;
  private final Clock clock;

  ApiKeyVerticle(ServiceAnswers answers, ApiAnswers apiAnswers, ApiKeyStore keys, Clock clock) {
    this.answers = answers;
    this.apiAnswers = apiAnswers;
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        answers.serve(
            AccountAddresses.VERIFY_API_KEY,
            (question, deadline) -> keys.verify(question.keyHash())),
        serve("createApiKey", this::create),
        serve("listApiKeys", this::list),
        serve("revokeApiKey", this::revoke));
  }

  /** What is the customer's is his and the staff's; nobody else learns that it is there. */
  private Future<Void> serve(String operation, Function<ApiRequest, Future<ApiReply>> handler) {
    return apiAnswers.serve(
        operation,
        (request, deadline) ->
            request.caller().mayActFor(request.required("customerId"))
                ? handler.apply(request)
                : Future.succeededFuture(noCustomer()));
  }

  private Future<ApiReply> create(ApiRequest request) {
    NewApiKey wanted = request.body(NewApiKey.class);
    if (wanted.plan().isPresent() && request.caller().role() != Role.STAFF) {
      return Future.succeededFuture(
          ApiReply.refused(FailureCode.ROLE_REQUIRED, "only staff can give a plan", "/plan"));
    }
    String secret = PREFIX + Secret.random();
    ApiKey key =
        new ApiKey(
            UuidCreator.getTimeOrderedEpoch(),
            wanted.name(),
            wanted.plan().orElse(ApiKey.USUAL_PLAN),
            clock.instant());
    return keys.add(customer(request), key, Secret.hash(secret), request.caller().subject())
        .map(
            added ->
                switch (added) {
                  case DONE -> created(request, key, secret);
                  case TOO_MANY ->
                      ApiReply.refused(
                          FailureCode.TOO_MANY_ALREADY,
                          "a customer can have %d keys: revoke one first".formatted(ApiKey.MOST));
                  case NO_CUSTOMER -> noCustomer();
                });
  }

  private static ApiReply created(ApiRequest request, ApiKey key, String secret) {
    String place =
        PathSegment.join("/api/v1/customers", request.required("customerId")) + "/api-keys";
    return ApiReply.created(
            PathSegment.join(place, key.id().toString()),
            new NewlyMade(key.id(), key.name(), key.plan(), key.createdAt(), secret))
        .with("Cache-Control", "no-store");
  }

  private Future<ApiReply> list(ApiRequest request) {
    return keys.list(customer(request)).map(all -> ApiReply.ok(Map.of("items", all)));
  }

  private Future<ApiReply> revoke(ApiRequest request) {
    return keys.revoke(
            customer(request),
            UUID.fromString(request.required("keyId")),
            request.caller().subject())
        .map(
            revoked ->
                revoked
                    ? ApiReply.nothing()
                    : ApiReply.refused(
                        FailureCode.NO_SUCH_RESOURCE, "the customer has no key with this id"));
  }

  private static ApiReply noCustomer() {
    return ApiReply.refused(FailureCode.NO_SUCH_RESOURCE, "there is no customer with this id");
  }

  private static UUID customer(ApiRequest request) {
    return UUID.fromString(request.required("customerId"));
  }

  private record NewApiKey(String name, Optional<String> plan) {}

  private record NewlyMade(UUID id, String name, String plan, Instant createdAt, String key) {

    @Override
    public String toString() {
      return "API key " + id;
    }
  }
}
