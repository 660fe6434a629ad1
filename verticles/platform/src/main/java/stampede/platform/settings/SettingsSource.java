package stampede.platform.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Somewhere that values come from.
 *
 * @param name where it is, for messages
 * @param values what is set there, by key
 */
public record SettingsSource(String name, Map<String, String> values) {

  private static final String PREFIX = "STAMPEDE_";

  /** Copies the values. */
  public SettingsSource {
    values = Map.copyOf(values);
  }

  /** A properties file. Fails with {@link InvalidSettings} when it cannot be read. */
  public static SettingsSource file(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw InvalidSettings.because("there is no settings file " + file);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidSettings(List.of("the settings file " + file + " cannot be read: " + e));
    }
    Map<String, String> values = new HashMap<>();
    properties.forEach((key, value) -> values.put((String) key, ((String) value).trim()));
    return new SettingsSource(file.toString(), values);
  }

  /**
   * The environment: {@code STAMPEDE_ORDER_RESERVATION_TIME} sets {@code order.reservation-time}. A
   * variable with the prefix that names no known setting is kept under its own name, so that it is
   * reported as unknown.
   */
  public static SettingsSource environment(
      Map<String, String> environment, Iterable<Setting<?>> known) {
    Map<String, String> keys = new HashMap<>();
    known.forEach(setting -> keys.put(variable(setting.key()), setting.key()));
    Map<String, String> values = new HashMap<>();
    environment.forEach(
        (variable, value) -> {
          if (variable.startsWith(PREFIX)) {
            values.put(keys.getOrDefault(variable, variable), value);
          }
        });
    return new SettingsSource("the environment", values);
  }

  /** Command-line arguments of the form {@code key=value}. */
  public static SettingsSource arguments(List<String> arguments) {
    List<String> problems = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals < 1) {
        problems.add("argument '" + argument + "': expected key=value");
      } else {
        values.put(argument.substring(0, equals), argument.substring(equals + 1));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return new SettingsSource("the command line", values);
  }

  /** The environment variable that sets that key. */
  static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
