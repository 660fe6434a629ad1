package stampede.auditor;

/** What must hold, whatever has happened. */
public enum Invariant {
  /** No piece of stock is lost, doubled or held for ever. */
  STOCK('S'),
  /** Nobody pays more or less than is owed. */
  MONEY('M'),
  /** What was said is what is. */
  EVENTS('E'),
  /** Every order exists once, and everybody agrees on where it stands. */
  ORDERS('A'),
  /** What should have happened by now has happened. */
  LIVENESS('L');

  private final char letter;

  Invariant(char letter) {
    this.letter = letter;
  }

  /** The letter that stands for it in reports. */
  public char letter() {
    return letter;
  }
}
