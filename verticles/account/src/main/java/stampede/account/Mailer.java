package stampede.account;

import io.vertx.core.Future;

/** Hands mails over to whoever delivers them. */
interface Mailer {

  /** Completes when it has been taken; a mail whose future fails is sent again later. */
  Future<Void> send(Mail mail);
}
