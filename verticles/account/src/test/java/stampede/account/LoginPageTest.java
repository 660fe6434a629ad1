package stampede.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginPageTest {

  @Test
  void whatComesFromOutsideIsTextAndNothingElse() {
    String page = LoginPage.form("<b>'App'</b>", "\"><i>", "\" onfocus=\"x", "<script>");

    assertThat(page)
        .contains("&lt;b&gt;&#39;App&#39;&lt;/b&gt;", "value=\"&quot;&gt;&lt;i&gt;\"")
        .doesNotContain("<b>", "<i>", "<script", "\" onfocus");
  }

  @Test
  void everyFieldHasALabelAndProblemsAreAnnounced() {
    String page = LoginPage.form("App", "form", "", "It is wrong.");

    assertThat(page)
        .contains(
            "<html lang=\"en\">",
            "<label for=\"email\">",
            "<label for=\"password\">",
            "<p role=\"alert\" id=\"problem\">It is wrong.</p>")
        .doesNotContain("style", "script");
  }
}
