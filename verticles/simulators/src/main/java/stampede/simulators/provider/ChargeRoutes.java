package stampede.simulators.provider;

import static stampede.simulators.partner.FrontDoor.JSON;
import static stampede.simulators.partner.FrontDoor.body;
import static stampede.simulators.partner.FrontDoor.name;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Currency;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import stampede.simulators.partner.Answering;
import stampede.simulators.partner.Desk;
import stampede.simulators.partner.Digest;
import stampede.simulators.partner.Fault;
import stampede.simulators.partner.FaultBoard;
import stampede.simulators.partner.JsonFields;
import stampede.simulators.partner.Ledger;
import stampede.simulators.partner.Outcome;
import stampede.simulators.partner.Refusal;
import stampede.simulators.partner.Treatment;
import stampede.simulators.provider.Charge.Terms;
import stampede.simulators.provider.Movement.Refund;

/** The provider's HTTP interface, as the package describes it. */
final class ChargeRoutes {

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private static final int LONGEST_TOKEN = 200;

  private final Ledger<Movement> ledger;
  private final Answering answering;
  private final FaultBoard faults;
  private final Duration slowFor;

  ChargeRoutes(Ledger<Movement> ledger, Answering answering, FaultBoard faults, Duration slowFor) {
    this.ledger = ledger;
    this.answering = answering;
    this.faults = faults;
    this.slowFor = slowFor;
  }

  void addTo(Router router) {
    router.put("/v1/charges/:reference").consumes(JSON).handler(this::charge);
    router.get("/v1/charges/:reference").handler(this::look);
    router.post("/v1/charges/:reference/void").handler(this::cancel);
    router.put("/v1/charges/:reference/refunds/:refundId").consumes(JSON).handler(this::refund);
  }

  private void charge(RoutingContext call) {
    String reference = name(call, "reference");
    JsonFields body = body(call).only(Set.of("amount", "currency", "paymentToken"));
    String token = body.text("paymentToken", LONGEST_TOKEN);
    Terms terms = new Terms(amount(body), currency(body), Digest.fingerprint(token));
    TokenRule rule = TokenRule.of(token);
    Treatment drawn = faults.treatment();
    Verdict drawnVerdict = drawVerdict();
    Treatment treatment = rule.mishap().map(drawn::withFirst).orElse(drawn);
    Verdict verdict = rule.verdict().orElse(drawnVerdict);
    answer(
        call,
        rule.slow() ? treatment.slowedBy(slowFor.toMillis()) : treatment,
        desk -> Cashier.charge(desk, reference, terms, verdict));
  }

  private void look(RoutingContext call) {
    String reference = name(call, "reference");
    answer(call, faults.treatment(), desk -> Cashier.look(desk, reference));
  }

  private void cancel(RoutingContext call) {
    String reference = name(call, "reference");
    answer(call, faults.treatment(), desk -> Cashier.cancel(desk, reference));
  }

  private void refund(RoutingContext call) {
    String reference = name(call, "reference");
    String refundId = name(call, "refundId");
    Refund refund = new Refund(refundId, amount(body(call).only(Set.of("amount"))));
    answer(call, faults.treatment(), desk -> Cashier.refund(desk, reference, refund));
  }

  private void answer(
      RoutingContext call, Treatment treatment, Function<Desk<Movement>, Outcome> decision) {
    answering.answer(call, treatment, () -> ledger.decide(decision));
  }

  private Verdict drawVerdict() {
    boolean declined = faults.happens(Fault.DECLINE);
    boolean pending = faults.happens(Fault.PENDING);
    return declined ? Verdict.DECLINE : pending ? Verdict.PENDING : Verdict.CAPTURE;
  }

  private static long amount(JsonFields body) {
    return body.wholeNumber("amount", 1, Long.MAX_VALUE);
  }

  private static String currency(JsonFields body) {
    String currency = body.text("currency", 3);
    if (!CURRENCIES.contains(currency)) {
      throw Refusal.field("currency", "an ISO 4217 code such as GBP");
    }
    return currency;
  }
}
