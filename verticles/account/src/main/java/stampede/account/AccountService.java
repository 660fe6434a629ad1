package stampede.account;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stampede.contracts.BoundedContext;
import stampede.platform.api.ApiAnswers;
import stampede.platform.database.Database;
import stampede.platform.database.DatabaseSettings;
import stampede.platform.node.Launch;
import stampede.platform.node.Node;
import stampede.platform.node.Service;
import stampede.platform.node.ServiceContext;
import stampede.platform.node.Shutdown;
import stampede.platform.settings.Setting;
import stampede.platform.settings.Settings;

/** Accounts as a node runs them. */
public final class AccountService implements Service {

  private static final String NAME = BoundedContext.ACCOUNT.serviceName();

  private static final Setting<Integer> INSTANCES =
      Setting.number("account.instances", "verticle instances on this node", 1, 256).or("1");

  /** What codes are signed with and keys are sealed with. */
  public static final Setting<String> SECRET =
      Setting.text(
              "account.secret", "what signs mailed codes and seals keys, the same on all nodes")
          .hidden();

  /** Where mails go. */
  public static final Setting<Path> MAIL_FILE =
      Setting.path("account.mail-file", "file that mails are appended to, one JSON object a line")
          .or("mail.jsonl");

  /** The interface that logins and tokens are reached on. */
  public static final Setting<String> HOST = OAuthDoor.HOST;

  /** The port that logins and tokens are reached on. */
  public static final Setting<Integer> PORT = OAuthDoor.PORT;

  /** Where the first key that signs tokens comes from. */
  public static final Setting<Optional<Path>> TOKEN_KEYS = OAuthDoor.TOKEN_KEYS;

  private static final Setting<Duration> VERIFICATION_TIME =
      Setting.duration(
              "account.verification-time",
              "how long a mailed code can be used",
              Duration.ofMinutes(1),
              Duration.ofDays(30))
          .or("24h");
  private static final Setting<Integer> PASSWORD_MEMORY =
      Setting.number(
              "account.password-memory", "KiB that Argon2id fills for one hash", 64, 1_048_576)
          .or("19456");
  private static final Setting<Integer> PASSWORD_PASSES =
      Setting.number("account.password-passes", "passes of Argon2id over its memory", 1, 100)
          .or("2");
  private static final Setting<Integer> PASSWORD_THREADS =
      Setting.number("account.password-threads", "threads of a node that hash passwords", 1, 64)
          .or("2");

  /** Runs it alone. */
  public static void main(String[] arguments) {
    Launch.run(arguments, List.of(new AccountService()), BoundedContext.serviceNames());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(new DatabaseSettings(NAME).all());
    settings.addAll(
        List.of(
            INSTANCES,
            SECRET,
            MAIL_FILE,
            VERIFICATION_TIME,
            PASSWORD_MEMORY,
            PASSWORD_PASSES,
            PASSWORD_THREADS));
    settings.addAll(OAuthDoor.settings());
    return settings;
  }

  @Override
  public Set<String> topics() {
    return Set.of();
  }

  @Override
  public Future<Void> start(ServiceContext context) {
    Settings settings = context.node().settings();
    WorkerExecutor threads =
        context
            .node()
            .vertx()
            .createSharedWorkerExecutor("passwords", settings.get(PASSWORD_THREADS));
    context
        .node()
        .shutdown()
        .at(Shutdown.Stage.CONNECTIONS, "the threads for passwords", threads::close);
    return Future.all(
            context.database(),
            Passwords.on(threads, settings.get(PASSWORD_MEMORY), settings.get(PASSWORD_PASSES)))
        .compose(opened -> start(context, opened.resultAt(0), opened.resultAt(1)));
  }

  private static Future<Void> start(
      ServiceContext context, Database database, Passwords passwords) {
    Node node = context.node();
    Clock clock = node.clock();
    Settings settings = node.settings();
    ApiAnswers answers = new ApiAnswers(node.answers(), NAME);
    MailStore mails = new MailStore(database, clock);
    AuditStore audit = new AuditStore(clock);
    Secret secret = new Secret(settings.get(SECRET));
    RegistrationStore registrations = new RegistrationStore(database, mails, audit, clock);
    VerificationCodes codes = new VerificationCodes(secret, clock);
    ClientStore clients = new ClientStore(database, audit, clock);
    CustomerStore customers = new CustomerStore(database, clock);
    AddressStore addresses = new AddressStore(database, clock);
    ApiKeyStore keys = new ApiKeyStore(database, audit, clock);
    int instances = settings.get(INSTANCES);
    return Future.all(
            context.deploy(
                () ->
                    new RegistrationVerticle(
                        answers,
                        registrations,
                        passwords,
                        codes,
                        settings.get(VERIFICATION_TIME),
                        clock),
                instances),
            context.deploy(() -> new CustomerVerticle(answers, customers, addresses), instances),
            context.deploy(() -> new ClientVerticle(answers, clients), instances),
            context.deploy(
                () -> new ApiKeyVerticle(node.answers(), answers, keys, clock), instances),
            new OAuthDoor(context, database, passwords, secret, audit).open(clients, instances),
            context.deployWorking(
                new MailVerticle(mails, new FileMailer(node.vertx(), settings.get(MAIL_FILE)))))
        .mapEmpty();
  }
}
