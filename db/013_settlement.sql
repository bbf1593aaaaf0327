-- Settlement: distribution of each line, settlement per centre, statements, payouts.

-- One row per distributed line and one per return after it; the id is the id of its posting.
CREATE TABLE distributions (
  id BIGINT NOT NULL,
  order_line_id BIGINT NOT NULL,
  kind NVARCHAR(10) NOT NULL,
  return_no INT NOT NULL,
  run_id BIGINT NOT NULL,
  -- units kept after this event, and their supply and VAT
  quantity BIGINT NOT NULL,
  supply BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  accounting_date DATE NOT NULL,
  CONSTRAINT pk_distributions PRIMARY KEY (id),
  -- the identity of the event: whoever tries a second time changes nothing
  CONSTRAINT uq_distributions_event UNIQUE (order_line_id, kind, return_no),
  CONSTRAINT fk_distributions_posting FOREIGN KEY (id) REFERENCES postings (id),
  CONSTRAINT fk_distributions_line FOREIGN KEY (order_line_id) REFERENCES order_lines (id),
  CONSTRAINT ck_distributions_kind CHECK (kind IN ('Delivery', 'Return')),
  CONSTRAINT ck_distributions_units CHECK (quantity >= 0 AND supply >= 0 AND vat >= 0)
);
CREATE INDEX ix_distributions_run ON distributions (run_id);

-- Lines of a run on their way into the ledger; filled, posted and emptied within one transaction. They are read by the range of their posting ids.
CREATE TABLE distribution_lines (
  posting_id BIGINT NOT NULL,
  run_id BIGINT NOT NULL,
  order_line_id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  seller_id BIGINT NULL,
  buyer_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  due_on DATE NOT NULL,
  -- the day on which it was due, or the first of the open month when that was closed
  accounting_date DATE NOT NULL,
  -- kept units, their supply and VAT; what all shares but the rest come to, and how many of them come to something
  kept BIGINT NOT NULL,
  supply BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  others BIGINT NOT NULL,
  portions INT NOT NULL,
  rest_party BIGINT NOT NULL,
  last_share INT NOT NULL,
  CONSTRAINT pk_distribution_lines PRIMARY KEY (posting_id)
);

-- What a settlement takes: one row per posting that touches a party's payable or income.
CREATE TABLE settlement_items (
  posting_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  accounting_date DATE NOT NULL,
  settlement_id BIGINT NULL,
  CONSTRAINT pk_settlement_items PRIMARY KEY (posting_id),
  CONSTRAINT fk_settlement_items_posting FOREIGN KEY (posting_id) REFERENCES postings (id)
);
-- the queue of the settlement of a centre, and the set that a settlement fixed
CREATE INDEX ix_settlement_items_open ON settlement_items (centre_id, accounting_date) WHERE settlement_id IS NULL;
CREATE INDEX ix_settlement_items_settlement ON settlement_items (settlement_id) WHERE settlement_id IS NOT NULL;

CREATE TABLE settlements (
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  -- gapless per centre
  settlement_no INT NOT NULL,
  through_on DATE NOT NULL,
  locked_at DATETIME2(3) NOT NULL,
  locked_by BIGINT NULL,
  CONSTRAINT pk_settlements PRIMARY KEY (id),
  CONSTRAINT uq_settlements_no UNIQUE (centre_id, settlement_no),
  CONSTRAINT fk_settlements_centre FOREIGN KEY (centre_id) REFERENCES organizations (id)
);

-- One per party and account of a settlement. The payee's balance and the VAT that passes through to them are carried apart;
-- gross is what the tax is reckoned on, transfer is what goes to the bank. Nothing is transferred while the balance is negative.
CREATE TABLE statements (
  id BIGINT NOT NULL,
  settlement_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  account NVARCHAR(10) NOT NULL,
  carried_in BIGINT NOT NULL,
  earned BIGINT NOT NULL,
  gross BIGINT NOT NULL,
  carried_out BIGINT NOT NULL,
  withholding_rule_id BIGINT NULL,
  income_tax BIGINT NOT NULL,
  local_tax BIGINT NOT NULL,
  net BIGINT NOT NULL,
  vat_in BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  vat_paid BIGINT NOT NULL,
  vat_out BIGINT NOT NULL,
  transfer BIGINT NOT NULL,
  -- when the party itself confirmed that it has read the statement
  acknowledged_at DATETIME2(3) NULL,
  acknowledged_by BIGINT NULL,
  CONSTRAINT pk_statements PRIMARY KEY (id),
  CONSTRAINT uq_statements_party UNIQUE (settlement_id, party_id, account),
  CONSTRAINT fk_statements_settlement FOREIGN KEY (settlement_id) REFERENCES settlements (id),
  CONSTRAINT fk_statements_party FOREIGN KEY (party_id) REFERENCES organizations (id),
  CONSTRAINT ck_statements_account CHECK (account IN ('Payable', 'Income')),
  CONSTRAINT ck_statements_sum CHECK (carried_in + earned = gross + carried_out AND vat_in + vat = vat_paid + vat_out
    AND net = gross - income_tax - local_tax AND income_tax >= 0 AND local_tax >= 0 AND transfer >= 0)
);
-- a party's statements, newest first; what a party carries over
CREATE INDEX ix_statements_party ON statements (party_id, id);

