/** What delivery says about an order's parcel. */
package stampede.contracts.delivery;
