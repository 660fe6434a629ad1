CREATE TABLE customer (
  id            uuid        PRIMARY KEY,
  email         text        NOT NULL UNIQUE CHECK (email = lower(email)),
  name          text        NOT NULL,
  password_hash text        NOT NULL,
  version       bigint      NOT NULL CHECK (version > 0),
  created_at    timestamptz NOT NULL,
  changed_at    timestamptz NOT NULL
);

-- who has not shown yet that the mailbox is his; several may try the same one
CREATE TABLE registration (
  id            uuid        PRIMARY KEY,
  email         text        NOT NULL CHECK (email = lower(email)),
  name          text        NOT NULL,
  password_hash text        NOT NULL,
  ends_at       timestamptz NOT NULL
);
CREATE INDEX registration_email ON registration (email);
CREATE INDEX registration_ends_at ON registration (ends_at);

CREATE TABLE address (
  id           uuid        PRIMARY KEY,
  customer_id  uuid        NOT NULL REFERENCES customer,
  request_key  text        NOT NULL,
  request_hash text        NOT NULL,
  recipient    text        NOT NULL,
  street       text        NOT NULL,
  city         text        NOT NULL,
  postal_code  text        NOT NULL,
  country      text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  version      bigint      NOT NULL CHECK (version > 0),
  changed_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX address_request ON address (customer_id, request_key);

-- mails that wait to be handed over; a row goes when its mail has gone
CREATE TABLE mail (
  id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recipient text        NOT NULL,
  subject   text        NOT NULL,
  body      text        NOT NULL,
  due_at    timestamptz NOT NULL
);
CREATE INDEX mail_due_at ON mail (due_at);

-- everything that was granted or taken away, by whom; rows are only ever added
CREATE TABLE audit_entry (
  id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at      timestamptz NOT NULL,
  what    text        NOT NULL,
  subject text        NOT NULL,
  actor   text        NOT NULL,
  detail  text        NOT NULL
);
CREATE INDEX audit_entry_subject ON audit_entry (subject, id);
