-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Forms of statements that an operator hands in, such as next year's. A form is named by its id and version, and that name stands for
-- one text forever: statements that were filed name it.

ALTER TABLE place_file DROP CONSTRAINT place_file_kind_check;
ALTER TABLE place_file ADD CONSTRAINT place_file_kind_check
  CHECK (kind IN ('SITE_YEAR', 'READINGS', 'CERTIFICATES', 'SITING', 'FORMS'));

CREATE TABLE statement_form (
  site_id   bigint NOT NULL REFERENCES site,
  reference text   NOT NULL CHECK (reference <> ''),
  file_id   bigint NOT NULL REFERENCES place_file,
  PRIMARY KEY (site_id, reference)
);
CREATE TRIGGER statement_form_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_form FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

CREATE FUNCTION statement_form_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before place_file;
  holder place_file;
BEGIN
  SELECT f.* INTO before FROM statement_form s JOIN place_file f ON f.id = s.file_id
   WHERE s.site_id = NEW.site_id AND s.reference = NEW.reference;
  IF before.id IS NOT NULL THEN
    RAISE EXCEPTION 'the form % is on the record already, of % (file %): another text is another version', NEW.reference, before.name,
      before.id USING ERRCODE = 'PLP08';
  END IF;
  SELECT * INTO holder FROM place_file WHERE id = NEW.file_id;
  IF holder.kind <> 'FORMS' OR holder.site_id <> NEW.site_id THEN
    RAISE EXCEPTION 'the form % stands in no file of forms of its site', NEW.reference USING ERRCODE = 'PLP08';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_form_guard BEFORE INSERT ON statement_form FOR EACH ROW EXECUTE FUNCTION statement_form_guard();
