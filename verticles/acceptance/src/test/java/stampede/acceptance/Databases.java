package stampede.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A look into every service's database, by the role that may look and change nothing. */
final class Databases {

  private static final List<String> SERVICES =
      List.of("account", "catalog", "inventory", "order", "payment", "delivery");

  /** What has happened, not how it got around. */
  private static final String TABLES =
      """
      SELECT table_name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
        AND table_name NOT LIKE 'inbox%' AND table_name NOT LIKE 'flyway%'
      ORDER BY table_name
      """;

  private final ShopProcess shop;

  Databases(ShopProcess shop) {
    this.shop = shop;
  }

  /** Every row of every table of every service, by {@code service.table}; without bookkeeping. */
  Map<String, List<String>> dump() {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String service : SERVICES) {
      for (String table : query(service, TABLES)) {
        tables.put(
            service + "." + table,
            query(service, "SELECT to_jsonb(t)::text FROM \"%s\" t ORDER BY 1".formatted(table)));
      }
    }
    return tables;
  }

  /** How many events wait to be published. */
  int unpublished() {
    return SERVICES.stream()
        .mapToInt(service -> query(service, "SELECT id FROM outbox").size())
        .sum();
  }

  /** The first column of every row. */
  List<String> query(String service, String sql) {
    String address = "jdbc:" + shop.connection(service + ".database-url");
    try (Connection connection =
            DriverManager.getConnection(
                address,
                shop.connection("auditor.database-user"),
                shop.connection("auditor.database-password"));
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(service + " cannot be looked into", e);
    }
  }
}
