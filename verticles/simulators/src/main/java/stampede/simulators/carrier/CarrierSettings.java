package stampede.simulators.carrier;

import stampede.simulators.partner.PartnerSettings;
import stampede.simulators.partner.Wait;

/**
 * What the carrier needs to know to run.
 *
 * @param partner where it listens, writes and sends news
 * @param collectAfter how long after its booking a shipment is collected
 * @param deliverAfter how long after its collection it is delivered
 */
public record CarrierSettings(PartnerSettings partner, Wait collectAfter, Wait deliverAfter) {}
