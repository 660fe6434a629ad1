package stampede.cli.retail;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far something is. Thread-safe. */
interface Progress extends AutoCloseable {

  /** So many more are done. */
  void step(long done);

  @Override
  void close();

  /** Where it is shown, and how. */
  record Screen(PrintStream out, boolean terminal) {

    /** A moving bar on a terminal; elsewhere ten lines at most. */
    Progress show(String what, long total) {
      return terminal ? bar(what, total) : new Lines(out, what, total);
    }

    private Progress bar(String what, long total) {
      ProgressBar bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(out))
              .showSpeed()
              .build();
      return new Progress() {
        @Override
        public void step(long done) {
          bar.stepBy(done);
        }

        @Override
        public void close() {
          bar.close();
        }
      };
    }
  }

  /** A line each tenth of the way. */
  final class Lines implements Progress {

    private final PrintStream out;
    private final String what;
    private final long total;
    private final AtomicLong reached = new AtomicLong();

    Lines(PrintStream out, String what, long total) {
      this.out = out;
      this.what = what;
      this.total = total;
    }

    @Override
    public void step(long done) {
      long now = reached.addAndGet(done);
      long tenth = 10 * now / total;
      if (tenth > 10 * (now - done) / total) {
        out.println("%s: %,d of %,d".formatted(what, now, total));
      }
    }

    @Override
    public void close() {
      // every line stands for itself
    }
  }
}
