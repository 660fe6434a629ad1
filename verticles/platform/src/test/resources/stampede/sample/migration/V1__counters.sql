CREATE TABLE counter (
  id       uuid        PRIMARY KEY,
  state    text        NOT NULL,
  version  bigint      NOT NULL,
  due_at   timestamptz,
  document jsonb       NOT NULL,
  trace    text        NOT NULL DEFAULT ''
);

CREATE TABLE effect (
  place        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  aggregate_id text   NOT NULL,
  sequence     bigint NOT NULL
);
