package stampede.account;

import com.github.f4b6a3.uuid.UuidCreator;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.FailureCode;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.PathSegment;

/** Answers those who want to become customers. */
final class RegistrationVerticle extends VerticleBase {

  private final ApiAnswers answers;
  private final RegistrationStore registrations;
  private final Passwords passwords;
  private final VerificationCodes codes;
  private final Duration verificationTime;
  private final Clock clock;

  RegistrationVerticle(
      ApiAnswers answers,
      RegistrationStore registrations,
      Passwords passwords,
      VerificationCodes codes,
      Duration verificationTime,
      Clock clock) {
    this.answers = answers;
    this.registrations = registrations;
    this.passwords = passwords;
    this.codes = codes;
    this.verificationTime = verificationTime;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        answers.serve("registerCustomer", (request, deadline) -> register(request)),
        answers.serve("verifyEmail", (request, deadline) -> verify(request)));
  }

  private Future<ApiReply> register(ApiRequest request) {
    Wish wish = request.body(Wish.class);
    Optional<String> problem = PasswordRule.problem(wish.password(), wish.email());
    if (problem.isPresent()) {
      return Future.succeededFuture(
          ApiReply.refused(FailureCode.INVALID_BODY, problem.get(), "/password"));
    }
    return passwords.hash(wish.password()).compose(hash -> take(wish, hash));
  }

  private Future<ApiReply> take(Wish wish, String hash) {
    String email = Customer.normalized(wish.email());
    UUID id = UuidCreator.getTimeOrderedEpoch();
    Instant end = clock.instant().plus(verificationTime);
    return registrations
        .add(
            new Registration(id, email, wish.name(), hash, end),
            Mail.verification(email, wish.name(), codes.issue(id, end), end))
        .map(taken -> ApiReply.accepted("/api/v1/email-verifications", Map.of("email", email)));
  }

  private Future<ApiReply> verify(ApiRequest request) {
    String code = request.body(Verification.class).code();
    return codes
        .read(code)
        .map(registrations::confirm)
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .map(
            customer -> customer.map(RegistrationVerticle::welcome).orElseGet(() -> doesNotHold()));
  }

  private static ApiReply welcome(Customer customer) {
    return ApiReply.created(
        PathSegment.join("/api/v1/customers", customer.id().toString()), customer);
  }

  private static ApiReply doesNotHold() {
    return ApiReply.refused(
        FailureCode.INVALID_BODY,
        "the code is wrong, was used or has ended: expected the one of the newest mail",
        "/code");
  }

  private record Wish(String email, String password, String name) {

    @Override
    public String toString() {
      return "a registration";
    }
  }

  private record Verification(String code) {

    @Override
    public String toString() {
      return "a verification";
    }
  }
}
