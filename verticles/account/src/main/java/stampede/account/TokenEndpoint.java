package stampede.account;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Response;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives tokens for what proves that they are due (RFC 6749, section 3.2), and ends them again. */
final class TokenEndpoint {

  static final String CUSTOMER = "customer";

  private final ClientProof clients;
  private final GrantStore grants;
  private final Issuer issuer;

  TokenEndpoint(ClientProof clients, GrantStore grants, Issuer issuer) {
    this.clients = clients;
    this.grants = grants;
    this.issuer = issuer;
  }

  /** Answers {@code POST /oauth2/token}. */
  Future<HTTPResponse> token(HTTPRequest http) {
    TokenRequest request;
    try {
      request = TokenRequest.parse(http);
    } catch (ParseException e) {
      return Future.succeededFuture(refused(e.getErrorObject()));
    }
    return clients
        .of(request)
        .compose(
            client ->
                client
                    .map(known -> grant(request, known))
                    .orElseGet(() -> answer(OAuth2Error.INVALID_CLIENT)));
  }

  private Future<HTTPResponse> grant(TokenRequest request, OAuthClient client) {
    return switch (request.getAuthorizationGrant()) {
      case AuthorizationCodeGrant code -> redeem(code, client);
      case RefreshTokenGrant refresh -> refresh(refresh, client);
      case ClientCredentialsGrant own -> ownTokens(client);
      default -> answer(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
    };
  }

  private Future<HTTPResponse> ownTokens(OAuthClient client) {
    return client
        .role()
        .map(
            role ->
                granted(
                    new AccessTokenResponse(
                        new Tokens(
                            bearer(issuer.accessToken(client.id(), role, client.id()), ""), null))))
        .orElseGet(() -> answer(OAuth2Error.UNAUTHORIZED_CLIENT));
  }

  private Future<HTTPResponse> redeem(AuthorizationCodeGrant code, OAuthClient client) {
    if (code.getCodeVerifier() == null || code.getRedirectionURI() == null) {
      return answer(
          OAuth2Error.INVALID_REQUEST.setDescription(
              "expected code_verifier and redirect_uri as in the authorization request"));
    }
    String refreshToken = Secret.random();
    String proof =
        CodeChallenge.compute(CodeChallengeMethod.S256, code.getCodeVerifier()).getValue();
    return grants
        .redeem(
            code.getAuthorizationCode().getValue(),
            client.id(),
            code.getRedirectionURI().toString(),
            proof,
            refreshToken)
        .compose(
            grant ->
                grant
                    .map(given -> granted(tokens(given, refreshToken)))
                    .orElseGet(() -> answer(OAuth2Error.INVALID_GRANT)));
  }

  private AccessTokenResponse tokens(AuthorizationGrant grant, String refreshToken) {
    BearerAccessToken access =
        bearer(
            issuer.accessToken(grant.customerId().toString(), CUSTOMER, grant.clientId()),
            grant.scope());
    RefreshToken refresh = new RefreshToken(refreshToken);
    return Scope.parse(grant.scope()).contains("openid")
        ? new OIDCTokenResponse(new OIDCTokens(issuer.idToken(grant), access, refresh))
        : new AccessTokenResponse(new Tokens(access, refresh));
  }

  private Future<HTTPResponse> refresh(RefreshTokenGrant presented, OAuthClient client) {
    String successor = Secret.random();
    return grants
        .refresh(presented.getRefreshToken().getValue(), client.id(), successor)
        .compose(
            family ->
                family
                    .map(
                        holding ->
                            granted(
                                new AccessTokenResponse(
                                    new Tokens(
                                        bearer(
                                            issuer.accessToken(
                                                holding.customerId().toString(),
                                                CUSTOMER,
                                                client.id()),
                                            holding.scope()),
                                        new RefreshToken(successor)))))
                    .orElseGet(() -> answer(OAuth2Error.INVALID_GRANT)));
  }

  private BearerAccessToken bearer(String token, String scope) {
    return new BearerAccessToken(
        token, issuer.names().tokenTime().toSeconds(), scope.isEmpty() ? null : Scope.parse(scope));
  }

  /**
   * Answers {@code POST /oauth2/revoke} (RFC 7009): ends the refresh token with all of its family.
   * Access tokens cannot be revoked; they end by themselves.
   */
  Future<HTTPResponse> revoke(HTTPRequest http) {
    TokenRevocationRequest request;
    try {
      request = TokenRevocationRequest.parse(http);
    } catch (ParseException e) {
      return Future.succeededFuture(refused(e.getErrorObject()));
    }
    return clients
        .of(request)
        .compose(
            client ->
                client
                    .map(known -> end(request, known))
                    .orElseGet(() -> answer(OAuth2Error.INVALID_CLIENT)));
  }

  private Future<HTTPResponse> end(TokenRevocationRequest request, OAuthClient client) {
    String token = request.getToken().getValue();
    if (token.contains(".")) {
      return answer(
          new ErrorObject(
              "unsupported_token_type",
              "access tokens end by themselves: expected a refresh token"));
    }
    return grants.revoke(token, client.id()).map(new HTTPResponse(HTTPResponse.SC_OK));
  }

  private static Future<HTTPResponse> granted(Response response) {
    return Future.succeededFuture(response.toHTTPResponse());
  }

  private static Future<HTTPResponse> answer(ErrorObject error) {
    return Future.succeededFuture(refused(error));
  }

  private static HTTPResponse refused(@Nullable ErrorObject error) {
    return new TokenErrorResponse(Optional.ofNullable(error).orElse(OAuth2Error.INVALID_REQUEST))
        .toHTTPResponse();
  }
}
