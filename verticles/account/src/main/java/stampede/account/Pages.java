package stampede.account;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;

/** Answers that browsers show. Nothing on them is run, framed, kept, or fetched from elsewhere. */
final class Pages {

  static final String POLICY = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

  private Pages() {}

  static HTTPResponse of(int status, String html) {
    HTTPResponse page = new HTTPResponse(status);
    page.setHeader("Content-Type", "text/html;charset=utf-8");
    page.setHeader("Content-Security-Policy", POLICY + "; form-action 'none'");
    page.setHeader("Cache-Control", "no-store");
    page.setHeader("Referrer-Policy", "no-referrer");
    page.setHeader("X-Content-Type-Options", "nosniff");
    page.setBody(html);
    return page;
  }
}