CREATE TABLE payouts (
  id BIGINT NOT NULL,
  statement_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  status NVARCHAR(10) NOT NULL,
  gross BIGINT NOT NULL,
  income_tax BIGINT NOT NULL,
  local_tax BIGINT NOT NULL,
  net BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  transfer BIGINT NOT NULL,
  bank_code NVARCHAR(3) NULL,
  bank_account NVARCHAR(40) NULL,
  bank_holder NVARCHAR(100) NULL,
  -- who gave this account, when it is not the one that the payee had registered at the lock
  account_by BIGINT NULL,
  sent_at DATETIME2(3) NULL,
  sent_by BIGINT NULL,
  closed_at DATETIME2(3) NULL,
  closed_by BIGINT NULL,
  failure NVARCHAR(400) NULL,
  CONSTRAINT pk_payouts PRIMARY KEY (id),
  CONSTRAINT uq_payouts_statement UNIQUE (statement_id),
  CONSTRAINT fk_payouts_statement FOREIGN KEY (statement_id) REFERENCES statements (id),
  CONSTRAINT ck_payouts_status CHECK (status IN ('Locked', 'Sent', 'Paid', 'Failed')),
  CONSTRAINT ck_payouts_sum CHECK (gross >= 0 AND net = gross - income_tax - local_tax AND transfer = net + vat AND transfer > 0)
);
-- the operator's work list: what is to be sent, and what was sent and not heard of
CREATE INDEX ix_payouts_open ON payouts (status) WHERE status IN ('Locked', 'Sent');
CREATE INDEX ix_payouts_party ON payouts (party_id, id);

-- Withholding on individuals, by dated rule; amounts are floored to the unit.
CREATE TABLE withholding_rules (
  id BIGINT NOT NULL,
  valid_from DATE NOT NULL,
  income_rate_bp INT NOT NULL,
  local_rate_bp INT NOT NULL,
  floor_unit BIGINT NOT NULL,
  CONSTRAINT pk_withholding_rules PRIMARY KEY (id),
  CONSTRAINT uq_withholding_rules_from UNIQUE (valid_from),
  CONSTRAINT ck_withholding_rules CHECK (income_rate_bp BETWEEN 0 AND 10000 AND local_rate_bp BETWEEN 0 AND 10000 AND floor_unit >= 1)
);

-- Debts that are given up by two people: what a payee carries over, by the statement that carries it out, or what a delivered order owes.
CREATE TABLE write_offs (
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  statement_id BIGINT NULL,
  order_id BIGINT NULL,
  -- the debt; of a payee's, how much of it is VAT (negative: VAT that the payee would have got)
  amount BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  -- of an order's: what returns made less of it since
  recovered BIGINT NOT NULL,
  reason NVARCHAR(20) NOT NULL,
  note NVARCHAR(1000) NOT NULL,
  status NVARCHAR(10) NOT NULL,
  proposed_at DATETIME2(3) NOT NULL,
  proposed_by BIGINT NOT NULL,
  decided_at DATETIME2(3) NULL,
  decided_by BIGINT NULL,
  decision_note NVARCHAR(1000) NULL,
  CONSTRAINT pk_write_offs PRIMARY KEY (id),
  CONSTRAINT fk_write_offs_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_write_offs_party FOREIGN KEY (party_id) REFERENCES organizations (id),
  CONSTRAINT fk_write_offs_statement FOREIGN KEY (statement_id) REFERENCES statements (id),
  CONSTRAINT fk_write_offs_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT ck_write_offs_of CHECK ((statement_id IS NULL AND order_id IS NOT NULL AND vat = 0) OR (statement_id IS NOT NULL AND order_id IS NULL AND recovered = 0)),
  CONSTRAINT ck_write_offs_amount CHECK (amount > 0 AND recovered BETWEEN 0 AND amount),
  CONSTRAINT ck_write_offs_status CHECK (status IN ('Proposed', 'Confirmed', 'Rejected')),
  CONSTRAINT ck_write_offs_people CHECK ((status = 'Proposed' AND decided_by IS NULL) OR (status = 'Confirmed' AND decided_by IS NOT NULL AND decided_by <> proposed_by)
    OR (status = 'Rejected' AND decided_by IS NOT NULL))
);
-- a debt is given up once
CREATE UNIQUE INDEX uq_write_offs_statement ON write_offs (statement_id) WHERE statement_id IS NOT NULL AND status <> 'Rejected';
CREATE UNIQUE INDEX uq_write_offs_open ON write_offs (order_id) WHERE order_id IS NOT NULL AND status = 'Proposed';
-- the list of a centre, newest first, and what waits for the second person
CREATE INDEX ix_write_offs_centre ON write_offs (centre_id, id);
-- what of an order was given up, when units of it come back
CREATE INDEX ix_write_offs_order ON write_offs (order_id) WHERE order_id IS NOT NULL;
