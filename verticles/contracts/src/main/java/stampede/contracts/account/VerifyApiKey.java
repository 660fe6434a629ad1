package stampede.contracts.account;

/**
 * Asks who stands behind an API key.
 *
 * @param keyHash SHA-256 of the key's UTF-8 as it came, in lower-case hex, so that the key itself
 *     goes no further than where it arrived
 */
public record VerifyApiKey(String keyHash) {}
