package stampede.account;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import stampede.contracts.FailureCode;
import stampede.contracts.Role;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.PathSegment;

/** Answers operators about the programs that get tokens. */
final class ClientVerticle extends VerticleBase {

  private final ApiAnswers answers;
  private final ClientStore clients;

  ClientVerticle(ApiAnswers answers, ClientStore clients) {
    this.answers = answers;
    this.clients = clients;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        answers.serve("createClient", (request, deadline) -> create(request)),
        answers.serve("listClients", (request, deadline) -> list()),
        answers.serve("removeClient", (request, deadline) -> remove(request)));
  }

  private Future<ApiReply> create(ApiRequest request) {
    NewClient wanted = request.body(NewClient.class);
    List<String> redirectUris = wanted.redirectUris().orElse(List.of());
    Optional<String> bad = redirectUris.stream().filter(uri -> !mayBeReturnedTo(uri)).findFirst();
    if (bad.isPresent()) {
      return Future.succeededFuture(
          ApiReply.refused(
              FailureCode.INVALID_BODY,
              "expected absolute addresses without a fragment, https or of this machine",
              "/redirectUris"));
    }
    if (wanted.role().isPresent() && wanted.isPublic().orElse(false)) {
      return Future.succeededFuture(
          ApiReply.refused(
              FailureCode.INVALID_BODY,
              "a public client cannot act for itself, as it has no secret",
              "/role"));
    }
    String id = UUID.randomUUID().toString();
    Optional<String> secret =
        wanted.isPublic().orElse(false) ? Optional.empty() : Optional.of(Secret.random());
    OAuthClient client =
        new OAuthClient(
            id,
            wanted.name(),
            secret.map(Secret::hash),
            redirectUris,
            wanted.role().map(role -> role.name().toLowerCase(Locale.ROOT)));
    return clients
        .add(client, request.caller().subject())
        .map(
            added ->
                ApiReply.created(
                        PathSegment.join("/api/v1/oauth-clients", id), Shown.of(client, secret))
                    .with("Cache-Control", "no-store"));
  }

  private static boolean mayBeReturnedTo(String text) {
    try {
      URI uri = URI.create(text);
      boolean ofThisMachine =
          "http".equals(uri.getScheme())
              && List.of("127.0.0.1", "[::1]").contains(String.valueOf(uri.getHost()));
      return uri.getHost() != null
          && uri.getRawFragment() == null
          && uri.getUserInfo() == null
          && ("https".equals(uri.getScheme()) || ofThisMachine);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Future<ApiReply> list() {
    return clients
        .list()
        .map(
            all ->
                ApiReply.ok(
                    Map.of(
                        "items",
                        all.stream().map(client -> Shown.of(client, Optional.empty())).toList())));
  }

  private Future<ApiReply> remove(ApiRequest request) {
    return clients
        .remove(request.required("clientId"), request.caller().subject())
        .map(
            removed ->
                removed
                    ? ApiReply.nothing()
                    : ApiReply.refused(
                        FailureCode.NO_SUCH_RESOURCE, "there is no client with this id"));
  }

  private record NewClient(
      String name,
      Optional<List<String>> redirectUris,
      Optional<Role> role,
      Optional<Boolean> isPublic) {}

  /** What operators see; the secret only when it is made. */
  private record Shown(
      String id,
      String name,
      boolean isPublic,
      List<String> redirectUris,
      Optional<String> role,
      Optional<String> secret) {

    static Shown of(OAuthClient client, Optional<String> secret) {
      return new Shown(
          client.id(),
          client.name(),
          client.secretHash().isEmpty(),
          client.redirectUris(),
          client.role().map(role -> role.toUpperCase(Locale.ROOT)),
          secret);
    }

    @Override
    public String toString() {
      return "client " + id;
    }
  }
}
