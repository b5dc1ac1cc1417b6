-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Embedded database: the server works under a login that reads and writes the record, and owns none of it. It cannot switch a trigger
-- off, change a table, or become another role.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plimsoll_server') THEN
    CREATE ROLE plimsoll_server;
  END IF;
END $$;
ALTER ROLE plimsoll_server LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS;
GRANT USAGE ON SCHEMA public TO plimsoll_server;
GRANT SELECT, INSERT, UPDATE, DELETE, MAINTAIN ON ALL TABLES IN SCHEMA public TO plimsoll_server;
REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM plimsoll_server;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO plimsoll_server;
