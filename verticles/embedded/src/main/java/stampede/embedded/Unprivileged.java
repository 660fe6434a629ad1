package stampede.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How PostgreSQL is started, which refuses to run as root. For any other user, as it is. For root,
 * either in a user namespace where root is nobody, or as the user nobody.
 *
 * @param prefix what to put before the command; it replaces itself by the command, so that the
 *     process keeps its number
 * @param owner the number of the user who must own the files that are to be written
 */
record Unprivileged(List<String> prefix, int owner) {

  private static final int ROOT = 0;

  /** The user nobody, on every Linux. */
  private static final int NOBODY = 65_534;

  private static final Set<Object> OF_ROOT = Set.of(ROOT, NOBODY);
  private static final String OWNER = "unix:uid";

  static Unprivileged find() {
    int user = (int) new UnixSystem().getUid();
    if (user != ROOT) {
      return new Unprivileged(List.of(), user);
    }
    if (inNamespace().works()) {
      return inNamespace();
    }
    if (asNobody().works()) {
      return asNobody();
    }
    throw new EmbeddedFailure(
        "PostgreSQL refuses to run as root, and neither unshare nor setpriv (of util-linux) works"
            + " here to give that up. Run this as another user.");
  }

  /** Nobody to PostgreSQL, root to the files. */
  static Unprivileged inNamespace() {
    return new Unprivileged(List.of("unshare", "--user"), ROOT);
  }

  static Unprivileged asNobody() {
    List<String> prefix =
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    return new Unprivileged(prefix, NOBODY);
  }

  private boolean works() {
    return ChildProcess.succeeds(command(List.of("true")));
  }

  List<String> command(List<String> command) {
    List<String> prefixed = new ArrayList<>(prefix);
    prefixed.addAll(command);
    return prefixed;
  }

  /**
   * Gives a directory and all in it to the user who is to write it, when a start by root made it;
   * what belongs to anybody else stays theirs.
   */
  void own(Path directory) throws IOException {
    Object found = Files.getAttribute(directory, OWNER);
    if (!found.equals(owner) && OF_ROOT.contains(found)) {
      for (Path path : DataDirectory.contents(directory)) {
        Files.setAttribute(path, OWNER, owner, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
