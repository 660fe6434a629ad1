package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthClientTest {

  private static final OAuthClient CLIENT =
      new OAuthClient(
          "app",
          "App",
          Optional.empty(),
          List.of("https://app.example/back?a=b", "http://127.0.0.1/callback"),
          Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/back?a=b",
        "http://127.0.0.1/callback",
        "http://127.0.0.1:51004/callback"
      })
  void customersAreSentBackWhereItWasAgreed(String uri) {
    assertThat(CLIENT.mayReturnTo(uri)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://app.example/back",
        "https://app.example/back?a=b&c=d",
        "https://app.example:444/back?a=b",
        "https://app.example/back?a=b#x",
        "http://app.example/back?a=b",
        "https://app.example.evil.example/back?a=b",
        "https://127.0.0.1:51004/callback",
        "http://127.0.0.1:51004/callback/x",
        "http://127.0.0.1:80@evil.example/callback",
        "http://127.0.0.1.evil.example/callback",
        "http://localhost:51004/callback"
      })
  void andNowhereElse(String uri) {
    assertThat(CLIENT.mayReturnTo(uri)).isFalse();
  }
}
