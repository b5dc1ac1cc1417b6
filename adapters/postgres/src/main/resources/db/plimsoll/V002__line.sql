-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Sites, and the line that every unit walks.

CREATE TABLE site (
  id                 bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name               text    NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  title              text    NOT NULL,
  time_zone          text    NOT NULL,
  simulated          boolean NOT NULL,
  required_assurance text    NOT NULL,
  journal_seq        bigint  NOT NULL REFERENCES journal
);

-- io.plimsoll.model.Step.TABLE, row by row; a test compares the two.
CREATE TABLE step (
  from_state    text NOT NULL,
  to_state      text NOT NULL,
  evidence_kind text NOT NULL,
  PRIMARY KEY (from_state, to_state, evidence_kind)
);
INSERT INTO step (from_state, to_state, evidence_kind) VALUES
  ('PLANNED',   'RECEIVED',  'GOODS_IN'),
  ('RECEIVED',  'INSTALLED', 'RACK_SIGN_OFF'),
  ('INSTALLED', 'CABLED',    'CABLE_VERIFICATION'),
  ('CABLED',    'TESTING',   'TEST_START'),
  ('TESTING',   'ACCEPTED',  'CERTIFICATE'),
  ('TESTING',   'REPAIR',    'WORK_ORDER'),
  ('TESTING',   'CABLED',    'FAULT'),
  ('CABLED',    'INSTALLED', 'CABLE_VERIFICATION'),
  ('ACCEPTED',  'HOT_SPARE', 'HOT_SPARE_DECISION'),
  ('HOT_SPARE', 'ACCEPTED',  'HOT_SPARE_DECISION'),
  ('ACCEPTED',  'SERVING',   'ALLOCATION'),
  ('HOT_SPARE', 'SERVING',   'ALLOCATION'),
  ('SERVING',   'ACCEPTED',  'RELEASE'),
  ('ACCEPTED',  'SUSPECT',   'FAULT'),
  ('HOT_SPARE', 'SUSPECT',   'FAULT'),
  ('SERVING',   'SUSPECT',   'FAULT'),
  ('SUSPECT',   'SERVING',   'CLEARANCE'),
  ('SUSPECT',   'DRAINING',  'DRAIN_DECISION'),
  ('DRAINING',  'REPAIR',    'WORK_ORDER'),
  ('REPAIR',    'INSTALLED', 'REPAIR_RECORD'),
  ('REPAIR',    'RETIRED',   'RETIREMENT'),
  ('PLANNED',   'RETIRED',   'RETIREMENT'),
  ('RECEIVED',  'RETIRED',   'RETIREMENT');
CREATE TRIGGER step_append_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON step
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TABLE unit (
  id        bigint      PRIMARY KEY,
  site_id   bigint      NOT NULL REFERENCES site,
  class     text        NOT NULL CHECK (class IN ('GPU', 'NODE', 'SWITCH')),
  name      text        NOT NULL,
  node_id   bigint      REFERENCES unit,
  gpu_index integer,
  state     text        NOT NULL,
  changes   integer     NOT NULL,
  since     timestamptz NOT NULL,
  UNIQUE (site_id, name),
  UNIQUE (node_id, gpu_index),
  CHECK ((class = 'GPU') = (node_id IS NOT NULL AND gpu_index IS NOT NULL))
);

CREATE TABLE evidence (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint NOT NULL REFERENCES site,
  kind        text   NOT NULL,
  summary     text   NOT NULL,
  payload     text   NOT NULL CHECK (jsonb_typeof(payload::jsonb) = 'object'),
  sha256      bytea  NOT NULL CHECK (sha256 = sha256(convert_to(payload, 'UTF8'))),
  journal_seq bigint NOT NULL REFERENCES journal,
  UNIQUE (id, kind)
);
CREATE TABLE evidence_unit (
  evidence_id bigint NOT NULL REFERENCES evidence,
  unit_id     bigint NOT NULL REFERENCES unit,
  PRIMARY KEY (evidence_id, unit_id)
);

-- Row n of a unit starts where row n - 1 ended; the unit stands where its last row ended. A step that the table above does
-- not have, or without evidence of the right kind for this very unit, cannot be written.
CREATE TABLE state_change (
  unit_id       bigint      NOT NULL REFERENCES unit,
  n             integer     NOT NULL CHECK (n >= 0),
  previous_n    integer     GENERATED ALWAYS AS (n - 1) STORED,
  from_state    text,
  to_state      text        NOT NULL,
  evidence_kind text,
  evidence_id   bigint,
  effective_at  timestamptz NOT NULL,
  recorded_at   timestamptz NOT NULL,
  journal_seq   bigint      NOT NULL REFERENCES journal,
  PRIMARY KEY (unit_id, n),
  UNIQUE (unit_id, n, to_state),
  FOREIGN KEY (unit_id, previous_n, from_state) REFERENCES state_change (unit_id, n, to_state),
  FOREIGN KEY (from_state, to_state, evidence_kind) REFERENCES step,
  FOREIGN KEY (evidence_id, evidence_kind) REFERENCES evidence (id, kind),
  FOREIGN KEY (evidence_id, unit_id) REFERENCES evidence_unit,
  CHECK (CASE WHEN n = 0 THEN from_state IS NULL AND evidence_kind IS NULL AND evidence_id IS NULL AND to_state = 'PLANNED'
              ELSE from_state IS NOT NULL AND evidence_kind IS NOT NULL AND evidence_id IS NOT NULL END)
);
CREATE INDEX state_change_effective ON state_change (effective_at);
CREATE INDEX state_change_journal ON state_change (journal_seq);
ALTER TABLE unit ADD FOREIGN KEY (id, changes, state) REFERENCES state_change (unit_id, n, to_state)
  DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION unit_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked bigint;
  moved bigint;
  bad   text;
