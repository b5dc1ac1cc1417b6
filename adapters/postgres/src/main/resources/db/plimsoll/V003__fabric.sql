-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- The floor, the cabling plan, what was observed, and what is to be repaired.

CREATE TABLE hall (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id bigint NOT NULL REFERENCES site,
  name    text   NOT NULL,
  UNIQUE (site_id, name)
);
CREATE TABLE floor_row (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hall_id bigint NOT NULL REFERENCES hall,
  name    text   NOT NULL,
  UNIQUE (hall_id, name)
);
CREATE TABLE rack (
  id       bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  row_id   bigint  NOT NULL REFERENCES floor_row,
  name     text    NOT NULL,
  position integer NOT NULL,
  units    integer NOT NULL,
  UNIQUE (row_id, name)
);
CREATE TABLE scalable_unit (
  site_id bigint  NOT NULL REFERENCES site,
  number  integer NOT NULL CHECK (number > 0),
  PRIMARY KEY (site_id, number)
);

CREATE TABLE plan (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id      bigint      NOT NULL REFERENCES site,
  name         text        NOT NULL,
  template     text        NOT NULL,
  parameters   text        NOT NULL,
  format       text        NOT NULL,
  raw_gzip     bytea       NOT NULL,
  sha256       bytea       NOT NULL,
  parent_id    bigint      REFERENCES plan,
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL,
  journal_seq  bigint      NOT NULL REFERENCES journal,
  UNIQUE (parent_id)
);
CREATE UNIQUE INDEX plan_first ON plan (site_id) WHERE parent_id IS NULL;
CREATE TRIGGER plan_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON plan
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- Nodes and switches are units; whatever else hangs on the fabric is a device only.
CREATE TABLE device (
  id            bigint  PRIMARY KEY,
  site_id       bigint  NOT NULL REFERENCES site,
  plan_id       bigint  NOT NULL REFERENCES plan,
  unit_id       bigint  UNIQUE REFERENCES unit,
  name          text    NOT NULL,
  kind          text    NOT NULL CHECK (kind IN ('NODE', 'SWITCH', 'AGGREGATION', 'OTHER')),
  model         text    NOT NULL,
  tier          integer NOT NULL,
  scalable_unit integer NOT NULL,
  rail          integer NOT NULL,
  gpus          integer NOT NULL,
  rack_id       bigint  REFERENCES rack,
  rack_unit     integer NOT NULL,
  UNIQUE (site_id, name),
  CHECK (unit_id IS NULL OR unit_id = id),
  CHECK ((kind IN ('NODE', 'SWITCH')) = (unit_id IS NOT NULL))
);
CREATE INDEX device_rack ON device (rack_id);

CREATE TABLE verification (
  id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id       bigint      NOT NULL REFERENCES site,
  plan_id       bigint      NOT NULL REFERENCES plan,
  effective_at  timestamptz NOT NULL,
  recorded_at   timestamptz NOT NULL,
  source        text        NOT NULL,
  format        text        NOT NULL,
  dump_gzip     bytea       NOT NULL,
  dump_bytes    bigint      NOT NULL,
  sha256        bytea       NOT NULL,
  summary       text        NOT NULL,
  document_gzip bytea       NOT NULL,
  document_sha256 bytea     NOT NULL,
  journal_seq   bigint      NOT NULL REFERENCES journal
);
CREATE INDEX verification_site ON verification (site_id, id DESC);
CREATE TRIGGER verification_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON verification
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TABLE finding (
  verification_id bigint NOT NULL REFERENCES verification,
  finding_id      text   NOT NULL,
  kind            text   NOT NULL,
  a               text   NOT NULL,
  b               text   NOT NULL,
  expected        text   NOT NULL,
  observed        text   NOT NULL,
  PRIMARY KEY (verification_id, finding_id)
);
CREATE TRIGGER finding_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON finding
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TABLE cable (
  id              bigint  PRIMARY KEY,
  site_id         bigint  NOT NULL,
  plan_id         bigint  NOT NULL REFERENCES plan,
  cable_id        text    NOT NULL,
  a_device        bigint  NOT NULL,
  a_port          text    NOT NULL,
  b_device        bigint  NOT NULL,
  b_port          text    NOT NULL,
  planned         text    NOT NULL CHECK (planned IN ('CONNECTED', 'RESERVED')),
  length_dm       integer NOT NULL,
  media           text    NOT NULL,
  speed           text    NOT NULL,
  label_a         text    NOT NULL,
  label_b         text    NOT NULL,
  colour          text    NOT NULL,
  bundle          text    NOT NULL,
  install_order   integer NOT NULL,
  UNIQUE (site_id, cable_id)
);
CREATE TRIGGER cable_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON cable
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- How well each cable was checked last; the history is in the verifications.
CREATE TABLE cable_assurance (
  cable_id        bigint PRIMARY KEY REFERENCES cable,
  assurance       text   NOT NULL,
  verification_id bigint NOT NULL REFERENCES verification
);

