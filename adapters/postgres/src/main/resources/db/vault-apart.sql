-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- The contact vault under a login of its own that nobody else may take. For a superuser, in Plimsoll's database, after the schema was made;
-- it may be run again at any time. The login still needs a way in: a password (\password plimsoll_vault) or a line of pg_hba.conf.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plimsoll_vault') THEN
    CREATE ROLE plimsoll_vault;
  END IF;
END $$;
ALTER ROLE plimsoll_vault LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS;
ALTER SCHEMA vault OWNER TO plimsoll_vault;
ALTER TABLE vault.person_key OWNER TO plimsoll_vault;
ALTER TABLE vault.contact OWNER TO plimsoll_vault;
REVOKE ALL ON SCHEMA vault FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA vault FROM PUBLIC;
DO $$ DECLARE m record; BEGIN
  FOR m IN SELECT pg_get_userbyid(member) AS who, pg_get_userbyid(grantor) AS giver
             FROM pg_auth_members WHERE roleid = 'plimsoll_vault'::regrole LOOP
    EXECUTE format('REVOKE plimsoll_vault FROM %I GRANTED BY %I CASCADE', m.who, m.giver);
  END LOOP;
END $$;
