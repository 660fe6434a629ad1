package stampede.account;

import static stampede.platform.SampleDatabase.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import stampede.contracts.Caller;

/** The issuer behind a real port, with a browser and a program that were written by others. */
final class SampleIssuer implements AutoCloseable {

  static final ClientID CLI = new ClientID("stampede-cli");
  static final URI BACK = URI.create("http://127.0.0.1:51004/callback");
  static final Duration TOKEN_TIME = Duration.ofMinutes(10);
  private static final Duration KEY_TIME = Duration.ofDays(30);
  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
  private static final HttpClient BROWSER =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final SampleAccounts accounts = new SampleAccounts();
  final ClientStore clients =
      new ClientStore(accounts.database.database(), accounts.audit, accounts.clock);
  final SigningKeys keys;
  private final OAuthVerticle door;

  SampleIssuer() {
    keys =
        new SigningKeys(
            accounts.database.vertx(),
            new SigningKeyStore(accounts.database.database(), accounts.audit, accounts.clock),
            accounts.secret,
            Optional.empty(),
            KEY_TIME,
            TOKEN_TIME,
            accounts.clock);
    await(keys.refresh());
    Issuer.Names names =
        new Issuer.Names("stampede", "stampede", URI.create("http://127.0.0.1:8084"), TOKEN_TIME);
    GrantStore grants =
        new GrantStore(
            accounts.database.database(), accounts.audit, accounts.clock, Duration.ofDays(30));
    door =
        new OAuthVerticle(
            "127.0.0.1",
            0,
            new Issuer(keys, accounts.clock, names),
            new AuthorizeEndpoint(
                clients,
                new Login(
                    new LoginStore(accounts.database.database(), accounts.clock),
                    accounts.passwords),
                new LoginRequests(accounts.secret, accounts.clock),
                grants,
                names,
                accounts.clock),
            new TokenEndpoint(
                new ClientProof(clients), grants, new Issuer(keys, accounts.clock, names)));
    await(accounts.database.vertx().deployVerticle(door));
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + door.actualPort() + path);
  }

  Caller customer(String email) {
    return accounts.customer(email);
  }

  static AuthorizationRequest request(CodeVerifier verifier) {
    return new AuthorizationRequest.Builder(ResponseType.CODE, CLI)
        .redirectionURI(BACK)
        .scope(new Scope("openid"))
        .customParameter("nonce", "n-1")
        .state(new State("st-1"))
        .codeChallenge(verifier, CodeChallengeMethod.S256)
        .build();
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  HttpResponse<String> open(String query) {
    return send(HttpRequest.newBuilder(at("/oauth2/authorize?" + query)));
  }

  /** What the browser gets when a customer types that into a form that it was shown. */
  HttpResponse<String> type(HttpResponse<String> page, String email, String password) {
    String cookie = page.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    return post(cookie, form(page), email, password);
  }

  static String form(HttpResponse<String> page) {
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError("there is no form: " + page.body());
    }
    return form.group(1);
  }

  HttpResponse<String> post(String cookie, String form, String email, String password) {
    String body =
        Map.of("form", form, "email", email, "password", password).entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at("/oauth2/authorize"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
  }

  /** Logs that customer in and returns the code. */
  AuthorizationCode code(CodeVerifier verifier, String email) {
    HttpResponse<String> sent =
        type(open(request(verifier).toQueryString()), email, SampleAccounts.PASSWORD);
    return new AuthorizationCode(parameter(sent, "code"));
  }

  /** A parameter of where the browser is sent. */
  static String parameter(HttpResponse<String> redirect, String name) {
    URI to = URI.create(redirect.headers().firstValue("Location").orElseThrow());
    return com.nimbusds.oauth2.sdk.util.URLUtils.parseParameters(to.getRawQuery())
        .getOrDefault(name, List.of(""))
        .getFirst();
  }

  TokenResponse redeem(AuthorizationCode code, CodeVerifier verifier) {
    return tokens(new AuthorizationCodeGrant(code, BACK, verifier));
  }

  /** What a public program gets. */
  TokenResponse tokens(AuthorizationGrant grant) {
    return answer(new TokenRequest.Builder(at("/oauth2/token"), CLI, grant).build());
  }

  /** What a program with a secret gets. */
  TokenResponse tokens(ClientAuthentication client, AuthorizationGrant grant) {
    return answer(new TokenRequest.Builder(at("/oauth2/token"), client, grant).build());
  }

  private static TokenResponse answer(TokenRequest request) {
    try {
      return OIDCTokenResponseParser.parse(request.toHTTPRequest().send());
    } catch (IOException | com.nimbusds.oauth2.sdk.ParseException e) {
      throw new AssertionError(e);
    }
  }

  JWKSet shownKeys() {
    try {
      return JWKSet.load(at("/oauth2/jwks").toURL());
    } catch (IOException | java.text.ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** Verifies as the gateway does, at the time of the test's clock. */
  JWTClaimsSet verify(String token, JWKSet known) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(known)));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            "stampede",
            new JWTClaimsSet.Builder().issuer("stampede").build(),
            Set.of("sub", "exp", "aud", "iss", "role")) {
          @Override
          protected Date currentTime() {
            return Date.from(accounts.clock.instant());
          }
        });
    try {
      return processor.process(token, null);
    } catch (java.text.ParseException
        | com.nimbusds.jose.proc.BadJOSEException
        | com.nimbusds.jose.JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    await(door.drain());
    accounts.close();
  }
}
