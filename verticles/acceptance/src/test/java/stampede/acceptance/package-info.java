/**
 * Tests of the whole: what no module can see alone.
 *
 * <p>The map is kept true here. Who may know whom is a table in {@code ArchitectureTest}; which
 * messages go from where to where is read off the code by {@code MessageFlow}, held against what a
 * running node does, and against the README's table; what each message looks like on the wire lies
 * as a golden file beside the tests; every setting with its default stands in one list.
 */
package stampede.acceptance;
