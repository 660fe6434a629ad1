package stampede.cli.client;

/** Until it is over, a Ctrl-C is answered with what to do next. */
public final class Interruption {

  private final Thread saying;

  private Interruption(String next) {
    this.saying =
        new Thread(() -> System.err.printf("%ninterrupted: %s; nothing is done twice%n", next));
  }

  /** With what its user can do next. */
  public static Interruption saying(String next) {
    Interruption interruption = new Interruption(next);
    Runtime.getRuntime().addShutdownHook(interruption.saying);
    return interruption;
  }

  /** From now on there is nothing to go on with. */
  public void over() {
    try {
      Runtime.getRuntime().removeShutdownHook(saying);
    } catch (IllegalStateException e) {
      // the end has begun: it has been said
    }
  }
}
