/**
 * A service's own PostgreSQL.
 *
 * <p>{@link stampede.platform.database.Database} opens it, brings its schema up to date and runs
 * transactions whose end is always known for what it is: done, not done, or unknown (the connection
 * was lost while committing). {@link stampede.platform.database.GroupCommit} lets writes that
 * arrive together share one transaction, which is what makes a contended row fast.
 */
package stampede.platform.database;
