-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- A campaign begins the runs of thousands of nodes at once. Looked up row by row, the foreign keys of their steps and planned
-- tests took most of that time. What they refer to is never changed or removed, so one look at all new rows says the same:
-- the walk itself (the unit, its state and its number of changes) is held by unit_follow already, against every row.

ALTER TABLE state_change DROP CONSTRAINT state_change_unit_id_fkey;
ALTER TABLE state_change DROP CONSTRAINT state_change_unit_id_previous_n_from_state_fkey;
ALTER TABLE state_change DROP CONSTRAINT state_change_from_state_to_state_evidence_kind_fkey;
ALTER TABLE state_change DROP CONSTRAINT state_change_evidence_id_evidence_kind_fkey;
ALTER TABLE state_change DROP CONSTRAINT state_change_evidence_id_unit_id_fkey;
ALTER TABLE state_change DROP CONSTRAINT state_change_journal_seq_fkey;

CREATE FUNCTION state_change_known() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bad text;
BEGIN
  SELECT format('there is no unit %s', a.unit_id) INTO bad FROM added a
   WHERE a.n = 0 AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = a.unit_id) LIMIT 1;
  IF bad IS NULL THEN
    SELECT format('no unit goes from %s to %s on %s', a.from_state, a.to_state, a.evidence_kind) INTO bad
      FROM (SELECT DISTINCT from_state, to_state, evidence_kind FROM added WHERE n > 0) a
     WHERE NOT EXISTS (SELECT 1 FROM step s WHERE s.from_state = a.from_state AND s.to_state = a.to_state
                                              AND s.evidence_kind = a.evidence_kind) LIMIT 1;
  END IF;
  IF bad IS NULL THEN
    SELECT format('evidence %s is not of kind %s', a.evidence_id, a.evidence_kind) INTO bad
      FROM (SELECT DISTINCT evidence_id, evidence_kind FROM added WHERE n > 0) a
     WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.id = a.evidence_id AND e.kind = a.evidence_kind) LIMIT 1;
  END IF;
  IF bad IS NULL THEN
    SELECT format('evidence %s is not of unit %s', a.evidence_id, a.unit_id) INTO bad FROM added a
     WHERE a.n > 0 AND NOT EXISTS (SELECT 1 FROM evidence_unit e
                                    WHERE e.evidence_id = a.evidence_id AND e.unit_id = a.unit_id) LIMIT 1;
  END IF;
  IF bad IS NULL THEN
    SELECT format('the journal has no row %s', a.journal_seq) INTO bad FROM (SELECT DISTINCT journal_seq FROM added) a
     WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.seq = a.journal_seq) LIMIT 1;
  END IF;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION '%', bad USING ERRCODE = '23503';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_a_state_change_known AFTER INSERT ON state_change REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION state_change_known();

ALTER TABLE evidence_unit DROP CONSTRAINT evidence_unit_evidence_id_fkey;
ALTER TABLE evidence_unit DROP CONSTRAINT evidence_unit_unit_id_fkey;

CREATE FUNCTION evidence_unit_known() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bad text;
BEGIN
  SELECT format('evidence %s of unit %s', a.evidence_id, a.unit_id) INTO bad FROM added a
   WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.id = a.evidence_id)
      OR NOT EXISTS (SELECT 1 FROM unit u WHERE u.id = a.unit_id) LIMIT 1;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION '%: one of them is not on the record', bad USING ERRCODE = '23503';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER evidence_unit_known AFTER INSERT ON evidence_unit REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION evidence_unit_known();

ALTER TABLE test_run_test DROP CONSTRAINT test_run_test_run_id_fkey;

CREATE FUNCTION test_run_test_known() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bad bigint;
BEGIN
  SELECT a.run_id INTO bad FROM (SELECT DISTINCT run_id FROM added) a
   WHERE NOT EXISTS (SELECT 1 FROM test_run r WHERE r.id = a.run_id) LIMIT 1;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION 'a test is planned for run %, which is not on the record', bad USING ERRCODE = '23503';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER test_run_test_known AFTER INSERT ON test_run_test REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION test_run_test_known();