-- A port of a node is its NIC. A port takes one cable.
CREATE TABLE port (
  device_id bigint NOT NULL REFERENCES device,
  name      text   NOT NULL,
  cable_id  bigint NOT NULL REFERENCES cable,
  PRIMARY KEY (device_id, name)
);
CREATE INDEX port_cable ON port (cable_id);

CREATE VIEW node AS SELECT * FROM device WHERE kind = 'NODE';
CREATE VIEW switch AS SELECT * FROM device WHERE kind = 'SWITCH';
CREATE VIEW nic AS SELECT p.* FROM port p JOIN device d ON d.id = p.device_id WHERE d.kind = 'NODE';
CREATE VIEW gpu AS SELECT * FROM unit WHERE class = 'GPU';

CREATE TABLE repair_order (
  site_id         bigint      NOT NULL REFERENCES site,
  order_id        text        NOT NULL,
  kind            text        NOT NULL,
  severity        text        NOT NULL,
  severity_rank   integer     NOT NULL,
  hall            text        NOT NULL,
  floor_row       text        NOT NULL,
  document        text        NOT NULL,
  moves           integer     NOT NULL,
  generation      integer     NOT NULL,
  status          text        NOT NULL CHECK (status IN ('OPEN', 'AWAITING_CHECK', 'CLOSED')),
  opened_at       timestamptz NOT NULL,
  closed_at       timestamptz,
  verification_id bigint      NOT NULL REFERENCES verification,
  journal_seq     bigint      NOT NULL REFERENCES journal,
  PRIMARY KEY (site_id, order_id),
  CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL))
);
CREATE INDEX repair_order_open ON repair_order (site_id) WHERE status <> 'CLOSED';
CREATE TABLE repair_order_device (
  site_id   bigint NOT NULL,
  order_id  text   NOT NULL,
  device_id bigint NOT NULL REFERENCES device,
  PRIMARY KEY (site_id, order_id, device_id),
  FOREIGN KEY (site_id, order_id) REFERENCES repair_order
);
CREATE INDEX repair_order_device_device ON repair_order_device (device_id);
CREATE TABLE move_tick (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id      bigint      NOT NULL,
  order_id     text        NOT NULL,
  generation   integer     NOT NULL,
  move         integer     NOT NULL CHECK (move >= 0),
  done         boolean     NOT NULL,
  actor        text        NOT NULL,
  effective_at timestamptz NOT NULL,
  scan_a       text        NOT NULL,
  scan_b       text        NOT NULL,
  client_id    text        NOT NULL,
  journal_seq  bigint      NOT NULL REFERENCES journal,
  FOREIGN KEY (site_id, order_id) REFERENCES repair_order
);
CREATE UNIQUE INDEX move_tick_once ON move_tick (site_id, order_id, client_id) WHERE client_id <> '';
CREATE INDEX move_tick_order ON move_tick (site_id, order_id, generation, move, id DESC);
CREATE TRIGGER move_tick_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON move_tick
  FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
