/**
 * Real servers for tests. A test JVM starts at most one PostgreSQL and one Kafka, when the first
 * test asks, and ends them with itself. Tests do not see each other: each takes a database, or
 * topics, of its own. Data lies under the module's {@code target}.
 */
package stampede.testing;
