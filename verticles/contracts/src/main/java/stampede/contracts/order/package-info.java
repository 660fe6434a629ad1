/** What an order says while it goes from placed to delivered or cancelled. */
package stampede.contracts.order;
