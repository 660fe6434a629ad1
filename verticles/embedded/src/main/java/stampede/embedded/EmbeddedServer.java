package stampede.embedded;

import java.util.concurrent.CompletableFuture;

/** A server in a process of its own, beside this one. */
public interface EmbeddedServer extends AutoCloseable {

  /** What it is called, for people. */
  String name();

  /** The number of its process. */
  long pid();

  /** Completes when its process has ended, whoever ended it; never fails. */
  CompletableFuture<Void> ended();

  /**
   * Stops it in good order, and lets go of its data, so that it can be started again on them. When
   * it has ended already, only the latter.
   */
  @Override
  void close();
}
