-- Copyright 2026 The Plimsoll Authors
-- SPDX-License-Identifier: Apache-2.0

-- What the next station said of a message later, and which ways to this person it could not deliver by. Handles only.
ALTER TABLE notice
  ADD COLUMN way       text   CHECK (way ~ '^ch_[0-9a-f]{32}$'),
  ADD COLUMN given_up  text[] NOT NULL DEFAULT '{}',
  ADD COLUMN delivered boolean;
CREATE INDEX notice_receipt ON notice (kind, receipt, id) WHERE state = 'SENT';
