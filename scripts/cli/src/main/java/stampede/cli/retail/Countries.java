package stampede.cli.retail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The file's names of countries, as ISO 3166-1 alpha-2. */
final class Countries {

  /** For what is no country: the file is of a British shop, and carriers ask for a country. */
  static final String UNKNOWN = "GB";

  private static final Map<String, String> OWN_NAMES =
      Map.of(
          "EIRE", "IE",
          "RSA", "ZA",
          "USA", "US",
          "Channel Islands", "JE",
          "Czech Republic", "CZ",
          "Hong Kong", "HK",
          "Unspecified", UNKNOWN,
          "European Community", UNKNOWN);

  private static final Map<String, String> CODES = codes();

  private Countries() {}

  /** The code; {@link #UNKNOWN} for a name that is no country's. */
  static String code(String name) {
    return CODES.getOrDefault(name, UNKNOWN);
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      codes.put(Locale.of("", code).getDisplayCountry(Locale.ENGLISH), code);
    }
    codes.putAll(OWN_NAMES);
    return codes;
  }
}
