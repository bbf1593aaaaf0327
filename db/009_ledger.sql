-- Ledger: double entry. Amounts are minor units, debit positive, credit negative. Nothing here is ever changed or deleted.

CREATE TABLE accounts (
  id BIGINT NOT NULL,
  type NVARCHAR(20) NOT NULL,
  -- the owner; 0 where the account has none (bank, mileage, withholding, unknown payer)
  owner_id BIGINT NOT NULL,
  -- kept balance, debit positive; equals the sum of the entries at every commit
  balance BIGINT NOT NULL,
  CONSTRAINT pk_accounts PRIMARY KEY (id),
  CONSTRAINT uq_accounts_type_owner UNIQUE (type, owner_id),
  CONSTRAINT ck_accounts_type CHECK (type IN ('Bank', 'Card', 'Receivable', 'Unapplied', 'Undelivered', 'Payable', 'Withholding', 'Vat', 'Mileage', 'Income', 'Loss'))
);

-- What an account has by the postings of one centre (0: of none). Kept beside the balance, so that a centre's ledger needs no summing up.
CREATE TABLE account_balances (
  account_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  balance BIGINT NOT NULL,
  CONSTRAINT pk_account_balances PRIMARY KEY (account_id, centre_id),
  CONSTRAINT fk_account_balances_account FOREIGN KEY (account_id) REFERENCES accounts (id)
);
-- the accounts of one centre's ledger
CREATE INDEX ix_account_balances_centre ON account_balances (centre_id, account_id);

CREATE TABLE postings (
  id BIGINT NOT NULL,
  event_key NVARCHAR(80) NOT NULL,
  kind NVARCHAR(30) NOT NULL,
  at DATETIME2(3) NOT NULL,
  accounting_date DATE NOT NULL,
  -- the day of the event; the accounting date is later when its month was closed
  event_on DATE NOT NULL,
  centre_id BIGINT NULL,
  order_id BIGINT NULL,
  order_line_id BIGINT NULL,
  -- a correction names the posting that it counters
  counters_id BIGINT NULL,
  person_id BIGINT NULL,
  memo NVARCHAR(400) NULL,
  -- what was posted, kept beside it so that a changed or missing entry is found
  entry_count INT NOT NULL,
  debit_sum BIGINT NOT NULL,
  CONSTRAINT pk_postings PRIMARY KEY (id),
  CONSTRAINT uq_postings_event UNIQUE (event_key),
  CONSTRAINT fk_postings_counters FOREIGN KEY (counters_id) REFERENCES postings (id),
  CONSTRAINT ck_postings_entries CHECK (entry_count >= 2 AND debit_sum > 0),
  CONSTRAINT ck_postings_event_on CHECK (event_on <= accounting_date)
);
-- all postings of one order, on the order's page
CREATE INDEX ix_postings_order ON postings (order_id, id);
-- the postings of a centre's month, to close it and to check that it stayed as it was
CREATE INDEX ix_postings_month ON postings (centre_id, accounting_date);
-- journal and distributions of one centre, newest first
CREATE INDEX ix_postings_centre ON postings (centre_id, id);
-- what counters a posting, on its page
CREATE INDEX ix_postings_counters ON postings (counters_id) WHERE counters_id IS NOT NULL;

CREATE TABLE entries (
  id BIGINT NOT NULL,
  posting_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  -- the share of the agreement by which this credit was computed
  share_id BIGINT NULL,
  -- whose sub-ledger: the buyer, for the mileage account
  subject_id BIGINT NULL,
  CONSTRAINT pk_entries PRIMARY KEY (id),
  CONSTRAINT fk_entries_posting FOREIGN KEY (posting_id) REFERENCES postings (id),
  CONSTRAINT fk_entries_account FOREIGN KEY (account_id) REFERENCES accounts (id),
  CONSTRAINT ck_entries_amount CHECK (amount <> 0)
);
-- a posting's entries; an account's entries, newest first
CREATE INDEX ix_entries_posting ON entries (posting_id);
CREATE INDEX ix_entries_account ON entries (account_id, id);

