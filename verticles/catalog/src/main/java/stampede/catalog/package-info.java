/**
 * The catalogue: which products there are, what they are called and cost.
 *
 * <p>It owns products; a product is known by its SKU for ever and has a version that counts its
 * changes. Staff create and change products, always based on a version ({@code If-Match}), so that
 * no change is lost to another. Whoever needs prices keeps a copy from the events on {@code
 * stampede.catalog}: {@code ProductCreated}, {@code ProductChanged}, in the order of the versions.
 */
package stampede.catalog;
