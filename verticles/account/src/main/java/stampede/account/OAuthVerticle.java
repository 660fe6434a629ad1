package stampede.account;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stampede.contracts.FailureCode;
import stampede.platform.ServiceFailure;

/** The issuer's own door: forms and pages, which the API's gateway does not carry. */
final class OAuthVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(OAuthVerticle.class);
  private static final int LARGEST_BODY = 16 << 10;
  private static final int PATIENCE_SECONDS = 10;

  private final String host;
  private final int port;
  private final Issuer issuer;
  private final AuthorizeEndpoint authorize;
  private final TokenEndpoint tokens;
  private @Nullable HttpServer server;

  OAuthVerticle(
      String host, int port, Issuer issuer, AuthorizeEndpoint authorize, TokenEndpoint tokens) {
    this.host = host;
    this.port = port;
    this.issuer = issuer;
    this.authorize = authorize;
    this.tokens = tokens;
  }

  @Override
  public Future<?> start() {
    HttpServer opening =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setMaxHeaderSize(8 << 10)
                    .setMaxInitialLineLength(4 << 10)
                    .setIdleTimeout(30)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS))
            .requestHandler(this::handle);
    server = opening;
    return opening
        .listen(port, host)
        .recover(
            failure ->
                Future.failedFuture(
                    new ServiceFailure(
                        FailureCode.SERVICE_UNAVAILABLE,
                        "%s:%d (account.port) cannot be listened on: %s"
                            .formatted(host, port, failure.getMessage()),
                        failure)));
  }

  /** Where it listens; the real port when 0 was set. */
  int actualPort() {
    return server == null ? 0 : server.actualPort();
  }

  /** Answers what is under way, then closes. From any thread. */
  Future<Void> drain() {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(
        ignored -> {
          HttpServer open = server;
          if (open == null) {
            drained.complete();
          } else {
            open.shutdown(PATIENCE_SECONDS, TimeUnit.SECONDS).onComplete(drained);
          }
        });
    return drained.future();
  }

  private void handle(HttpServerRequest request) {
    String what = request.method().name() + " " + Optional.ofNullable(request.path()).orElse("");
    Future.<Void>succeededFuture()
        .compose(
            ignored ->
                switch (what) {
                  case "GET /.well-known/openid-configuration",
                      "GET /.well-known/oauth-authorization-server" ->
                      json(Discovery.document(issuer.names()));
                  case "GET /oauth2/jwks" -> json(issuer.keys().published().toString());
                  case "GET /oauth2/authorize" ->
                      authorize.show(Optional.ofNullable(request.query()).orElse(""));
                  case "POST /oauth2/authorize" ->
                      onBody(
                          request,
                          body ->
                              authorize.submit(
                                  BrowserCookie.value(header(request, "Cookie")),
                                  URLUtils.parseParameters(body)));
                  case "POST /oauth2/token" -> onForm(request, tokens::token);
                  case "POST /oauth2/revoke" -> onForm(request, tokens::revoke);
                  default -> Future.succeededFuture(notHere(request));
                })
        .otherwise(OAuthVerticle::failed)
        .onSuccess(response -> write(request.response(), response));
  }

  private static Future<HTTPResponse> json(String document) {
    HTTPResponse response = new HTTPResponse(HTTPResponse.SC_OK);
    response.setHeader("Content-Type", "application/json;charset=utf-8");
    response.setHeader("Cache-Control", "public, max-age=60");
    response.setBody(document);
    return Future.succeededFuture(response);
  }

  private static HTTPResponse notHere(HttpServerRequest request) {
    boolean isKnown =
        switch (String.valueOf(request.path())) {
          case "/oauth2/authorize",
              "/oauth2/token",
              "/oauth2/revoke",
              "/oauth2/jwks",
              "/.well-known/openid-configuration",
              "/.well-known/oauth-authorization-server" ->
              true;
          default -> false;
        };
    return Pages.of(
        isKnown ? 405 : HTTPResponse.SC_NOT_FOUND,
        LoginPage.problem(
            isKnown ? "This method is not served here." : "There is nothing at this address."));
  }

  /** A body must say how long it is: forms do, and so it is refused before it is read. */
  private static Future<HTTPResponse> onBody(
      HttpServerRequest request, Function<String, Future<HTTPResponse>> answer) {
    String length = header(request, "Content-Length");
    if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > LARGEST_BODY) {
      HTTPResponse refused =
          new TokenErrorResponse(
                  OAuth2Error.INVALID_REQUEST
                      .setHTTPStatusCode(413)
                      .setDescription(
                          "expected a body of at most " + LARGEST_BODY + " bytes, with its length"))
              .toHTTPResponse();
      refused.setHeader("Connection", "close");
      return Future.succeededFuture(refused);
    }
    return request.body().compose(body -> answer.apply(body.toString(StandardCharsets.UTF_8)));
  }

  private Future<HTTPResponse> onForm(
      HttpServerRequest request, Function<HTTPRequest, Future<HTTPResponse>> answer) {
    return onBody(
        request,
        body -> {
          HTTPRequest http =
              new HTTPRequest(HTTPRequest.Method.POST, issuer.names().at(request.path()));
          request
              .headers()
              .names()
              .forEach(
                  name ->
                      http.setHeader(name, request.headers().getAll(name).toArray(String[]::new)));
          http.setBody(body);
          return answer.apply(http);
        });
  }

  private static String header(HttpServerRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name)).orElse("");
  }

  private static HTTPResponse failed(Throwable failure) {
    if (failure instanceof ServiceFailure service) {
      LOG.debug("not answered: {}", service.getMessage(), service.getCause());
      return new TokenErrorResponse(
              OAuth2Error.TEMPORARILY_UNAVAILABLE.setHTTPStatusCode(
                  HTTPResponse.SC_SERVICE_UNAVAILABLE))
          .toHTTPResponse();
    }
    LOG.error("an answer failed by a bug of ours", failure);
    return new TokenErrorResponse(
            OAuth2Error.SERVER_ERROR.setHTTPStatusCode(HTTPResponse.SC_SERVER_ERROR))
        .toHTTPResponse();
  }

  private static void write(HttpServerResponse response, HTTPResponse answer) {
    response.setStatusCode(answer.getStatusCode());
    answer.getHeaderMap().forEach((name, values) -> response.putHeader(name, values));
    String body = Optional.ofNullable(answer.getBody()).orElse("");
    response.putHeader(
        HttpHeaders.CONTENT_LENGTH, Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
    response.end(body).onFailure(gone -> LOG.debug("who asked has gone: {}", gone.getMessage()));
  }
}
