/**
 * The shop as a program outside of it sees it: its public API and nothing else.
 *
 * <p>Every call is repeated with the same key until it is answered, for as long as patience lasts,
 * so that the shop may be stopped, killed and started again meanwhile. What it says no to comes
 * back as a value; what keeps the whole program from going on is {@link
 * stampede.cli.client.CannotGoOn}.
 */
@NullMarked
package stampede.cli.client;

import org.jspecify.annotations.NullMarked;
