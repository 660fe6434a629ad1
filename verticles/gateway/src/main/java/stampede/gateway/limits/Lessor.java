package stampede.gateway.limits;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Hands out permits of the limits that all nodes share. Thread-safe. */
public interface Lessor {

  /** For a node that shares with nobody. */
  Lessor ALONE =
      new Lessor() {
        @Override
        public int nodes() {
          return 1;
        }

        @Override
        public CompletionStage<Grant> lease(Lease lease) {
          return CompletableFuture.failedFuture(new IllegalStateException("nobody shares"));
        }
      };

  /** How many nodes share; a node that is alone counts by itself. */
  int nodes();

  /** Leases permits; fails when what is shared cannot be reached. */
  CompletionStage<Grant> lease(Lease lease);
}
