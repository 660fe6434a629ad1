-- Events that were decided and are not yet known to be at the broker. A row is written in the
-- transaction that changed the state, and deleted when the broker has acknowledged it.
CREATE TABLE outbox (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id     uuid        NOT NULL,
  type         text        NOT NULL,
  aggregate_id text        NOT NULL,
  sequence     bigint      NOT NULL CHECK (sequence > 0),
  occurred_at  timestamptz NOT NULL,
  trace        text        NOT NULL,
  body         text        NOT NULL
);

-- A queue: rows come and go, so dead ones must be cleared by their number, not by their share.
ALTER TABLE outbox SET (
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_threshold = -1,
  autovacuum_analyze_scale_factor = 0.0,
  autovacuum_analyze_threshold = 50000
);

-- How far the events of each aggregate of other contexts have had their effect here; 0 when all
-- that came so far is parked.
CREATE TABLE inbox (
  topic        text   NOT NULL,
  aggregate_id text   NOT NULL,
  sequence     bigint NOT NULL CHECK (sequence >= 0),
  PRIMARY KEY (topic, aggregate_id)
) WITH (fillfactor = 80);

-- Events that came before an earlier one of their aggregate did, and wait for it.
CREATE TABLE inbox_parked (
  topic        text        NOT NULL,
  aggregate_id text        NOT NULL,
  sequence     bigint      NOT NULL,
  event        text        NOT NULL,
  parked_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, aggregate_id, sequence)
);
