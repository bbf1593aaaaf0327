-- Organizations: every firm, centre, cooperative, buyer and the portal itself.

CREATE TABLE organizations (
  id BIGINT NOT NULL,
  code NVARCHAR(40) NOT NULL,
  name NVARCHAR(200) NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  status NVARCHAR(20) NOT NULL,
  business_number NVARCHAR(10) NULL,
  -- of a business with several places: the number of this one (종사업장번호)
  branch_number NVARCHAR(4) NULL,
  representative NVARCHAR(100) NULL,
  -- as the registration certificate says (업태, 종목)
  business_type NVARCHAR(100) NULL,
  business_item NVARCHAR(100) NULL,
  region NVARCHAR(60) NULL,
  email NVARCHAR(254) NULL,
  phone NVARCHAR(40) NULL,
  postal_code NVARCHAR(10) NULL,
  address NVARCHAR(300) NULL,
  tax NVARCHAR(20) NOT NULL,
  bank_code NVARCHAR(3) NULL,
  bank_account NVARCHAR(40) NULL,
  bank_holder NVARCHAR(100) NULL,
  centre_id BIGINT NULL,
  cooperative_id BIGINT NULL,
  created_at DATETIME2(3) NOT NULL,
  -- grows with every edit: a form that is out of date is told so
  version INT NOT NULL CONSTRAINT df_organizations_version DEFAULT 0,
  CONSTRAINT pk_organizations PRIMARY KEY (id),
  CONSTRAINT uq_organizations_code UNIQUE (code),
  CONSTRAINT fk_organizations_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT fk_organizations_cooperative FOREIGN KEY (cooperative_id) REFERENCES organizations (id),
  CONSTRAINT ck_organizations_kind CHECK (kind IN ('Portal', 'Producer', 'Seller', 'Centre', 'Cooperative', 'Support', 'Carrier', 'Supplier', 'Buyer')),
  CONSTRAINT ck_organizations_status CHECK (status IN ('Active', 'Suspended')),
  CONSTRAINT ck_organizations_tax CHECK (tax IN ('Business', 'Individual'))
);
-- lists of organizations by kind, and a centre's own sellers and buyers
CREATE INDEX ix_organizations_kind ON organizations (kind, name);
CREATE INDEX ix_organizations_centre ON organizations (centre_id, kind);

-- Changes of the account to which money goes. They wait before they are used, so that who is concerned can stop one that is wrong.
CREATE TABLE bank_account_changes (
  id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  bank_code NVARCHAR(3) NOT NULL,
  bank_account NVARCHAR(40) NOT NULL,
  bank_holder NVARCHAR(100) NOT NULL,
  status NVARCHAR(10) NOT NULL,
  requested_at DATETIME2(3) NOT NULL,
  requested_by BIGINT NULL,
  effective_at DATETIME2(3) NOT NULL,
  closed_at DATETIME2(3) NULL,
  closed_by BIGINT NULL,
  CONSTRAINT pk_bank_account_changes PRIMARY KEY (id),
  CONSTRAINT fk_bank_account_changes_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_bank_account_changes_status CHECK (status IN ('Waiting', 'Applied', 'Withdrawn'))
);
-- one at a time; also what the job looks through
CREATE UNIQUE INDEX uq_bank_account_changes_waiting ON bank_account_changes (organization_id) WHERE status = 'Waiting';
