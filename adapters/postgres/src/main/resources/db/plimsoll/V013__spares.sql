-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- Spare parts: the plan of how many belong where, and every move on and off the shelves.

CREATE TABLE spares_plan (
  id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id     bigint      NOT NULL REFERENCES site,
  name        text        NOT NULL CHECK (name <> ''),
  document    bytea       NOT NULL,
  sha256      bytea       NOT NULL CHECK (sha256 = sha256(document)),
  set_by      text        NOT NULL CHECK (set_by <> ''),
  set_at      timestamptz NOT NULL,
  journal_seq bigint      NOT NULL REFERENCES journal
);
CREATE INDEX spares_plan_site ON spares_plan (site_id, id DESC);
CREATE TRIGGER spares_plan_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON spares_plan FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- The same table as io.plimsoll.spares.stock.StockStep; a test compares them.
CREATE TABLE stock_step (
  step         text PRIMARY KEY,
  from_account text NOT NULL,
  to_account   text NOT NULL
);
INSERT INTO stock_step VALUES
  ('ORDERED', 'OUTSIDE', 'ON_ORDER'), ('CANCELLED', 'ON_ORDER', 'OUTSIDE'), ('RECEIVED', 'ON_ORDER', 'ON_HAND'),
  ('FITTED', 'ON_HAND', 'OUTSIDE'), ('FITTED_UNCOUNTED', 'OUTSIDE', 'OUTSIDE'), ('RETURNED', 'OUTSIDE', 'IN_REPAIR'),
  ('REPAIRED', 'IN_REPAIR', 'ON_HAND'), ('SCRAPPED', 'IN_REPAIR', 'OUTSIDE'), ('LENT', 'ON_HAND', 'ON_HAND'),
  ('COUNTED_MORE', 'OUTSIDE', 'ON_HAND'), ('COUNTED_LESS', 'ON_HAND', 'OUTSIDE');

CREATE TABLE stock_move (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id      bigint      NOT NULL REFERENCES site,
  part         text        NOT NULL CHECK (part <> ''),
  place        text        NOT NULL CHECK (place <> ''),
  step         text        NOT NULL REFERENCES stock_step,
  to_place     text        CHECK ((step = 'LENT') = (to_place IS NOT NULL) AND to_place <> place),
  quantity     integer     NOT NULL CHECK (quantity > 0),
  reference    text        NOT NULL,
  reason       text        NOT NULL,
  moved_by     text        NOT NULL CHECK (moved_by <> ''),
  effective_at timestamptz NOT NULL,
  recorded_at  timestamptz NOT NULL,
  journal_seq  bigint      NOT NULL REFERENCES journal
);
CREATE INDEX stock_move_site ON stock_move (site_id, id DESC);
CREATE INDEX stock_move_part ON stock_move (site_id, part, id DESC);
CREATE TRIGGER stock_move_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_move FOR EACH STATEMENT
  EXECUTE FUNCTION forbid_change();

-- What the moves add up to. Only a move changes it, and no shelf holds less than nothing.
CREATE TABLE stock_balance (
  site_id  bigint  NOT NULL REFERENCES site,
  part     text    NOT NULL,
  place    text    NOT NULL,
  account  text    NOT NULL CHECK (account IN ('ON_ORDER', 'ON_HAND', 'IN_REPAIR')),
  quantity integer NOT NULL CHECK (quantity >= 0),
  PRIMARY KEY (site_id, part, place, account)
);

CREATE FUNCTION stock_post(site bigint, what text, shelf text, acc text, delta integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  held integer;
BEGIN
  IF acc = 'OUTSIDE' THEN
    RETURN;
  END IF;
  SELECT quantity INTO held FROM stock_balance
   WHERE site_id = site AND part = what AND place = shelf AND account = acc FOR UPDATE;
  IF coalesce(held, 0) + delta < 0 THEN
    RAISE EXCEPTION '% has % of % %, and % were to be taken: count the shelf, or put the missing move on the record first',
      shelf, coalesce(held, 0), what, replace(lower(acc), '_', ' '), -delta USING ERRCODE = 'PLS01';
  END IF;
  IF held IS NULL THEN
    INSERT INTO stock_balance VALUES (site, what, shelf, acc, delta);
  ELSE
    UPDATE stock_balance SET quantity = held + delta
     WHERE site_id = site AND part = what AND place = shelf AND account = acc;
  END IF;
END $$;

CREATE FUNCTION stock_apply() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  s stock_step;
BEGIN
  SELECT * INTO s FROM stock_step WHERE step = NEW.step;
  PERFORM stock_post(NEW.site_id, NEW.part, NEW.place, s.from_account, -NEW.quantity);
  PERFORM stock_post(NEW.site_id, NEW.part, coalesce(NEW.to_place, NEW.place), s.to_account, NEW.quantity);
  RETURN NULL;
END $$;
CREATE TRIGGER stock_apply AFTER INSERT ON stock_move FOR EACH ROW EXECUTE FUNCTION stock_apply();

CREATE FUNCTION stock_balance_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'a stock changes by a move only' USING ERRCODE = 'PLA01';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_balance_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON stock_balance
  FOR EACH STATEMENT EXECUTE FUNCTION stock_balance_guard();
