-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- How often things fail and how long repairs take, as an operator answers for it. A newer set replaces the one before; all stay.
CREATE TABLE rate_set (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  document    bytea       NOT NULL,
  sha256      bytea       NOT NULL CHECK (sha256 = sha256(document)),
  reason      text        NOT NULL CHECK (btrim(reason) <> ''),
  set_by      text        NOT NULL CHECK (set_by <> ''),
  recorded_at timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX rate_set_site ON rate_set (site_id, id DESC);
CREATE TRIGGER rate_set_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rate_set FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- What a set says, figure by figure: none without its source.
CREATE TABLE rate (
  rate_set_id bigint  NOT NULL REFERENCES rate_set,
  n           integer NOT NULL CHECK (n >= 0),
  kind        text    NOT NULL CHECK (kind <> ''),
  what        text    NOT NULL CHECK (what <> ''),
  says        text    NOT NULL CHECK (says <> ''),
  source      text    NOT NULL CHECK (btrim(source) <> ''),
  PRIMARY KEY (rate_set_id, n)
);
CREATE TRIGGER rate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rate FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
CREATE FUNCTION rate_with_its_set() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rate_set WHERE id = NEW.rate_set_id AND xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'rate set % is on the record already: nothing is added to it', NEW.rate_set_id USING ERRCODE = 'PLA01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER rate_with_its_set BEFORE INSERT ON rate FOR EACH ROW EXECUTE FUNCTION rate_with_its_set();

CREATE FUNCTION rate_set_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM rate WHERE rate_set_id = NEW.id) THEN
    RAISE EXCEPTION 'rate set % says nothing' , NEW.id USING ERRCODE = 'PLC05';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rate_set_whole AFTER INSERT ON rate_set DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION rate_set_whole();
