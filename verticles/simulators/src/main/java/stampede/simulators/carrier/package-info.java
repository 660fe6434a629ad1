/**
 * A carrier, outside of the shop: it takes shipments by HTTP, moves them on its own clock, and
 * writes it all down in a ledger of its own. A real carrier behind the same contract replaces it.
 *
 * <p>The caller chooses the references (the shop takes the order's id), 1 to 64 letters, digits,
 * dots, dashes or underscores, and so every call can be repeated. Outcomes are {@code
 * application/json}; a request that is refused gets {@code application/problem+json}.
 *
 * <pre>{@code
 * PUT  /v1/shipments/{reference}           {"recipient","street","city","postalCode","country","pieces":3}
 *   201 {"reference","trackingNumber","status":"booked"}; repeated 200 with its status now
 *   409 {"reference","status":"cancelled"} it was cancelled before
 *   409 problem                            the reference was used for another address
 *   422 {"reference","status":"refused","reason"}
 *   422 problem                            a field is wrong; postalCode may be absent
 * GET  /v1/shipments/{reference}           200 booked | collected | delivered | failed | cancelled | refused; 404
 * POST /v1/shipments/{reference}/cancel    200 {"reference","status":"cancelled"} when it was booked or is
 *                                          not known (a booking that arrives later is refused);
 *                                          409 with its status otherwise
 * POST /v1/shipments/{reference}/progress  {"status":"collected|delivered|failed","reason"}: moves it by hand;
 *                                          200, also when it is there already; 409 with its status
 *                                          when it cannot go there from where it is
 * }</pre>
 *
 * <p>A booked shipment is collected, and a collected one delivered, after times that are set at
 * start and kept over a restart. To the city {@code Nowhere} nothing is delivered: the booking is
 * refused. To the street {@code Return to sender} the delivery fails. The faults that hit the
 * answer befall every call under {@code /v1/shipments} but {@code progress}.
 *
 * <p>Entries of the ledger are of the kinds {@code book}, {@code refuse}, {@code cancel}, {@code
 * collect}, {@code deliver} and {@code fail}: {@code {"entry":1,"at":"…","kind","reference",
 * "trackingNumber","pieces","reason"}}. Names and addresses are not kept, only a fingerprint that
 * tells them apart.
 *
 * <p>Callbacks: {@code POST} to the callback URL with {@code {"updateId","reference",
 * "trackingNumber","status","reason","at"}} of each step, and of a booking or cancellation whose
 * caller was not told; fields that do not apply are absent.
 */
package stampede.simulators.carrier;
