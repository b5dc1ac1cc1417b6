-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- On-call: the plan, pages with everything that happened to them, and what is to be sent. No contact is in these tables.

CREATE TABLE oncall_plan (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  name        text        NOT NULL CHECK (name <> ''),
  document    bytea       NOT NULL,
  sha256      bytea       NOT NULL CHECK (sha256 = sha256(document)),
  set_by      text        NOT NULL CHECK (set_by <> ''),
  set_at      timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX oncall_plan_site ON oncall_plan (site_id, id DESC);
CREATE TRIGGER oncall_plan_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON oncall_plan FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

CREATE TABLE page (
  id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id         bigint      NOT NULL REFERENCES site,
  group_key       text        NOT NULL CHECK (group_key <> ''),
  title           text        NOT NULL CHECK (title <> ''),
  policy          text        NOT NULL CHECK (policy <> ''),
  raised_at       timestamptz NOT NULL,
  raised_by       text        NOT NULL,
  status          text        NOT NULL CHECK (status IN ('NEW', 'PAGING', 'UNANSWERED', 'ACKNOWLEDGED', 'RESOLVED')),
  step            integer     NOT NULL,
  round           integer     NOT NULL,
  due             timestamptz,
  paged           text[]      NOT NULL,
  acknowledged_by text,
  firing          text[]      NOT NULL,
  seen            integer     NOT NULL CHECK (seen > 0),
  journal_seq     bigint      NOT NULL REFERENCES journal
);
-- One open page for each group: a repeat of an alert joins it.
CREATE UNIQUE INDEX page_open ON page (site_id, group_key) WHERE status <> 'RESOLVED';
CREATE INDEX page_due ON page (due) WHERE due IS NOT NULL;
CREATE TRIGGER page_kept BEFORE DELETE OR TRUNCATE ON page FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TABLE page_event (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  page_id     bigint      NOT NULL REFERENCES page,
  at          timestamptz NOT NULL,
  kind        text        NOT NULL CHECK (kind <> ''),
  who         text        NOT NULL,
  says        text        NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX page_event_page ON page_event (page_id, id);
CREATE TRIGGER page_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON page_event FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- What is to be sent, written with the page's step in one transaction: a crash sends again rather than never.
CREATE TABLE notice (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  page_id  bigint      NOT NULL REFERENCES page,
  person   text        NOT NULL CHECK (person <> ''),
  over     boolean     NOT NULL,
  says     text        NOT NULL,
  state    text        NOT NULL CHECK (state IN ('QUEUED', 'SENT', 'FAILED')),
  attempts integer     NOT NULL CHECK (attempts >= 0),
  next_at  timestamptz NOT NULL,
  kind     text,
  receipt  text,
  code     bytea       CHECK (octet_length(code) = 32)
);
CREATE INDEX notice_queue ON notice (next_at) WHERE state = 'QUEUED';
CREATE INDEX notice_page ON notice (page_id);
CREATE UNIQUE INDEX notice_code ON notice (code) WHERE code IS NOT NULL;

-- The vault: a schema of its own under a role of its own. Without the right to make roles it stays with the owner.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plimsoll_vault') THEN
    CREATE ROLE plimsoll_vault NOLOGIN;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'the vault has no role of its own: the database user may not make one';
  WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

CREATE SCHEMA vault;
REVOKE ALL ON SCHEMA vault FROM PUBLIC;
CREATE TABLE vault.person_key (
  person     text        PRIMARY KEY CHECK (person <> ''),
  wrapped    bytea       NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE vault.contact (
  handle   text        PRIMARY KEY CHECK (handle ~ '^ch_[0-9a-f]{32}$'),
  person   text        NOT NULL CHECK (person <> ''),
  kind     text        NOT NULL CHECK (kind IN ('MAIL', 'SMS', 'WEBHOOK')),
  label    text        NOT NULL,
  sealed   bytea       NOT NULL CHECK (octet_length(sealed) > 28),
  added_at timestamptz NOT NULL
);
CREATE INDEX contact_person ON vault.contact (person, added_at);

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plimsoll_vault') THEN
    EXECUTE format('GRANT plimsoll_vault TO %I', current_user);
    ALTER TABLE vault.person_key OWNER TO plimsoll_vault;
    ALTER TABLE vault.contact OWNER TO plimsoll_vault;
    ALTER SCHEMA vault OWNER TO plimsoll_vault;
  END IF;
EXCEPTION
  WHEN insufficient_privilege THEN RAISE NOTICE 'the vault stays with the database user';
END $$;
