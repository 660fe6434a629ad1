package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;
import static stampede.account.SampleIssuer.BACK;
import static stampede.account.SampleIssuer.CLI;
import static stampede.account.SampleIssuer.parameter;
import static stampede.platform.SampleDatabase.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.Caller;

/** The flows as a program and a browser go through them, over HTTP. */
class OAuthIT {

  private static final String KIM = "kim@shop.example";

  private final CodeVerifier verifier = new CodeVerifier();
  private SampleIssuer issuer;
  private Caller kim;

  @BeforeEach
  void open() {
    issuer = new SampleIssuer();
    kim = issuer.customer(KIM);
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  private OIDCTokenResponse logIn() {
    return (OIDCTokenResponse) issuer.redeem(issuer.code(verifier, KIM), verifier);
  }

  private TokenResponse refresh(RefreshToken token) {
    return issuer.tokens(new RefreshTokenGrant(token));
  }

  private static RefreshToken refreshToken(TokenResponse response) {
    return response.toSuccessResponse().getTokens().getRefreshToken();
  }

  private static String error(TokenResponse response) {
    return response.toErrorResponse().getErrorObject().getCode();
  }

  private static AuthorizationRequest.Builder request(CodeVerifier verifier) {
    return new AuthorizationRequest.Builder(SampleIssuer.request(verifier));
  }

  @Test
  void aCustomerWhoLogsInGetsTokensThatTheGatewayAccepts() {
    OIDCTokenResponse response = logIn();

    JWTClaimsSet claims =
        issuer.verify(response.getTokens().getAccessToken().getValue(), issuer.shownKeys());
    assertThat(claims.getSubject()).isEqualTo(kim.subject());
    assertThat(claims.getClaims())
        .containsEntry("role", "customer")
        .containsEntry("client_id", CLI.getValue())
        .containsKeys("jti", "iat", "exp");
    assertThat(response.getTokens().getAccessToken().getLifetime())
        .isEqualTo(SampleIssuer.TOKEN_TIME.toSeconds());
  }

  @Test
  void theIdTokenIsForTheProgramAndCarriesItsNonce() throws java.text.ParseException {
    JWTClaimsSet claims = logIn().getOIDCTokens().getIDToken().getJWTClaimsSet();

    assertThat(claims.getAudience()).containsExactly(CLI.getValue());
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
  }

  @Test
  void theBrowserComesBackWithStateAndIssuer() {
    HttpResponse<String> page = issuer.open(SampleIssuer.request(verifier).toQueryString());

    HttpResponse<String> back = issuer.type(page, KIM, SampleAccounts.PASSWORD);

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(back.headers().firstValue("Location").orElseThrow()).startsWith(BACK + "?");
    assertThat(parameter(back, "state")).isEqualTo("st-1");
    assertThat(parameter(back, "iss")).isEqualTo("stampede");
  }

  @Test
  void aCodeUsedAgainEndsWhatCameOfIt() {
    AuthorizationCode code = issuer.code(verifier, KIM);
    TokenResponse first = issuer.redeem(code, verifier);

    TokenResponse again = issuer.redeem(code, verifier);

    assertThat(error(again)).isEqualTo(OAuth2Error.INVALID_GRANT_CODE);
    assertThat(error(refresh(refreshToken(first)))).isEqualTo(OAuth2Error.INVALID_GRANT_CODE);
    assertThat(issuer.accounts.audited())
        .containsSubsequence("code-granted", "tokens-granted", "tokens-revoked");
  }

  @Test
  void aCodeWithoutItsVerifierIsWorthNothing() {
    AuthorizationCode code = issuer.code(verifier, KIM);

    TokenResponse stolen = issuer.redeem(code, new CodeVerifier());

    assertThat(error(stolen)).isEqualTo(OAuth2Error.INVALID_GRANT_CODE);
  }

  @Test
  void aVerifierMustBeSent() {
    AuthorizationCode code = issuer.code(verifier, KIM);

    TokenResponse response = issuer.tokens(new AuthorizationCodeGrant(code, BACK));

    assertThat(error(response)).isEqualTo(OAuth2Error.INVALID_REQUEST_CODE);
  }

  @Test
  void aCodeIsForOneRedirectUri() {
    AuthorizationCode code = issuer.code(verifier, KIM);

    TokenResponse response =
        issuer.tokens(
            new AuthorizationCodeGrant(
                code, URI.create("http://127.0.0.1:51005/callback"), verifier));

    assertThat(error(response)).isEqualTo(OAuth2Error.INVALID_GRANT_CODE);
  }

  @Test
  void aCodeEndsAfterAMinute() {
    AuthorizationCode code = issuer.code(verifier, KIM);

    issuer.accounts.clock.passes(Duration.ofMinutes(1));

    assertThat(error(issuer.redeem(code, verifier))).isEqualTo(OAuth2Error.INVALID_GRANT_CODE);
  }

  @Test
  void aRefreshTokenGivesTheNext() {
    RefreshToken first = refreshToken(logIn());

    RefreshToken second = refreshToken(refresh(first));

    assertThat(second).isNotEqualTo(first);
    assertThat(refresh(second).indicatesSuccess()).isTrue();
  }

  @Test
  void aRefreshTokenUsedAgainEndsThemAll() {
    RefreshToken first = refreshToken(logIn());
    RefreshToken second = refreshToken(refresh(first));

    TokenResponse again = refresh(first);

    assertThat(error(again)).isEqualTo(OAuth2Error.INVALID_GRANT_CODE);
    assertThat(error(refresh(second))).isEqualTo(OAuth2Error.INVALID_GRANT_CODE);
  }

  @Test
  void otherLoginsGoOn() {
    RefreshToken other = refreshToken(logIn());
    RefreshToken stolen = refreshToken(logIn());
    refresh(stolen);
    refresh(stolen);

    assertThat(refresh(other).indicatesSuccess()).isTrue();
  }

  @Test
  void noTokenIsStoredAsItIs() {
    RefreshToken token = refreshToken(logIn());

    List<String> stored =
        issuer.accounts.database.query(
            "SELECT current || ' ' || to_jsonb(c)::text AS all FROM refresh_family, authorization_code c",
            row -> row.getString("all"));

    assertThat(stored).isNotEmpty().noneMatch(row -> row.contains(token.getValue()));
  }

  private int revoke(Token token) {
    try {
      return new TokenRevocationRequest(issuer.at("/oauth2/revoke"), CLI, token)
          .toHTTPRequest()
          .send()
          .getStatusCode();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRevokedTokenIsWorthNothing() {
    RefreshToken token = refreshToken(logIn());

    assertThat(revoke(token)).isEqualTo(200);

    assertThat(error(refresh(token))).isEqualTo(OAuth2Error.INVALID_GRANT_CODE);
  }

  @Test
  void revokingWhatIsUnknownTellsNothing() {
    assertThat(revoke(new RefreshToken("made-up"))).isEqualTo(200);
  }

  @Test
  void anAccessTokenCannotBeRevoked() {
    assertThat(revoke(logIn().getTokens().getAccessToken())).isEqualTo(400);
  }

  private ClientAuthentication program(Optional<String> role) {
    String secret = stampede.account.Secret.random();
    await(
        issuer.clients.add(
            new OAuthClient(
                "robot",
                "Robot",
                Optional.of(stampede.account.Secret.hash(secret)),
                List.of(),
                role),
            "lee"));
    return new ClientSecretBasic(new ClientID("robot"), new Secret(secret));
  }

  @Test
  void aProgramActsForItself() {
    TokenResponse response =
        issuer.tokens(program(Optional.of("staff")), new ClientCredentialsGrant());

    String token = response.toSuccessResponse().getTokens().getAccessToken().getValue();
    assertThat(issuer.verify(token, issuer.shownKeys()).getClaims())
        .containsEntry("sub", "robot")
        .containsEntry("role", "staff");
    assertThat(refreshToken(response)).isNull();
  }

  @Test
  void aProgramWithoutARoleDoesNot() {
    TokenResponse response = issuer.tokens(program(Optional.empty()), new ClientCredentialsGrant());

    assertThat(error(response)).isEqualTo(OAuth2Error.UNAUTHORIZED_CLIENT_CODE);
  }

  @Test
  void aWrongSecretIsRefused() {
    program(Optional.of("staff"));
    ClientAuthentication wrong = new ClientSecretBasic(new ClientID("robot"), new Secret("wrong"));

    TokenResponse response = issuer.tokens(wrong, new ClientCredentialsGrant());

    assertThat(error(response)).isEqualTo(OAuth2Error.INVALID_CLIENT_CODE);
    assertThat(response.toErrorResponse().getErrorObject().getHTTPStatusCode()).isEqualTo(401);
  }

  @Test
  void aProgramThatWasRemovedGetsNothing() {
    RefreshToken token = refreshToken(logIn());

    await(issuer.clients.remove(CLI.getValue(), "lee"));

    assertThat(error(refresh(token))).isEqualTo(OAuth2Error.INVALID_CLIENT_CODE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/", "http://127.0.0.1:51004/other"})
  void nobodyIsSentWhereItWasNotAgreed(String uri) {
    HttpResponse<String> page =
        issuer.open(request(verifier).redirectionURI(URI.create(uri)).build().toQueryString());

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code_challenge_method=S256 code_challenge_method=plain invalid_request",
        "code_challenge= other= invalid_request",
        "response_type=code response_type=token unsupported_response_type",
        "response_type=code response_type= invalid_request",
        "nonce=n-1 nonce=%00 invalid_request",
        "scope=openid scope=openid+%C3%A9 invalid_request",
        "state= prompt=none&state= login_required"
      })
  void whatIsNotServedIsToldToTheProgram(String changed) {
    String[] change = changed.split(" ", -1);
    String query = SampleIssuer.request(verifier).toQueryString();

    HttpResponse<String> back = issuer.open(query.replace(change[0], change[1]));

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(parameter(back, "error")).isEqualTo(change[2]);
    assertThat(parameter(back, "state")).isEqualTo("st-1");
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressLookTheSame() {
    HttpResponse<String> page = issuer.open(SampleIssuer.request(verifier).toQueryString());

    HttpResponse<String> wrong = issuer.type(page, KIM, "wrong");
    HttpResponse<String> unknown = issuer.type(page, "lee@shop.example", "wrong");

    assertThat(wrong.body()).contains("The e-mail address or the password is wrong.");
    assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
    assertThat(unknown.body().replace("lee@", "kim@")).isEqualTo(wrong.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {KIM, "nobody@shop.example"})
  void whoeverGuessesHasToWait(String email) {
    HttpResponse<String> page = issuer.open(SampleIssuer.request(verifier).toQueryString());
    for (int i = 0; i < LoginAttempts.FREE; i++) {
      issuer.type(page, email, "wrong");
    }

    HttpResponse<String> next = issuer.type(page, email, SampleAccounts.PASSWORD);

    assertThat(next.statusCode()).isEqualTo(429);
    assertThat(next.headers().firstValue("Retry-After")).hasValue("2");
  }

  @Test
  void whoeverHasWaitedMayLogIn() {
    HttpResponse<String> page = issuer.open(SampleIssuer.request(verifier).toQueryString());
    for (int i = 0; i < LoginAttempts.FREE; i++) {
      issuer.type(page, KIM, "wrong");
    }

    issuer.accounts.clock.passes(Duration.ofSeconds(2));

    assertThat(issuer.type(page, KIM, SampleAccounts.PASSWORD).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stampede-login=another"})
  void aFormThatAnotherSiteSendsIsRefused(String cookie) {
    HttpResponse<String> page = issuer.open(SampleIssuer.request(verifier).toQueryString());

    HttpResponse<String> answer =
        issuer.post(cookie, SampleIssuer.form(page), KIM, SampleAccounts.PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void nothingOnThePageIsRunOrFramed() {
    HttpResponse<String> page = issuer.open(SampleIssuer.request(verifier).toQueryString());

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly", "SameSite=Strict");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void anOldKeyIsShownUntilItsTokensHaveEnded() {
    String token = logIn().getTokens().getAccessToken().getValue();
    String before = issuer.keys.signer().getKeyID();
    issuer.accounts.clock.passes(Duration.ofDays(30));
    await(issuer.keys.refresh());
    String atFirst = issuer.keys.signer().getKeyID();

    issuer.accounts.clock.passes(KeyRing.SETTLING);

    assertThat(atFirst).isEqualTo(before);
    assertThat(issuer.keys.signer().getKeyID()).isNotEqualTo(before);
    assertThat(issuer.shownKeys().getKeyByKeyId(before)).isNotNull();
    assertThat(token).isNotEmpty();
    issuer.accounts.clock.passes(SampleIssuer.TOKEN_TIME.plusMinutes(2));
    await(issuer.keys.refresh());
    assertThat(issuer.shownKeys().getKeyByKeyId(before)).isNull();
  }

  @Test
  void noPrivateKeyIsShownOrStoredOpenly() {
    List<String> stored =
        issuer.accounts.database.query(
            "SELECT sealed FROM signing_key", row -> row.getString("sealed"));

    assertThat(issuer.shownKeys().getKeys()).noneMatch(key -> key.isPrivate());
    assertThat(stored).hasSize(1).noneMatch(key -> key.contains("\"d\""));
  }

  @Test
  void discoverySaysWhereThingsAre() throws IOException, ParseException {
    HttpResponse<String> document =
        SampleIssuer.send(HttpRequest.newBuilder(issuer.at("/.well-known/openid-configuration")));

    OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(document.body());

    assertThat(metadata.getTokenEndpointURI()).hasPath("/oauth2/token");
    assertThat(metadata.getIssuer().getValue()).isEqualTo("stampede");
    assertThat(metadata.getCodeChallengeMethods()).hasSize(1);
  }

  @Test
  void whatIsNoFormIsRefusedAsOAuthDoes() {
    HttpResponse<String> answer =
        SampleIssuer.send(
            HttpRequest.newBuilder(issuer.at("/oauth2/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_request");
  }

  /** PostgreSQL knows no zero byte in texts: it must not come so far. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant_type=client_credentials&client_id=%00",
        "grant_type=refresh_token&client_id=stampede-cli&refresh_token=%00",
        "grant_type=authorization_code&client_id=stampede-cli&code=%00&redirect_uri=a:b&code_verifier=x",
        "grant_type=refresh_token&grant_type=refresh_token",
        "grant_type=%00",
        "%zz",
        ""
      })
  void nonsenseIsTheProgramsFaultAndNotOurs(String body) {
    HttpResponse<String> answer =
        SampleIssuer.send(
            HttpRequest.newBuilder(issuer.at("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isIn(400, 401);
    assertThat(answer.body()).contains("\"error\"");
  }

  @Test
  void anAddressThatCannotBeIsJustWrong() {
    HttpResponse<String> page = issuer.open(SampleIssuer.request(verifier).toQueryString());

    HttpResponse<String> answer = issuer.type(page, "kim\0@shop.example", "wrong");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("is wrong");
  }

  @Test
  void aBodyThatIsTooLargeIsNotRead() {
    HttpResponse<String> answer =
        SampleIssuer.send(
            HttpRequest.newBuilder(issuer.at("/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("a=" + "x".repeat(20_000))));

    assertThat(answer.statusCode()).isEqualTo(413);
  }
}
