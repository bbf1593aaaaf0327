-- Tax: invoices per month of supply, and the withheld tax that was paid to the tax office.

-- An invoice as it was issued: a snapshot, never changed. What comes back later is a correction that names it.
CREATE TABLE tax_invoices (
  id BIGINT NOT NULL,
  -- who issues it: the trustee, unless it is the supplier itself. Numbers are without gaps per centre and year
  centre_id BIGINT NOT NULL,
  invoice_year INT NOT NULL,
  invoice_no BIGINT NOT NULL,
  -- 24 characters: day of issue, code of the issuer, number
  issue_id NVARCHAR(24) NOT NULL,
  supply_month NVARCHAR(7) NOT NULL,
  -- first half: 01 tax invoice, 02 its correction, 03 invoice without tax, 04 its correction; second half: 01 plain, 02 zero-rated, 03 by a trustee, 05 both
  type_code NVARCHAR(4) NOT NULL,
  tax NVARCHAR(20) NOT NULL,
  written_on DATE NOT NULL,
  corrects_id BIGINT NULL,
  -- why it corrects: 03, goods came back
  amendment_code NVARCHAR(2) NULL,
  -- 01 receipt, 02 claim
  purpose NVARCHAR(2) NOT NULL,
  supplier_id BIGINT NOT NULL,
  receiver_id BIGINT NOT NULL,
  supplier_number NVARCHAR(10) NOT NULL,
  supplier_branch NVARCHAR(4) NULL,
  supplier_name NVARCHAR(200) NOT NULL,
  supplier_representative NVARCHAR(100) NOT NULL,
  supplier_address NVARCHAR(300) NULL,
  supplier_type NVARCHAR(100) NULL,
  supplier_item NVARCHAR(100) NULL,
  supplier_email NVARCHAR(254) NULL,
  receiver_number NVARCHAR(10) NOT NULL,
  receiver_branch NVARCHAR(4) NULL,
  receiver_name NVARCHAR(200) NOT NULL,
  receiver_representative NVARCHAR(100) NULL,
  receiver_address NVARCHAR(300) NULL,
  receiver_type NVARCHAR(100) NULL,
  receiver_item NVARCHAR(100) NULL,
  receiver_email NVARCHAR(254) NULL,
  broker_number NVARCHAR(10) NULL,
  broker_branch NVARCHAR(4) NULL,
  broker_name NVARCHAR(200) NULL,
  broker_representative NVARCHAR(100) NULL,
  broker_address NVARCHAR(300) NULL,
  broker_type NVARCHAR(100) NULL,
  broker_item NVARCHAR(100) NULL,
  broker_email NVARCHAR(254) NULL,
  supply BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  line_count INT NOT NULL,
  issued_at DATETIME2(3) NOT NULL,
  issued_by BIGINT NULL,
  CONSTRAINT pk_tax_invoices PRIMARY KEY (id),
  CONSTRAINT uq_tax_invoices_no UNIQUE (centre_id, invoice_year, invoice_no),
  CONSTRAINT uq_tax_invoices_issue UNIQUE (issue_id),
  CONSTRAINT fk_tax_invoices_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_tax_invoices_supplier FOREIGN KEY (supplier_id) REFERENCES organizations (id),
  CONSTRAINT fk_tax_invoices_receiver FOREIGN KEY (receiver_id) REFERENCES organizations (id),
  CONSTRAINT fk_tax_invoices_corrects FOREIGN KEY (corrects_id) REFERENCES tax_invoices (id),
  CONSTRAINT ck_tax_invoices_type CHECK (type_code IN ('0101', '0102', '0103', '0105', '0201', '0202', '0203', '0205', '0301', '0303', '0401', '0403')),
  CONSTRAINT ck_tax_invoices_tax CHECK (tax IN ('Standard', 'Zero', 'Exempt') AND (tax = 'Standard' OR vat = 0)),
  CONSTRAINT ck_tax_invoices_correction CHECK ((corrects_id IS NULL AND amendment_code IS NULL AND supply >= 0 AND vat >= 0)
    OR (corrects_id IS NOT NULL AND amendment_code IS NOT NULL AND supply <= 0 AND vat <= 0))
);
-- the list and the file of a centre's month; a party's own, newest first; the corrections of an invoice
CREATE INDEX ix_tax_invoices_month ON tax_invoices (centre_id, supply_month, id);
CREATE INDEX ix_tax_invoices_supplier ON tax_invoices (supplier_id, id);
CREATE INDEX ix_tax_invoices_receiver ON tax_invoices (receiver_id, id);
CREATE INDEX ix_tax_invoices_corrects ON tax_invoices (corrects_id) WHERE corrects_id IS NOT NULL;

