CREATE TABLE product (
  sku         text        PRIMARY KEY,
  name        text        NOT NULL,
  price_minor bigint      NOT NULL CHECK (price_minor > 0),
  currency    text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  on_sale     boolean     NOT NULL,
  version     bigint      NOT NULL CHECK (version > 0),
  changed_at  timestamptz NOT NULL
);
