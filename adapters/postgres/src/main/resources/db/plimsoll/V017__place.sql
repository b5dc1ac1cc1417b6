-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- The place: files as they were sent, hours of meters, energy certificates and their claims, siting verdicts, statements.

CREATE TABLE place_file (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  kind        text        NOT NULL CHECK (kind IN ('SITE_YEAR', 'READINGS', 'CERTIFICATES', 'SITING')),
  name        text        NOT NULL CHECK (name <> ''),
  year        integer     CHECK ((kind = 'SITE_YEAR') = (year IS NOT NULL)),
  document    bytea       NOT NULL,
  sha256      bytea       NOT NULL CHECK (sha256 = sha256(document)),
  sent_by     text        NOT NULL CHECK (sent_by <> ''),
  sent_at     timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX place_file_site ON place_file (site_id, kind, id DESC);
CREATE TRIGGER place_file_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON place_file FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- A file of readings counts once, however often it is sent.
CREATE FUNCTION place_file_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before place_file;
BEGIN
  SELECT * INTO before FROM place_file
   WHERE site_id = NEW.site_id AND kind = NEW.kind AND sha256 = sha256(NEW.document) LIMIT 1;
  IF before.id IS NOT NULL AND NEW.kind IN ('READINGS', 'CERTIFICATES') THEN
    RAISE EXCEPTION 'the very same file is on the record already as % (%), sent by % at %', before.name, before.id,
      before.sent_by, journal_instant(before.sent_at) USING ERRCODE = 'PLP01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER place_file_once BEFORE INSERT ON place_file FOR EACH ROW EXECUTE FUNCTION place_file_once();

-- What the readings add up to by the hour: a projection of files, made anew whenever one is added.
CREATE TABLE meter_hours (
  site_id bigint             NOT NULL REFERENCES site,
  year    integer            NOT NULL,
  meter   text               NOT NULL,
  point   text               NOT NULL,
  parent  text               NOT NULL,
  amounts double precision[] NOT NULL,
  file_id bigint             NOT NULL REFERENCES place_file,
  PRIMARY KEY (site_id, year, meter)
);

-- A certificate is a range of serials of one device, one serial a watt-hour; no site has a serial of another one.
CREATE TABLE energy_certificate (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  name        text        NOT NULL CHECK (name <> ''),
  device      text        NOT NULL CHECK (device <> ''),
  source      text        NOT NULL,
  zone        text        NOT NULL,
  made        tstzrange   NOT NULL CHECK (NOT isempty(made)),
  expires     timestamptz NOT NULL,
  serials     int8range   NOT NULL CHECK (NOT isempty(serials) AND NOT lower_inf(serials) AND NOT upper_inf(serials)),
  origin      text        NOT NULL CHECK (origin IN ('GOO', 'PPA', 'ONSITE')),
  file_id     bigint      NOT NULL REFERENCES place_file,
  journal_seq bigint      NOT NULL REFERENCES journal,
  UNIQUE (name),
  CONSTRAINT no_watt_hour_is_issued_twice EXCLUDE USING gist (device WITH =, serials WITH &&)
);
CREATE INDEX energy_certificate_site ON energy_certificate (site_id, id);
CREATE TRIGGER energy_certificate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON energy_certificate FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- A claim retires a slice for one hour of load. It is never undone, so slices of a certificate always add up to it.
CREATE TABLE energy_claim (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  certificate_id bigint      NOT NULL REFERENCES energy_certificate,
  serials        int8range   NOT NULL CHECK (NOT isempty(serials)),
  hour           timestamptz NOT NULL,
  zone           text        NOT NULL,
  covers_wh      bigint      NOT NULL CHECK (covers_wh > 0),
  journal_seq    bigint      NOT NULL REFERENCES journal,
  CHECK (covers_wh <= upper(serials) - lower(serials)),
  CONSTRAINT no_watt_hour_is_claimed_twice EXCLUDE USING gist (certificate_id WITH =, serials WITH &&)
);
CREATE INDEX energy_claim_hour ON energy_claim (hour);
CREATE TRIGGER energy_claim_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON energy_claim FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

CREATE FUNCTION energy_claim_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  bad text;
BEGIN
  SELECT CASE WHEN NOT a.serials <@ c.serials THEN format('serials %s are not within %s, which has %s', a.serials, c.name, c.serials)
              WHEN a.zone <> c.zone THEN format('%s was made in zone %s and cannot cover load in %s', c.name, c.zone, a.zone)
              WHEN lower(c.made) > a.hour + interval '1 hour' THEN format('%s was made at %s, after the hour %s that it is to cover',
                   c.name, journal_instant(lower(c.made)), journal_instant(a.hour))
              ELSE format('%s expired at %s', c.name, journal_instant(c.expires)) END INTO bad
    FROM added a JOIN energy_certificate c ON c.id = a.certificate_id
   WHERE NOT a.serials <@ c.serials OR a.zone <> c.zone OR a.hour > c.expires OR lower(c.made) > a.hour + interval '1 hour'
   LIMIT 1;
  IF bad IS NOT NULL THEN
    RAISE EXCEPTION '%', bad USING ERRCODE = 'PLP02';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER energy_claim_guard AFTER INSERT ON energy_claim REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION energy_claim_guard();

CREATE TABLE siting_verdict (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint NOT NULL REFERENCES site,
  file_id     bigint NOT NULL REFERENCES place_file,
  profile     text   NOT NULL,
  verdict     text   NOT NULL CHECK (verdict IN ('CLEARED', 'NOT_CLEARED', 'UNKNOWN')),
  result      text   NOT NULL CHECK (jsonb_typeof(result::jsonb) = 'object'),
  journal_seq bigint NOT NULL REFERENCES journal
);
CREATE INDEX siting_verdict_site ON siting_verdict (site_id, id DESC);
CREATE TRIGGER siting_verdict_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON siting_verdict FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

CREATE TABLE statement (
  id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint  NOT NULL REFERENCES site,
  kind        text    NOT NULL,
  customer    text    NOT NULL,
  year        integer NOT NULL,
  version     integer NOT NULL CHECK (version > 0),
  supersedes  bigint  REFERENCES statement,
  complete    boolean NOT NULL,
  document    text    NOT NULL CHECK (jsonb_typeof(document::jsonb) = 'object'),
  journal_seq bigint  NOT NULL REFERENCES journal
);
CREATE INDEX statement_site ON statement (site_id, id DESC);
CREATE TRIGGER statement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statement FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- The same table as io.plimsoll.sustain.statement.Statement.State; a filed one is signed.
CREATE TABLE statement_step (
  statement_id bigint      NOT NULL REFERENCES statement,
  n            integer     NOT NULL,
  state        text        NOT NULL CHECK (state IN ('DRAFT', 'REVIEWED', 'FILED', 'RESTATED')),
  by_whom      text        NOT NULL CHECK (by_whom <> ''),
  at           timestamptz NOT NULL,
  reason       text        NOT NULL,
  dsse         bytea       CHECK ((state = 'FILED') = (dsse IS NOT NULL)),
  journal_seq  bigint      NOT NULL REFERENCES journal,
  PRIMARY KEY (statement_id, n)
);
CREATE TRIGGER statement_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statement_step FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

CREATE FUNCTION statement_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  s    statement;
  last statement_step;
BEGIN
  SELECT * INTO s FROM statement WHERE id = NEW.statement_id FOR UPDATE;
  SELECT * INTO last FROM statement_step WHERE statement_id = NEW.statement_id ORDER BY n DESC LIMIT 1;
  IF NEW.n <> coalesce(last.n, 0) + 1
     OR (coalesce(last.state, ''), NEW.state) NOT IN (('', 'DRAFT'), ('DRAFT', 'REVIEWED'), ('REVIEWED', 'FILED'),
                                                      ('REVIEWED', 'DRAFT'), ('FILED', 'RESTATED')) THEN
    RAISE EXCEPTION 'a statement that is % cannot become %', coalesce(last.state, 'not there'), NEW.state USING ERRCODE = 'PLP03';
  END IF;
  IF NEW.state = 'RESTATED' AND NEW.reason = '' THEN
    RAISE EXCEPTION 'a statement is restated for a reason' USING ERRCODE = 'PLP03';
  END IF;
  IF NEW.state = 'FILED' AND NOT s.complete THEN
    RAISE EXCEPTION 'required fields are missing: the statement cannot be filed' USING ERRCODE = 'PLP04';
  END IF;
  IF NEW.state = 'FILED' AND last.by_whom = NEW.by_whom THEN
    RAISE EXCEPTION '% reviewed the statement; someone else files it', last.by_whom USING ERRCODE = 'PLP05';
  END IF;
  IF NEW.state = 'FILED' AND EXISTS (
       SELECT 1 FROM statement o
         JOIN LATERAL (SELECT state FROM statement_step x WHERE x.statement_id = o.id ORDER BY n DESC LIMIT 1) z ON true
        WHERE (o.site_id, o.kind, o.customer, o.year) = (s.site_id, s.kind, s.customer, s.year) AND o.id <> s.id
          AND z.state = 'FILED') THEN
    RAISE EXCEPTION 'another version is filed for that year: file one that restates it' USING ERRCODE = 'PLP06';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER statement_step_guard BEFORE INSERT ON statement_step FOR EACH ROW EXECUTE FUNCTION statement_step_guard();
