/**
 * A payment provider, outside of the shop: it takes charges and refunds by HTTP and writes them
 * down in a ledger of its own. A real provider behind the same contract replaces it.
 *
 * <p>The caller chooses the references (the shop takes the order's id), 1 to 64 letters, digits,
 * dots, dashes or underscores, and so every call can be repeated. Amounts are whole minor units
 * with an ISO 4217 currency. Outcomes are {@code application/json}; a request that is refused gets
 * {@code application/problem+json}.
 *
 * <pre>{@code
 * PUT  /v1/charges/{reference}                     {"amount":1999,"currency":"GBP","paymentToken":"tok_visa"}
 *   201 {"reference","chargeId","status":"captured","amount","currency","refunded":0}; repeated 200
 *   202 {"status":"pending",…}                     captured (or declined) later, with a callback
 *   402 {"reference","status":"declined","reason"}
 *   409 {"reference","status":"voided"}            it was voided before
 *   409 problem                                    the reference was used with other terms
 * GET  /v1/charges/{reference}                     200 captured | declined | pending | voided; 404
 * POST /v1/charges/{reference}/void                200 with the definite status: voided, unless it was
 *                                                  captured or declined before. A charge that arrives
 *                                                  later is refused
 * PUT  /v1/charges/{reference}/refunds/{refundId}  {"amount":500}
 *   201 {"reference","chargeId","refundId","status":"refunded","amount","currency","refunded"}; repeated 200
 *   404 problem                                    there is no captured charge
 *   409 problem                                    too much, or another amount under this refundId
 * }</pre>
 *
 * <p>A repeated charge is answered with its state now, so {@code refunded} may have grown.
 *
 * <p>Entries of the ledger are of the kinds {@code charge}, {@code decline}, {@code void}, {@code
 * pending} and {@code refund}: {@code {"entry":1,"at":"…","kind","reference","chargeId","refundId",
 * "amount","currency"}}. Payment tokens are not kept, only a fingerprint that tells them apart.
 *
 * <p>Tokens choose what happens: {@code tok_declined}; {@code tok_pending}; {@code tok_slow} is
 * charged and answered late; {@code tok_error} gets a 500 and {@code tok_hang} no answer, each
 * time, and neither is charged; {@code tok_error_after_charge}, {@code tok_hang_after_charge} and
 * {@code tok_reset_after_charge} are charged and then get a 500, no answer, a closed connection,
 * but only the request that made the charge. All other tokens, such as {@code tok_visa}, are
 * charged. What the token leaves open, the faults decide; those that hit the answer befall every
 * call under {@code /v1/charges}.
 *
 * <p>Callbacks: {@code POST} to the callback URL with {@code {"updateId","reference","chargeId",
 * "status","amount","currency","refundId","at"}}, status {@code captured}, {@code declined}, {@code
 * voided} or, with a {@code refundId}, {@code refunded}; fields that do not apply are absent. Sent
 * of what the caller was not told, or of every change if so set.
 */
package stampede.simulators.provider;
