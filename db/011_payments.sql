-- Payments: deposits, the money we hold for a buyer, its application to orders, refunds.

CREATE TABLE deposits (
  id BIGINT NOT NULL,
  reference NVARCHAR(60) NOT NULL,
  centre_id BIGINT NOT NULL,
  deposited_at DATETIME2(3) NOT NULL,
  amount BIGINT NOT NULL,
  depositor NVARCHAR(100) NOT NULL,
  buyer_id BIGINT NULL,
  match NVARCHAR(10) NOT NULL,
  note NVARCHAR(1000) NULL,
  recorded_by BIGINT NULL,
  recorded_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_deposits PRIMARY KEY (id),
  CONSTRAINT uq_deposits_reference UNIQUE (reference),
  CONSTRAINT fk_deposits_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_deposits_buyer FOREIGN KEY (buyer_id) REFERENCES organizations (id),
  CONSTRAINT ck_deposits_amount CHECK (amount > 0),
  CONSTRAINT ck_deposits_match CHECK (match IN ('Exact', 'Partial', 'Over', 'Unknown', 'Late'))
);
CREATE INDEX ix_deposits_centre ON deposits (centre_id, deposited_at DESC);

-- Money held that is not applied to an order: what was over, of an unknown payer, for a cancelled order, or given back by a return.
CREATE TABLE buyer_credits (
  id BIGINT NOT NULL,
  source NVARCHAR(20) NOT NULL,
  source_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  buyer_id BIGINT NULL,
  order_id BIGINT NULL,
  amount BIGINT NOT NULL,
  remaining BIGINT NOT NULL,
  created_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_buyer_credits PRIMARY KEY (id),
  CONSTRAINT uq_buyer_credits_source UNIQUE (source, source_id),
  CONSTRAINT fk_buyer_credits_buyer FOREIGN KEY (buyer_id) REFERENCES organizations (id),
  CONSTRAINT ck_buyer_credits_source CHECK (source IN ('Deposit', 'Return', 'Cancellation', 'FailedRefund', 'Card')),
  CONSTRAINT ck_buyer_credits_remaining CHECK (amount > 0 AND remaining BETWEEN 0 AND amount)
);
-- the work list: credits with something left
CREATE INDEX ix_buyer_credits_left ON buyer_credits (centre_id, created_at) WHERE remaining > 0;
CREATE INDEX ix_buyer_credits_buyer ON buyer_credits (buyer_id) WHERE remaining > 0;

-- Money put on an order: directly from a deposit, later from a credit, by card, or from the buyer's mileage.
-- Card payments and uses of mileage name the row that they made here.
CREATE TABLE order_payments (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  source NVARCHAR(10) NOT NULL,
  deposit_id BIGINT NULL,
  credit_id BIGINT NULL,
  amount BIGINT NOT NULL,
  at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  CONSTRAINT pk_order_payments PRIMARY KEY (id),
  CONSTRAINT fk_order_payments_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT fk_order_payments_deposit FOREIGN KEY (deposit_id) REFERENCES deposits (id),
  CONSTRAINT fk_order_payments_credit FOREIGN KEY (credit_id) REFERENCES buyer_credits (id),
  CONSTRAINT ck_order_payments_amount CHECK (amount > 0),
  CONSTRAINT ck_order_payments_source CHECK ((source = 'Deposit' AND deposit_id IS NOT NULL AND credit_id IS NULL)
    OR (source = 'Credit' AND deposit_id IS NULL AND credit_id IS NOT NULL) OR (source IN ('Card', 'Mileage') AND deposit_id IS NULL AND credit_id IS NULL))
);
CREATE INDEX ix_order_payments_order ON order_payments (order_id);
CREATE INDEX ix_order_payments_deposit ON order_payments (deposit_id);
CREATE INDEX ix_order_payments_credit ON order_payments (credit_id);

CREATE TABLE refunds (
  id BIGINT NOT NULL,
  credit_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  bank_code NVARCHAR(3) NOT NULL,
  bank_account NVARCHAR(40) NOT NULL,
  bank_holder NVARCHAR(100) NOT NULL,
  reason NVARCHAR(1000) NOT NULL,
  refunded_at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  CONSTRAINT pk_refunds PRIMARY KEY (id),
  CONSTRAINT fk_refunds_credit FOREIGN KEY (credit_id) REFERENCES buyer_credits (id),
  CONSTRAINT ck_refunds_amount CHECK (amount > 0)
);
CREATE INDEX ix_refunds_credit ON refunds (credit_id);
