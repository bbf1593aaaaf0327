-- Card payments through Stripe: what was asked of Stripe, what came of it, and where the two sides differ. Stripe's ids stand beside ours.

CREATE TABLE card_payments (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  person_id BIGINT NULL,
  -- what was asked for, in minor units
  amount BIGINT NOT NULL,
  currency NVARCHAR(3) NOT NULL,
  status NVARCHAR(10) NOT NULL,
  session_id NVARCHAR(100) NULL,
  session_url NVARCHAR(2000) NULL,
  payment_intent_id NVARCHAR(70) NULL,
  -- what came, what of it went on the order, and what went back to the card or is on its way there
  paid BIGINT NOT NULL,
  applied BIGINT NOT NULL,
  refunded BIGINT NOT NULL,
  -- the row of order_payments, when something went on the order
  order_payment_id BIGINT NULL,
  created_at DATETIME2(3) NOT NULL,
  expires_at DATETIME2(3) NOT NULL,
  paid_at DATETIME2(3) NULL,
  -- when Stripe is asked next; null: it needs not be asked
  next_check_at DATETIME2(3) NULL,
  problem NVARCHAR(400) NULL,
  CONSTRAINT pk_card_payments PRIMARY KEY (id),
  CONSTRAINT fk_card_payments_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT fk_card_payments_buyer FOREIGN KEY (buyer_id) REFERENCES organizations (id),
  CONSTRAINT fk_card_payments_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_card_payments_order_payment FOREIGN KEY (order_payment_id) REFERENCES order_payments (id),
  -- New: Stripe has not answered yet. Open: the buyer can pay. Differs: something came that was not asked for
  CONSTRAINT ck_card_payments_status CHECK (status IN ('New', 'Open', 'Paid', 'Expired', 'Failed', 'Differs')),
  CONSTRAINT ck_card_payments_amounts CHECK (amount > 0 AND paid >= 0 AND applied BETWEEN 0 AND paid AND refunded BETWEEN 0 AND paid),
  CONSTRAINT ck_card_payments_paid CHECK ((status = 'Paid' AND paid > 0 AND payment_intent_id IS NOT NULL) OR (status <> 'Paid' AND paid = 0))
);
-- one payment under way per order; also keeps orders with one from expiring
CREATE UNIQUE INDEX uq_card_payments_underway ON card_payments (order_id) WHERE status IN ('New', 'Open');
CREATE UNIQUE INDEX uq_card_payments_session ON card_payments (session_id) WHERE session_id IS NOT NULL;
CREATE UNIQUE INDEX uq_card_payments_intent ON card_payments (payment_intent_id) WHERE payment_intent_id IS NOT NULL;
-- the card payments of an order: its page, and where its held money goes back to
CREATE INDEX ix_card_payments_order ON card_payments (order_id, created_at);
-- what the job asks Stripe about
CREATE INDEX ix_card_payments_due ON card_payments (next_check_at) WHERE next_check_at IS NOT NULL;
-- the lists: by centre, by buyer
CREATE INDEX ix_card_payments_centre ON card_payments (centre_id, created_at);
CREATE INDEX ix_card_payments_buyer ON card_payments (buyer_id, created_at);

CREATE TABLE card_refunds (
  id BIGINT NOT NULL,
  card_payment_id BIGINT NOT NULL,
  credit_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  status NVARCHAR(10) NOT NULL,
  refund_id NVARCHAR(100) NULL,
  problem NVARCHAR(400) NULL,
  attempts INT NOT NULL,
  created_at DATETIME2(3) NOT NULL,
  settled_at DATETIME2(3) NULL,
  -- when it is sent, or asked about, next
  next_try_at DATETIME2(3) NULL,
  person_id BIGINT NULL,
  CONSTRAINT pk_card_refunds PRIMARY KEY (id),
  CONSTRAINT fk_card_refunds_payment FOREIGN KEY (card_payment_id) REFERENCES card_payments (id),
  CONSTRAINT fk_card_refunds_credit FOREIGN KEY (credit_id) REFERENCES buyer_credits (id),
  CONSTRAINT ck_card_refunds_amount CHECK (amount > 0),
  -- New: not known to be at Stripe. Pending: Stripe has it and has not finished
  CONSTRAINT ck_card_refunds_status CHECK (status IN ('New', 'Pending', 'Succeeded', 'Failed'))
);
CREATE UNIQUE INDEX uq_card_refunds_refund ON card_refunds (refund_id) WHERE refund_id IS NOT NULL;
CREATE INDEX ix_card_refunds_payment ON card_refunds (card_payment_id);
CREATE INDEX ix_card_refunds_credit ON card_refunds (credit_id);
-- what the job sends or asks about
CREATE INDEX ix_card_refunds_due ON card_refunds (next_try_at) WHERE next_try_at IS NOT NULL;
-- what is compared with Stripe, by time
CREATE INDEX ix_card_refunds_created ON card_refunds (created_at);

