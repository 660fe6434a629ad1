package stampede.platform.telemetry;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.VertxBuilder;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.util.EnumSet;
import java.util.Optional;

/**
 * A node's metrics and traces.
 *
 * @param metrics where everything that is counted is counted
 * @param traces where spans are made
 */
public record Telemetry(PrometheusMeterRegistry metrics, OpenTelemetrySdk traces) {

  /**
   * Starts both.
   *
   * @param node the node's name, which every span carries
   * @param otlpEndpoint where spans go; when empty, trace ids are passed on and no span is recorded
   */
  public static Telemetry start(String node, Optional<String> otlpEndpoint) {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    metrics.config().commonTags("node", node);
    new ProcessorMetrics().bindTo(metrics);
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ClassLoaderMetrics().bindTo(metrics);
    new FileDescriptorMetrics().bindTo(metrics);
    bindForTheProcessLifetime(metrics);
    return new Telemetry(metrics, traces(node, otlpEndpoint));
  }

  @SuppressWarnings("resource") // listens to the collector as long as the process lives
  private static void bindForTheProcessLifetime(PrometheusMeterRegistry metrics) {
    new JvmGcMetrics().bindTo(metrics);
  }

  private static OpenTelemetrySdk traces(String node, Optional<String> otlpEndpoint) {
    SdkTracerProviderBuilder provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault().toBuilder()
                    .put(AttributeKey.stringKey("service.name"), "stampede")
                    .put(AttributeKey.stringKey("service.instance.id"), node)
                    .build());
    otlpEndpoint.ifPresentOrElse(
        endpoint ->
            provider
                .setSampler(Sampler.parentBased(Sampler.alwaysOn()))
                .addSpanProcessor(
                    BatchSpanProcessor.builder(
                            OtlpHttpSpanExporter.builder().setEndpoint(endpoint).build())
                        .build()),
        () -> provider.setSampler(Sampler.alwaysOff()));
    return OpenTelemetrySdk.builder()
        .setTracerProvider(provider.build())
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  /** What a Vert.x instance is told so that its parts count and trace too. */
  public VertxBuilder instrument(VertxBuilder builder) {
    return builder
        .withMetrics(new MicrometerMetricsFactory(metrics))
        .withTracer(new OpenTelemetryTracingFactory(traces));
  }

  /** The metrics that Vert.x itself keeps. */
  public static MicrometerMetricsOptions vertxMetrics() {
    return new MicrometerMetricsOptions()
        .setEnabled(true)
        .setLabels(EnumSet.of(Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME))
        .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
        .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
        .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT);
  }
}
