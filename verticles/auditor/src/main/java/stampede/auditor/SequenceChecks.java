package stampede.auditor;

import static stampede.auditor.Invariant.EVENTS;

import stampede.contracts.BoundedContext;

/** E, on the wire: nothing that was said is lost, and everybody has heard it once. Pure. */
final class SequenceChecks {

  private final Books books;
  private final Findings findings;

  private SequenceChecks(Books books, Findings findings) {
    this.books = books;
    this.findings = findings;
  }

  static void check(Books books, Findings findings) {
    SequenceChecks checks = new SequenceChecks(books, findings);
    for (Flow flow : Flow.values()) {
      books
          .histories()
          .forEach(
              flow,
              (id, history) -> {
                checks.sequence(flow, id, history);
                flow.followers().forEach(follower -> checks.heard(flow, id, history, follower));
              });
      flow.followers().forEach(follower -> checks.nothingElse(flow, follower));
    }
    checks.broker();
  }

  private void add(String check, Object subject, String detail) {
    findings.add(EVENTS, check, subject, detail);
  }

  private void sequence(Flow flow, Object id, History<?> history) {
    history
        .problems()
        .forEach(why -> add("sequence", id, "on %s: %s".formatted(flow.topicName(), why)));
  }

  /** What a consumer has read past must have had its effect; the rest is only late. */
  private void heard(Flow flow, Object id, History<?> history, BoundedContext follower) {
    long reached = books.messaging(follower).inbox(flow).reached(id);
    boolean readPast =
        history.last().map(place -> books.broker().isPast(follower, place)).orElse(false);
    if (reached < history.published() && readPast) {
      add(
          "not-applied",
          id,
          "%s has read past it on %s, and applied only %d of %d events"
              .formatted(follower.serviceName(), flow.topicName(), reached, history.published()));
    }
  }

  /** Nobody can have heard what was not said, or not yet. */
  private void nothingElse(Flow flow, BoundedContext follower) {
    books
        .messaging(follower)
        .inbox(flow)
        .forEach(
            (id, reached) -> {
              History<?> history = books.histories().find(flow, id);
              long said = history == null ? 0 : history.published();
              if (reached > said) {
                add(
                    "heard-unsaid",
                    id,
                    "%s has applied %d events of it, and %s has %d"
                        .formatted(follower.serviceName(), reached, flow.topicName(), said));
              }
            });
  }

  private void broker() {
    for (BrokerBooks.Unreadable record : books.broker().unreadable()) {
      add("unreadable", record.place(), "it is no event: " + record.why());
    }
    for (String topic : books.broker().cut()) {
      add("topic-cut", topic, "its first records are gone, so that it cannot be folded");
    }
    for (BrokerBooks.DeadLetter letter : books.broker().deadLetters()) {
      if (!hasHadItsEffect(letter)) {
        add(
            "dead-letter",
            letter.aggregateId().orElseGet(() -> letter.place().toString()),
            "%s could not use event %d of %s: %s"
                .formatted(
                    letter.service().serviceName(),
                    letter.sequence(),
                    letter.topic(),
                    letter.reason()));
      }
    }
    for (BoundedContext context : books.messaging().keySet()) {
      for (Messaging.ParkedRow row : books.messaging(context).parked()) {
        if (isStuck(context, row)) {
          add(
              "parked",
              row.aggregateId(),
              "%s waits with event %d of %s for an earlier one that does not come"
                  .formatted(context.serviceName(), row.sequence(), row.topic()));
        }
      }
    }
  }

  /** It was sent again, and taken. */
  private boolean hasHadItsEffect(BrokerBooks.DeadLetter letter) {
    Inbox inbox = books.messaging(letter.service()).inboxes().get(letter.topic());
    return inbox != null
        && letter.sequence() > 0
        && letter.aggregateId().isPresent()
        && inbox.reached(letter.aggregateId().get()) >= letter.sequence();
  }

  /** Everything that was said of it has been read, and so the missing one will not come. */
  private boolean isStuck(BoundedContext context, Messaging.ParkedRow row) {
    for (Flow flow : Flow.values()) {
      if (flow.topicName().equals(row.topic())) {
        History<?> history = books.histories().find(flow, row.aggregateId());
        return history == null
            || history.last().map(place -> books.broker().isPast(context, place)).orElse(true);
      }
    }
    return true;
  }
}
