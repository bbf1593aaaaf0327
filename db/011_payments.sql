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
  CONSTRAINT ck_buyer_credits_source CHECK (source IN ('Deposit', 'Return', 'Cancellation', 'FailedRefund', 'Card', 'TakenBack')),
  CONSTRAINT ck_buyer_credits_remaining CHECK (amount > 0 AND remaining BETWEEN 0 AND amount)
);
-- the work list: credits with something left
CREATE INDEX ix_buyer_credits_left ON buyer_credits (centre_id, created_at) WHERE remaining > 0;
CREATE INDEX ix_buyer_credits_buyer ON buyer_credits (buyer_id) WHERE remaining > 0;

-- Money put on an order: directly from a deposit, later from a credit, by card, or from the buyer's mileage.
-- Card payments and uses of mileage name the row that they made here. What of an order was given up counts as paid, too.
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
    OR (source = 'Credit' AND deposit_id IS NULL AND credit_id IS NOT NULL) OR (source IN ('Card', 'Mileage', 'WriteOff') AND deposit_id IS NULL AND credit_id IS NULL))
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

-- Payments of orders that were taken back: the money had been put on the wrong order. Moved here from order_payments; what it became is the credit of source TakenBack.
CREATE TABLE taken_back_payments (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  deposit_id BIGINT NULL,
  credit_id BIGINT NULL,
  amount BIGINT NOT NULL,
  paid_at DATETIME2(3) NOT NULL,
  reason NVARCHAR(1000) NOT NULL,
  taken_back_at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  CONSTRAINT pk_taken_back_payments PRIMARY KEY (id),
  CONSTRAINT fk_taken_back_payments_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT fk_taken_back_payments_deposit FOREIGN KEY (deposit_id) REFERENCES deposits (id),
  CONSTRAINT fk_taken_back_payments_credit FOREIGN KEY (credit_id) REFERENCES buyer_credits (id),
  CONSTRAINT ck_taken_back_payments_amount CHECK (amount > 0),
  CONSTRAINT ck_taken_back_payments_source CHECK ((deposit_id IS NULL AND credit_id IS NOT NULL) OR (deposit_id IS NOT NULL AND credit_id IS NULL))
);
-- what became of a deposit, on its page
CREATE INDEX ix_taken_back_payments_deposit ON taken_back_payments (deposit_id) WHERE deposit_id IS NOT NULL;

-- What the columns of a bank's file mean, one per account of a centre. The layout is JSON: the headers, and the column of each thing.
CREATE TABLE bank_formats (
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  bank_code NVARCHAR(3) NOT NULL,
  account_no NVARCHAR(40) NOT NULL,
  layout NVARCHAR(MAX) NOT NULL,
  changed_at DATETIME2(3) NOT NULL,
  changed_by BIGINT NULL,
  -- grows with every edit: a form that is out of date is told so
  version INT NOT NULL,
  CONSTRAINT pk_bank_formats PRIMARY KEY (id),
  CONSTRAINT uq_bank_formats_account UNIQUE (centre_id, bank_code, account_no),
  CONSTRAINT fk_bank_formats_centre FOREIGN KEY (centre_id) REFERENCES organizations (id)
);

-- Files of banks. The table of the file is JSON and kept until its lines are taken in or the file is thrown away.
CREATE TABLE bank_files (
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  format_id BIGINT NULL,
  name NVARCHAR(200) NOT NULL,
  encoding NVARCHAR(20) NOT NULL,
  status NVARCHAR(10) NOT NULL,
  content NVARCHAR(MAX) NULL,
  uploaded_at DATETIME2(3) NOT NULL,
  uploaded_by BIGINT NULL,
  taken_at DATETIME2(3) NULL,
  -- what was taken in: new lines, lines that were there before, lines that are no deposits
  added INT NOT NULL,
  known INT NOT NULL,
  ignored INT NOT NULL,
  CONSTRAINT pk_bank_files PRIMARY KEY (id),
  CONSTRAINT fk_bank_files_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_bank_files_format FOREIGN KEY (format_id) REFERENCES bank_formats (id),
  CONSTRAINT ck_bank_files_status CHECK ((status = 'Uploaded' AND content IS NOT NULL AND taken_at IS NULL) OR (status = 'Taken' AND content IS NULL AND taken_at IS NOT NULL AND format_id IS NOT NULL))
);
-- a centre's files, newest first
CREATE INDEX ix_bank_files_centre ON bank_files (centre_id, id);

-- Deposits as the bank lists them. They wait until an operator confirms what they are for; then each becomes one row of deposits.
CREATE TABLE bank_lines (
  id BIGINT NOT NULL,
  file_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  reference NVARCHAR(60) NOT NULL,
  booked_at DATETIME2(3) NOT NULL,
  -- false where the bank names only the day
  has_time BIT NOT NULL,
  amount BIGINT NOT NULL,
  payer NVARCHAR(100) NOT NULL,
  memo NVARCHAR(300) NULL,
  balance BIGINT NULL,
  bank_no NVARCHAR(60) NULL,
  status NVARCHAR(10) NOT NULL,
  deposit_id BIGINT NULL,
  done_at DATETIME2(3) NULL,
  done_by BIGINT NULL,
  reason NVARCHAR(1000) NULL,
  CONSTRAINT pk_bank_lines PRIMARY KEY (id),
  -- the same transfer of two files is one line
  CONSTRAINT uq_bank_lines_reference UNIQUE (reference),
  CONSTRAINT fk_bank_lines_file FOREIGN KEY (file_id) REFERENCES bank_files (id),
  CONSTRAINT fk_bank_lines_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_bank_lines_deposit FOREIGN KEY (deposit_id) REFERENCES deposits (id),
  CONSTRAINT ck_bank_lines_amount CHECK (amount > 0),
  CONSTRAINT ck_bank_lines_status CHECK ((status = 'Waiting' AND deposit_id IS NULL) OR (status = 'Skipped' AND deposit_id IS NULL) OR (status = 'Recorded' AND deposit_id IS NOT NULL))
);
-- the work list of a centre
CREATE INDEX ix_bank_lines_waiting ON bank_lines (centre_id, booked_at, id) WHERE status = 'Waiting';
-- what is done, newest first; what is known already of the days of a file
CREATE INDEX ix_bank_lines_centre ON bank_lines (centre_id, booked_at, id);
CREATE INDEX ix_bank_lines_file ON bank_lines (file_id, line_no);
-- the line of a deposit
CREATE INDEX ix_bank_lines_deposit ON bank_lines (deposit_id) WHERE deposit_id IS NOT NULL;

-- Names under which a buyer pays, as an operator confirmed them.
CREATE TABLE depositor_names (
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  buyer_id BIGINT NOT NULL,
  -- in the form in which names are compared
  name_key NVARCHAR(100) NOT NULL,
  name NVARCHAR(100) NOT NULL,
  confirmed_at DATETIME2(3) NOT NULL,
  confirmed_by BIGINT NULL,
  CONSTRAINT pk_depositor_names PRIMARY KEY (id),
  CONSTRAINT uq_depositor_names UNIQUE (centre_id, name_key, buyer_id),
  CONSTRAINT fk_depositor_names_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_depositor_names_buyer FOREIGN KEY (buyer_id) REFERENCES organizations (id)
);