-- Every message of Stripe, once, with what it did; written in the transaction that did it.
CREATE TABLE card_events (
  id BIGINT NOT NULL,
  event_id NVARCHAR(255) NOT NULL,
  type NVARCHAR(100) NOT NULL,
  object_id NVARCHAR(255) NULL,
  effect NVARCHAR(20) NOT NULL,
  card_payment_id BIGINT NULL,
  created_at DATETIME2(3) NOT NULL,
  received_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_card_events PRIMARY KEY (id),
  CONSTRAINT uq_card_events_event UNIQUE (event_id)
);
CREATE INDEX ix_card_events_payment ON card_events (card_payment_id) WHERE card_payment_id IS NOT NULL;

-- Where Stripe and the portal say different things: for people, until somebody has settled it.
CREATE TABLE card_differences (
  id BIGINT NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  -- Stripe's id of what differs, or ours when Stripe has none: a difference is listed once
  object_id NVARCHAR(255) NOT NULL,
  card_payment_id BIGINT NULL,
  -- null: nobody knows whose money it is
  centre_id BIGINT NULL,
  ours BIGINT NULL,
  theirs BIGINT NULL,
  currency NVARCHAR(3) NULL,
  found_at DATETIME2(3) NOT NULL,
  resolved_at DATETIME2(3) NULL,
  resolved_by BIGINT NULL,
  note NVARCHAR(1000) NULL,
  CONSTRAINT pk_card_differences PRIMARY KEY (id),
  CONSTRAINT uq_card_differences_object UNIQUE (kind, object_id),
  CONSTRAINT ck_card_differences_kind CHECK (kind IN ('UnknownPayment', 'Amount', 'Currency', 'SecondPayment', 'PaymentMissing', 'Refund', 'RefundMissing', 'Dispute'))
);
-- the work list and its count
CREATE INDEX ix_card_differences_open ON card_differences (found_at) WHERE resolved_at IS NULL;
CREATE INDEX ix_card_differences_payment ON card_differences (card_payment_id) WHERE card_payment_id IS NOT NULL;

-- What arrived at the bank from the card processor.
CREATE TABLE card_payouts (
  id BIGINT NOT NULL,
  reference NVARCHAR(60) NOT NULL,
  centre_id BIGINT NOT NULL,
  arrived_on DATE NOT NULL,
  amount BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  note NVARCHAR(1000) NULL,
  recorded_by BIGINT NULL,
  recorded_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_card_payouts PRIMARY KEY (id),
  CONSTRAINT uq_card_payouts_reference UNIQUE (centre_id, reference),
  CONSTRAINT fk_card_payouts_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT ck_card_payouts_amounts CHECK (amount > 0 AND fee >= 0)
);
CREATE INDEX ix_card_payouts_centre ON card_payouts (centre_id, arrived_on);

-- Comparisons with Stripe: when, from which moment on, and what they found.
CREATE TABLE card_checks (
  id BIGINT NOT NULL,
  started_at DATETIME2(3) NOT NULL,
  since DATETIME2(3) NOT NULL,
  payments INT NOT NULL,
  refunds INT NOT NULL,
  mended INT NOT NULL,
  found INT NOT NULL,
  problem NVARCHAR(400) NULL,
  person_id BIGINT NULL,
  CONSTRAINT pk_card_checks PRIMARY KEY (id)
);
CREATE INDEX ix_card_checks_started ON card_checks (started_at);
