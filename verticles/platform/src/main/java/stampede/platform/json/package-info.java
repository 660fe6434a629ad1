/**
 * JSON, read strictly and written exactly.
 *
 * <p>What comes from outside is read with every leniency off: duplicate names, trailing content,
 * numbers that are no JSON, depth over 64, numbers over 100 digits, text where a number belongs are
 * all errors. What comes from our own past and from other services (events, bus messages, stored
 * documents) is read tolerantly: unknown fields are passed over, so that messages can grow.
 */
package stampede.platform.json;
