-- Mileage: the sub-ledger of the mileage reserve. At every commit, per buyer: lots = kept balance = entries of the account with this subject.

CREATE TABLE mileage_balances (
  buyer_id BIGINT NOT NULL,
  -- negative when more was taken back than was left; filled by what is earned next
  balance BIGINT NOT NULL,
  CONSTRAINT pk_mileage_balances PRIMARY KEY (buyer_id),
  CONSTRAINT fk_mileage_balances_buyer FOREIGN KEY (buyer_id) REFERENCES organizations (id)
);

-- Mileage that came in by one posting and is used up, oldest expiry first. The lot of a distribution has the id of its posting.
CREATE TABLE mileage_lots (
  id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  -- whose distributions it came from: its income when the lot expires
  centre_id BIGINT NOT NULL,
  posting_id BIGINT NOT NULL,
  source NVARCHAR(10) NOT NULL,
  amount BIGINT NOT NULL,
  -- negative when it was taken back after it had been used
  remaining BIGINT NOT NULL,
  earned_at DATETIME2(3) NOT NULL,
  expires_on DATE NOT NULL,
  warned_at DATETIME2(3) NULL,
  CONSTRAINT pk_mileage_lots PRIMARY KEY (id),
  CONSTRAINT fk_mileage_lots_buyer FOREIGN KEY (buyer_id) REFERENCES organizations (id),
  CONSTRAINT fk_mileage_lots_posting FOREIGN KEY (posting_id) REFERENCES postings (id),
  CONSTRAINT ck_mileage_lots_source CHECK (source IN ('Earned', 'GivenBack', 'Granted')),
  CONSTRAINT ck_mileage_lots_amount CHECK (amount > 0 AND remaining <= amount)
);
-- a buyer's lots, those that expire first at the front
CREATE INDEX ix_mileage_lots_buyer ON mileage_lots (buyer_id, expires_on, id);
-- the jobs that expire lots and warn of it
CREATE INDEX ix_mileage_lots_left ON mileage_lots (expires_on) WHERE remaining > 0;
-- what is to be filled after mileage came in
CREATE INDEX ix_mileage_lots_owed ON mileage_lots (buyer_id) WHERE remaining < 0;

-- What happened to a lot afterwards. Filled: from one lot of a buyer to another that was negative.
CREATE TABLE mileage_moves (
  id BIGINT NOT NULL,
  lot_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  posting_id BIGINT NOT NULL,
  kind NVARCHAR(10) NOT NULL,
  amount BIGINT NOT NULL,
  -- of what was used on an order: how much of it was given back since
  order_id BIGINT NULL,
  given_back BIGINT NOT NULL,
  at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_mileage_moves PRIMARY KEY (id),
  CONSTRAINT fk_mileage_moves_lot FOREIGN KEY (lot_id) REFERENCES mileage_lots (id),
  CONSTRAINT fk_mileage_moves_posting FOREIGN KEY (posting_id) REFERENCES postings (id),
  CONSTRAINT fk_mileage_moves_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT ck_mileage_moves_kind CHECK (kind IN ('Used', 'TakenBack', 'Expired', 'Corrected', 'Filled')),
  CONSTRAINT ck_mileage_moves_amount CHECK (amount <> 0 AND (kind = 'Filled' OR amount < 0) AND given_back BETWEEN 0 AND CASE WHEN order_id IS NULL THEN 0 ELSE -amount END)
);
CREATE INDEX ix_mileage_moves_lot ON mileage_moves (lot_id);
-- a buyer's history
CREATE INDEX ix_mileage_moves_buyer ON mileage_moves (buyer_id, at);
-- what was used on an order, when it is given back
CREATE INDEX ix_mileage_moves_order ON mileage_moves (order_id) WHERE order_id IS NOT NULL;