CREATE TABLE tax_invoice_lines (
  -- a distribution, return or freight is on one invoice only
  posting_id BIGINT NOT NULL,
  invoice_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  supplied_on DATE NOT NULL,
  item NVARCHAR(200) NOT NULL,
  specification NVARCHAR(60) NULL,
  quantity BIGINT NOT NULL,
  unit_price BIGINT NOT NULL,
  supply BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  note NVARCHAR(150) NULL,
  CONSTRAINT pk_tax_invoice_lines PRIMARY KEY (posting_id),
  CONSTRAINT uq_tax_invoice_lines_no UNIQUE (invoice_id, line_no),
  CONSTRAINT fk_tax_invoice_lines_posting FOREIGN KEY (posting_id) REFERENCES postings (id),
  CONSTRAINT fk_tax_invoice_lines_invoice FOREIGN KEY (invoice_id) REFERENCES tax_invoices (id)
);

-- Lines on their way onto invoices; filled, issued and emptied within one transaction.
CREATE TABLE draft_invoice_lines (
  run_id BIGINT NOT NULL,
  posting_id BIGINT NOT NULL,
  -- the invoice that is corrected, 0 for none
  corrects_id BIGINT NOT NULL,
  written_on DATE NOT NULL,
  supplier_id BIGINT NOT NULL,
  receiver_id BIGINT NOT NULL,
  tax NVARCHAR(20) NOT NULL,
  supplied_on DATE NOT NULL,
  item NVARCHAR(200) NOT NULL,
  specification NVARCHAR(60) NULL,
  quantity BIGINT NOT NULL,
  unit_price BIGINT NOT NULL,
  supply BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  note NVARCHAR(150) NULL,
  CONSTRAINT pk_draft_invoice_lines PRIMARY KEY (run_id, posting_id)
);

-- What a centre withheld in a month and paid to the tax office: once; the id is the id of its posting.
CREATE TABLE withholding_payments (
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  month NVARCHAR(7) NOT NULL,
  income_tax BIGINT NOT NULL,
  local_tax BIGINT NOT NULL,
  paid_on DATE NOT NULL,
  paid_by BIGINT NULL,
  CONSTRAINT pk_withholding_payments PRIMARY KEY (id),
  CONSTRAINT uq_withholding_payments_month UNIQUE (centre_id, month),
  CONSTRAINT fk_withholding_payments_posting FOREIGN KEY (id) REFERENCES postings (id),
  CONSTRAINT fk_withholding_payments_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT ck_withholding_payments_sum CHECK (income_tax >= 0 AND local_tax >= 0 AND income_tax + local_tax > 0)
);
GO
-- Every payout as it was posted, and as it was posted back when it failed: what months, years and withheld tax are made of. By accounting date, so a closed month stays as it is.
CREATE VIEW payout_movements AS
SELECT y.id AS payout_id, y.party_id, s.centre_id, y.statement_id, t.settlement_id, s.settlement_no, p.id AS posting_id, p.kind, p.accounting_date,
       SUBSTRING(CAST(p.accounting_date AS NVARCHAR(10)), 1, 7) AS month,
       CASE p.kind WHEN 'Payout' THEN y.gross ELSE -y.gross END AS gross,
       CASE p.kind WHEN 'Payout' THEN y.income_tax ELSE -y.income_tax END AS income_tax,
       CASE p.kind WHEN 'Payout' THEN y.local_tax ELSE -y.local_tax END AS local_tax,
       CASE p.kind WHEN 'Payout' THEN y.net ELSE -y.net END AS net,
       CASE p.kind WHEN 'Payout' THEN y.vat ELSE -y.vat END AS vat,
       CASE p.kind WHEN 'Payout' THEN y.transfer ELSE -y.transfer END AS transfer
FROM payouts y
JOIN statements t ON t.id = y.statement_id
JOIN settlements s ON s.id = t.settlement_id
JOIN postings p ON p.event_key IN (CONCAT('payout:', y.id), CONCAT('payout-failed:', y.id));
