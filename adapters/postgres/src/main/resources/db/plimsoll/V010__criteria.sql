-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Learned criteria: signed, append-only, each version once. The newest set of a site counts for runs that start after it.

CREATE TABLE criterion_set (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  name        text        NOT NULL CHECK (name <> ''),
  version     integer     NOT NULL CHECK (version > 0),
  set_sha256  bytea       NOT NULL,
  key_id      text        NOT NULL,
  signed_by   text        NOT NULL CHECK (signed_by <> ''),
  signed_at   timestamptz NOT NULL,
  learned_at  timestamptz NOT NULL,
  nodes       integer     NOT NULL,
  used        integer     NOT NULL,
  alarms      integer     NOT NULL,
  dsse        bytea       NOT NULL,
  sha256      bytea       NOT NULL CHECK (sha256 = sha256(dsse)),
  journal_seq bigint      NOT NULL REFERENCES journal,
  UNIQUE (site_id, name, version)
);
CREATE INDEX criterion_set_site ON criterion_set (site_id, id DESC);
CREATE TRIGGER criterion_set_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON criterion_set FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
CREATE INDEX test_run_site ON test_run (site_id, id DESC);
