-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Contract lines with what follows from them. What is up and what is not stays in state_change alone: availability is
-- computed from it, and the ledger that both sides compute with is a projection of it.

-- Version n of what a commitment agreed on. Version 0 is the first; a later one is an amendment and gives its reason.
CREATE TABLE contract_line (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commitment_id bigint      NOT NULL REFERENCES commitment,
  n             integer     NOT NULL CHECK (n >= 0),
  previous_n    integer     GENERATED ALWAYS AS (nullif(n, 0) - 1) STORED,
  document      bytea       NOT NULL,
  sha256        bytea       NOT NULL CHECK (sha256 = sha256(document)),
  customer      text        NOT NULL,
  measure       text        NOT NULL CHECK (measure IN ('UNIT_MEAN', 'TIME_MET', 'K_OF_N', 'WORST_NODE', 'CONTIGUOUS')),
  target        numeric     NOT NULL CHECK (target > 0 AND target <= 1),
  reason        text        NOT NULL CHECK (n = 0 OR reason <> ''),
  set_by        text        NOT NULL CHECK (set_by <> ''),
  effective_at  timestamptz NOT NULL,
  recorded_at   timestamptz NOT NULL,
  journal_seq   bigint      NOT NULL REFERENCES journal,
  UNIQUE (commitment_id, n),
  FOREIGN KEY (commitment_id, previous_n) REFERENCES contract_line (commitment_id, n)
);
CREATE TRIGGER contract_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_line
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- How much a version promises and when: at no instant two amounts.
CREATE TABLE contract_tranche (
  contract_line_id bigint    NOT NULL REFERENCES contract_line,
  quantity         integer   NOT NULL CHECK (quantity > 0),
  gpus             integer   NOT NULL CHECK (gpus > 0),
  during           tstzrange NOT NULL CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during)),
  journal_seq      bigint    NOT NULL REFERENCES journal,
  EXCLUDE USING gist (contract_line_id WITH =, during WITH &&)
);
CREATE TRIGGER contract_tranche_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON contract_tranche
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- What is promised, in GPUs: the tranches of the version in force, or the commitment's own figure where it has no version.
CREATE VIEW promise AS
  SELECT c.id AS commitment_id, c.site_id, t.gpus, t.during
    FROM commitment c
    JOIN LATERAL (SELECT id FROM contract_line v WHERE v.commitment_id = c.id ORDER BY v.n DESC LIMIT 1) l ON true
    JOIN contract_tranche t ON t.contract_line_id = l.id
  UNION ALL
  SELECT c.id, c.site_id, c.gpus, c.during FROM commitment c
   WHERE NOT EXISTS (SELECT 1 FROM contract_line v WHERE v.commitment_id = c.id);

-- Claims of a window's credit. A claim that never was is reversed by another row.
CREATE TABLE claim (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commitment_id bigint      NOT NULL REFERENCES commitment,
  window_from   timestamptz NOT NULL,
  claimed_at    timestamptz NOT NULL,
  reference     text        NOT NULL,
  reverses      bigint      UNIQUE REFERENCES claim,
  reason        text        NOT NULL CHECK (reverses IS NULL OR reason <> ''),
  told_by       text        NOT NULL CHECK (told_by <> ''),
  recorded_at   timestamptz NOT NULL,
  journal_seq   bigint      NOT NULL REFERENCES journal
);
CREATE INDEX claim_commitment ON claim (commitment_id, id);
CREATE TRIGGER claim_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON claim
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE FUNCTION claim_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  other claim;
BEGIN
  PERFORM 1 FROM commitment WHERE id = NEW.commitment_id FOR UPDATE;
  IF NEW.reverses IS NULL THEN
    SELECT * INTO other FROM claim c
     WHERE c.commitment_id = NEW.commitment_id AND c.window_from = NEW.window_from AND c.reverses IS NULL
       AND NOT EXISTS (SELECT 1 FROM claim r WHERE r.reverses = c.id);
    IF FOUND THEN
      RAISE EXCEPTION 'the window that began at % was claimed already, by claim % at %', journal_instant(NEW.window_from), other.id,
        journal_instant(other.claimed_at) USING ERRCODE = 'PLC03';
    END IF;
  ELSE
    SELECT * INTO other FROM claim c WHERE c.id = NEW.reverses;
    IF other.commitment_id <> NEW.commitment_id OR other.window_from <> NEW.window_from OR other.reverses IS NOT NULL THEN
      RAISE EXCEPTION 'claim % is no claim of this commitment that could be reversed', NEW.reverses USING ERRCODE = 'PLC03';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER claim_guard BEFORE INSERT ON claim FOR EACH ROW EXECUTE FUNCTION claim_guard();