-- Where a centre's ledger is open: no posting of the centre is dated before. No row while no month is closed.
CREATE TABLE open_months (
  centre_id BIGINT NOT NULL,
  opens_on DATE NOT NULL,
  CONSTRAINT pk_open_months PRIMARY KEY (centre_id),
  CONSTRAINT fk_open_months_centre FOREIGN KEY (centre_id) REFERENCES organizations (id)
);

-- A closed month of a centre, and what was in it when it was closed.
CREATE TABLE closings (
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  -- its first day, and that of the next
  month_on DATE NOT NULL,
  next_on DATE NOT NULL,
  posting_count INT NOT NULL,
  entry_count INT NOT NULL,
  debit_sum BIGINT NOT NULL,
  closed_at DATETIME2(3) NOT NULL,
  closed_by BIGINT NULL,
  CONSTRAINT pk_closings PRIMARY KEY (id),
  CONSTRAINT uq_closings_month UNIQUE (centre_id, month_on),
  CONSTRAINT fk_closings_centre FOREIGN KEY (centre_id) REFERENCES organizations (id)
);

-- Debits and credits of a closed month by type of account.
CREATE TABLE closing_sums (
  closing_id BIGINT NOT NULL,
  type NVARCHAR(20) NOT NULL,
  entry_count INT NOT NULL,
  debit BIGINT NOT NULL,
  credit BIGINT NOT NULL,
  CONSTRAINT pk_closing_sums PRIMARY KEY (closing_id, type),
  CONSTRAINT fk_closing_sums_closing FOREIGN KEY (closing_id) REFERENCES closings (id),
  CONSTRAINT ck_closing_sums CHECK (debit >= 0 AND credit >= 0)
);

-- Entries on their way into the ledger in bulk; filled, posted and emptied within one transaction. The accounting date is the day of the event.
CREATE TABLE draft_entries (
  run_id BIGINT NOT NULL,
  event_key NVARCHAR(80) NOT NULL,
  kind NVARCHAR(30) NOT NULL,
  accounting_date DATE NOT NULL,
  centre_id BIGINT NULL,
  order_id BIGINT NULL,
  order_line_id BIGINT NULL,
  counters_id BIGINT NULL,
  type NVARCHAR(20) NOT NULL,
  owner_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  share_id BIGINT NULL,
  subject_id BIGINT NULL
);
CREATE INDEX ix_draft_entries_run ON draft_entries (run_id, event_key);

-- What postings in bulk add to each account within a centre; filled, added and emptied within one transaction.
CREATE TABLE draft_balances (
  run_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  CONSTRAINT pk_draft_balances PRIMARY KEY (run_id, account_id, centre_id)
);
GO
--#if SQLITE
CREATE TRIGGER tr_entries_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER tr_entries_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER tr_postings_update BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'postings are never changed'); END;
CREATE TRIGGER tr_postings_delete BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'postings are never deleted'); END;
CREATE TRIGGER tr_closings_update BEFORE UPDATE ON closings BEGIN SELECT RAISE(ABORT, 'a closed month is never changed'); END;
CREATE TRIGGER tr_closings_delete BEFORE DELETE ON closings BEGIN SELECT RAISE(ABORT, 'a closed month is never opened again'); END;
CREATE TRIGGER tr_closing_sums_update BEFORE UPDATE ON closing_sums BEGIN SELECT RAISE(ABORT, 'a closed month is never changed'); END;
CREATE TRIGGER tr_closing_sums_delete BEFORE DELETE ON closing_sums BEGIN SELECT RAISE(ABORT, 'a closed month is never opened again'); END;
--#else
CREATE TRIGGER tr_entries_keep ON entries INSTEAD OF UPDATE, DELETE AS THROW 50001, 'entries are never changed or deleted', 1;
GO
CREATE TRIGGER tr_postings_keep ON postings INSTEAD OF UPDATE, DELETE AS THROW 50002, 'postings are never changed or deleted', 1;
GO
CREATE TRIGGER tr_closings_keep ON closings INSTEAD OF UPDATE, DELETE AS THROW 50004, 'a closed month is never changed or opened again', 1;
GO
CREATE TRIGGER tr_closing_sums_keep ON closing_sums INSTEAD OF UPDATE, DELETE AS THROW 50005, 'a closed month is never changed or opened again', 1;
--#endif
