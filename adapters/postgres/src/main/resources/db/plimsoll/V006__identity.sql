-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Who may do what, and the keys that sign. Secrets are kept as hashes; a site's private key as the server hands it over.

CREATE TABLE app_user (
  name                 text    PRIMARY KEY CHECK (name <> ''),
  password_hash        text    NOT NULL,
  must_change_password boolean NOT NULL,
  journal_seq          bigint  NOT NULL REFERENCES journal
);
CREATE TABLE user_role (
  name text NOT NULL REFERENCES app_user,
  role text NOT NULL,
  PRIMARY KEY (name, role)
);
CREATE TABLE user_session (
  secret     bytea       PRIMARY KEY CHECK (octet_length(secret) = 32),
  name       text        NOT NULL REFERENCES app_user,
  expires_at timestamptz NOT NULL
);
CREATE INDEX user_session_name ON user_session (name);
CREATE TABLE user_token (
  secret      bytea       PRIMARY KEY CHECK (octet_length(secret) = 32),
  name        text        NOT NULL REFERENCES app_user,
  label       text        NOT NULL,
  expires_at  timestamptz,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE TABLE site_key (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  key_id      text        NOT NULL,
  public_pem  text        NOT NULL,
  private_key bytea       NOT NULL,
  created_at  timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal,
  UNIQUE (site_id, key_id)
);
CREATE TRIGGER site_key_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON site_key
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
