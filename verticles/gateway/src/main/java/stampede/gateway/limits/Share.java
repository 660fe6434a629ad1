package stampede.gateway.limits;

import java.time.Duration;
import java.util.Optional;

/**
 * What a node has of a limit that all nodes share. Immutable. No request waits: it is admitted from
 * the permits in hand, else on credit, which the next lease pays, else refused. Permits are leased
 * before they are used up.
 *
 * <p>What is leased and not used is bounded by a part of the limit, and so is credit, unless there
 * is known to be more left than all nodes' credit together. Both end soon, so that the nodes admit
 * little more in any window than one alone would; credit is paid out of later permits, so that
 * there is no more at all in the long run.
 *
 * @param inHand permits leased and not used
 * @param debt permits used and not leased
 * @param known how many were left for everybody when last asked
 * @param reset how long it took then until all would be there again
 * @param freshUntil until when what is in hand and known counts
 * @param askFrom nothing is asked before
 * @param refused whether that is because there are no permits
 * @param askedAt since when a lease is under way; {@link Long#MAX_VALUE} when none is
 * @param outOfReach whether the last lease failed
 * @param alone what the node admits by itself while it can reach nobody
 */
record Share(
    long inHand,
    long debt,
    long known,
    long reset,
    long freshUntil,
    long askFrom,
    boolean refused,
    long askedAt,
    boolean outOfReach,
    Optional<Meter> alone) {

  static final long NOT_ASKED = Long.MAX_VALUE;
  private static final long PATIENCE = Duration.ofMillis(250).toNanos();
  private static final long AGAIN = Duration.ofSeconds(1).toNanos();

  /** Of a limit the part of all nodes' shares together. */
  private static final int PART = 100;

  /** Of a window the part for which what is in hand and known counts. */
  private static final int FRESH = 10;

  /** A node that knows nothing of the limit yet. */
  static final Share UNKNOWN =
      new Share(
          0, 0, 0, 0, Long.MIN_VALUE, Long.MIN_VALUE, false, NOT_ASKED, false, Optional.empty());

  /**
   * What all nodes agree on.
   *
   * @param limit the most permits at once
   * @param window nanoseconds in which that many come again
   */
  record Terms(Plan plan, Optional<Algorithm> algorithm, long limit, long window, int nodes) {

    static Terms of(Plan plan, Optional<Algorithm> algorithm, int nodes) {
      Meter unused = Lease.meter(plan, algorithm);
      return new Terms(plan, algorithm, unused.limit(), unused.memoryNanos(), nodes);
    }

    long share() {
      return Math.max(1, limit / PART / nodes);
    }

    long freshness() {
      return window / FRESH;
    }

    /** What the node admits by itself when nobody can be reached; nothing when it is empty. */
    Optional<Meter> alone() {
      return switch (plan.withoutShares()) {
        case OPEN -> Optional.of(Lease.meter(plan, algorithm));
        case CLOSED -> Optional.empty();
        case LAST_SHARE -> Optional.of(Lease.meter(plan.part(nodes), algorithm));
      };
    }
  }

  /**
   * What a request is told.
   *
   * @param ask how many permits to lease now; 0 for none
   */
  record Step(Share next, Decision decision, long ask) {}

  /** A request for one permit. */
  Step take(long now, Terms terms) {
    Share current = now < freshUntil ? this : changed(0, debt, 0, outOfReach, alone);
    if (current.inHand > 0) {
      return current.admitted(now, terms, current.inHand - 1, debt);
    }
    if (refused && now < askFrom) {
      return new Step(current, new Decision(false, terms.limit(), 0, reset, askFrom - now), 0);
    }
    if (outOfReach || (askedAt != NOT_ASKED && now - askedAt > PATIENCE)) {
      return current.takeAlone(now, terms);
    }
    if (debt < Math.max(terms.share(), current.known / 2 / terms.nodes())) {
      return current.admitted(now, terms, 0, debt + 1);
    }
    return current.asking(now, terms, new Decision(false, terms.limit(), 0, reset, 1));
  }

  private Step admitted(long now, Terms terms, long inHandThen, long debtThen) {
    Share next = changed(inHandThen, debtThen, known, outOfReach, alone);
    long remaining = Math.max(0, known + inHandThen - debtThen);
    return next.asking(now, terms, new Decision(true, terms.limit(), remaining, reset, 0));
  }

  private Step takeAlone(long now, Terms terms) {
    Optional<Meter> meter = alone.isPresent() ? alone : terms.alone();
    if (meter.isEmpty()) {
      return asking(now, terms, new Decision(false, terms.limit(), 0, AGAIN, AGAIN));
    }
    Meter.Step step = meter.get().take(now, 1);
    return changed(inHand, debt, known, outOfReach, Optional.of(step.next()))
        .asking(now, terms, step.decision());
  }

  private Step asking(long now, Terms terms, Decision decision) {
    boolean isEnough = inHand > terms.share() / 2 && debt == 0;
    if (isEnough || askedAt != NOT_ASKED || now < askFrom) {
      return new Step(this, decision, 0);
    }
    Share next =
        new Share(inHand, debt, known, reset, freshUntil, askFrom, refused, now, outOfReach, alone);
    return new Step(next, decision, debt + terms.share() - Math.min(inHand, terms.share() - 1));
  }

  /** A lease has been answered. */
  Share granted(long now, Grant grant, Terms terms) {
    long paid = Math.min(debt, grant.permits());
    long left = now < freshUntil ? inHand : 0;
    boolean isUsedUp = grant.retryNanos() > 0;
    return new Share(
        left + grant.permits() - paid,
        debt - paid,
        grant.remaining(),
        grant.resetNanos(),
        now + terms.freshness(),
        isUsedUp ? now + grant.retryNanos() : now,
        isUsedUp,
        NOT_ASKED,
        false,
        Optional.empty());
  }

  /** A lease has failed; it is tried again in a second. */
  Share failed(long now) {
    return new Share(
        inHand, debt, known, reset, freshUntil, now + AGAIN, false, NOT_ASKED, true, alone);
  }

  private Share changed(
      long inHandThen, long debtThen, long knownThen, boolean isOut, Optional<Meter> aloneThen) {
    return new Share(
        inHandThen,
        debtThen,
        knownThen,
        reset,
        freshUntil,
        askFrom,
        refused,
        askedAt,
        isOut,
        aloneThen);
  }
}
