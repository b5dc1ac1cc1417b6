-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- A result that a run has of an earlier run of the same node: the same log of the same test, judged anew.

CREATE TABLE carried_result (
  result_id      bigint PRIMARY KEY REFERENCES test_result,
  from_result_id bigint NOT NULL REFERENCES test_result CHECK (from_result_id < result_id)
);

CREATE FUNCTION carried_result_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM test_result n JOIN test_run nr ON nr.id = n.run_id,
                  test_result o JOIN test_run orun ON orun.id = o.run_id
     WHERE n.id = NEW.result_id AND o.id = NEW.from_result_id AND nr.unit_id = orun.unit_id AND n.test = o.test
       AND n.log_sha256 = o.log_sha256 AND n.started_at = o.started_at AND n.ended_at = o.ended_at
       AND nr.plan_sha256 = orun.plan_sha256) THEN
    RAISE EXCEPTION 'result % is not what result % of the same node, plan and test says', NEW.result_id, NEW.from_result_id
      USING ERRCODE = 'PLC01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER carried_result_check BEFORE INSERT ON carried_result FOR EACH ROW EXECUTE FUNCTION carried_result_check();
CREATE TRIGGER carried_result_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON carried_result FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
