package stampede.simulators.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import stampede.simulators.partner.Desk;
import stampede.simulators.partner.JsonFields;
import stampede.simulators.partner.Outcome;
import stampede.simulators.partner.Posted;
import stampede.simulators.partner.Refusal;
import stampede.simulators.provider.Charge.Captured;
import stampede.simulators.provider.Charge.Terms;
import stampede.simulators.provider.Movement.Refund;

/** The provider's rules under any calls in any order. */
class CashierProperties {

  /** A ledger in memory. */
  private static final class Notebook implements Desk<Movement> {
    final List<Movement> movements = new ArrayList<>();
    private final Map<String, Posted<Movement>> latest = new HashMap<>();

    @Override
    public Optional<Posted<Movement>> latest(String key) {
      return Optional.ofNullable(latest.get(key));
    }

    @Override
    public Posted<Movement> post(Movement movement) {
      movements.add(movement);
      Posted<Movement> posted = new Posted<>(movements.size(), Instant.EPOCH, movement);
      new MovementFormat().keys(movement).forEach(key -> latest.put(key, posted));
      return posted;
    }
  }

  record Call(String name, Function<Desk<Movement>, Outcome> action) {

    /** The status, or 0 for a refusal. */
    int status(Desk<Movement> desk) {
      try {
        return action.apply(desk).status();
      } catch (Refusal refused) {
        return 0;
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Provide
  Arbitrary<Call> calls() {
    Arbitrary<String> references = Arbitraries.of("a", "b");
    Arbitrary<Long> amounts = Arbitraries.longs().between(1, 3);
    Arbitrary<Call> charges =
        Combinators.combine(references, amounts, Arbitraries.of(Verdict.class))
            .as(
                (reference, amount, verdict) ->
                    new Call(
                        "charge " + reference + " " + amount + " " + verdict,
                        desk ->
                            Cashier.charge(
                                desk, reference, new Terms(amount, "GBP", "card"), verdict)));
    Arbitrary<Call> voids =
        references.map(
            reference -> new Call("void " + reference, desk -> Cashier.cancel(desk, reference)));
    Arbitrary<Call> refunds =
        Combinators.combine(references, Arbitraries.of("r", "s", "t"), amounts)
            .as(
                (reference, refundId, amount) ->
                    new Call(
                        "refund " + reference + " " + refundId + " " + amount,
                        desk -> Cashier.refund(desk, reference, new Refund(refundId, amount))));
    return Arbitraries.oneOf(charges, voids, refunds);
  }

  @Property
  void noReferenceIsChargedTwiceOrRefundedMoreThanItWasCharged(
      @ForAll List<@From("calls") Call> calls) {
    Notebook notebook = new Notebook();

    calls.forEach(call -> call.status(notebook));

    Map<String, Long> balances = new HashMap<>();
    for (Movement movement : notebook.movements) {
      if (movement.charge() instanceof Captured captured) {
        long moved =
            movement.refund().map(refund -> -refund.amount()).orElse(captured.terms().amount());
        boolean first = balances.putIfAbsent(captured.reference(), 0L) == null;
        assertThat(first).isEqualTo(movement.refund().isEmpty());
        assertThat(balances.merge(captured.reference(), moved, Long::sum))
            .isEqualTo(captured.refundable())
            .isNotNegative();
      }
    }
  }

  @Property
  void aRepeatedCallChangesNothing(
      @ForAll List<@From("calls") Call> calls, @ForAll("calls") Call last) {
    Notebook notebook = new Notebook();
    calls.forEach(call -> call.status(notebook));
    int first = last.status(notebook);
    int before = notebook.movements.size();

    int repeated = last.status(notebook);

    assertThat(notebook.movements).hasSize(before);
    assertThat(repeated).isEqualTo(first == 201 ? 200 : first);
  }

  @Property
  void whatIsWrittenIsReadBackTheSame(@ForAll List<@From("calls") Call> calls) {
    Notebook notebook = new Notebook();
    MovementFormat format = new MovementFormat();

    calls.forEach(call -> call.status(notebook));

    assertThat(notebook.movements)
        .allSatisfy(
            movement ->
                assertThat(format.read(fields(format.write(movement)))).isEqualTo(movement));
  }

  private static JsonFields fields(JsonObject written) {
    return JsonFields.read(written.toBuffer().getBytes());
  }
}
