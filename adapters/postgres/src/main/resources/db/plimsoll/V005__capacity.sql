-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- What is promised, and which unit keeps which promise.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE commitment (
  id          bigint    GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint    NOT NULL REFERENCES site,
  name        text      NOT NULL,
  gpus        integer   NOT NULL CHECK (gpus > 0),
  during      tstzrange NOT NULL CHECK (NOT isempty(during)),
  journal_seq bigint    NOT NULL REFERENCES journal,
  UNIQUE (site_id, name)
);
CREATE TRIGGER commitment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON commitment
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TABLE allocation (
  id            bigint    GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  commitment_id bigint    NOT NULL REFERENCES commitment,
  unit_id       bigint    NOT NULL REFERENCES unit,
  during        tstzrange NOT NULL CHECK (lower_inc(during) AND NOT upper_inc(during)),
  journal_seq   bigint    NOT NULL REFERENCES journal,
  EXCLUDE USING gist (unit_id WITH =, during WITH &&)
);
CREATE INDEX allocation_commitment ON allocation (commitment_id);

-- An allocation may end earlier; nothing else of it changes.
CREATE FUNCTION allocation_shorten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.id, NEW.commitment_id, NEW.unit_id, NEW.journal_seq) IS DISTINCT FROM (OLD.id, OLD.commitment_id, OLD.unit_id, OLD.journal_seq)
     OR NOT NEW.during <@ OLD.during OR (NOT isempty(NEW.during) AND lower(NEW.during) <> lower(OLD.during)) THEN
    RAISE EXCEPTION 'an allocation can only be shortened' USING ERRCODE = 'PLA01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER allocation_shorten BEFORE UPDATE ON allocation FOR EACH ROW EXECUTE FUNCTION allocation_shorten();
CREATE TRIGGER allocation_kept BEFORE DELETE OR TRUNCATE ON allocation FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE FUNCTION allocation_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bad text;
BEGIN
  SELECT format('%s cannot be SERVING as of %s: it is not allocated to a commitment then', u.name,
                journal_instant(a.effective_at)) INTO bad
    FROM added a JOIN unit u ON u.id = a.unit_id
   WHERE a.to_state = 'SERVING'
     AND NOT EXISTS (SELECT 1 FROM allocation l WHERE l.unit_id = a.unit_id AND l.during @> a.effective_at)
   LIMIT 1;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION '%', bad USING ERRCODE = 'PLC02';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER c_allocation_guard AFTER INSERT ON state_change REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION allocation_guard();
