-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- What was delivered together, signed: each node by its own certificate, which held at that moment.

CREATE TABLE block (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  name        text        NOT NULL CHECK (name <> ''),
  kind        text        NOT NULL CHECK (kind IN ('SU', 'RACK', 'ORDER_LINE', 'LIST')),
  customer    text        NOT NULL,
  issued_at   timestamptz NOT NULL,
  valid_until timestamptz CHECK (valid_until > issued_at),
  nodes       integer     NOT NULL CHECK (nodes >= 0),
  exceptions  integer     NOT NULL CHECK (exceptions >= 0 AND nodes + exceptions > 0),
  gpus        integer     NOT NULL CHECK (gpus >= 0),
  key_id      text        NOT NULL,
  dsse        bytea       NOT NULL,
  sha256      bytea       NOT NULL CHECK (sha256 = sha256(dsse)),
  journal_seq bigint      NOT NULL REFERENCES journal,
  UNIQUE (site_id, name, issued_at)
);
CREATE INDEX block_site ON block (site_id, id DESC);
CREATE TABLE block_certificate (
  block_id       bigint NOT NULL REFERENCES block,
  certificate_id bigint NOT NULL REFERENCES certificate,
  PRIMARY KEY (block_id, certificate_id)
);
CREATE INDEX block_certificate_certificate ON block_certificate (certificate_id);

-- A block is of certificates of its own site that make their nodes fit at that moment, as many as it says.
CREATE FUNCTION block_certificate_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bad text;
BEGIN
  SELECT format('certificate %s does not hold at %s', a.certificate_id, journal_instant(b.issued_at)) INTO bad
    FROM added a JOIN block b ON b.id = a.block_id
   WHERE NOT EXISTS (SELECT 1 FROM certificate_span s WHERE s.id = a.certificate_id AND s.site_id = b.site_id
                        AND s.fit_from <= b.issued_at AND s.fit_until > b.issued_at) LIMIT 1;
  IF bad IS NULL THEN
    SELECT format('block %s says %s nodes', b.name, b.nodes) INTO bad FROM block b
     WHERE b.id IN (SELECT block_id FROM added)
       AND b.nodes <> (SELECT count(*) FROM block_certificate c WHERE c.block_id = b.id) LIMIT 1;
  END IF;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION 'block refused: %', bad USING ERRCODE = 'PLC02';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER block_certificate_check AFTER INSERT ON block_certificate REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION block_certificate_check();
CREATE TRIGGER block_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON block FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
CREATE TRIGGER block_certificate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON block_certificate FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();
