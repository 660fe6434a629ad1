package stampede.delivery;

import java.util.HashMap;
import java.util.Map;

/** A carrier as its contract says: what it has done with each parcel. */
final class ModelCarrier {

  enum Stage {
    BOOKED,
    COLLECTED,
    DELIVERED,
    FAILED,
    CANCELLED,
    REFUSED
  }

  private final boolean refuses;
  private final Map<String, Stage> parcels = new HashMap<>();

  ModelCarrier(boolean refuses) {
    this.refuses = refuses;
  }

  CarrierAnswer ask(CarrierQuestion question) {
    switch (question) {
      case CarrierQuestion.Book book ->
          parcels.putIfAbsent(book.reference(), refuses ? Stage.REFUSED : Stage.BOOKED);
      case CarrierQuestion.Cancel cancel ->
          parcels.compute(
              cancel.reference(),
              (reference, stage) ->
                  stage == null || stage == Stage.BOOKED ? Stage.CANCELLED : stage);
      case CarrierQuestion.Track track -> {
        // only looks
      }
    }
    return status(question.reference());
  }

  CarrierAnswer status(String reference) {
    Stage stage = parcels.get(reference);
    if (stage == null) {
      return new CarrierAnswer.Unclear("not known");
    }
    return switch (stage) {
      case BOOKED -> new CarrierAnswer.Booked("track");
      case COLLECTED -> new CarrierAnswer.Collected("track");
      case DELIVERED -> new CarrierAnswer.Delivered("track");
      case FAILED -> new CarrierAnswer.Failed("track", "nobody there");
      case CANCELLED -> new CarrierAnswer.Cancelled();
      case REFUSED -> new CarrierAnswer.Refused("not there");
    };
  }

  /** The carrier's own work on every parcel: collects what is booked, delivers what it has. */
  void work(boolean fails) {
    parcels.replaceAll(
        (reference, stage) ->
            switch (stage) {
              case BOOKED -> Stage.COLLECTED;
              case COLLECTED -> fails ? Stage.FAILED : Stage.DELIVERED;
              default -> stage;
            });
  }

  long delivered() {
    return parcels.values().stream().filter(stage -> stage == Stage.DELIVERED).count();
  }

  long onTheWay() {
    return parcels.values().stream()
        .filter(stage -> stage == Stage.BOOKED || stage == Stage.COLLECTED)
        .count();
  }
}
