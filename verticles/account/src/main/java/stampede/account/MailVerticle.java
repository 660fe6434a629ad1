package stampede.account;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stampede.platform.Loop;

/** Hands the mails that wait over, one after the other. */
final class MailVerticle extends VerticleBase {

  private static final Duration REST = Duration.ofMillis(250);

  private final MailStore mails;
  private final Mailer mailer;
  private @Nullable Loop loop;

  MailVerticle(MailStore mails, Mailer mailer) {
    this.mails = mails;
    this.mailer = mailer;
  }

  @Override
  public Future<?> start() {
    Loop starting = new Loop("sending mails", vertx, REST, () -> mails.sendNext(mailer));
    loop = starting;
    starting.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return loop == null ? Future.succeededFuture() : loop.stop();
  }
}
