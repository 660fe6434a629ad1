/**
 * What the outside partners of a shop have in common, whatever their trade.
 *
 * <p>A partner is an HTTP program of its own: one process, one port, one ledger. It owns
 *
 * <ul>
 *   <li>the {@link stampede.simulators.partner.Ledger}: an append-only journal of JSON lines,
 *       {@code journal.jsonl} in the data directory, and the only truth. An answer is given only
 *       when what it says is on disk; decisions that arrive together share one fsync. It is read
 *       back at start: an unfinished last line is cut off, damage anywhere else is refused. A lock
 *       keeps a second process out.
 *   <li>the {@link stampede.simulators.partner.FaultBoard}: what shall go wrong, how often, drawn
 *       from a seed. Not kept over a restart.
 *   <li>the callbacks: news signed with HMAC-SHA256, sent until taken, bounded in number, in memory
 *       only. Callers must expect them late, twice, out of order, or not at all.
 * </ul>
 *
 * <p>In come requests, by {@link stampede.simulators.partner.FrontDoor}, all but {@code GET
 * /health} with {@code Authorization: Bearer <API key>}; out go {@link
 * stampede.simulators.partner.Outcome outcomes} as {@code application/json}, refusals as {@code
 * application/problem+json} with a {@code field} where one is at fault, and {@link
 * stampede.simulators.partner.Update updates}. A trade (see {@code provider} and {@code carrier})
 * brings its entries, its decisions and its routes.
 *
 * <p>Every partner has these routes beside those of its trade:
 *
 * <ul>
 *   <li>{@code GET /health}: 200 while it serves, 503 when its disk has failed.
 *   <li>{@code GET /v1/ledger?after=<entry number>&limit=<1 to 10000>}: entries as {@code
 *       application/x-ndjson}, in order, each with {@code entry}, {@code at}, {@code kind} and
 *       {@code reference}. They are the journal's own bytes, so an entry may have fields that a
 *       reader does not know, and ends with a checksum, {@code crc}.
 *   <li>{@code GET}, {@code PUT}, {@code DELETE /v1/faults}: reads, replaces, removes the faults:
 *       shares from 0 to 1 by the names of {@link stampede.simulators.partner.Fault}, how late is
 *       late, and the seed, as in {@code {"errorAfter":0.05,"slow":0.1,"slowFromMillis":100,
 *       "slowToMillis":1000,"lateCallback":0.2,"lateCallbackMillis":5000,"seed":42}}. What is
 *       absent does not happen.
 * </ul>
 *
 * <p>A callback carries {@code Stampede-Signature: t=<unix seconds>,v1=<hex>}, the HMAC-SHA256
 * under the shared secret of {@code t + "." + body}. Its {@code updateId} is the same each time it
 * is sent.
 */
package stampede.simulators.partner;
