-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Blockers: what is in the way, told step by step; feeds of on-call that can be revoked; break-glass.

-- The same table as io.plimsoll.crew.blocker.BlockerStep; a test compares them. The first step comes from no state.
CREATE TABLE blocker_rule (
  step       text NOT NULL,
  from_state text NOT NULL,
  to_state   text NOT NULL,
  PRIMARY KEY (step, from_state)
);
INSERT INTO blocker_rule VALUES
  ('RAISED', '', 'OPEN'),
  ('OWNED', 'OPEN', 'OWNED'), ('OWNED', 'OWNED', 'OWNED'), ('OWNED', 'ETA_GIVEN', 'ETA_GIVEN'), ('OWNED', 'MITIGATED', 'MITIGATED'),
  ('ETA', 'OPEN', 'ETA_GIVEN'), ('ETA', 'OWNED', 'ETA_GIVEN'), ('ETA', 'ETA_GIVEN', 'ETA_GIVEN'), ('ETA', 'MITIGATED', 'MITIGATED'),
  ('WAITS', 'OPEN', 'OPEN'), ('WAITS', 'OWNED', 'OWNED'), ('WAITS', 'ETA_GIVEN', 'ETA_GIVEN'), ('WAITS', 'MITIGATED', 'MITIGATED'),
  ('MITIGATED', 'OPEN', 'MITIGATED'), ('MITIGATED', 'OWNED', 'MITIGATED'), ('MITIGATED', 'ETA_GIVEN', 'MITIGATED'),
  ('CLEARED', 'OPEN', 'CLEARED'), ('CLEARED', 'OWNED', 'CLEARED'), ('CLEARED', 'ETA_GIVEN', 'CLEARED'), ('CLEARED', 'MITIGATED', 'CLEARED'),
  ('VERIFIED', 'CLEARED', 'VERIFIED'),
  ('REOPENED', 'MITIGATED', 'OPEN'), ('REOPENED', 'CLEARED', 'OPEN'), ('REOPENED', 'VERIFIED', 'OPEN');
