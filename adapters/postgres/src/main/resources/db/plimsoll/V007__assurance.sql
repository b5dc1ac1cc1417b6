-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- The first look at a large fabric writes a row for each of 100,000 cables. Their foreign keys, looked up row by row, took
-- most of that time. Cables and verifications are never changed or removed, so one look at all new rows says the same.

ALTER TABLE cable_assurance DROP CONSTRAINT cable_assurance_cable_id_fkey;
ALTER TABLE cable_assurance DROP CONSTRAINT cable_assurance_verification_id_fkey;

CREATE FUNCTION cable_assurance_known() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bad bigint;
BEGIN
  SELECT a.cable_id INTO bad FROM added a
   WHERE NOT EXISTS (SELECT 1 FROM cable c WHERE c.id = a.cable_id)
      OR a.verification_id NOT IN (SELECT id FROM verification) LIMIT 1;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION 'assurance of cable % is of a cable or a verification that is not on the record', bad
      USING ERRCODE = '23503';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER cable_assurance_known_new AFTER INSERT ON cable_assurance REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION cable_assurance_known();
CREATE TRIGGER cable_assurance_known_again AFTER UPDATE ON cable_assurance REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION cable_assurance_known();
