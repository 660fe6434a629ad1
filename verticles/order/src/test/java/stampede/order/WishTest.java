package stampede.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.contracts.FailureCode;
import stampede.contracts.inventory.StockLine;
import stampede.order.Cancellation.Kind;
import stampede.order.Wish.Outcome.Impossible;
import stampede.order.Wish.Outcome.Possible;
import stampede.order.Wish.Outcome.Repeated;

class WishTest {

  private static Wish cancel(StockLine... lines) {
    return new Wish("new key", "hash", Kind.CANCELLATION, List.of(lines));
  }

  private static Wish takeBack(StockLine... lines) {
    return new Wish("new key", "hash", Kind.RETURN, List.of(lines));
  }

  private static void assertImpossible(Wish.Outcome outcome, FailureCode code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Impossible.class, impossible -> assertThat(impossible.code()).isEqualTo(code));
  }

  @Test
  void namingNoLinesMeansEverything() {
    assertThat(cancel().of(Orders.placed()))
        .isInstanceOfSatisfying(
            Possible.class,
            possible -> {
              assertThat(possible.cancellation().everything()).isTrue();
              assertThat(possible.cancellation().lines()).hasSize(2);
            });
  }

  @Test
  void namingAllPiecesMeansEverything() {
    assertThat(cancel(new StockLine("LAMP", 2), new StockLine("CANDLE", 3)).of(Orders.placed()))
        .isInstanceOfSatisfying(
            Possible.class, possible -> assertThat(possible.cancellation().everything()).isTrue());
  }

  @Test
  void linesOfTheSameProductAreTakenTogether() {
    assertThat(cancel(new StockLine("LAMP", 1), new StockLine("LAMP", 1)).of(Orders.placed()))
        .isInstanceOfSatisfying(
            Possible.class,
            possible ->
                assertThat(possible.cancellation().lines())
                    .containsExactly(new StockLine("LAMP", 2)));
  }

  @Test
  void moreThanIsLeftIsRefused() {
    assertImpossible(
        cancel(new StockLine("LAMP", 3)).of(Orders.placed()), FailureCode.INVALID_BODY);
    assertImpossible(
        cancel(new StockLine("LAMP", 1), new StockLine("LAMP", 2)).of(Orders.placed()),
        FailureCode.INVALID_BODY);
    assertImpossible(
        cancel(new StockLine("SOFA", 1)).of(Orders.placed()), FailureCode.INVALID_BODY);
  }

  static List<Order> notCancellable() {
    return List.of(
        Orders.shipped(),
        Orders.delivered(),
        Orders.cancelling(Orders.oneLamp()),
        Orders.after(Orders.placed().cancel(Orders.everything(), Orders.NOW)));
  }

  @ParameterizedTest
  @MethodSource
  void notCancellable(Order order) {
    assertImpossible(cancel().of(order), FailureCode.NOT_CANCELLABLE);
  }

  static List<Order> notReturnable() {
    return List.of(Orders.placed(), Orders.paid(), Orders.confirmed(), Orders.shipped());
  }

  @ParameterizedTest
  @MethodSource
  void notReturnable(Order order) {
    assertImpossible(takeBack().of(order), FailureCode.NOT_RETURNABLE);
  }

  @Test
  void whatWasDeliveredCanBeReturned() {
    assertThat(takeBack(new StockLine("CANDLE", 3)).of(Orders.delivered()))
        .isInstanceOf(Possible.class);
  }

  @Test
  void theSameWishAgainIsTheSameWish() {
    Order order = Orders.after(Orders.placed().cancel(Orders.oneLamp(), Orders.NOW));

    assertThat(
            new Wish("key", "hash", Kind.CANCELLATION, List.of(new StockLine("LAMP", 1))).of(order))
        .isInstanceOf(Repeated.class);
  }

  @Test
  void aKeyIsGoodForOneWishOnly() {
    Order order = Orders.after(Orders.placed().cancel(Orders.oneLamp(), Orders.NOW));

    assertImpossible(
        new Wish("key", "another", Kind.CANCELLATION, List.of()).of(order),
        FailureCode.IDEMPOTENCY_KEY_REUSED);
  }
}