CREATE TRIGGER blocker_rule_fixed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON blocker_rule FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- origin says which thing of the record raised it, such as repair-order:R-91c0be77; hand if a person did.
CREATE TABLE blocker (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  kind        text        NOT NULL CHECK (kind IN ('PART', 'SKILL', 'ACCESS', 'POWER', 'COOLING', 'FABRIC', 'FIRMWARE', 'FAILED_TEST',
                                                   'RMA', 'PERMIT', 'LOGISTICS', 'CUSTOMER', 'DECISION')),
  title       text        NOT NULL CHECK (title <> ''),
  supplier    text        NOT NULL,
  origin      text        NOT NULL CHECK (origin <> ''),
  raised_at   timestamptz NOT NULL,
  raised_by   text        NOT NULL CHECK (raised_by <> ''),
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX blocker_site ON blocker (site_id, id DESC);
CREATE UNIQUE INDEX blocker_origin ON blocker (site_id, origin) WHERE origin <> 'hand';
CREATE TRIGGER blocker_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON blocker FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- What a blocker holds up: nodes and commitments of its own site, or work packages of the bring-up.
CREATE TABLE blocker_target (
  blocker_id    bigint NOT NULL REFERENCES blocker,
  unit_id       bigint REFERENCES unit,
  commitment_id bigint REFERENCES commitment,
  package       text,
  CHECK (num_nonnulls(unit_id, commitment_id, package) = 1),
  UNIQUE NULLS NOT DISTINCT (blocker_id, unit_id, commitment_id, package)
);
CREATE INDEX blocker_target_unit ON blocker_target (unit_id);
CREATE TRIGGER blocker_target_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON blocker_target FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

CREATE FUNCTION blocker_target_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  home bigint;
BEGIN
  SELECT site_id INTO home FROM blocker WHERE id = NEW.blocker_id;
  IF coalesce((SELECT site_id FROM unit WHERE id = NEW.unit_id), (SELECT site_id FROM commitment WHERE id = NEW.commitment_id), home)
     <> home THEN
    RAISE EXCEPTION 'blocker % cannot hold up what is at another site', NEW.blocker_id USING ERRCODE = 'PLB01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER blocker_target_guard BEFORE INSERT ON blocker_target FOR EACH ROW EXECUTE FUNCTION blocker_target_guard();

CREATE TABLE blocker_step (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  blocker_id  bigint      NOT NULL REFERENCES blocker,
  n           integer     NOT NULL CHECK (n >= 0),
  step        text        NOT NULL,
  from_state  text        NOT NULL,
  state       text        NOT NULL,
  at          timestamptz NOT NULL,
  by_whom     text        NOT NULL CHECK (by_whom <> ''),
  owner       text        CHECK ((step = 'OWNED') = (owner IS NOT NULL) AND owner <> ''),
  eta_p50     timestamptz CHECK ((step = 'ETA') = (eta_p50 IS NOT NULL)),
  eta_p90     timestamptz CHECK ((step = 'ETA') = (eta_p90 IS NOT NULL) AND eta_p90 >= eta_p50),
  waits_on    bigint      REFERENCES blocker CHECK ((step = 'WAITS') = (waits_on IS NOT NULL) AND waits_on <> blocker_id),
  says        text        NOT NULL CHECK (says <> '' OR step NOT IN ('MITIGATED', 'REOPENED')),
  journal_seq bigint      NOT NULL REFERENCES journal,
  UNIQUE (blocker_id, n),
  FOREIGN KEY (step, from_state) REFERENCES blocker_rule
);
CREATE INDEX blocker_step_waits ON blocker_step (waits_on) WHERE waits_on IS NOT NULL;
CREATE TRIGGER blocker_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON blocker_step FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- A step follows the last one, by the table; whoever cleared a blocker does not verify it.
CREATE FUNCTION blocker_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last blocker_step;
BEGIN
  PERFORM 1 FROM blocker WHERE id = NEW.blocker_id FOR UPDATE;
  SELECT * INTO last FROM blocker_step WHERE blocker_id = NEW.blocker_id ORDER BY n DESC LIMIT 1;
  NEW.n := coalesce(last.n + 1, 0);
  NEW.from_state := coalesce(last.state, '');
  SELECT to_state INTO NEW.state FROM blocker_rule WHERE step = NEW.step AND from_state = NEW.from_state;
  IF NEW.state IS NULL THEN
    RAISE EXCEPTION 'blocker % is %: it cannot be %', NEW.blocker_id, replace(lower(NEW.from_state), '_', ' '),
      replace(lower(NEW.step), '_', ' ') USING ERRCODE = 'PLB02';
  END IF;
  IF last.at IS NOT NULL AND NEW.at < last.at THEN
    RAISE EXCEPTION 'blocker % took its last step at %: none before it can be added', NEW.blocker_id, journal_instant(last.at)
      USING ERRCODE = 'PLB02';
  END IF;
  IF NEW.step = 'VERIFIED' AND last.by_whom = NEW.by_whom THEN
    RAISE EXCEPTION '% cleared blocker %; someone else verifies that it is gone', last.by_whom, NEW.blocker_id USING ERRCODE = 'PLB03';
  END IF;
  IF NEW.waits_on IS NOT NULL AND (SELECT site_id FROM blocker WHERE id = NEW.waits_on)
     <> (SELECT site_id FROM blocker WHERE id = NEW.blocker_id) THEN
    RAISE EXCEPTION 'blocker % cannot wait on one of another site', NEW.blocker_id USING ERRCODE = 'PLB01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER blocker_step_guard BEFORE INSERT ON blocker_step FOR EACH ROW EXECUTE FUNCTION blocker_step_guard();

-- How each blocker stands: what its steps say together.
CREATE VIEW blocker_now AS
  SELECT b.id, b.site_id, b.kind, b.title, b.supplier, b.origin, b.raised_at, b.raised_by, b.journal_seq, l.state, l.at AS since, l.n,
         coalesce((SELECT o.owner FROM blocker_step o WHERE o.blocker_id = b.id AND o.step = 'OWNED' ORDER BY o.n DESC LIMIT 1), '') AS owner,
         (SELECT max(r.at) FROM blocker_step r WHERE r.blocker_id = b.id AND r.step IN ('RAISED', 'REOPENED')) AS open_since
    FROM blocker b
    JOIN LATERAL (SELECT * FROM blocker_step s WHERE s.blocker_id = b.id ORDER BY s.n DESC LIMIT 1) l ON true;

-- A calendar at an address that is its own key: only the key's hash is kept, and a revoked one is never used again.
CREATE TABLE oncall_feed (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  person      text        NOT NULL CHECK (person <> ''),
  scope       text        NOT NULL CHECK (scope IN ('OWN', 'TEAM')),
  token       bytea       NOT NULL UNIQUE CHECK (octet_length(token) = 32),
  label       text        NOT NULL CHECK (label <> ''),
  made_at     timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX oncall_feed_person ON oncall_feed (person, id);
CREATE TRIGGER oncall_feed_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON oncall_feed FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
CREATE TABLE oncall_feed_revocation (
  feed_id     bigint      PRIMARY KEY REFERENCES oncall_feed,
  revoked_at  timestamptz NOT NULL,
  revoked_by  text        NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE TRIGGER oncall_feed_revocation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON oncall_feed_revocation FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- Break-glass: one asks for a life's sake, another agrees within the time, and the person is reached; nobody sees a digit.
CREATE TABLE break_glass (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  person      text        NOT NULL CHECK (person <> ''),
  reason      text        NOT NULL CHECK (length(reason) >= 10),
  asked_by    text        NOT NULL CHECK (asked_by <> person),
  asked_at    timestamptz NOT NULL,
  until       timestamptz NOT NULL CHECK (until > asked_at AND until <= asked_at + interval '15 minutes'),
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX break_glass_site ON break_glass (site_id, id DESC);
CREATE TRIGGER break_glass_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON break_glass FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
CREATE TABLE break_glass_decision (
  break_glass_id bigint      PRIMARY KEY REFERENCES break_glass,
  decided_by     text        NOT NULL,
  decided_at     timestamptz NOT NULL,
  agreed         boolean     NOT NULL,
  journal_seq    bigint      NOT NULL REFERENCES journal
);
CREATE TRIGGER break_glass_decision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON break_glass_decision FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
CREATE FUNCTION break_glass_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked break_glass;
BEGIN
  SELECT * INTO asked FROM break_glass WHERE id = NEW.break_glass_id FOR UPDATE;
  IF NEW.decided_by = asked.asked_by THEN
    RAISE EXCEPTION '% asked for it; someone else decides', NEW.decided_by USING ERRCODE = 'PLB04';
  END IF;
  IF NEW.decided_by = asked.person AND NEW.agreed THEN
    RAISE EXCEPTION '% is the one to be reached; someone else decides', NEW.decided_by USING ERRCODE = 'PLB04';
  END IF;
  IF NEW.decided_at >= asked.until THEN
    RAISE EXCEPTION 'the request ended at %', journal_instant(asked.until) USING ERRCODE = 'PLB04';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER break_glass_guard BEFORE INSERT ON break_glass_decision FOR EACH ROW EXECUTE FUNCTION break_glass_guard();

-- A notice about a break-glass belongs to no page.
CREATE TABLE break_glass_send (
  break_glass_id bigint      NOT NULL REFERENCES break_glass,
  handle         text        NOT NULL,
  kind           text        NOT NULL,
  sent           boolean     NOT NULL,
  says           text        NOT NULL,
  at             timestamptz NOT NULL,
  journal_seq    bigint      NOT NULL REFERENCES journal
);
CREATE TRIGGER break_glass_send_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON break_glass_send FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
