package stampede.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.MainCode.contextPackages;
import static stampede.acceptance.MainCode.outermost;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Deployable;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.platform.aggregate.Decision;
import stampede.platform.aggregate.Moment;
import stampede.platform.aggregate.Verdict;
import stampede.platform.events.EventHandler;
import stampede.platform.node.Service;

/** What code may do, by the part that it plays. */
class CodeRulesTest {

  private static final DescribedPredicate<JavaClass> PLAYS_ITS_PART_IN_THE_SHELL =
      assignableTo(Deployable.class)
          .or(assignableTo(EventHandler.class))
          .or(assignableTo(Service.class))
          .or(describe("stores", CodeRulesTest::isStore));

  /**
   * What else of a context is shell, not core: it waits for partners or other services, or works
   * with ciphers.
   */
  private static final Set<String> ALSO_SHELL =
      Set.of(
          "stampede.account.AuthorizeEndpoint",
          "stampede.account.ClientProof",
          "stampede.account.Discovery",
          "stampede.account.FileMailer",
          "stampede.account.Issuer",
          "stampede.account.Login",
          "stampede.account.LoginRequests",
          "stampede.account.Mailer",
          "stampede.account.OAuthDoor",
          "stampede.account.Pages",
          "stampede.account.Passwords",
          "stampede.account.Secret",
          "stampede.account.SigningKeys",
          "stampede.account.TokenEndpoint",
          "stampede.account.VerificationCodes",
          "stampede.order.Checkout",
          "stampede.payment.PaymentCollection",
          "stampede.payment.PaymentProvider",
          "stampede.payment.HttpPaymentProvider",
          "stampede.delivery.CarrierWork",
          "stampede.delivery.Carrier",
          "stampede.delivery.HttpCarrier");

  private static final DescribedPredicate<JavaClass> SHELLS_NEED =
      resideInAnyPackage("io.vertx..", "javax.crypto..", "com.nimbusds..");

  private static final DescribedPredicate<JavaClass> IN_THE_SHELL =
      describe(
          "in the shell",
          type ->
              PLAYS_ITS_PART_IN_THE_SHELL.test(outermost(type))
                  || ALSO_SHELL.contains(outermost(type).getName()));

  /** The gateway has no domain of its own. */
  private static final DescribedPredicate<JavaClass> IN_A_DOMAIN =
      resideInAnyPackage(contextPackages()).and(not(resideInAPackage("stampede.gateway..")));

  private static boolean isStore(JavaClass type) {
    return type.getSimpleName().endsWith("Store") || type.getSimpleName().endsWith("Copies");
  }

  @Test
  void theCoreIsPure() {
    noClasses()
        .that(IN_A_DOMAIN.and(not(IN_THE_SHELL)))
        .should()
        .dependOnClassesThat(
            not(resideInAnyPackage(
                    "java.lang..",
                    "java.util",
                    "java.util.function",
                    "java.util.stream",
                    "java.util.regex",
                    "java.time",
                    "stampede.contracts..",
                    "org.jspecify.annotations"))
                .and(not(IN_A_DOMAIN))
                .and(
                    not(
                        assignableTo(Decision.class)
                            .or(assignableTo(Moment.class))
                            .or(assignableTo(Verdict.class))))
                .or(IN_A_DOMAIN.and(IN_THE_SHELL))
                .or(assignableTo(Clock.class)))
        .check(MainCode.CLASSES);
  }

  @Test
  void whatIsNamedAsShellIsThere() {
    Set<String> waiting =
        MainCode.CLASSES.stream()
            .filter(type -> ALSO_SHELL.contains(type.getName()))
            .filter(
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(to -> SHELLS_NEED.test(to.getTargetClass())))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());

    assertThat(waiting).isEqualTo(ALSO_SHELL);
  }

  @Test
  void onlyStoresTalkToTheDatabase() {
    noClasses()
        .that(
            resideInAnyPackage(contextPackages())
                .and(describe("no stores", type -> !isStore(outermost(type)))))
        .should()
        .callMethodWhere(target(owner(resideInAnyPackage("io.vertx.sqlclient..", "java.sql.."))))
        .check(MainCode.CLASSES);
  }

  @Test
  void onlyThePlatformTalksToTheBrokerAndTheCluster() {
    noClasses()
        .that()
        .resideInAnyPackage(contextPackages())
        .or()
        .resideInAPackage("stampede.shop..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.vertx.kafka..", "com.hazelcast..")
        .check(MainCode.CLASSES);
  }

  /** The outbox, the inbox and the aggregates are all that holds SQL there. */
  @Test
  void ofThePlatformOnlyItsStoresTalkToTheDatabase() {
    noClasses()
        .that()
        .resideInAPackage("stampede.platform..")
        .and()
        .resideOutsideOfPackages(
            "stampede.platform.database", "stampede.platform.events", "stampede.platform.aggregate")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..")
        .check(MainCode.CLASSES);
  }

  /** Where a clock is made, and what gets one, cannot be mistaken; tests set the time. */
  @Test
  void timeComesFromAClock() {
    Set<String> clockMakers =
        Set.of(
            "stampede.auditor.Auditor",
            "stampede.cli.client.KeyOptions",
            "stampede.platform.node.Node",
            "stampede.simulators.partner.Partner",
            "stampede.simulators.partner.Callbacks");
    noClasses()
        .that(describe("make no clock", type -> !clockMakers.contains(outermost(type).getName())))
        .should()
        .callMethodWhere(describe("the time is asked of the system", CodeRulesTest::asksTheSystem))
        .check(MainCode.CLASSES);
  }

  private static boolean asksTheSystem(JavaMethodCall call) {
    AccessTarget.MethodCallTarget target = call.getTarget();
    String owner = target.getOwner().getName();
    boolean now =
        owner.startsWith("java.time.")
            && target.getName().equals("now")
            && target.getRawParameterTypes().stream()
                .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
    boolean makesAClock =
        owner.equals(Clock.class.getName())
            && target.getRawReturnType().isAssignableTo(Clock.class)
            && target.getRawParameterTypes().stream()
                .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
    boolean millis =
        owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis");
    return now || makesAClock || millis;
  }

  /** The programs around the services are plain ones that wait on threads of their own. */
  @Test
  void nothingThatServesSleeps() {
    noClasses()
        .that()
        .resideOutsideOfPackages("stampede.cli..", "stampede.auditor", "stampede.shop")
        .should()
        .callMethodWhere(
            describe(
                "a thread sleeps",
                call ->
                    call.getTarget().getOwner().isEquivalentTo(Thread.class)
                        && call.getTarget().getName().equals("sleep")))
        .check(MainCode.CLASSES);
  }

  /** Programs speak to people at a terminal; everything else logs. */
  @Test
  void onlyProgramsWriteToTheTerminal() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "stampede.shop..", "stampede.cli..", "stampede.auditor..", "stampede.simulators..")
        .and()
        .doNotHaveFullyQualifiedName("stampede.platform.node.Launch")
        .should(ACCESS_STANDARD_STREAMS)
        .check(MainCode.CLASSES);
  }

  static Set<ArchRule> logging() {
    return Set.of(
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING,
        noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.logging.."));
  }

  @ParameterizedTest
  @MethodSource("logging")
  void thereIsOneWayToLog(ArchRule rule) {
    rule.check(MainCode.CLASSES);
  }

  @Test
  void aNameSaysWhatItIs() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Base|Utils?|Helper|Manager|Common)")
        .check(MainCode.CLASSES);
  }
}
