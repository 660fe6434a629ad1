package stampede.account;

import io.vertx.core.Future;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import stampede.platform.database.Database;
import stampede.platform.node.Node;
import stampede.platform.node.ServiceContext;
import stampede.platform.node.Shutdown;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/** How the issuer is set up on a node: what can be set about it, and what is started. */
final class OAuthDoor {

  static final Setting<String> HOST =
      Setting.text("account.host", "interface that logins and tokens are reached on")
          .or("127.0.0.1");
  static final Setting<Integer> PORT =
      Setting.port("account.port", "port that logins and tokens are reached on; 0 for any")
          .or("8084");
  static final Setting<Optional<Path>> TOKEN_KEYS =
      Setting.path(
              "account.token-keys",
              "a JWK set whose RSA key is the first to sign; one is made when there is none")
          .optional();
  private static final Setting<URI> ADDRESS =
      Setting.httpAddress("account.address", "where programs and browsers reach it")
          .or("http://127.0.0.1:8084");
  private static final Setting<String> ISSUER =
      Setting.text("account.issuer", "who its tokens are from").or("stampede");
  private static final Setting<String> AUDIENCE =
      Setting.text("account.audience", "whom access tokens are for").or("stampede");
  private static final Setting<Duration> TOKEN_TIME =
      Setting.duration(
              "account.token-time",
              "how long an access token lives; it cannot be revoked before",
              Duration.ofSeconds(1),
              Duration.ofHours(24))
          .or("10m");
  private static final Setting<Duration> REFRESH_TIME =
      Setting.duration(
              "account.refresh-time",
              "how long after a login refresh tokens hold",
              Duration.ofMinutes(1),
              Duration.ofDays(366))
          .or("30d");
  private static final Setting<Duration> KEY_TIME =
      Setting.duration(
              "account.key-time",
              "how long a key signs before the next is made",
              Duration.ofHours(1),
              Duration.ofDays(3_660))
          .or("365d");

  private final ServiceContext context;
  private final Database database;
  private final Passwords passwords;
  private final Secret secret;
  private final AuditStore audit;

  OAuthDoor(
      ServiceContext context,
      Database database,
      Passwords passwords,
      Secret secret,
      AuditStore audit) {
    this.context = context;
    this.database = database;
    this.passwords = passwords;
    this.secret = secret;
    this.audit = audit;
  }

  static List<Setting<?>> settings() {
    return List.of(
        HOST, PORT, TOKEN_KEYS, ADDRESS, ISSUER, AUDIENCE, TOKEN_TIME, REFRESH_TIME, KEY_TIME);
  }

  /** Opens it, with the keys known; it ends with the node, before the questions on the bus do. */
  Future<Void> open(ClientStore clients, int instances) {
    Node node = context.node();
    Settings settings = node.settings();
    Clock clock = node.clock();
    Issuer.Names names =
        new Issuer.Names(
            settings.get(ISSUER),
            settings.get(AUDIENCE),
            settings.get(ADDRESS),
            settings.get(TOKEN_TIME));
    SigningKeys keys =
        new SigningKeys(
            node.vertx(),
            new SigningKeyStore(database, audit, clock),
            secret,
            settings.get(TOKEN_KEYS),
            settings.get(KEY_TIME),
            names.tokenTime(),
            clock);
    GrantStore grants = new GrantStore(database, audit, clock, settings.get(REFRESH_TIME));
    Issuer issuer = new Issuer(keys, clock, names);
    AuthorizeEndpoint authorize =
        new AuthorizeEndpoint(
            clients,
            new Login(new LoginStore(database, clock), passwords),
            new LoginRequests(secret, clock),
            grants,
            names,
            clock);
    TokenEndpoint tokens = new TokenEndpoint(new ClientProof(clients), grants, issuer);
    return context
        .deployWorking(new SigningKeysVerticle(keys))
        .compose(
            known ->
                listen(
                    () ->
                        new OAuthVerticle(
                            settings.get(HOST), settings.get(PORT), issuer, authorize, tokens),
                    instances));
  }

  private Future<Void> listen(Supplier<OAuthVerticle> made, int instances) {
    ConcurrentLinkedQueue<OAuthVerticle> open = new ConcurrentLinkedQueue<>();
    context
        .node()
        .shutdown()
        .at(
            Shutdown.Stage.CLIENTS,
            "the issuer's door",
            () -> Future.join(open.stream().map(OAuthVerticle::drain).toList()));
    return context.deploy(
        () -> {
          OAuthVerticle instance = made.get();
          open.add(instance);
          return instance;
        },
        instances);
  }
}
