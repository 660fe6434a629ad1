/**
 * PostgreSQL and Kafka for whoever has neither: real servers of the versions that production would
 * run, from Maven Central, as child processes of the JVM that needs them. The shop's launcher keeps
 * their data between runs; tests throw them away.
 *
 * <ul>
 *   <li>{@link stampede.embedded.EmbeddedPostgres} and {@link stampede.embedded.EmbeddedKafka}: in
 *       come directories and ports, out goes a server that is ready, and later stopped.
 *   <li>{@link stampede.embedded.EmbeddedServer}: what any of them has, its end among it.
 *   <li>{@link stampede.embedded.PostgresAdministration}: a database and a role for each service.
 *   <li>{@link stampede.embedded.EmbeddedFailure}: why it could not be, for operators.
 * </ul>
 *
 * <p>What holds at any time:
 *
 * <ul>
 *   <li>A data directory has at most one server. It is locked by the JVM that started it, and a
 *       server that outlived its JVM is ended before the next one starts.
 *   <li>A directory that exists is complete: it is filled under another name and then renamed.
 *   <li>A start that fails leaves no process, and says what to do; one whose thread is interrupted
 *       fails soon.
 *   <li>A kill of anything at any moment leaves a state that the next start recovers from, with
 *       everything that was committed or acknowledged.
 *   <li>Servers listen on 127.0.0.1 only; PostgreSQL asks everybody for a password.
 * </ul>
 */
package stampede.embedded;
