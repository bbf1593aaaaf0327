-- Agreements: how the profit of a product is divided. Binding when every named party has accepted.

CREATE TABLE agreements (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  version_no INT NOT NULL,
  status NVARCHAR(20) NOT NULL,
  valid_from DATETIME2(3) NOT NULL,
  -- the first moment at which it no longer divides orders; the one before it does not come back
  valid_until DATETIME2(3) NULL,
  -- the proposal that this one answers
  answers_id BIGINT NULL,
  expiry_told_at DATETIME2(3) NULL,
  note NVARCHAR(1000) NULL,
  proposed_by_organization_id BIGINT NULL,
  proposed_at DATETIME2(3) NOT NULL,
  accepted_at DATETIME2(3) NULL,
  closed_at DATETIME2(3) NULL,
  CONSTRAINT pk_agreements PRIMARY KEY (id),
  CONSTRAINT uq_agreements_version UNIQUE (product_id, version_no),
  CONSTRAINT fk_agreements_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT fk_agreements_answers FOREIGN KEY (answers_id) REFERENCES agreements (id),
  CONSTRAINT ck_agreements_validity CHECK (valid_until IS NULL OR valid_until > valid_from),
  CONSTRAINT ck_agreements_status CHECK (status IN ('Proposed', 'Accepted', 'Declined', 'Withdrawn')),
  CONSTRAINT ck_agreements_accepted CHECK ((status = 'Accepted' AND accepted_at IS NOT NULL) OR (status <> 'Accepted' AND accepted_at IS NULL))
);
-- the agreement in force when an order is placed
CREATE INDEX ix_agreements_in_force ON agreements (product_id, valid_from) WHERE status = 'Accepted';

-- what ends soon: the job that tells the parties
CREATE INDEX ix_agreements_until ON agreements (valid_until) WHERE valid_until IS NOT NULL;
-- a proposal is answered by one other
CREATE UNIQUE INDEX uq_agreements_answers ON agreements (answers_id) WHERE answers_id IS NOT NULL;

-- what waits for the answers of its parties
CREATE INDEX ix_agreements_proposed ON agreements (proposed_at) WHERE status = 'Proposed';

CREATE TABLE shares (
  id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  share_no INT NOT NULL,
  part NVARCHAR(20) NOT NULL,
  party_id BIGINT NULL,
  kind NVARCHAR(10) NOT NULL,
  value BIGINT NOT NULL,
  CONSTRAINT pk_shares PRIMARY KEY (id),
  CONSTRAINT uq_shares_no UNIQUE (agreement_id, share_no),
  CONSTRAINT fk_shares_agreement FOREIGN KEY (agreement_id) REFERENCES agreements (id),
  CONSTRAINT fk_shares_party FOREIGN KEY (party_id) REFERENCES organizations (id),
  CONSTRAINT ck_shares_part CHECK (part IN ('Producer', 'Seller', 'Centre', 'Portal', 'Logistics', 'Service', 'Mileage')),
  CONSTRAINT ck_shares_kind CHECK (kind IN ('Fixed', 'Rate', 'Rest')),
  CONSTRAINT ck_shares_party CHECK (party_id IS NOT NULL OR part IN ('Seller', 'Centre', 'Mileage')),
  CONSTRAINT ck_shares_value CHECK (value >= 0 AND (kind <> 'Rate' OR value <= 10000) AND (kind <> 'Rest' OR value = 0))
);
-- what a party takes part in
CREATE INDEX ix_shares_party ON shares (party_id) WHERE party_id IS NOT NULL;
-- exactly one rest per agreement: at most one by this index, at least one by the use case
CREATE UNIQUE INDEX uq_shares_rest ON shares (agreement_id) WHERE kind = 'Rest';

CREATE TABLE agreement_answers (
  agreement_id BIGINT NOT NULL,
  party_id BIGINT NOT NULL,
  answer NVARCHAR(10) NOT NULL,
  person_id BIGINT NULL,
  reason NVARCHAR(1000) NULL,
  answered_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_agreement_answers PRIMARY KEY (agreement_id, party_id),
  CONSTRAINT fk_agreement_answers_agreement FOREIGN KEY (agreement_id) REFERENCES agreements (id),
  CONSTRAINT ck_agreement_answers CHECK (answer IN ('Accepted', 'Declined'))
);

-- Shares that a centre proposes again and again. Who is left out is the product's own producer, the portal, or filled in when it is used.
CREATE TABLE agreement_templates (
  id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  name NVARCHAR(100) NOT NULL,
  note NVARCHAR(1000) NULL,
  changed_at DATETIME2(3) NOT NULL,
  changed_by BIGINT NULL,
  -- grows with every edit: a form that is out of date is told so
  version INT NOT NULL,
  CONSTRAINT pk_agreement_templates PRIMARY KEY (id),
  CONSTRAINT uq_agreement_templates_name UNIQUE (centre_id, name),
  CONSTRAINT fk_agreement_templates_centre FOREIGN KEY (centre_id) REFERENCES organizations (id)
);

CREATE TABLE template_shares (
  template_id BIGINT NOT NULL,
  share_no INT NOT NULL,
  part NVARCHAR(20) NOT NULL,
  party_id BIGINT NULL,
  kind NVARCHAR(10) NOT NULL,
  value BIGINT NOT NULL,
  CONSTRAINT pk_template_shares PRIMARY KEY (template_id, share_no),
  CONSTRAINT fk_template_shares_template FOREIGN KEY (template_id) REFERENCES agreement_templates (id),
  CONSTRAINT fk_template_shares_party FOREIGN KEY (party_id) REFERENCES organizations (id),
  CONSTRAINT ck_template_shares_part CHECK (part IN ('Producer', 'Seller', 'Centre', 'Portal', 'Logistics', 'Service', 'Mileage')),
  CONSTRAINT ck_template_shares_value CHECK (kind IN ('Fixed', 'Rate', 'Rest') AND value >= 0 AND (kind <> 'Rate' OR value <= 10000) AND (kind <> 'Rest' OR value = 0))
);
