package stampede.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureCodeTest {

  @Test
  void everyNumberLeadsBackToItsFailure() {
    assertThat(FailureCode.values())
        .allSatisfy(code -> assertThat(FailureCode.of(code.number())).isEqualTo(code));
  }

  @Test
  void aNumberFromANewerVersionIsAnInternalError() {
    assertThat(FailureCode.of(4999)).isEqualTo(FailureCode.INTERNAL_ERROR);
  }

  @Test
  void isNamedForProgramsAndForPeople() {
    assertThat(FailureCode.OUT_OF_STOCK.slug()).isEqualTo("out-of-stock");
    assertThat(FailureCode.OUT_OF_STOCK.title()).isEqualTo("Out of stock");
  }
}
