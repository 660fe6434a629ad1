package stampede.gateway.limits;

/**
 * What a node gets of a limit that all nodes share.
 *
 * @param permits how many, from none to as many as were wanted
 * @param remaining how many are left for everybody
 * @param resetNanos how long until all are there again
 * @param retryNanos how long until there is another; 0 when there is one
 */
public record Grant(long permits, long remaining, long resetNanos, long retryNanos) {}
