package stampede.simulators.provider;

import java.time.Duration;
import stampede.simulators.partner.PartnerSettings;
import stampede.simulators.partner.Wait;

/**
 * What the payment provider needs to know to run.
 *
 * @param partner where it listens, writes and sends news
 * @param pendingFor how long a pending charge stays so
 * @param slowFor how late the answer for {@code tok_slow} is
 * @param tellAll whether news is sent of every change, or only of what the caller was not told
 */
public record ProviderSettings(
    PartnerSettings partner, Wait pendingFor, Duration slowFor, boolean tellAll) {}
