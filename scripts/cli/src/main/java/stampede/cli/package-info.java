/**
 * The operator's command line, {@code scripts/stampede}: makes tokens, imports real orders, fills a
 * small shop. It is a client like any other, and knows of the shop no more than its public API and
 * the key that signs tokens.
 */
@NullMarked
package stampede.cli;

import org.jspecify.annotations.NullMarked;
