package stampede.platform.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All values, checked. Immutable. */
public final class Settings {

  private final Map<String, Object> values;

  private Settings(Map<String, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads every known setting from the sources.
   *
   * @param known what may be set
   * @param elsewhere sections that belong to other processes of the same system: their keys may
   *     stand in a shared file and are not looked at
   * @param sources where values come from; the last one that has a key wins
   * @throws InvalidSettings naming every key that is wrong, missing or unknown
   */
  public static Settings read(
      Collection<Setting<?>> known, Set<String> elsewhere, List<SettingsSource> sources) {
    Map<String, Setting<?>> byKey = new TreeMap<>();
    known.forEach(setting -> byKey.put(setting.key(), setting));
    List<String> problems = new ArrayList<>();
    for (SettingsSource source : sources) {
      problems.addAll(unknownKeys(byKey, elsewhere, source));
    }
    Map<String, Object> values = new HashMap<>();
    byKey.forEach(
        (key, setting) ->
            valueOf(setting, sources, problems).ifPresent(value -> values.put(key, value)));
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return new Settings(values);
  }

  /** The value of that setting, which must have been among the known ones. */
  @SuppressWarnings("unchecked") // read() puts a T under the key of every Setting<T>
  public <T> T get(Setting<T> setting) {
    Object value = values.get(setting.key());
    if (value == null) {
      throw new IllegalArgumentException(
          setting.key() + " was not declared when settings were read");
    }
    return (T) value;
  }

  private static Optional<Object> valueOf(
      Setting<?> setting, List<SettingsSource> sources, List<String> problems) {
    String from = "its default";
    String text = setting.fallback().orElse(null);
    for (SettingsSource source : sources) {
      String set = source.values().get(setting.key());
      if (set != null) {
        text = set;
        from = source.name();
      }
    }
    if (text == null) {
      problems.add(
          "%s is not set: expected %s (%s)"
              .formatted(setting.key(), setting.expected(), setting.meaning()));
      return Optional.empty();
    }
    try {
      return Optional.of(setting.parser().apply(text));
    } catch (IllegalArgumentException e) {
      String shown = setting.secret() ? "the hidden value" : "'" + text + "'";
      problems.add(
          "%s: %s from %s is wrong: expected %s"
              .formatted(setting.key(), shown, from, setting.expected()));
      return Optional.empty();
    }
  }

  private static List<String> unknownKeys(
      Map<String, Setting<?>> known, Set<String> elsewhere, SettingsSource source) {
    return source.values().keySet().stream()
        .filter(key -> !known.containsKey(key) && !elsewhere.contains(sectionOf(key)))
        .sorted()
        .map(key -> "%s in %s is unknown: %s".formatted(key, source.name(), hint(known, key)))
        .toList();
  }

  private static String hint(Map<String, Setting<?>> known, String key) {
    String section = sectionOf(key);
    String siblings =
        known.keySet().stream()
            .filter(other -> sectionOf(other).equals(section))
            .collect(Collectors.joining(", "));
    if (!siblings.isEmpty()) {
      return "there are " + siblings;
    }
    return known.values().stream()
        .map(Setting::section)
        .distinct()
        .collect(Collectors.joining(", ", "settings begin with one of ", ""));
  }

  private static String sectionOf(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }
}
