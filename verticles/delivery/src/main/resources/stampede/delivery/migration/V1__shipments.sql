-- The one shipment of each order; the id is the order's. Due when the carrier is to be asked.
CREATE TABLE shipment (
  id       uuid        PRIMARY KEY,
  state    text        NOT NULL,
  version  bigint      NOT NULL CHECK (version >= 0),
  due_at   timestamptz,
  document jsonb       NOT NULL,
  trace    text        NOT NULL
) WITH (fillfactor = 80);

CREATE INDEX shipment_due ON shipment (due_at) WHERE due_at IS NOT NULL;
