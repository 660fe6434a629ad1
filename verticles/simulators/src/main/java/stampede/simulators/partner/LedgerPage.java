package stampede.simulators.partner;

import java.nio.file.Path;

/** A run of whole entries: a part of the journal file, in bytes. */
record LedgerPage(Path file, long begin, long length) {}
