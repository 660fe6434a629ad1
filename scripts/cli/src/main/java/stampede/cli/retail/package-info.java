/**
 * Brings the published "Online Retail" file (UCI, CC BY 4.0) into the shop: a catalogue, an opening
 * stock and, if wanted, its orders and what became of them.
 *
 * <p>Everything that is decided is pure. {@link stampede.cli.retail.RetailFile} reads lines, {@link
 * stampede.cli.retail.Acceptance} sorts them into sales, cancellations and refusals, {@link
 * stampede.cli.retail.Catalogue} and {@link stampede.cli.retail.Plan} say what they make. Only
 * {@link stampede.cli.retail.CatalogueImport} and {@link stampede.cli.retail.Replay} talk to the
 * shop, under keys that follow from the content alone, so that a run that broke off is simply run
 * again.
 *
 * <p>The server alone sets prices, and the file sells the same code at many. So a product is a code
 * at a price: {@code 85123A} at 2.55 is the SKU {@code 85123A~255}. The same line leads to the same
 * SKU whatever else stands in the file, and orders cost to the penny what the file says.
 */
@NullMarked
package stampede.cli.retail;

import org.jspecify.annotations.NullMarked;
