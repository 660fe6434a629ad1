package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

  private static final String EMAIL = "kim@shop.example";

  @ParameterizedTest
  @ValueSource(strings = {"", "nine char", "aaaaaaaaaaaa", "abababababab", "Kim@Shop.Example"})
  void whatAnybodyWouldTryIsRefused(String password) {
    assertThat(PasswordRule.problem(password, EMAIL)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"correct horse", "пароль для Кима", "🐎🐄🐖🐑🐎🐄🐖🐑🐎🐄", "1234567890"})
  void whatIsLongEnoughIsTaken(String password) {
    assertThat(PasswordRule.problem(password, EMAIL)).isEmpty();
  }

  @Test
  void thereIsALongest() {
    assertThat(PasswordRule.problem("abcd".repeat(32), EMAIL)).isEmpty();
    assertThat(PasswordRule.problem("abcd".repeat(32) + "e", EMAIL)).isPresent();
  }
}
