-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Checks on nodes that are fit and not in use. They take no node off the line; what they find bad does, by a fault.

CREATE TABLE idle_rule (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  plan        text        NOT NULL,
  every_hours integer     NOT NULL CHECK (every_hours >= 0),
  at_once     integer     NOT NULL CHECK (at_once >= 0),
  set_at      timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX idle_rule_site ON idle_rule (site_id, id DESC);

CREATE TABLE idle_check (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id        bigint      NOT NULL REFERENCES site,
  unit_id        bigint      NOT NULL REFERENCES unit,
  certificate_id bigint      NOT NULL REFERENCES certificate,
  plan           text        NOT NULL,
  test           text        NOT NULL,
  tool           text        NOT NULL,
  started_at     timestamptz NOT NULL,
  ended_at       timestamptz NOT NULL,
  exit_code      integer     NOT NULL,
  verdict        text        NOT NULL CHECK (verdict IN ('PASS', 'FAIL', 'INCONCLUSIVE', 'NOT_RUN', 'ERROR')),
  measurements   text        NOT NULL CHECK (jsonb_typeof(measurements::jsonb) = 'array'),
  reason         text        NOT NULL,
  log_gzip       bytea       NOT NULL,
  log_bytes      bigint      NOT NULL,
  log_sha256     bytea       NOT NULL,
  journal_seq    bigint      NOT NULL REFERENCES journal
);
CREATE INDEX idle_check_unit ON idle_check (unit_id, ended_at DESC);
CREATE INDEX idle_check_site ON idle_check (site_id, id DESC);
CREATE TRIGGER idle_rule_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON idle_rule FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
CREATE TRIGGER idle_check_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON idle_check FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
