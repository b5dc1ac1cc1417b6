-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- The journal. Canonical form and invariants: docs/reference/record.md.

CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on table % is refused: its rows are only ever added, a correction is a new row', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'PLA01';
END $$;

CREATE TABLE journal (
  seq          bigint      PRIMARY KEY CHECK (seq > 0),
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL,
  actor        text        NOT NULL CHECK (actor <> ''),
  kind         text        NOT NULL CHECK (kind <> ''),
  site         text        NOT NULL,
  subject      text        NOT NULL,
  payload      text        NOT NULL CHECK (jsonb_typeof(payload::jsonb) = 'object'),
  previous     bytea       NOT NULL CHECK (octet_length(previous) = 32),
  hash         bytea       NOT NULL CHECK (octet_length(hash) = 32),
  CHECK (effective_at <= recorded_at + interval '5 minutes')
);
CREATE INDEX journal_subject ON journal (site, subject, seq DESC);
CREATE INDEX journal_kind ON journal (kind text_pattern_ops, seq DESC);

CREATE TABLE journal_head (
  one         boolean     PRIMARY KEY DEFAULT true CHECK (one),
  seq         bigint      NOT NULL,
  hash        bytea       NOT NULL,
  recorded_at timestamptz NOT NULL
);
INSERT INTO journal_head (seq, hash, recorded_at) VALUES (0, decode(repeat('00', 32), 'hex'), '1970-01-01T00:00:00Z');

CREATE FUNCTION netstring(value text) RETURNS bytea IMMUTABLE LANGUAGE sql AS $$
  SELECT convert_to(octet_length(convert_to(value, 'UTF8')) || ':' || value || ',', 'UTF8')
$$;

CREATE FUNCTION journal_instant(value timestamptz) RETURNS text IMMUTABLE LANGUAGE sql AS $$
  SELECT to_char(value AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

CREATE FUNCTION journal_hash(j journal) RETURNS bytea IMMUTABLE LANGUAGE sql AS $$
  SELECT sha256(netstring('plimsoll-journal-1') || netstring(j.seq::text) || netstring(encode(j.previous, 'hex'))
    || netstring(journal_instant(j.effective_at)) || netstring(journal_instant(j.recorded_at))
    || netstring(j.actor) || netstring(j.kind) || netstring(j.site) || netstring(j.subject) || netstring(j.payload))
$$;

-- New rows must continue the chain; the head moves with them and with nothing else.
CREATE FUNCTION journal_extend() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head journal_head;
  last journal;
  rows bigint;
  bad  bigint;
BEGIN
  SELECT * INTO head FROM journal_head FOR UPDATE;
  SELECT count(*) INTO rows FROM added;
  IF rows = 0 THEN
    RETURN NULL;
  END IF;
  SELECT seq INTO bad FROM (
    SELECT a.seq, row_number() OVER chain + head.seq AS want_seq, a.previous, a.recorded_at, a.hash,
           lag(a.hash, 1, head.hash) OVER chain AS want_previous,
           lag(a.recorded_at, 1, head.recorded_at) OVER chain AS earlier,
           journal_hash(ROW(a.*)::journal) AS want_hash
      FROM added a WINDOW chain AS (ORDER BY a.seq)) c
   WHERE c.seq <> c.want_seq OR c.previous <> c.want_previous OR c.hash <> c.want_hash OR c.recorded_at < c.earlier
   ORDER BY c.seq LIMIT 1;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION 'journal row % does not continue the chain after row %', bad, head.seq USING ERRCODE = 'PLJ01';
  END IF;
  SELECT * INTO last FROM added ORDER BY seq DESC LIMIT 1;
  UPDATE journal_head SET seq = last.seq, hash = last.hash, recorded_at = last.recorded_at;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_extend AFTER INSERT ON journal REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION journal_extend();
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE FUNCTION journal_head_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'the journal''s head moves with new rows only' USING ERRCODE = 'PLA01';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_head_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON journal_head
  FOR EACH STATEMENT EXECUTE FUNCTION journal_head_guard();
