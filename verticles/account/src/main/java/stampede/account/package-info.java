/**
 * Who the customers are, and who may act as whom.
 *
 * <p>Somebody registers with an e-mail address, and is a customer from the moment that he sends
 * back the code that was mailed there. Until then there is only a registration, of which an address
 * can have several: whoever reads the mailbox decides which one becomes the customer, so nobody can
 * take an address before its owner does. The answer to a registration is the same whether the
 * address is known or not, in words and in time.
 *
 * <p>Passwords are hashed with Argon2id on threads of their own and never logged. Mails wait in a
 * table and leave through a {@link stampede.account.Mailer}. What is granted or taken away stands
 * in {@code audit_entry}, written in the transaction that does it.
 *
 * <p>The issuer is a door of its own ({@code OAuthVerticle}), as it speaks forms and pages: a
 * program sends the customer there, he logs in, and the program gets a code that only it can
 * redeem, once, for an access token and a refresh token. Access tokens are JWTs that the gateway
 * verifies by itself. A refresh token holds once and gives the next; one that comes again ends them
 * all ({@code RefreshFamily}). Keys are made, shown, used and let go by {@code KeyRing}.
 *
 * <p>A customer's programs can show an API key instead of a token. It is stored as a hash, carries
 * the name of a plan, and other contexts ask who stands behind it by {@code
 * account.verify-api-key.v1}.
 */
package stampede.account;