-- What an outage's own row does not say: why it is not the operator's failure, and when the customer told of it.
CREATE TABLE outage_note (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  unit_id     bigint      NOT NULL REFERENCES unit,
  n           integer     NOT NULL,
  exclusion   text        CHECK (exclusion IN ('PLANNED', 'CUSTOMER', 'FORCE_MAJEURE', 'UPSTREAM')),
  notice_at   timestamptz,
  reverses    bigint      UNIQUE REFERENCES outage_note,
  reason      text        NOT NULL CHECK (reason <> ''),
  told_by     text        NOT NULL CHECK (told_by <> ''),
  recorded_at timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal,
  FOREIGN KEY (unit_id, n) REFERENCES state_change (unit_id, n),
  CHECK ((reverses IS NOT NULL) = (exclusion IS NULL AND notice_at IS NULL))
);
CREATE INDEX outage_note_unit ON outage_note (unit_id, n);
CREATE TRIGGER outage_note_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON outage_note
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE FUNCTION outage_note_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  what text;
BEGIN
  SELECT to_state INTO what FROM state_change WHERE unit_id = NEW.unit_id AND n = NEW.n;
  IF state_fit(what) THEN
    RAISE EXCEPTION 'a unit in % is up: there is no outage to say anything of', what USING ERRCODE = 'PLC04';
  END IF;
  IF NEW.reverses IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outage_note o WHERE o.id = NEW.reverses AND o.unit_id = NEW.unit_id
      AND o.n = NEW.n AND o.reverses IS NULL) THEN
    RAISE EXCEPTION 'note % is no note of this outage that could be reversed', NEW.reverses USING ERRCODE = 'PLC04';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outage_note_guard BEFORE INSERT ON outage_note FOR EACH ROW EXECUTE FUNCTION outage_note_guard();

-- A unit that was taken out of a commitment while it was not SERVING: no step tells of it.
CREATE TABLE allocation_end (
  allocation_id bigint      PRIMARY KEY REFERENCES allocation,
  ended_at      timestamptz NOT NULL,
  recorded_at   timestamptz NOT NULL,
  journal_seq   bigint      NOT NULL REFERENCES journal
);
CREATE TRIGGER allocation_end_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON allocation_end
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- A node and the GPUs in it serve one commitment at a time; GPUs that are promised one by one may serve several.
ALTER TABLE allocation ADD COLUMN node_id bigint REFERENCES unit, ADD COLUMN whole integer CHECK (whole IN (0, 1));

CREATE FUNCTION allocation_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT coalesce(u.node_id, u.id), (u.node_id IS NULL)::integer INTO NEW.node_id, NEW.whole FROM unit u WHERE u.id = NEW.unit_id;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_place BEFORE INSERT OR UPDATE ON allocation FOR EACH ROW EXECUTE FUNCTION allocation_place();
UPDATE allocation SET during = during;
ALTER TABLE allocation ALTER COLUMN node_id SET NOT NULL, ALTER COLUMN whole SET NOT NULL,
  ADD CONSTRAINT allocation_one_commitment_a_node
  EXCLUDE USING gist (node_id WITH =, commitment_id WITH <>, whole WITH <>, during WITH &&);
