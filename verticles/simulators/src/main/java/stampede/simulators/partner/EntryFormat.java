package stampede.simulators.partner;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * How entries stand in the ledger. An entry holds the whole state of its subject after it, so that
 * the latest one is all that a decision needs.
 */
public interface EntryFormat<E> {

  /** Its own fields, flat; the ledger adds {@code entry}, {@code at} and {@code crc}. */
  JsonObject write(E entry);

  /** What {@link #write} wrote; a {@link Refusal} when it could not have been written by it. */
  E read(JsonFields fields);

  /** The keys under which this entry is the latest from now on; the first names its subject. */
  List<String> keys(E entry);
}
