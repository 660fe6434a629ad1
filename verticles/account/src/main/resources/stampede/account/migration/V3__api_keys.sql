CREATE TABLE api_key (
  id          uuid        PRIMARY KEY,
  customer_id uuid        NOT NULL REFERENCES customer,
  name        text        NOT NULL,
  plan        text        NOT NULL,
  hash        text        NOT NULL UNIQUE,
  created_at  timestamptz NOT NULL,
  revoked_at  timestamptz
);
CREATE INDEX api_key_customer ON api_key (customer_id);
