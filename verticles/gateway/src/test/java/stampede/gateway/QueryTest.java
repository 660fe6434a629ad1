package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contracts.FailureCode;

class QueryTest {

  @Test
  void decodesEachNameAndValueOnce() {
    assertThat(Query.of("a%20b=%2531&c=%ED%95%9C&d=1+2&e").entries())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue())
        .containsExactlyInAnyOrder("a b=%31", "c=한", "d=1 2", "e=");
  }

  @Test
  void keepsWhatIsDoubled() {
    assertThat(Query.of("limit=1&LIMIT=2").getAll("limit")).containsExactly("1", "2");
  }

  @Test
  void aSemicolonSeparatesNothing() {
    assertThat(Query.of("limit=1;cursor=2").get("limit")).isEqualTo("1;cursor=2");
  }

  @Test
  void noQueryHasNoParameters() {
    assertThat(Query.of("").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=%",
        "limit=%2",
        "limit=%zz",
        "limit=%u0031",
        "%=1",
        "%zz",
        "limit=%ff",
        "%ff=1",
        "limit=%c0%af",
        "limit=%ed%a0%80",
        "limit=%f5%80%80%80"
      })
  void whatIsNotPercentEncodedUtf8IsRefused(String query) {
    assertThatThrownBy(() -> Query.of(query))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.reply().code()).isEqualTo(FailureCode.MALFORMED_REQUEST);
              assertThat(refusal.reply().pointer()).isEqualTo("query");
            });
  }
}
