package stampede.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import stampede.contracts.Role;
import stampede.gateway.Route.Conditions;
import stampede.gateway.Route.Filters;
import stampede.gateway.Route.HeaderEdits;
import stampede.gateway.limits.Algorithm;
import stampede.gateway.limits.Plan;
import stampede.gateway.limits.Rate;
import stampede.gateway.limits.WithoutShares;
import stampede.platform.node.Shutdown;

/** Reads routes as operators write them: one YAML file, taken whole or refused whole. */
final class RoutesFile {

  private static final String OWN = "routes.yaml";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]");
  private static final Duration LONGEST_TIMEOUT = Shutdown.PATIENCE.minusSeconds(3);
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "host", "transfer-encoding", "authorization");
  private static final YAMLMapper YAML = yaml();

  private final List<String> errors = new ArrayList<>();
  private final Map<String, Plan> plans = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  private RoutesFile() {}

  private static YAMLMapper yaml() {
    YAMLMapper mapper = new YAMLMapper();
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    return mapper;
  }

  /** The text of the routes that there are when no file is set: the whole API, without limits. */
  static String own() {
    try (InputStream resource = Objects.requireNonNull(RoutesFile.class.getResourceAsStream(OWN))) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("our own routes are broken", e);
    }
  }

  /**
   * Compiles the text of a file.
   *
   * @throws WrongRoutes with everything that is wrong with it
   */
  static Routes compile(String text) {
    try {
      return new RoutesFile().read(YAML.readTree(text));
    } catch (JsonProcessingException e) {
      throw new WrongRoutes(
          List.of(
              "line %d: expected YAML: %s"
                  .formatted(
                      e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                      e.getOriginalMessage().lines().findFirst().orElse(""))));
    }
  }

  private Routes read(JsonNode document) {
    Fields file = new Fields("the file", document, errors);
    readPlans(file.within("plans"));
    Map<Role, Plan> planOf = planOf(file.within("plan-of"));
    List<Route> routes = new ArrayList<>();
    file.required("routes", list -> list);
    file.each("routes", one -> "route " + one.path("name").asText("without a name"))
        .forEach(one -> route(one).ifPresent(routes::add));
    file.refuseOthers();
    if (!errors.isEmpty()) {
      throw new WrongRoutes(errors);
    }
    return new Routes(routes, planOf);
  }

  private void readPlans(Fields all) {
    for (String name : all.names()) {
      Fields fields = all.within(name);
      Optional<Rate> rate = fields.required("rate", Readings.rate());
      int most = Math.toIntExact(Rate.MOST_PERMITS);
      int burst = fields.optional("burst", Readings.number(1, most)).orElse(1);
      Optional<Rate> daily =
          fields.optional("daily", Readings.number(1, most)).map(day -> Plan.aDay(day));
      WithoutShares alone =
          fields
              .optional("without-shares", Readings.withoutShares())
              .orElse(WithoutShares.LAST_SHARE);
      fields.refuseOthers();
      rate.ifPresent(known -> plans.put(name, new Plan(name, known, burst, daily, alone)));
    }
  }

  private Map<Role, Plan> planOf(Fields fields) {
    Map<Role, Plan> planOf = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      fields
          .optional(role.name().toLowerCase(Locale.ROOT), this::plan)
          .ifPresent(plan -> planOf.put(role, plan));
    }
    fields.refuseOthers();
    return planOf;
  }

  private Plan plan(JsonNode value) {
    Plan plan = plans.get(value.asText());
    if (plan == null) {
      throw new IllegalArgumentException("expected one of the plans " + plans.keySet());
    }
    return plan;
  }

  private Optional<Route> route(Fields fields) {
    Optional<String> name = fields.required("name", Readings.name());
    Optional<List<String>> path = fields.required("path", Readings.path());
    if (name.isPresent() && !names.add(name.get())) {
      fields.wrong("name", "expected another name than all other routes have");
    }
    Optional<String> host =
        fields.optional("host", Readings.text(HOST, "expected the name of a host, without a port"));
    Route route =
        new Route(
            name.orElse(""),
            host.map(text -> text.toLowerCase(Locale.ROOT)),
            path.orElse(List.of()),
            fields.optional("methods", Readings.some(Readings.method())).orElse(Set.of()),
            new Conditions(
                fields.within("headers").all(Readings.plain()),
                fields.within("query").all(Readings.plain())),
            fields.optional("weight", Readings.number(1, 10_000)).orElse(0),
            fields.optional("service", Readings.service()),
            filters(fields, path.orElse(List.of())));
    fields.refuseOthers();
    return name.isPresent() && path.isPresent() ? Optional.of(route) : Optional.empty();
  }

  private Filters filters(Fields fields, List<String> path) {
    return new Filters(
        fields.optional("roles", Readings.some(Readings.role())).orElse(Set.of()),
        fields.each("limits", one -> fields.where() + ": limits").stream()
            .flatMap(limit -> limit(limit).stream())
            .toList(),
        fields.optional("timeout", Readings.duration(Duration.ofMillis(100), LONGEST_TIMEOUT)),
        fields
            .optional("largest-body", Readings.number(0, RequestBody.LARGEST))
            .orElse(RequestBody.LARGEST),
        edits(fields, "request-headers"),
        edits(fields, "answer-headers"),
        fields.optional("rewrite", value -> rewrite(value, path)));
  }

  private static List<String> rewrite(JsonNode value, List<String> path) {
    List<String> rewrite = Readings.path().read(value);
    List<String> unknown =
        rewrite.stream()
            .filter(part -> Operation.isParameter(part) || part.equals(Route.REST))
            .filter(part -> !path.contains(part))
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("expected only what path has, not " + unknown);
    }
    return rewrite;
  }

  private static HeaderEdits edits(Fields fields, String field) {
    Fields edits = fields.within(field);
    Fields set = edits.within("set");
    Map<String, String> values = new HashMap<>(set.all(Readings.plain()));
    Set<String> removed =
        edits.optional("remove", Readings.some(Readings.headerName())).orElse(Set.of());
    edits.refuseOthers();
    for (String name : set.names()) {
      if (!Readings.isHeaderName(name)) {
        set.wrong(name, "expected the name of a header");
      }
    }
    for (String name : values.keySet()) {
      refuseOfTheConnection(set, name);
    }
    removed.forEach(name -> refuseOfTheConnection(edits, name));
    return new HeaderEdits(values, removed);
  }

  private static void refuseOfTheConnection(Fields fields, String name) {
    if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      fields.wrong(name, "expected no header that the connection or the caller's rights rest on");
    }
  }

  private Optional<Route.Limit> limit(Fields fields) {
    Optional<Algorithm> algorithm = fields.required("algorithm", Readings.algorithm());
    Optional<Set<Route.KeyPart>> key = fields.required("key", Readings.some(Readings.keyPart()));
    Optional<Plan> plan = fields.optional("plan", this::plan);
    fields.refuseOthers();
    algorithm.ifPresent(
        how ->
            plan.map(List::of)
                .orElseGet(() -> List.copyOf(plans.values()))
                .forEach(one -> check(fields, how, one)));
    return algorithm.isPresent() && key.isPresent()
        ? Optional.of(new Route.Limit(algorithm.get(), List.copyOf(key.get()), plan))
        : Optional.empty();
  }

  private static void check(Fields fields, Algorithm algorithm, Plan plan) {
    try {
      algorithm.check(plan);
    } catch (IllegalArgumentException e) {
      fields.wrong("algorithm", "plan %s: %s".formatted(plan.name(), e.getMessage()));
    }
  }
}
