-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- The hours of a year carry what was read with them, so that a page is drawn from them and not from the files anew; and a customer
-- has users of its own, who see its filed statements and nothing else.

ALTER TABLE meter_hours ADD COLUMN detail text CHECK (detail IS NULL OR jsonb_typeof(detail::jsonb) = 'object');

CREATE TABLE customer_user (
  site_id     bigint NOT NULL REFERENCES site,
  customer    text   NOT NULL CHECK (customer <> ''),
  user_name   text   NOT NULL REFERENCES app_user,
  journal_seq bigint NOT NULL REFERENCES journal,
  PRIMARY KEY (site_id, customer, user_name)
);
CREATE INDEX customer_user_name ON customer_user (user_name);

CREATE FUNCTION customer_user_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM user_role r WHERE r.name = NEW.user_name AND r.role = 'TENANT') THEN
    RAISE EXCEPTION '% is no tenant: who works here sees statements as such', NEW.user_name USING ERRCODE = 'PLP07';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER customer_user_guard BEFORE INSERT ON customer_user FOR EACH ROW EXECUTE FUNCTION customer_user_guard();