BEGIN
  SELECT count(*) INTO asked FROM added WHERE n > 0;
  UPDATE unit u SET state = a.to_state, changes = a.n, since = a.effective_at
    FROM added a
   WHERE a.n > 0 AND u.id = a.unit_id AND u.changes = a.previous_n AND u.state = a.from_state AND u.since <= a.effective_at;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> asked THEN
    SELECT format('%s cannot go from %s to %s as of %s: it is %s since %s',
                  u.name, a.from_state, a.to_state, journal_instant(a.effective_at), u.state, journal_instant(u.since))
      INTO bad FROM added a JOIN unit u ON u.id = a.unit_id
     WHERE a.n > 0 AND NOT (u.changes = a.n AND u.state = a.to_state AND u.since = a.effective_at) LIMIT 1;
    RAISE EXCEPTION '%', coalesce(bad, 'a unit cannot take two steps in one statement') USING ERRCODE = 'PLS01';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_unit_follow AFTER INSERT ON state_change REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION unit_follow();

CREATE FUNCTION unit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'unit % changes its state by a state change only', OLD.name USING ERRCODE = 'PLA01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER unit_guard BEFORE UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION unit_guard();

CREATE TRIGGER unit_kept BEFORE DELETE OR TRUNCATE ON unit FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER evidence_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER evidence_unit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_unit
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER state_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON state_change
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TABLE order_line (
  id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint  NOT NULL REFERENCES site,
  order_line  text    NOT NULL,
  model       text    NOT NULL,
  quantity    integer NOT NULL CHECK (quantity > 0),
  supplier    text    NOT NULL,
  journal_seq bigint  NOT NULL REFERENCES journal,
  UNIQUE (site_id, order_line)
);

-- A serialised item. A part sits in one unit at most; a unit is one part at most.
CREATE TABLE part (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id       bigint NOT NULL REFERENCES site,
  serial        text   NOT NULL CHECK (serial <> ''),
  model         text   NOT NULL,
  unit_class    text   NOT NULL CHECK (unit_class IN ('GPU', 'NODE', 'SWITCH')),
  order_line_id bigint NOT NULL REFERENCES order_line,
  unit_id       bigint UNIQUE REFERENCES unit,
  journal_seq   bigint NOT NULL REFERENCES journal,
  UNIQUE (site_id, serial)
);
CREATE INDEX part_order_line ON part (order_line_id);

CREATE TABLE fingerprint (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id      bigint      NOT NULL REFERENCES unit,
  effective_at timestamptz NOT NULL,
  payload      text        NOT NULL CHECK (jsonb_typeof(payload::jsonb) = 'object'),
  sha256       bytea       NOT NULL CHECK (sha256 = sha256(convert_to(payload, 'UTF8'))),
  journal_seq  bigint      NOT NULL REFERENCES journal
);
CREATE INDEX fingerprint_unit ON fingerprint (unit_id, effective_at DESC);
CREATE TRIGGER fingerprint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fingerprint
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- io.plimsoll.postgres.StateCode, letter by letter; a test compares the two.
CREATE FUNCTION state_code(state text) RETURNS text IMMUTABLE LANGUAGE sql AS $$
  SELECT CASE state
    WHEN 'PLANNED' THEN 'P' WHEN 'RECEIVED' THEN 'R' WHEN 'INSTALLED' THEN 'I' WHEN 'CABLED' THEN 'C'
    WHEN 'TESTING' THEN 'T' WHEN 'ACCEPTED' THEN 'A' WHEN 'HOT_SPARE' THEN 'H' WHEN 'SERVING' THEN 'S'
    WHEN 'SUSPECT' THEN 'U' WHEN 'DRAINING' THEN 'D' WHEN 'REPAIR' THEN 'X' WHEN 'RETIRED' THEN 'Z' END
$$;
CREATE FUNCTION state_fit(state text) RETURNS boolean IMMUTABLE LANGUAGE sql AS $$
  SELECT coalesce(state IN ('ACCEPTED', 'HOT_SPARE', 'SERVING'), false)
$$;
