-- Each order is one document; beside it stands what it is looked up by.
CREATE TABLE customer_order (
  id              uuid        PRIMARY KEY,
  customer_id     text        NOT NULL,
  idempotency_key text        NOT NULL,
  request_hash    text        NOT NULL,
  state           text        NOT NULL,
  version         bigint      NOT NULL CHECK (version > 0),
  due_at          timestamptz CHECK (due_at IS NULL),
  document        jsonb       NOT NULL,
  trace           text        NOT NULL,
  CONSTRAINT one_order_per_key UNIQUE (customer_id, idempotency_key)
) WITH (fillfactor = 80);

-- A customer's orders, newest first: ids are in the order of time (UUIDv7).
CREATE INDEX customer_order_by_customer ON customer_order (customer_id, id DESC);

-- Our copy of what the catalogue says, kept by its events.
CREATE TABLE product (
  sku         text    PRIMARY KEY,
  name        text    NOT NULL,
  price_minor bigint  NOT NULL,
  currency    text    NOT NULL,
  on_sale     boolean NOT NULL
);
