-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Campaigns: a plan that never changes, where each task stands, what each attempt came to; and the agents that run them.

-- Test plans that an operator handed in, beside those that are shipped.
CREATE TABLE test_plan (
  sha256      bytea  PRIMARY KEY CHECK (octet_length(sha256) = 32),
  name        text   NOT NULL CHECK (name <> ''),
  document    text   NOT NULL,
  journal_seq bigint NOT NULL REFERENCES journal
);
CREATE INDEX test_plan_name ON test_plan (name, journal_seq DESC);

CREATE TABLE campaign (
  id               bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id          bigint      NOT NULL REFERENCES site,
  name             text        NOT NULL CHECK (name <> ''),
  launcher         text        NOT NULL CHECK (launcher IN ('agent', 'slurm', 'ssh', 'kubernetes')),
  test_plan        text        NOT NULL,
  test_plan_sha256 bytea       NOT NULL,
  request          text        NOT NULL CHECK (jsonb_typeof(request::jsonb) = 'object'),
  plan             text        NOT NULL,
  plan_sha256      bytea       NOT NULL CHECK (plan_sha256 = sha256(convert_to(plan, 'UTF8'))),
  tasks            integer     NOT NULL CHECK (tasks > 0),
  created_at       timestamptz NOT NULL,
  created_by       text        NOT NULL,
  deadline         timestamptz,
  predicted_end    timestamptz NOT NULL,
  journal_seq      bigint      NOT NULL REFERENCES journal,
  UNIQUE (site_id, name)
);

-- Each move of a whole campaign; the last one is where it stands.
CREATE TABLE campaign_move (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign_id bigint      NOT NULL REFERENCES campaign,
  status      text        NOT NULL CHECK (status IN ('PLANNED', 'RUNNING', 'PAUSED', 'STOPPING', 'STOPPED', 'FINISHED')),
  ends_in     text        NOT NULL CHECK (ends_in IN ('STOPPED', 'FINISHED')),
  at          timestamptz NOT NULL,
  reason      text        NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX campaign_move_last ON campaign_move (campaign_id, id DESC);

CREATE TABLE campaign_node (
  campaign_id bigint  NOT NULL REFERENCES campaign,
  unit_id     bigint  NOT NULL REFERENCES unit,
  position    integer NOT NULL,
  rack        text    NOT NULL,
  hall        text    NOT NULL,
  PRIMARY KEY (campaign_id, unit_id)
);
-- The run of a node in a campaign; one node is in one campaign's run at a time, because it is TESTING in it.
CREATE TABLE campaign_run (
  campaign_id bigint NOT NULL REFERENCES campaign,
  run_id      bigint NOT NULL UNIQUE REFERENCES test_run,
  PRIMARY KEY (campaign_id, run_id)
);

-- Where each task stands that has been touched. The only table here whose rows change: it is what a server that was killed
-- goes on from. What tasks came to is in test_result and task_result, which only grow.
CREATE TABLE campaign_task (
  campaign_id bigint      NOT NULL REFERENCES campaign,
  task        text        NOT NULL,
  status      text        NOT NULL CHECK (status IN ('WAITING', 'LEASED', 'RUNNING', 'ENDED', 'LOST', 'CANCELLED')),
  attempt     integer     NOT NULL CHECK (attempt >= 0),
  leased_at   timestamptz NOT NULL,
  since       timestamptz NOT NULL,
  holds       boolean     NOT NULL,
  stopped     boolean     NOT NULL,
  goes_on     boolean     NOT NULL,
  reason      text        NOT NULL,
  PRIMARY KEY (campaign_id, task)
);

-- What attempts came to that is no single node's test result: pairs and groups, attempts whose tool broke, results that came
-- too late to count.
CREATE TABLE task_result (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign_id  bigint      NOT NULL REFERENCES campaign,
  task         text        NOT NULL,
  attempt      integer     NOT NULL,
  test         text        NOT NULL,
  nodes        text[]      NOT NULL,
  counted      boolean     NOT NULL,
  verdict      text        NOT NULL CHECK (verdict IN ('PASS', 'FAIL', 'INCONCLUSIVE', 'NOT_RUN', 'ERROR')),
  measurements text        NOT NULL CHECK (jsonb_typeof(measurements::jsonb) = 'array'),
  reason       text        NOT NULL,
  started_at   timestamptz NOT NULL,
  ended_at     timestamptz NOT NULL,
  log_gzip     bytea       NOT NULL,
  log_bytes    bigint      NOT NULL,
  log_sha256   bytea       NOT NULL,
  journal_seq  bigint      NOT NULL REFERENCES journal
);
CREATE INDEX task_result_task ON task_result (campaign_id, task);

-- Agents. A token opens the door once; after that the agent's own key does.
CREATE TABLE agent_token (
  secret      bytea       PRIMARY KEY CHECK (octet_length(secret) = 32),
  site_id     bigint      NOT NULL REFERENCES site,
  unit_id     bigint      REFERENCES unit,
  uses_max    integer     NOT NULL CHECK (uses_max > 0),
  made_by     text        NOT NULL,
  expires_at  timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE TABLE agent (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  unit_id     bigint      NOT NULL REFERENCES unit,
  secret      bytea       NOT NULL REFERENCES agent_token,
  key_sha256  bytea       NOT NULL CHECK (octet_length(key_sha256) = 32),
  enrolled_at timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX agent_unit ON agent (unit_id, id DESC);
CREATE INDEX agent_secret ON agent (secret);
CREATE TABLE agent_authority (
  one         boolean PRIMARY KEY DEFAULT true CHECK (one),
  certificate text    NOT NULL,
  private_key bytea   NOT NULL,
  journal_seq bigint  NOT NULL REFERENCES journal
);

CREATE FUNCTION agent_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  token agent_token;
BEGIN
  SELECT * INTO token FROM agent_token WHERE secret = NEW.secret FOR UPDATE;
  IF token.expires_at <= NEW.enrolled_at THEN
    RAISE EXCEPTION 'the enrolment token ended at %', journal_instant(token.expires_at) USING ERRCODE = 'PLG01';
  END IF;
  IF (SELECT count(*) FROM agent a WHERE a.secret = NEW.secret) >= token.uses_max THEN
    RAISE EXCEPTION 'the enrolment token is used up' USING ERRCODE = 'PLG01';
  END IF;
  IF token.site_id <> NEW.site_id OR (token.unit_id IS NOT NULL AND token.unit_id <> NEW.unit_id) THEN
    RAISE EXCEPTION 'the enrolment token is for another node' USING ERRCODE = 'PLG01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER agent_check BEFORE INSERT ON agent FOR EACH ROW EXECUTE FUNCTION agent_check();

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['test_plan', 'campaign', 'campaign_move', 'campaign_node', 'campaign_run', 'task_result',
                           'agent_token', 'agent', 'agent_authority'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT
                    EXECUTE FUNCTION forbid_change()', t || '_append_only', t);
  END LOOP;
END $$;
