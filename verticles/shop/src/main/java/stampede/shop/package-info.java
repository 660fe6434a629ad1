/**
 * The whole shop on one machine, from one command.
 *
 * <p>{@link stampede.shop.Topology} lists what runs. {@link stampede.shop.Shop} starts it: first
 * the {@link stampede.shop.Parts}, real PostgreSQL and Kafka and the partners outside, each a
 * process of its own with its data under {@code data/}; then one node of the cluster with every
 * service on it. What the parts need to be reached by goes to {@code data/connection.properties},
 * the settings of any other process that wants to join or to look.
 *
 * <p>A {@link stampede.shop.Watch} over each part starts it again when it dies. An end that comes
 * at any moment, also of the start, stops whatever has been started.
 *
 * <p>With {@code --external} the same node runs on servers that are there already.
 */
package stampede.shop;
