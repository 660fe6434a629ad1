/**
 * The life of a process that runs services.
 *
 * <p>{@link stampede.platform.node.Launch} is what a {@code main} calls: it reads the settings,
 * starts a {@link stampede.platform.node.Node}, starts the services on it and sees to an orderly
 * end on SIGTERM. A node joins the cluster, has one of everything that its services share, and
 * tells at its management port how it is: {@code /health/live}, {@code /health/ready}, {@code
 * /metrics}.
 *
 * <p>A {@link stampede.platform.node.Service} is a bounded context as a node sees it. Whatever it
 * starts it registers with the node's {@link stampede.platform.node.Shutdown} at the stage where it
 * must end, so that a drain loses nothing: first nothing new comes in, then what is under way ends,
 * then background work, then connections.
 */
package stampede.platform.node;
