package stampede.account;

/** The pages that people see, in plain HTML: no script, no style, nothing from elsewhere. */
final class LoginPage {

  private LoginPage() {}

  /**
   * The form to log in with.
   *
   * @param client the program's name
   * @param form what it carries along
   * @param email what was typed before
   * @param problem what was wrong with it; empty at first
   */
  static String form(String client, String form, String email, String problem) {
    String alert =
        problem.isEmpty() ? "" : "<p role=\"alert\" id=\"problem\">" + escape(problem) + "</p>";
    return page(
        "Log in",
        """
        <p>Log in to continue to %s.</p>
        %s
        <form method="post" action="/oauth2/authorize">
        <input type="hidden" name="form" value="%s">
        <p><label for="email">E-mail address</label><br>
        <input id="email" name="email" type="email" autocomplete="username" required value="%s"></p>
        <p><label for="password">Password</label><br>
        <input id="password" name="password" type="password" autocomplete="current-password" \
        required></p>
        <p><button type="submit">Log in</button></p>
        </form>
        """
            .formatted(escape(client), alert, escape(form), escape(email)));
  }

  /** Says why it does not go on. */
  static String problem(String what) {
    return page("This did not work", "<p role=\"alert\">" + escape(what) + "</p>\n");
  }

  private static String page(String title, String content) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %2$s</main>
        </body>
        </html>
        """
        .formatted(title, content);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
