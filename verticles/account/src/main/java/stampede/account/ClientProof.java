package stampede.account;

import com.nimbusds.oauth2.sdk.AbstractOptionallyIdentifiedRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Finds out which program asks: by its secret, or by its name when it has none to keep. */
final class ClientProof {

  private final ClientStore clients;

  ClientProof(ClientStore clients) {
    this.clients = clients;
  }

  /** The program; empty when there is none or the secret is wrong. */
  Future<Optional<OAuthClient>> of(AbstractOptionallyIdentifiedRequest request) {
    if (request.getClientAuthentication() instanceof PlainClientSecret secret) {
      String hash = Secret.hash(secret.getClientSecret().getValue());
      return clients
          .find(secret.getClientID().getValue())
          .map(found -> found.filter(client -> isSecretOf(client, hash)));
    }
    return request.getClientAuthentication() == null && request.getClientID() != null
        ? clients
            .find(request.getClientID().getValue())
            .map(found -> found.filter(client -> client.secretHash().isEmpty()))
        : Future.succeededFuture(Optional.empty());
  }

  private static boolean isSecretOf(OAuthClient client, String hash) {
    return MessageDigest.isEqual(
        client.secretHash().orElse("").getBytes(StandardCharsets.US_ASCII),
        hash.getBytes(StandardCharsets.US_ASCII));
  }
}
