-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Test runs, results, waivers, certificates; and what a certificate lets through.

CREATE TABLE waiver (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  test        text        NOT NULL CHECK (test <> ''),
  owner       text        NOT NULL CHECK (owner <> ''),
  reason      text        NOT NULL CHECK (reason <> ''),
  granted_at  timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL CHECK (expires_at > granted_at),
  price_cents bigint      NOT NULL CHECK (price_cents >= 0),
  every_node  boolean     NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE TABLE waiver_node (
  waiver_id bigint NOT NULL REFERENCES waiver,
  unit_id   bigint NOT NULL REFERENCES unit,
  PRIMARY KEY (waiver_id, unit_id)
);
CREATE TABLE waiver_revocation (
  waiver_id   bigint      PRIMARY KEY REFERENCES waiver,
  revoked_at  timestamptz NOT NULL,
  reason      text        NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);

CREATE TABLE test_run (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id        bigint      NOT NULL REFERENCES site,
  unit_id        bigint      NOT NULL REFERENCES unit,
  plan           text        NOT NULL,
  plan_sha256    bytea       NOT NULL,
  fingerprint_id bigint      NOT NULL REFERENCES fingerprint,
  started_at     timestamptz NOT NULL,
  journal_seq    bigint      NOT NULL REFERENCES journal
);
CREATE INDEX test_run_unit ON test_run (unit_id, id DESC);
CREATE TABLE test_run_test (
  run_id   bigint  NOT NULL REFERENCES test_run,
  test     text    NOT NULL,
  position integer NOT NULL,
  required boolean NOT NULL,
  PRIMARY KEY (run_id, test)
);
CREATE TABLE test_result (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id       bigint      NOT NULL,
  test         text        NOT NULL,
  tool         text        NOT NULL,
  started_at   timestamptz NOT NULL,
  ended_at     timestamptz NOT NULL,
  exit_code    integer     NOT NULL,
  verdict      text        NOT NULL CHECK (verdict IN ('PASS', 'FAIL', 'INCONCLUSIVE', 'NOT_RUN', 'ERROR')),
  measurements text        NOT NULL CHECK (jsonb_typeof(measurements::jsonb) = 'array'),
  criterion    text        NOT NULL,
  reason       text        NOT NULL,
  log_gzip     bytea       NOT NULL,
  log_bytes    bigint      NOT NULL,
  log_sha256   bytea       NOT NULL,
  journal_seq  bigint      NOT NULL REFERENCES journal,
  FOREIGN KEY (run_id, test) REFERENCES test_run_test
);
CREATE INDEX test_result_test ON test_result (run_id, test, id DESC);
CREATE TABLE test_verdict (
  run_id    bigint NOT NULL,
  test      text   NOT NULL,
  verdict   text   NOT NULL CHECK (verdict IN ('PASS', 'FAIL', 'INCONCLUSIVE', 'NOT_RUN', 'WAIVED', 'ERROR')),
  waiver_id bigint REFERENCES waiver,
  reason    text   NOT NULL,
  PRIMARY KEY (run_id, test),
  FOREIGN KEY (run_id, test) REFERENCES test_run_test,
  CHECK ((verdict = 'WAIVED') = (waiver_id IS NOT NULL))
);
CREATE INDEX test_verdict_waived ON test_verdict (run_id) WHERE waiver_id IS NOT NULL;
CREATE TABLE test_run_end (
  run_id      bigint      PRIMARY KEY REFERENCES test_run,
  finished_at timestamptz NOT NULL,
  verdict     text        NOT NULL,
  reason      text        NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);

CREATE TABLE certificate (
  id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id          bigint      NOT NULL REFERENCES site,
  unit_id          bigint      NOT NULL REFERENCES unit,
  run_id           bigint      NOT NULL UNIQUE REFERENCES test_run,
  evidence_id      bigint      NOT NULL UNIQUE REFERENCES evidence,
  key_id           text        NOT NULL,
  issued_at        timestamptz NOT NULL,
  valid_until      timestamptz CHECK (valid_until > issued_at),
  dsse             bytea       NOT NULL,
  sha256           bytea       NOT NULL CHECK (sha256 = sha256(dsse)),
  statement_sha256 bytea       NOT NULL,
  journal_seq      bigint      NOT NULL REFERENCES journal
);
CREATE INDEX certificate_site ON certificate (site_id, id DESC);
CREATE INDEX certificate_node ON certificate (unit_id, id DESC);
CREATE TABLE certificate_unit (
  unit_id        bigint NOT NULL REFERENCES unit,
  certificate_id bigint NOT NULL REFERENCES certificate,
  PRIMARY KEY (unit_id, certificate_id)
);
CREATE INDEX certificate_unit_certificate ON certificate_unit (certificate_id);
CREATE TABLE certificate_revocation (
  certificate_id bigint      PRIMARY KEY REFERENCES certificate,
  revoked_at     timestamptz NOT NULL,
  reason         text        NOT NULL,
  journal_seq    bigint      NOT NULL REFERENCES journal
);

-- A certificate exists only over a run in which every required test is PASS by a result, or WAIVED by a waiver that holds.
CREATE FUNCTION certificate_check() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER certificate_check BEFORE INSERT ON certificate FOR EACH ROW EXECUTE FUNCTION certificate_check();

-- A certificate covers its node and the node's GPUs, no less and no more.
CREATE FUNCTION certificate_cover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO certificate_unit (unit_id, certificate_id)
    SELECT id, NEW.id FROM unit WHERE id = NEW.unit_id OR node_id = NEW.unit_id;
  RETURN NULL;
END $$;
CREATE TRIGGER certificate_cover AFTER INSERT ON certificate FOR EACH ROW EXECUTE FUNCTION certificate_cover();
CREATE FUNCTION certificate_unit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'what a certificate covers is settled when it is issued' USING ERRCODE = 'PLA01';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER certificate_unit_guard BEFORE INSERT ON certificate_unit
  FOR EACH STATEMENT EXECUTE FUNCTION certificate_unit_guard();

-- From when to when a certificate makes its units fit: it ends, is revoked, or a waiver under it runs out.
CREATE VIEW certificate_span AS
  SELECT c.id, c.site_id, c.unit_id AS node_id, c.issued_at AS fit_from,
         least(coalesce(c.valid_until, 'infinity'),
               coalesce((SELECT r.revoked_at FROM certificate_revocation r WHERE r.certificate_id = c.id), 'infinity'),
               coalesce((SELECT min(least(w.expires_at, coalesce(x.revoked_at, 'infinity')))
                           FROM test_verdict v JOIN waiver w ON w.id = v.waiver_id
                           LEFT JOIN waiver_revocation x ON x.waiver_id = w.id
                          WHERE v.run_id = c.run_id AND v.waiver_id IS NOT NULL), 'infinity')) AS fit_until
    FROM certificate c;

-- No unit is ACCEPTED, HOT_SPARE or SERVING without its latest certificate being valid at that instant; ACCEPTED by test
-- needs the very certificate that is the step's evidence, issued after the test began.
CREATE FUNCTION certificate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bad text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM added WHERE to_state IN ('ACCEPTED', 'HOT_SPARE', 'SERVING')) THEN
    RETURN NULL;
  END IF;
  SELECT format('%s cannot become %s as of %s: it has no certificate valid then', u.name, a.to_state,
                journal_instant(a.effective_at)) INTO bad
    FROM added a
    JOIN unit u ON u.id = a.unit_id
    JOIN state_change p ON p.unit_id = a.unit_id AND p.n = a.previous_n
    LEFT JOIN LATERAL (
      SELECT c.id, c.evidence_id, c.issued_at, s.fit_from, s.fit_until
        FROM certificate_unit cu
        JOIN certificate c ON c.id = cu.certificate_id
        JOIN certificate_span s ON s.id = c.id
       WHERE cu.unit_id = a.unit_id AND c.issued_at <= a.effective_at
       ORDER BY c.id DESC LIMIT 1) c ON true
   WHERE a.to_state IN ('ACCEPTED', 'HOT_SPARE', 'SERVING')
     AND (c.id IS NULL OR a.effective_at < c.fit_from OR a.effective_at >= c.fit_until
          OR (a.from_state = 'TESTING' AND (c.evidence_id <> a.evidence_id OR c.issued_at < p.effective_at)))
   LIMIT 1;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION '%', bad USING ERRCODE = 'PLC01';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER b_certificate_guard AFTER INSERT ON state_change REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION certificate_guard();

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['waiver', 'waiver_node', 'waiver_revocation', 'test_run', 'test_run_test', 'test_result',
                           'test_verdict', 'test_run_end', 'certificate', 'certificate_unit', 'certificate_revocation'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT
                    EXECUTE FUNCTION forbid_change()', t || '_append_only', t);
  END LOOP;
END $$;
