package stampede.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.tracing.opentelemetry.VertxContextStorageProvider.VertxContextStorage;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace that the current work belongs to, as W3C Trace Context writes it. */
public final class Traces {

  private Traces() {}

  /** The {@code traceparent} of the current span; empty outside of any. */
  public static String currentParent() {
    return parent(Span.current().getSpanContext());
  }

  /** The id of the current trace, 32 hexadecimal digits; empty outside of any. */
  public static String currentId() {
    SpanContext context = Span.current().getSpanContext();
    return context.isValid() ? context.getTraceId() : "";
  }

  /**
   * Does work as a part of that trace, on the current event loop.
   *
   * @param parent a {@code traceparent}; when it is empty or none, the work is part of no trace
   * @return what the work comes to; a failed future as well when it throws
   */
  public static <T> Future<T> within(String parent, Supplier<Future<T>> work) {
    ContextInternal own = ContextInternal.current().duplicate();
    VertxContextStorage.INSTANCE.attach(own, context(parent));
    Promise<T> done = Promise.promise();
    own.runOnContext(
        ignored -> Future.succeededFuture().compose(begun -> work.get()).onComplete(done));
    return done.future();
  }

  private static Context context(String parent) {
    return W3CTraceContextPropagator.getInstance()
        .extract(Context.root(), parent, TraceParentGetter.INSTANCE);
  }

  /** Reads a lone {@code traceparent} as if it were a header. */
  private enum TraceParentGetter implements TextMapGetter<String> {
    INSTANCE;

    @Override
    public Iterable<String> keys(String parent) {
      return List.of("traceparent");
    }

    @Override
    public @Nullable String get(@Nullable String parent, String key) {
      return key.equals("traceparent") ? parent : null;
    }
  }

  static String parent(SpanContext context) {
    return context.isValid()
        ? "00-%s-%s-%s"
            .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex())
        : "";
  }
}
