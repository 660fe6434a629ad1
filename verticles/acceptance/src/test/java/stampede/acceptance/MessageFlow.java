package stampede.acceptance;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import stampede.contracts.Address;
import stampede.contracts.BoundedContext;
import stampede.contracts.Topic;
import stampede.platform.api.ApiAddress;
import stampede.platform.events.OutboxRelay;
import stampede.platform.events.Topics;
import stampede.platform.node.Service;

/** Which messages go from where to where, as the code declares it. */
final class MessageFlow {

  private static final String GATEWAY = BoundedContext.GATEWAY.serviceName();

  private MessageFlow() {}

  /** All of them, by name. */
  static SortedSet<Message> declared() {
    SortedSet<Message> messages = new TreeSet<>();
    for (Topic<?> topic : Contracts.topics()) {
      messages.add(new Message(topic.name(), publishers(topic), followers(topic), Message.KAFKA));
    }
    for (Address<?, ?> address : Contracts.addresses()) {
      messages.add(
          new Message(address.name(), askers(address), Set.of(address.service()), Message.BUS));
    }
    operations(description(), messages);
    deadLetters(messages);
    return messages;
  }

  /** What clients may ask, and what the gateway hears of what they watch. */
  private static void operations(JsonNode description, Set<Message> messages) {
    for (JsonNode path : description.get("paths")) {
      for (JsonNode operation : path) {
        if (operation.has("operationId")) {
          String service = operation.get("x-service").asText();
          messages.add(
              new Message(
                  ApiAddress.of(service, operation.get("operationId").asText()).name(),
                  Set.of(GATEWAY),
                  Set.of(service),
                  Message.BUS));
        }
        if (operation.has("x-live")) {
          messages.add(news(operation.get("x-live").asText()));
        }
      }
    }
  }

  private static Message news(String topicName) {
    Topic<?> topic =
        Contracts.topics().stream()
            .filter(known -> known.name().equals(topicName))
            .findAny()
            .orElseThrow(() -> new AssertionError("x-live names no topic: " + topicName));
    return new Message(
        OutboxRelay.newsAddress(topic.name()), publishers(topic), Set.of(GATEWAY), Message.NEWS);
  }

  /** A topic is called like the context whose it is. */
  private static Set<String> publishers(Topic<?> topic) {
    return Services.all().stream()
        .map(Service::name)
        .filter(name -> topic.name().equals("stampede." + name))
        .collect(toSet());
  }

  private static Set<String> followers(Topic<?> topic) {
    return Services.all().stream()
        .filter(service -> service.topics().contains(topic.name()))
        .map(Service::name)
        .filter(name -> !publishers(topic).contains(name))
        .collect(toSet());
  }

  /** Whose code names the address, except the context's that answers there. */
  private static Set<String> askers(Address<?, ?> address) {
    return BoundedContext.serviceNames().stream()
        .filter(context -> !context.equals(address.service()))
        .filter(context -> Contracts.isNamedIn(address, context))
        .collect(toSet());
  }

  private static void deadLetters(Set<Message> messages) {
    for (Service service : Services.all()) {
      String topic = Topics.deadLetters(service.name());
      if (service.topics().contains(topic)) {
        messages.add(
            new Message(topic, Set.of(service.name()), Set.of("operators"), Message.KAFKA));
      }
    }
  }

  private static JsonNode description() {
    try (InputStream yaml =
        Objects.requireNonNull(
            MessageFlow.class.getResourceAsStream("/stampede/gateway/openapi.yaml"))) {
      return new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
