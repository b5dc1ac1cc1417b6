-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Fleet health. What was heard is kept before it is acknowledged, with all that the engine needs to decide the same again: the
-- clock, the rules and the topology that it was judged by. What was decided points at what was heard.

CREATE TABLE health_rules (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  name        text        NOT NULL,
  document    bytea       NOT NULL,
  sha256      bytea       NOT NULL CHECK (sha256 = sha256(document)),
  replayed    text        NOT NULL CHECK (jsonb_typeof(replayed::jsonb) = 'object'),
  enabled_by  text        NOT NULL CHECK (enabled_by <> ''),
  enabled_at  timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE TRIGGER health_rules_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON health_rules FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- What contained what, as drawn from the record; a row for each time that it had changed.
CREATE TABLE health_topology (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id  bigint NOT NULL REFERENCES site,
  document bytea  NOT NULL,
  sha256   bytea  NOT NULL CHECK (sha256 = sha256(document)),
  UNIQUE (site_id, sha256)
);
CREATE TRIGGER health_topology_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON health_topology FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- Signals as they were heard, in the order in which the engine takes them. A row without signals tells the time only.
CREATE TABLE health_batch (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  received_at timestamptz NOT NULL,
  clock_at    timestamptz,
  format      text        NOT NULL,
  sent_by     text        NOT NULL CHECK (sent_by <> ''),
  rules_id    bigint      REFERENCES health_rules,
  topology_id bigint      NOT NULL REFERENCES health_topology,
  signals     integer     NOT NULL CHECK (signals >= 0),
  refused     integer     NOT NULL CHECK (refused >= 0),
  content     bytea       NOT NULL,
  sha256      bytea       NOT NULL CHECK (sha256 = sha256(content)),
  journal_seq bigint      REFERENCES journal,
  UNIQUE (id, site_id),
  CHECK (signals = 0 OR journal_seq IS NOT NULL)
);
CREATE INDEX health_batch_site ON health_batch (site_id, id);
CREATE TRIGGER health_batch_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON health_batch FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- One decision of the engine: the n-th on this batch, made on its signal number signal_n, or when a time had come. A rebuilt
-- engine decides the same again and is told so by the key.
CREATE TABLE health_decision (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  batch_id    bigint      NOT NULL,
  n           integer     NOT NULL CHECK (n >= 0),
  signal_n    integer     CHECK (signal_n >= 0),
  at          timestamptz NOT NULL,
  what        text        NOT NULL,
  incident    text        NOT NULL,
  rule        text        NOT NULL,
  node        text        NOT NULL,
  entity      text        NOT NULL,
  action      text        NOT NULL,
  reason      text        NOT NULL,
  serial      text        NOT NULL,
  raw         text        NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal,
  UNIQUE (batch_id, n),
  FOREIGN KEY (batch_id, site_id) REFERENCES health_batch (id, site_id)
);
CREATE INDEX health_decision_incident ON health_decision (site_id, incident, id);
CREATE INDEX health_decision_serial ON health_decision (site_id, serial, id) WHERE serial <> '';
CREATE INDEX health_decision_action ON health_decision (site_id, action, id) WHERE what = 'JOINED' AND action <> '';
CREATE TRIGGER health_decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON health_decision FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- Where each incident stands: what the decisions add up to. Each write names the decision that it rests on.
CREATE TABLE health_incident (
  site_id     bigint      NOT NULL REFERENCES site,
  incident    text        NOT NULL,
  number      bigint      NOT NULL,
  opened_at   timestamptz NOT NULL,
  last_at     timestamptz NOT NULL,
  place       text        NOT NULL,
  node        text        NOT NULL,
  entity      text        NOT NULL,
  code        text        NOT NULL,
  cause       text        NOT NULL,
  rule        text        NOT NULL,
  phase       text        NOT NULL,
  step        text        NOT NULL,
  children    text[]      NOT NULL,
  faults      integer     NOT NULL,
  blame       text        NOT NULL,
  approved_by text        NOT NULL,
  closed_at   timestamptz,
  closed_why  text        NOT NULL,
  decision_id bigint      NOT NULL REFERENCES health_decision,
  PRIMARY KEY (site_id, incident),
  CHECK ((closed_at IS NULL) = (phase <> 'CLOSED'))
);
CREATE INDEX health_incident_open ON health_incident (site_id, number DESC) WHERE closed_at IS NULL;
CREATE TRIGGER health_incident_kept BEFORE DELETE OR TRUNCATE ON health_incident FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- What the engine remembers after a batch: only to start sooner, never a source. The last two are kept.
CREATE TABLE health_snapshot (
  site_id  bigint      NOT NULL REFERENCES site,
  batch_id bigint      NOT NULL REFERENCES health_batch,
  taken_at timestamptz NOT NULL,
  state    bytea       NOT NULL,
  sha256   bytea       NOT NULL CHECK (sha256 = sha256(state)),
  PRIMARY KEY (site_id, batch_id)
);
