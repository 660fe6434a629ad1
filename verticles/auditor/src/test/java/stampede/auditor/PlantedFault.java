package stampede.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;

/**
 * A fault that is planted, alone, into books that are right.
 *
 * @param subject the id that must be named
 * @param what the fault, in words
 */
record PlantedFault(
    Invariant invariant, String check, Object subject, String what, Consumer<SampleBooks> plant) {

  static PlantedFault plant(
      Invariant invariant, String check, Object subject, String what, Consumer<SampleBooks> plant) {
    return new PlantedFault(invariant, check, subject, what, plant);
  }

  AuditReport audit() {
    SampleBooks books = SampleShop.open();
    plant.accept(books);
    return Audit.of(books.books(), AuditOptions.STANDARD);
  }

  void assertFoundIn(AuditReport report) {
    assertThat(report.passed()).isFalse();
    assertThat(report.findings(invariant))
        .anySatisfy(
            finding -> {
              assertThat(finding.check()).isEqualTo(check);
              assertThat(finding.subject()).isEqualTo(subject.toString());
              assertThat(finding.detail()).isNotBlank();
            });
  }

  @Override
  public String toString() {
    return invariant.letter() + " " + check + ": " + what;
  }
}
