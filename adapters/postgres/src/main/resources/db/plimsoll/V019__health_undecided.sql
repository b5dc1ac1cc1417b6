-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- A signal on the record that the engine could not decide on, with its error: set aside, told, and passed over ever after, so
-- that an engine that is built anew decides the same. Signal -1 is the batch's clock, -2 the whole batch.
CREATE TABLE health_undecided (
  batch_id    bigint      NOT NULL,
  signal_n    integer     NOT NULL CHECK (signal_n >= -2),
  site_id     bigint      NOT NULL REFERENCES site,
  node        text        NOT NULL,
  signals     integer     NOT NULL CHECK (signals >= 0),
  error       text        NOT NULL CHECK (error <> ''),
  journal_seq bigint      NOT NULL REFERENCES journal,
  PRIMARY KEY (batch_id, signal_n),
  FOREIGN KEY (batch_id, site_id) REFERENCES health_batch (id, site_id)
);
CREATE INDEX health_undecided_site ON health_undecided (site_id, batch_id);
CREATE TRIGGER health_undecided_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON health_undecided FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
