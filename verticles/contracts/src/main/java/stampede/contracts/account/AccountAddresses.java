package stampede.contracts.account;

import stampede.contracts.Address;

/** The questions that other contexts may ask about accounts. */
public final class AccountAddresses {

  /** Tells who stands behind an API key. Changes nothing. */
  public static final Address<VerifyApiKey, ApiKeyVerification> VERIFY_API_KEY =
      new Address<>("account.verify-api-key.v1", VerifyApiKey.class, ApiKeyVerification.class);

  private AccountAddresses() {}
}
