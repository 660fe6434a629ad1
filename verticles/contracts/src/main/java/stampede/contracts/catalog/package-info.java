/** What the catalogue says: which products there are, and what they cost. */
package stampede.contracts.catalog;
