package stampede.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stampede.contracts.Caller;
import stampede.contracts.inventory.StockLine;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.BadCursor;
import stampede.platform.api.CallbackSignature;
import stampede.platform.api.EntityTag;
import stampede.platform.api.Page;
import stampede.platform.json.Json;
import stampede.platform.json.MalformedJson;
import stampede.platform.settings.Setting;

/**
 * Everything of the platform that takes texts apart, with input that looks for new ways through the
 * code. Whatever comes: it is read, or refused in the way that is declared. One method for all, as
 * a run fuzzes one.
 */
class ParsersFuzzTest {

  private static final EventReader EVENTS = new EventReader(List.of(SampleEvent.TOPIC));
  private static final CallbackSignature SIGNATURE =
      new CallbackSignature("secret", Clock.systemUTC());
  private static final List<Setting<?>> SETTINGS =
      List.of(
          Setting.text("a.b", ""),
          Setting.number("a.b", "", -5, 5),
          Setting.port("a.b", ""),
          Setting.duration("a.b", "", Duration.ZERO, Duration.ofDays(9)),
          Setting.flag("a.b", ""),
          Setting.path("a.b", ""),
          Setting.httpAddress("a.b", ""),
          Setting.databaseAddress("a.b", ""),
          Setting.servers("a.b", ""),
          Setting.servers("a.b", "").optional());

  private enum Parser {
    TREE,
    RECORD,
    OWN_MESSAGE,
    EVENT,
    SIGNED,
    TAG,
    CURSOR,
    SETTING
  }

  @FuzzTest(maxDuration = "5s")
  void readsOrRefuses(FuzzedDataProvider input) {
    Parser parser = input.pickValue(Parser.values());
    try {
      read(parser, input);
    } catch (MalformedJson | UnreadableEvent | BadCursor declared) {
      assertThat(declared.getMessage()).isNotBlank();
    }
  }

  private static void read(Parser parser, FuzzedDataProvider input) {
    switch (parser) {
      case TREE -> Json.readStrictly(rest(input));
      case RECORD -> Json.readStrictly(rest(input), StockLine.class);
      case OWN_MESSAGE -> Json.read(rest(input), StockLine.class);
      case EVENT -> event(input);
      case SIGNED -> assertThat(SIGNATURE.holds(call(CallbackSignature.HEADER, input))).isFalse();
      case TAG -> EntityTag.matches(input.consumeRemainingAsString(), 1);
      case CURSOR -> Page.after(call("cursor", input));
      case SETTING -> setting(input);
    }
  }

  private static Buffer rest(FuzzedDataProvider input) {
    return Buffer.buffer(input.consumeRemainingAsBytes());
  }

  private static ApiRequest call(String parameter, FuzzedDataProvider input) {
    return new ApiRequest(
        Caller.ANONYMOUS, Map.of(parameter, input.consumeString(200)), rest(input));
  }

  private static void event(FuzzedDataProvider input) {
    Map<String, String> headers = new HashMap<>();
    headers.put(EventReader.ID, or("01900000-0000-7000-8000-000000000000", input));
    headers.put(EventReader.TYPE, or(SampleEvent.TOPIC.typeOf(SampleEvent.Counted.class), input));
    headers.put(EventReader.TIME, or("2026-01-01T00:00:00Z", input));
    headers.put(EventReader.SUBJECT, or("a", input));
    headers.put(EventReader.SEQUENCE, or("1", input));
    EVENTS.read(SampleEvent.TOPIC.name(), headers, input.consumeRemainingAsString());
  }

  /** Mostly what is right, so that the rest is reached too. */
  private static String or(String right, FuzzedDataProvider input) {
    return input.consumeInt(0, 9) == 0 ? input.consumeString(60) : right;
  }

  private static void setting(FuzzedDataProvider input) {
    Setting<?> setting = SETTINGS.get(input.consumeInt(0, SETTINGS.size() - 1));
    try {
      assertThat(setting.parser().apply(input.consumeRemainingAsString())).isNotNull();
    } catch (IllegalArgumentException declared) {
      assertThat(setting.expected()).isNotBlank();
    }
  }
}
