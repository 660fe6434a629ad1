package stampede.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static stampede.acceptance.MainCode.contextPackages;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.BoundedContext;
import stampede.platform.node.Service;

/** Who may know whom. */
class ArchitectureTest {

  /**
   * Whose contracts a context uses: what it owns, follows, asks, or is told a part of. An entry
   * that is not needed any more fails as well as one that is missing.
   */
  private static final Map<String, Set<String>> USES_CONTRACTS_OF =
      Map.of(
          "account", Set.of("account"),
          "catalog", Set.of("catalog"),
          "inventory", Set.of("inventory", "order"),
          "order", Set.of("order", "catalog", "inventory", "payment", "delivery"),
          "payment", Set.of("payment", "order"),
          "delivery", Set.of("delivery", "order", "inventory"), // an order's lines are StockLines
          "gateway", Set.of());

  static Set<String> contexts() {
    return BoundedContext.serviceNames();
  }

  @Test
  void eachContextUsesTheContractsThatItMayUseAndNoOthers() {
    Map<String, Set<String>> used =
        contexts().stream().collect(toMap(Function.identity(), MainCode::contractsUsedBy));

    assertThat(new TreeMap<>(used)).isEqualTo(new TreeMap<>(USES_CONTRACTS_OF));
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void aContextKnowsContractsAndPlatformAndNoOtherContext(String context) {
    String own = "stampede." + context + "..";

    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(
            resideInAPackage("stampede..")
                .and(not(resideInAnyPackage(own, "stampede.contracts..", "stampede.platform.."))))
        .check(MainCode.CLASSES);
  }

  @Test
  void contractsNeedNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("stampede.contracts..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("stampede.contracts..", "java..")
        .check(MainCode.CLASSES);
  }

  /** Time and settings are passed in; only the memory of who has asked needs a library. */
  @Test
  void limitsAreAPureCore() {
    classes()
        .that()
        .resideInAPackage("stampede.gateway.limits")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "stampede.gateway.limits",
            "java.lang..",
            "java.util..",
            "java.time",
            "com.github.benmanes.caffeine.cache",
            "org.jspecify.annotations")
        .check(MainCode.CLASSES);
  }

  @Test
  void thePlatformKnowsNoContext() {
    noClasses()
        .that()
        .resideInAPackage("stampede.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(contextPackages())
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("stampede.shop..")
        .check(MainCode.CLASSES);
  }

  @Test
  void thePlatformsPackagesStandOnEachOtherWithoutCircles() {
    slices().matching("stampede.platform.(*)..").should().beFreeOfCycles().check(MainCode.CLASSES);
  }

  @Test
  void theContractsStandOnEachOtherWithoutCircles() {
    slices().matching("stampede.contracts.(*)..").should().beFreeOfCycles().check(MainCode.CLASSES);
  }

  /** Else they would prove nothing: they stand for systems that others have written. */
  @Test
  void thePartnersKnowNothingOfTheShop() {
    noClasses()
        .that()
        .resideInAPackage("stampede.simulators..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("stampede..").and(not(resideInAPackage("stampede.simulators.."))))
        .check(MainCode.CLASSES);
  }

  /**
   * Whatever reaches it of a context goes through what the context shows to a node. A part of a
   * context in a package of its own is seen by that context alone, as no other may know it.
   */
  @Test
  void ofAContextOnlyItsServiceIsSeenFromOutside() {
    classes()
        .that()
        .resideInAnyPackage(contextPackages())
        .and()
        .resideOutsideOfPackage("stampede.gateway.limits")
        .and()
        .areTopLevelClasses()
        .and()
        .arePublic()
        .should()
        .implement(Service.class)
        .check(MainCode.CLASSES);
  }
}
