package stampede.cli.retail;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sorts lines into sales, cancellations and refusals. Every line is in exactly one of them. */
final class Acceptance {

  private final Set<RetailLine> seen = new HashSet<>();
  private final List<Judgement.Sale> sales = new ArrayList<>();
  private final List<Judgement.Cancellation> cancellations = new ArrayList<>();
  private final Map<Reason, Integer> refusals = new EnumMap<>(Reason.class);
  private int read;

  /**
   * What a file comes to.
   *
   * @param digest of its content
   * @param read how many lines it has, without the header
   * @param refusals how many lines were refused, by reason
   */
  record Result(
      String digest,
      int read,
      List<Judgement.Sale> sales,
      List<Judgement.Cancellation> cancellations,
      Map<Reason, Integer> refusals) {

    Result {
      sales = List.copyOf(sales);
      cancellations = List.copyOf(cancellations);
      refusals = Map.copyOf(refusals);
    }
  }

  /** Takes the next line; empty when it could not be read. */
  void add(Optional<RetailLine> line) {
    read++;
    switch (judge(line)) {
      case Judgement.Sale sale -> sales.add(sale);
      case Judgement.Cancellation cancellation -> cancellations.add(cancellation);
      case Judgement.Refused(Reason reason) -> refusals.merge(reason, 1, Integer::sum);
    }
  }

  private Judgement judge(Optional<RetailLine> line) {
    if (line.isEmpty()) {
      return new Judgement.Refused(Reason.UNREADABLE);
    }
    return seen.add(line.get())
        ? Judgement.of(line.get())
        : new Judgement.Refused(Reason.EXACT_DUPLICATE);
  }

  Result result(String digest) {
    return new Result(digest, read, sales, cancellations, refusals);
  }
}
