package stampede.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.regex.RegularExpression;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import stampede.contracts.Role;
import stampede.platform.api.ApiAddress;

/** The API's description (OpenAPI 3.1), as text for clients and as operations for the gateway. */
final class ApiDescription {

  private static final String RESOURCE = "openapi.yaml";
  private static final String BASE = "https://stampede.example/openapi";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final String yaml;
  private final JsonNode document;
  private final JsonSchemaFactory schemas;
  private final SchemaValidatorsConfig configuration =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .locale(Locale.ENGLISH)
          .formatAssertionsEnabled(true)
          .regularExpressionFactory(ApiDescription::pattern)
          .build();

  private ApiDescription(String yaml, JsonNode document) {
    this.yaml = yaml;
    this.document = document;
    this.schemas =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaLoaders(
                    loaders -> loaders.schemas(Map.of(BASE, document.toString()))));
  }

  /** Reads the description that is on the class path. */
  static ApiDescription load() {
    try (InputStream resource =
        Objects.requireNonNull(ApiDescription.class.getResourceAsStream(RESOURCE))) {
      String yaml = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return new ApiDescription(yaml, new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException("our own API description is broken", e);
    }
  }

  String asYaml() {
    return yaml;
  }

  String asJson() {
    return document.toPrettyString();
  }

  /** All operations. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(member -> METHODS.contains(member.getKey()))
                    .forEach(
                        member ->
                            operations.add(
                                operation(
                                    path.getKey(),
                                    path.getValue(),
                                    member.getKey(),
                                    member.getValue()))));
    return operations;
  }

  private Operation operation(String path, JsonNode item, String method, JsonNode description) {
    String id = description.get("operationId").asText();
    String pointer = "/paths/" + escape(path);
    List<Operation.Parameter> parameters = new ArrayList<>();
    parameters.addAll(parameters(pointer, item));
    parameters.addAll(parameters(pointer + "/" + method, description));
    String bodySchema = pointer + "/" + method + "/requestBody/content/application~1json/schema";
    return new Operation(
        id,
        ApiAddress.of(description.get("x-service").asText(), id),
        HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
        Arrays.asList(path.substring(1).split("/", -1)),
        access(description),
        parameters,
        document.at(bodySchema).isMissingNode()
            ? Optional.empty()
            : Optional.of(schema(bodySchema)),
        Optional.ofNullable(description.get("x-live")).map(JsonNode::asText));
  }

  private Operation.Access access(JsonNode description) {
    JsonNode security = description.path("security");
    boolean anonymous = security.isArray() && (security.isEmpty() || hasEmptyChoice(security));
    Set<Role> roles = EnumSet.noneOf(Role.class);
    description.path("x-roles").forEach(role -> roles.add(Role.valueOf(role.asText())));
    return new Operation.Access(anonymous, roles);
  }

  private static boolean hasEmptyChoice(JsonNode security) {
    for (JsonNode choice : security) {
      if (choice.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private List<Operation.Parameter> parameters(String pointer, JsonNode holder) {
    List<Operation.Parameter> parameters = new ArrayList<>();
    JsonNode listed = holder.path("parameters");
    for (int i = 0; i < listed.size(); i++) {
      String at = pointer + "/parameters/" + i;
      JsonNode parameter = listed.get(i);
      if (parameter.has("$ref")) {
        at = parameter.get("$ref").asText().substring(1);
        parameter = document.at(at);
      }
      parameters.add(
          new Operation.Parameter(
              parameter.get("name").asText(),
              parameter.get("in").asText(),
              parameter.path("required").asBoolean(),
              "integer".equals(parameter.at("/schema/type").asText()),
              schema(at + "/schema")));
    }
    return parameters;
  }

  /** The schema at that place of the document, ready to check with. */
  JsonSchema schema(String pointer) {
    JsonSchema schema =
        schemas.getSchema(
            SchemaLocation.of(BASE + "#" + pointer.replace("{", "%7B").replace("}", "%7D")),
            configuration);
    schema.initializeValidators();
    return schema;
  }

  /** In JSON Schema a dollar is the end of the text, in Java also what stands before a line end. */
  private static RegularExpression pattern(String regex) {
    boolean toTheEnd = regex.endsWith("$") && !regex.endsWith("\\$");
    return Pattern.compile(toTheEnd ? regex.substring(0, regex.length() - 1) + "\\z" : regex)
            .asPredicate()
        ::test;
  }

  private static String escape(String path) {
    return path.replace("~", "~0").replace("/", "~1");
  }
}
