-- What there is of each product. The equation holds at every commit, or there is no commit.
CREATE TABLE stock (
  sku       text   PRIMARY KEY,
  received  bigint NOT NULL,
  available bigint NOT NULL CHECK (available >= 0),
  reserved  bigint NOT NULL CHECK (reserved >= 0),
  sold      bigint NOT NULL CHECK (sold >= 0),
  movements bigint NOT NULL CHECK (movements > 0),
  CONSTRAINT every_piece_is_somewhere CHECK (received = available + reserved + sold)
) WITH (fillfactor = 70);

-- What is held for, or sold to, each order; the id is the order's. Due when the hold expires.
CREATE TABLE reservation (
  id       uuid        PRIMARY KEY,
  state    text        NOT NULL CHECK (state IN ('Held', 'Sold', 'Ended')),
  version  bigint      NOT NULL CHECK (version > 0),
  due_at   timestamptz,
  document jsonb       NOT NULL,
  trace    text        NOT NULL
);

-- A try at an order that was tried before finds what is held for it.
CREATE UNIQUE INDEX one_hold_per_attempt ON reservation ((document ->> 'attempt'))
  WHERE state = 'Held';

CREATE INDEX reservation_due ON reservation (due_at) WHERE due_at IS NOT NULL;

-- What staff booked in and out, each under the key that makes repeating it harmless.
CREATE TABLE stock_movement (
  staff           text        NOT NULL,
  idempotency_key text        NOT NULL,
  request_hash    text        NOT NULL,
  sku             text        NOT NULL,
  change          bigint      NOT NULL CHECK (change <> 0),
  note            text        NOT NULL,
  moved_at        timestamptz NOT NULL DEFAULT now(),
  result          jsonb       NOT NULL,
  PRIMARY KEY (staff, idempotency_key)
);
