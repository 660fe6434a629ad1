package stampede.platform.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.List;
import java.util.Map;
import stampede.contracts.Caller;
import stampede.contracts.FailureCode;
import stampede.platform.json.Json;

/** How requests and replies cross the bus: the head as JSON, the body as the bytes it is. */
public final class ApiCodecs {

  private ApiCodecs() {}

  /** Both, each called as its type is. */
  public static List<MessageCodec<?, ?>> all() {
    return List.of(request(), reply());
  }

  /** For requests. */
  private static MessageCodec<ApiRequest, ApiRequest> request() {
    return new HeadAndBody<>(ApiRequest.class) {
      @Override
      Object head(ApiRequest request) {
        return new RequestHead(request.caller(), request.parameters());
      }

      @Override
      Buffer body(ApiRequest request) {
        return request.body();
      }

      @Override
      ApiRequest join(Buffer head, Buffer body) {
        RequestHead read = Json.read(head, RequestHead.class);
        return new ApiRequest(read.caller(), read.parameters(), body);
      }
    };
  }

  /** For replies. */
  private static MessageCodec<ApiReply, ApiReply> reply() {
    return new HeadAndBody<>(ApiReply.class) {
      @Override
      Object head(ApiReply reply) {
        return switch (reply) {
          case ApiReply.Done done ->
              new ReplyHead(done.status(), done.headers(), 0, "", "", Map.of());
          case ApiReply.Refused refused ->
              new ReplyHead(
                  0,
                  Map.of(),
                  refused.code().number(),
                  refused.detail(),
                  refused.pointer(),
                  refused.more());
        };
      }

      @Override
      Buffer body(ApiReply reply) {
        return reply instanceof ApiReply.Done done ? done.body() : Buffer.buffer();
      }

      @Override
      ApiReply join(Buffer head, Buffer body) {
        ReplyHead read = Json.read(head, ReplyHead.class);
        return read.status() != 0
            ? new ApiReply.Done(read.status(), read.headers(), body)
            : new ApiReply.Refused(
                FailureCode.of(read.code()), read.detail(), read.pointer(), read.more());
      }
    };
  }

  private record RequestHead(Caller caller, Map<String, String> parameters) {}

  private record ReplyHead(
      int status,
      Map<String, String> headers,
      int code,
      String detail,
      String pointer,
      Map<String, Object> more) {}

  private abstract static class HeadAndBody<T> implements MessageCodec<T, T> {

    private final Class<T> type;

    HeadAndBody(Class<T> type) {
      this.type = type;
    }

    abstract Object head(T message);

    abstract Buffer body(T message);

    abstract T join(Buffer head, Buffer body);

    @Override
    public final void encodeToWire(Buffer wire, T message) {
      Buffer head = Json.writeBuffer(head(message));
      Buffer body = body(message);
      wire.appendInt(head.length()).appendBuffer(head).appendInt(body.length()).appendBuffer(body);
    }

    @Override
    public final T decodeFromWire(int position, Buffer wire) {
      int headFrom = position + Integer.BYTES;
      int headTo = headFrom + wire.getInt(position);
      int bodyFrom = headTo + Integer.BYTES;
      int bodyTo = bodyFrom + wire.getInt(headTo);
      return join(wire.getBuffer(headFrom, headTo), wire.getBuffer(bodyFrom, bodyTo));
    }

    @Override
    public final T transform(T message) {
      return message;
    }

    @Override
    public final String name() {
      return type.getName();
    }

    @Override
    public final byte systemCodecID() {
      return -1;
    }
  }
}
