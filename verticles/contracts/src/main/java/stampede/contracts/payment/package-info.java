/** What payment says about an order's money. */
package stampede.contracts.payment;
