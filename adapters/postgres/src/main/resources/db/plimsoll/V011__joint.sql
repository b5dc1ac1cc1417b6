-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Tests of several nodes together: what each run measured, which runs were asked for beside the plan, and what all of them
-- say of each node.

ALTER TABLE task_result
  ADD COLUMN round       integer          NOT NULL DEFAULT 0 CHECK (round >= 0),
  ADD COLUMN tool        text             NOT NULL DEFAULT '',
  ADD COLUMN metric      text             NOT NULL DEFAULT '',
  ADD COLUMN unit        text             NOT NULL DEFAULT '',
  ADD COLUMN value       double precision,
  ADD COLUMN value_limit double precision,
  ADD COLUMN measured    integer          NOT NULL DEFAULT 0,
  ADD COLUMN nic         text             NOT NULL DEFAULT '';

-- Tasks that the plan does not have: re-tests that decide something.
CREATE TABLE campaign_added_task (
  campaign_id    bigint  NOT NULL REFERENCES campaign,
  task           text    NOT NULL,
  test           text    NOT NULL,
  nodes          text[]  NOT NULL CHECK (cardinality(nodes) > 1),
  needs          text[]  NOT NULL,
  watts_per_node bigint  NOT NULL CHECK (watts_per_node >= 0),
  expected_s     bigint  NOT NULL,
  limit_s        bigint  NOT NULL,
  cool_down_s    bigint  NOT NULL,
  why            text    NOT NULL,
  journal_seq    bigint  NOT NULL REFERENCES journal,
  PRIMARY KEY (campaign_id, task)
);

-- What the runs of a test say of one node together, with the runs that it rests on.
CREATE TABLE joint_verdict (
  id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign_id bigint  NOT NULL REFERENCES campaign,
  run_id      bigint  NOT NULL REFERENCES test_run,
  test        text    NOT NULL,
  verdict     text    NOT NULL CHECK (verdict IN ('PASS', 'FAIL', 'INCONCLUSIVE', 'NOT_RUN')),
  posterior   double precision CHECK (posterior BETWEEN 0 AND 1),
  reason      text    NOT NULL,
  journal_seq bigint  NOT NULL REFERENCES journal,
  UNIQUE (run_id, test)
);
CREATE INDEX joint_verdict_campaign ON joint_verdict (campaign_id);
CREATE TABLE joint_evidence (
  verdict_id bigint  NOT NULL REFERENCES joint_verdict,
  position   integer NOT NULL,
  result_id  bigint  NOT NULL REFERENCES task_result,
  PRIMARY KEY (verdict_id, position)
);

-- As before, and beside a result of its own a node may have PASS from runs with others, of which one that it was in passed.
CREATE OR REPLACE FUNCTION certificate_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  missing text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM test_run r WHERE r.id = NEW.run_id AND r.unit_id = NEW.unit_id AND r.site_id = NEW.site_id
                    AND r.started_at <= NEW.issued_at) THEN
    RAISE EXCEPTION 'certificate refused: run % is not a run of this node before it', NEW.run_id USING ERRCODE = 'PLC01';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM test_run_test WHERE run_id = NEW.run_id AND required) THEN
    RAISE EXCEPTION 'certificate refused: run % has no required test', NEW.run_id USING ERRCODE = 'PLC01';
  END IF;
  SELECT string_agg(t.test, ', ' ORDER BY t.position) INTO missing
    FROM test_run_test t
    LEFT JOIN test_verdict v ON v.run_id = t.run_id AND v.test = t.test
   WHERE t.run_id = NEW.run_id AND t.required AND NOT coalesce(
         (v.verdict = 'PASS' AND EXISTS (
            SELECT 1 FROM test_result r WHERE r.run_id = t.run_id AND r.test = t.test AND r.verdict = 'PASS'))
      OR (v.verdict = 'PASS' AND EXISTS (
            SELECT 1 FROM joint_verdict j
              JOIN joint_evidence e ON e.verdict_id = j.id
              JOIN task_result k ON k.id = e.result_id
              JOIN unit u ON u.id = NEW.unit_id
             WHERE j.run_id = t.run_id AND j.test = t.test AND j.verdict = 'PASS'
               AND k.verdict = 'PASS' AND u.name = ANY (k.nodes)))
      OR (v.verdict = 'WAIVED' AND EXISTS (
            SELECT 1 FROM waiver w
              LEFT JOIN waiver_revocation x ON x.waiver_id = w.id
             WHERE w.id = v.waiver_id AND w.site_id = NEW.site_id AND w.test = t.test
               AND w.granted_at <= NEW.issued_at AND w.expires_at > NEW.issued_at
               AND (x.revoked_at IS NULL OR x.revoked_at > NEW.issued_at)
               AND (w.every_node OR EXISTS (
                     SELECT 1 FROM waiver_node n WHERE n.waiver_id = w.id AND n.unit_id = NEW.unit_id)))), false);
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION 'certificate refused: required test without PASS or valid waiver: %', missing USING ERRCODE = 'PLC01';
  END IF;
  RETURN NEW;
END $$;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['campaign_added_task', 'joint_verdict', 'joint_evidence'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT
                    EXECUTE FUNCTION forbid_change()', t || '_append_only', t);
  END LOOP;
END $$;
