package stampede.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked.
 *
 * @param home the directory with {@code bin}
 * @param version for example {@code 18.4.0}
 */
record PostgresInstallation(Path home, String version) {

  private static final int OWNER_MAY_EXECUTE = 0100;

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** The number that a data directory is bound to, for example {@code 18}. */
  String majorVersion() {
    return version.substring(0, version.indexOf('.'));
  }

  /**
   * Unpacks the programs for this machine from the class path, unless it has been done. Callers in
   * this and in other JVMs wait for the one that does it, and none sees half of it.
   */
  static synchronized PostgresInstallation unpack(Path directory) throws IOException {
    Platform platform = Platform.ofThisMachine();
    String version = bundledVersion();
    Path home = directory.toAbsolutePath().resolve(version + "-" + platform.name());
    if (!Files.exists(home)) {
      Files.createDirectories(directory);
      Path lockFile = directory.resolve(home.getFileName() + ".lock");
      try (FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock();
        if (!Files.exists(home)) {
          unpack(platform, home);
        }
      }
    }
    return new PostgresInstallation(home, version);
  }

  private static String bundledVersion() throws IOException {
    Properties versions = new Properties();
    try (InputStream resource =
        PostgresInstallation.class.getResourceAsStream("versions.properties")) {
      versions.load(resource);
    }
    return versions.getProperty("postgresql");
  }

  private static void unpack(Platform platform, Path home) throws IOException {
    Path unfinished = home.resolveSibling(home.getFileName() + ".new");
    DataDirectory.delete(unfinished);
    Files.createDirectory(unfinished);
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZCompressorInputStream(platform.openBundle())))) {
      for (TarArchiveEntry entry; (entry = archive.getNextEntry()) != null; ) {
        unpack(entry, archive, unfinished);
      }
    }
    Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path home)
      throws IOException {
    Path path = entry.resolveIn(home);
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, path);
    if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  /** An operating system and a processor, as the bundles name them. */
  record Platform(String system, String processor) {

    static Platform ofThisMachine() {
      return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static Platform of(String osName, String osArch) {
      String system = osName.toLowerCase(Locale.ROOT);
      return new Platform(
          system.startsWith("mac") ? "darwin" : system,
          switch (osArch) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> osArch;
          });
    }

    String name() {
      return system + "-" + processor;
    }

    InputStream openBundle() {
      InputStream bundle =
          PostgresInstallation.class.getResourceAsStream("/postgres-" + name() + ".txz");
      if (bundle == null) {
        throw new EmbeddedFailure(
            "There is no PostgreSQL for this machine (%s) on the class path: it comes for Linux and macOS on x86-64 and ARM64. Run it on one of those, or use a PostgreSQL of your own."
                .formatted(name()));
      }
      return bundle;
    }
  }
}
