package stampede.platform.api;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import stampede.contracts.FailureCode;
import stampede.platform.json.Json;

/** What a service answers to a client's call. */
public sealed interface ApiReply {

  /**
   * It was done.
   *
   * @param status 200 to 299, or 304
   * @param headers headers for the client, such as {@code Location} and {@code ETag}
   * @param body JSON; empty when there is none
   */
  record Done(int status, Map<String, String> headers, Buffer body) implements ApiReply {

    /** Copies the headers. */
    public Done {
      headers = Map.copyOf(headers);
    }

    /** The same with one more header. */
    public Done with(String header, String value) {
      Map<String, String> more = new java.util.HashMap<>(headers);
      more.put(header, value);
      return new Done(status, more, body);
    }
  }

  /**
   * It was refused, and nothing was changed.
   *
   * @param code why
   * @param detail what was wrong and what was expected, for people
   * @param pointer which part of the body (JSON Pointer) or which parameter; empty for none
   * @param more further members of the problem, such as what is available
   */
  record Refused(FailureCode code, String detail, String pointer, Map<String, Object> more)
      implements ApiReply {

    /** Copies the members. */
    public Refused {
      more = Map.copyOf(more);
    }
  }

  /** 200 with that as JSON. */
  static Done ok(Object body) {
    return new Done(200, Map.of(), Json.writeBuffer(body));
  }

  /** 201 with that as JSON, to be found there from now on. */
  static Done created(String location, Object body) {
    return new Done(201, Map.of("Location", location), Json.writeBuffer(body));
  }

  /** 202 with that as JSON: accepted, not done yet; to be followed there. */
  static Done accepted(String location, Object body) {
    return new Done(202, Map.of("Location", location), Json.writeBuffer(body));
  }

  /** 304: what the client has is still right. */
  static Done notModified(String entityTag) {
    return new Done(304, Map.of("ETag", entityTag), Buffer.buffer());
  }

  /** 204. */
  static Done nothing() {
    return new Done(204, Map.of(), Buffer.buffer());
  }

  /** A refusal as a whole. */
  static Refused refused(FailureCode code, String detail) {
    return new Refused(code, detail, "", Map.of());
  }

  /** A refusal of one part of the request. */
  static Refused refused(FailureCode code, String detail, String pointer) {
    return new Refused(code, detail, pointer, Map.of());
  }
}
