package stampede.embedded;

import java.time.Duration;

/**
 * One way to ask a process to end.
 *
 * @param name the signal's name without {@code SIG}
 * @param patience how long its end is awaited before something harsher is done
 */
record Signal(String name, Duration patience) {}
