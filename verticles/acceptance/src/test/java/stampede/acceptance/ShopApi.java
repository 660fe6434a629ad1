package stampede.acceptance;

import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

/** The shop's API, for callers of every kind. */
final class ShopApi {

  /** Long, as a machine that builds may have much else to do. */
  static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String address;
  private final Path keys;

  /** The API at that port, its tokens signed with the first of those keys. */
  ShopApi(int port, Path keys) {
    this.address = "http://127.0.0.1:" + port;
    this.keys = keys;
  }

  Caller anonymous() {
    return new Caller(address, "");
  }

  Caller staff() {
    return new Caller(address, token("staff-of-the-tests", "staff"));
  }

  Caller operator() {
    return new Caller(address, token("operator-of-the-tests", "operator"));
  }

  /** A customer whom no other test knows. */
  Caller newCustomer() {
    return customer("customer-" + UUID.randomUUID());
  }

  Caller customer(String name) {
    return new Caller(address, token(name, "customer"));
  }

  /** Somebody with just that token. */
  Caller withToken(String token) {
    return new Caller(address, token);
  }

  private String token(String subject, String role) {
    try {
      RSAKey key = JWKSet.load(keys.toFile()).getKeys().getFirst().toRSAKey();
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
              new JWTClaimsSet.Builder()
                  .subject(subject)
                  .issuer("stampede")
                  .audience("stampede")
                  .claim("role", role)
                  .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                  .build());
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (IOException | ParseException | JOSEException e) {
      throw new IllegalStateException("no token can be made with " + keys, e);
    }
  }

  /** A new product that can be ordered: known to the order service, with so many pieces there. */
  String newProduct(long price, int pieces) {
    String sku = "sku-" + UUID.randomUUID();
    return newProduct(sku, price, pieces);
  }

  String newProduct(String sku, long price, int pieces) {
    return newProduct(sku, money(price), pieces);
  }

  String newProduct(String sku, Map<String, Object> price, int pieces) {
    staff()
        .post(
            "/api/v1/products",
            Map.of("sku", sku, "name", "Thing " + sku, "price", price, "onSale", true))
        .expect(201);
    if (pieces > 0) {
      receive(sku, pieces);
    }
    awaitOrderable(sku);
    return sku;
  }

  void receive(String sku, int pieces) {
    staff()
        .post(
            "/api/v1/stock/%s/receipts".formatted(sku),
            Map.of("quantity", pieces, "reference", "delivery note"))
        .expect(200);
  }

  /** The order service learns of products by their events; it refuses what it does not know. */
  private void awaitOrderable(String sku) {
    Caller customer = newCustomer();
    int moreThanThereIs = 1_000_000;
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                customer
                        .post(
                            "/api/v1/orders", Caller.order(sku, moreThanThereIs, "tok_never_used"))
                        .status()
                    == 409);
  }

  static Map<String, Object> money(long minorUnits) {
    return Map.of("minorUnits", minorUnits, "currency", "GBP");
  }
}
