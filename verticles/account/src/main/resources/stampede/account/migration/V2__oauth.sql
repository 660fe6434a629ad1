-- guesses at the password of an address, whether there is such a customer or not
CREATE TABLE login_attempts (
  email          text        PRIMARY KEY,
  failures       integer     NOT NULL CHECK (failures > 0),
  last_failed_at timestamptz NOT NULL
);
CREATE INDEX login_attempts_last_failed_at ON login_attempts (last_failed_at);

CREATE TABLE oauth_client (
  id            text        PRIMARY KEY,
  name          text        NOT NULL,
  secret_hash   text,                   -- none: a public client, which proves itself by PKCE alone
  redirect_uris text[]      NOT NULL,
  role          text        CHECK (role IN ('customer', 'staff', 'operator')),
  created_at    timestamptz NOT NULL,
  CHECK (role IS NULL OR secret_hash IS NOT NULL)
);

-- programs on the customer's own machine; the port of a loopback address is theirs to choose
INSERT INTO oauth_client (id, name, redirect_uris, created_at)
VALUES ('stampede-cli', 'Programs on this machine', ARRAY['http://127.0.0.1/callback'], now());

CREATE TABLE refresh_family (
  id          uuid        PRIMARY KEY,
  client_id   text        NOT NULL,
  customer_id uuid        NOT NULL REFERENCES customer,
  scope       text        NOT NULL,
  current     text        NOT NULL,
  ends_at     timestamptz NOT NULL,
  revoked     boolean     NOT NULL
);
CREATE INDEX refresh_family_ends_at ON refresh_family (ends_at);

-- every refresh token of a family that there has been, by its hash
CREATE TABLE refresh_token (
  hash      text PRIMARY KEY,
  family_id uuid NOT NULL REFERENCES refresh_family ON DELETE CASCADE
);
CREATE INDEX refresh_token_family ON refresh_token (family_id);

CREATE TABLE authorization_code (
  hash         text        PRIMARY KEY,
  client_id    text        NOT NULL,
  customer_id  uuid        NOT NULL REFERENCES customer,
  redirect_uri text        NOT NULL,
  challenge    text        NOT NULL,
  scope        text        NOT NULL,
  nonce        text        NOT NULL,
  ends_at      timestamptz NOT NULL,
  used         boolean     NOT NULL,
  family_id    uuid
);
CREATE INDEX authorization_code_ends_at ON authorization_code (ends_at);

CREATE TABLE signing_key (
  id         text        PRIMARY KEY,
  sealed     text        NOT NULL,
  created_at timestamptz NOT NULL
);
