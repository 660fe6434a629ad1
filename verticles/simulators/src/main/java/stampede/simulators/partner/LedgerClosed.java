package stampede.simulators.partner;

/** The ledger takes no more decisions: the program is about to end. Nothing was changed. */
final class LedgerClosed extends RuntimeException {

  LedgerClosed() {
    super("the ledger is closed", null, false, false);
  }
}
