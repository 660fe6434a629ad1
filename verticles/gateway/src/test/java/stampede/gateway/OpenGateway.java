package stampede.gateway;

import static stampede.platform.SampleDatabase.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import stampede.platform.SampleBus;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.telemetry.Telemetry;

/** A gateway that listens, and behind it an order service that answers as a test says. */
final class OpenGateway implements AutoCloseable {

  private static final RSAKey KEY = key();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Vertx vertx;
  private final SampleBus bus;
  private final GatewayVerticle gateway;
  private final Set<String> missing = new TreeSet<>();

  OpenGateway(Duration timeout) {
    this.vertx = Telemetry.start("test", Optional.empty()).instrument(Vertx.builder()).build();
    this.bus = new SampleBus(vertx, "order");
    this.gateway =
        new GatewayVerticle(
            "127.0.0.1",
            0,
            timeout,
            new Front(ApiDescription.load(), () -> missing),
            new Tokens(new JWKSet(KEY), "stampede", "stampede", Clock.systemUTC()),
            bus.exchange().calls());
    await(vertx.deployVerticle(gateway));
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets the order service answer an operation. */
  void answer(String operation, Function<ApiRequest, Future<ApiReply>> how) {
    await(bus.apiAnswers().serve(operation, (request, deadline) -> how.apply(request)));
  }

  GatewayVerticle verticle() {
    return gateway;
  }

  Vertx vertx() {
    return vertx;
  }

  Set<String> missing() {
    return missing;
  }

  int port() {
    return gateway.actualPort();
  }

  static String token(String subject, String role) {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").type(JOSEObjectType.JWT).build(),
            new JWTClaimsSet.Builder()
                .issuer("stampede")
                .audience("stampede")
                .subject(subject)
                .claim("role", role)
                .expirationTime(Date.from(Instant.now().plusSeconds(3_600)))
                .build());
    try {
      token.sign(new RSASSASigner(KEY));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  /** A request of a customer. */
  HttpRequest.Builder asKim(String path) {
    return request(path).header("Authorization", "Bearer " + token("kim", "customer"));
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    bus.close();
    await(vertx.close());
  }
}
