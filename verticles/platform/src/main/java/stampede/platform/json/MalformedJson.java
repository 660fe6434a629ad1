package stampede.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;

/** A text that is no JSON, or not of the form that was expected. The message is fit for callers. */
public final class MalformedJson extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String pointer;

  MalformedJson(IOException cause) {
    super(describe(cause), cause);
    this.pointer = cause instanceof JsonMappingException mapping ? pointer(mapping) : "";
  }

  MalformedJson(String what) {
    super(what);
    this.pointer = "";
  }

  /** Which part of the text it is, as a JSON Pointer; empty for the whole. */
  public String pointer() {
    return pointer;
  }

  private static String describe(IOException cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown ->
          "there is no field " + unknown.getPropertyName() + " here";
      case ValueInstantiationException refused when refused.getCause() != null ->
          String.valueOf(refused.getCause().getMessage());
      case InvalidTypeIdException untyped ->
          "expected a type of " + untyped.getBaseType().getRawClass().getSimpleName();
      case MismatchedInputException mismatched when mismatched.getTargetType() != null ->
          "expected " + mismatched.getTargetType().getSimpleName();
      case JsonProcessingException json -> json.getOriginalMessage() + at(json);
      default -> String.valueOf(cause.getMessage());
    };
  }

  private static String at(JsonProcessingException json) {
    return json.getLocation() == null
        ? ""
        : " (line %d, column %d)"
            .formatted(json.getLocation().getLineNr(), json.getLocation().getColumnNr());
  }

  private static String pointer(JsonMappingException mapping) {
    StringBuilder path = new StringBuilder();
    mapping
        .getPath()
        .forEach(
            reference ->
                path.append('/')
                    .append(
                        reference.getFieldName() == null
                            ? Integer.toString(reference.getIndex())
                            : reference.getFieldName()));
    return path.toString();
  }
}
