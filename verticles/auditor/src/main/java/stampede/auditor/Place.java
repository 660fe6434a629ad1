package stampede.auditor;

/**
 * Where a record stands.
 *
 * @param at when the broker was given it, in milliseconds since 1970
 */
record Place(String topic, int partition, long offset, long at) {

  @Override
  public String toString() {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
