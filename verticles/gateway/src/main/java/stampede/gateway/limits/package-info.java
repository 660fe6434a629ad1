/**
 * How often somebody may ask: four algorithms, plans, and the memory of who has asked.
 *
 * <p>The core is pure. A {@link stampede.gateway.limits.Meter} is an immutable value: permits are
 * taken from it at a time that is passed in, and what comes back is the meter from then on and a
 * {@link stampede.gateway.limits.Decision}. A {@link stampede.gateway.limits.Limiter} remembers a
 * meter for each key, in bounded memory, and forgets it when it is as good as new.
 *
 * <p>Where several nodes share a limit, each has a {@link stampede.gateway.limits.Share} of it:
 * some permits in hand, which a {@link stampede.gateway.limits.Lessor} hands out, and a little
 * credit.
 *
 * <p>All times are nanoseconds of one steady clock that began near the Unix epoch. A time that is
 * earlier than the last one never admits more than the last one would have.
 */
package stampede.gateway.limits;
