/** What the inventory answers and says: what is there, what is held, what is gone. */
package stampede.contracts.inventory;
