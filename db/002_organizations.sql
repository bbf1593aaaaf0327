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
