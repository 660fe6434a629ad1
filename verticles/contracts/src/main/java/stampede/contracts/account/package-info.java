/** What the account service answers to other contexts: who stands behind an API key. */
package stampede.contracts.account;
