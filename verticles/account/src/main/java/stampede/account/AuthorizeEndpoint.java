package stampede.account;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.Prompt;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Lets a customer log in for a program (RFC 6749, section 3.1; RFC 7636): code flow with an S256
 * challenge, and nothing else. Nobody is sent anywhere before it is certain that the program may
 * have him sent there.
 */
final class AuthorizeEndpoint {

  private static final Duration CODE_TIME = Duration.ofMinutes(1);
  private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7e]{0,500}");

  private final ClientStore clients;
  private final Login login;
  private final LoginRequests forms;
  private final GrantStore grants;
  private final Issuer.Names names;
  private final Clock clock;

  AuthorizeEndpoint(
      ClientStore clients,
      Login login,
      LoginRequests forms,
      GrantStore grants,
      Issuer.Names names,
      Clock clock) {
    this.clients = clients;
    this.login = login;
    this.forms = forms;
    this.grants = grants;
    this.names = names;
    this.clock = clock;
  }

  /** An authorization request that may be answered. */
  private record Asked(OAuthClient client, String redirectUri, AuthorizationRequest request) {

    String scope() {
      return request.getScope() == null ? "" : request.getScope().toString();
    }

    String nonce() {
      return Optional.ofNullable(request.getCustomParameter("nonce"))
          .map(List::getFirst)
          .orElse("");
    }
  }

  /** Answers {@code GET /oauth2/authorize}: with the form, if all is well. */
  Future<HTTPResponse> show(String query) {
    return checked(
        query,
        asked -> {
          String cookie = Secret.random();
          HTTPResponse page = form(asked, forms.issue(query, cookie), "", "", HTTPResponse.SC_OK);
          page.setHeader(
              "Set-Cookie",
              BrowserCookie.text(cookie, "https".equals(names.address().getScheme())));
          return Future.succeededFuture(page);
        });
  }

  /**
   * Answers {@code POST /oauth2/authorize}: back to the program with a code, if the password is
   * right.
   */
  Future<HTTPResponse> submit(String cookie, Map<String, List<String>> fields) {
    String form = field(fields, "form");
    return forms
        .read(form, cookie)
        .map(query -> checked(query, asked -> logIn(asked, form, fields)))
        .orElseGet(
            () ->
                Future.succeededFuture(
                    Pages.of(
                        HTTPResponse.SC_FORBIDDEN,
                        LoginPage.problem(
                            "This form is too old, or was not made for this browser. Go back to the"
                                + " program that you come from and begin again."))));
  }

  private Future<HTTPResponse> logIn(Asked asked, String form, Map<String, List<String>> fields) {
    String email = field(fields, "email");
    return login
        .attempt(email, field(fields, "password"))
        .compose(
            outcome ->
                switch (outcome) {
                  case Login.Outcome.In(UUID customer) -> grant(asked, customer);
                  case Login.Outcome.Wrong() ->
                      Future.succeededFuture(
                          form(
                              asked,
                              form,
                              email,
                              "The e-mail address or the password is wrong.",
                              HTTPResponse.SC_OK));
                  case Login.Outcome.Wait(Duration time) -> {
                    long seconds = time.toSeconds() + 1;
                    HTTPResponse page =
                        form(
                            asked,
                            form,
                            email,
                            "Too many tries. Wait %d seconds.".formatted(seconds),
                            429);
                    page.setHeader("Retry-After", Long.toString(seconds));
                    yield Future.succeededFuture(page);
                  }
                });
  }

  private Future<HTTPResponse> grant(Asked asked, UUID customer) {
    AuthorizationCode code = new AuthorizationCode(Secret.random());
    return grants
        .grant(
            code.getValue(),
            new AuthorizationGrant(
                asked.client().id(),
                customer,
                asked.redirectUri(),
                asked.request().getCodeChallenge().getValue(),
                asked.scope(),
                asked.nonce(),
                clock.instant().plus(CODE_TIME),
                false,
                Optional.empty()))
        .map(
            granted ->
                redirect(
                    new AuthorizationSuccessResponse(
                        URI.create(asked.redirectUri()),
                        code,
                        null,
                        asked.request().getState(),
                        new com.nimbusds.oauth2.sdk.id.Issuer(names.issuer()),
                        ResponseMode.QUERY)));
  }

  private Future<HTTPResponse> checked(String query, Function<Asked, Future<HTTPResponse>> answer) {
    Map<String, List<String>> parameters = URLUtils.parseParameters(query);
    String redirectUri = field(parameters, "redirect_uri");
    return clients
        .find(field(parameters, "client_id"))
        .compose(
            found -> {
              Optional<OAuthClient> client = found.filter(known -> known.mayReturnTo(redirectUri));
              return client.isPresent()
                  ? parsed(client.get(), redirectUri, parameters, answer)
                  : Future.succeededFuture(
                      Pages.of(
                          HTTPResponse.SC_BAD_REQUEST,
                          LoginPage.problem(
                              "The program that you come from is not known here, or not with this"
                                  + " address to return to (client_id, redirect_uri).")));
            });
  }

  private Future<HTTPResponse> parsed(
      OAuthClient client,
      String redirectUri,
      Map<String, List<String>> parameters,
      Function<Asked, Future<HTTPResponse>> answer) {
    try {
      Asked asked = new Asked(client, redirectUri, AuthorizationRequest.parse(parameters));
      Optional<ErrorObject> problem = problem(asked);
      return problem.isPresent()
          ? refuse(redirectUri, parameters, problem.get())
          : answer.apply(asked);
    } catch (ParseException e) {
      return refuse(
          redirectUri,
          parameters,
          Optional.ofNullable(e.getErrorObject()).orElse(OAuth2Error.INVALID_REQUEST));
    }
  }

  private static Optional<ErrorObject> problem(Asked asked) {
    AuthorizationRequest request = asked.request();
    if (!ResponseType.CODE.equals(request.getResponseType())) {
      return Optional.of(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
    }
    if (request.getCodeChallenge() == null
        || !CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
      return Optional.of(
          OAuth2Error.INVALID_REQUEST.setDescription(
              "expected code_challenge with code_challenge_method=S256"));
    }
    if (request.getResponseMode() != null
        && !ResponseMode.QUERY.equals(request.getResponseMode())) {
      return Optional.of(
          OAuth2Error.INVALID_REQUEST.setDescription("expected response_mode=query"));
    }
    if (!PLAIN.matcher(asked.scope() + asked.nonce()).matches()) {
      return Optional.of(
          OAuth2Error.INVALID_REQUEST.setDescription(
              "expected scope and nonce in printable ASCII, at most 500 characters together"));
    }
    return request.getPrompt() != null && request.getPrompt().contains(Prompt.Type.NONE)
        ? Optional.of(OIDCError.LOGIN_REQUIRED)
        : Optional.empty();
  }

  private Future<HTTPResponse> refuse(
      String redirectUri, Map<String, List<String>> parameters, ErrorObject error) {
    String state = field(parameters, "state");
    return Future.succeededFuture(
        redirect(
            new AuthorizationErrorResponse(
                URI.create(redirectUri),
                error,
                state.isEmpty() ? null : new State(state),
                new com.nimbusds.oauth2.sdk.id.Issuer(names.issuer()),
                ResponseMode.QUERY)));
  }

  private static HTTPResponse redirect(AuthorizationResponse response) {
    HTTPResponse redirect = Pages.of(303, "");
    redirect.setHeader("Location", response.toURI().toString());
    return redirect;
  }

  private static HTTPResponse form(
      Asked asked, String form, String email, String problem, int status) {
    HTTPResponse page =
        Pages.of(status, LoginPage.form(asked.client().name(), form, email, problem));
    // browsers hold what a form leads to against form-action, redirects included
    URI back = URI.create(asked.redirectUri());
    page.setHeader(
        "Content-Security-Policy",
        Pages.POLICY + "; form-action 'self' " + back.getScheme() + "://" + back.getAuthority());
    return page;
  }

  /** A parameter that is there once; else nothing. */
  private static String field(Map<String, List<String>> fields, String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.size() == 1 ? values.getFirst() : "";
  }
}
