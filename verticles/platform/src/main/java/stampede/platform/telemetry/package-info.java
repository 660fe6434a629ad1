/**
 * What a node tells about itself: metrics at {@code /metrics} in Prometheus' format, a trace id
 * that goes with every request through HTTP, bus, Kafka and SQL, and structured logs that carry it.
 *
 * <p>Trace ids are always made and passed on (W3C Trace Context). Spans are recorded and sent only
 * when an OTLP endpoint is set, so that nobody pays for what nobody looks at.
 */
package stampede.platform.telemetry;
