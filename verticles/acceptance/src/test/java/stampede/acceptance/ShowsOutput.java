package stampede.acceptance;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Shows what the programs said when a test fails. */
final class ShowsOutput implements TestWatcher {

  @Override
  public void testFailed(ExtensionContext test, Throwable cause) {
    System.err.println(test.getDisplayName() + " failed; the programs said:");
    System.err.println(ChildJvm.saidLast());
  }
}
