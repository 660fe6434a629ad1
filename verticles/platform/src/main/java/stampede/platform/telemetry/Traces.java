package stampede.platform.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

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

  static String parent(SpanContext context) {
    return context.isValid()
        ? "00-%s-%s-%s"
            .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex())
        : "";
  }
}
