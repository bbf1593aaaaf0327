-- Sellers: vetting of sellers, producers and reviewers; recruitment of sellers for a product.

CREATE TABLE member_applications (
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  role NVARCHAR(20) NOT NULL,
  centre_id BIGINT NOT NULL,
  organization_name NVARCHAR(200) NULL,
  business_number NVARCHAR(10) NULL,
  tax NVARCHAR(20) NOT NULL,
  region NVARCHAR(60) NULL,
  phone NVARCHAR(40) NULL,
  field NVARCHAR(200) NULL,
  career NVARCHAR(4000) NULL,
  status NVARCHAR(20) NOT NULL,
  applied_at DATETIME2(3) NOT NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME2(3) NULL,
  reason NVARCHAR(2000) NULL,
  organization_id BIGINT NULL,
  CONSTRAINT pk_member_applications PRIMARY KEY (id),
  CONSTRAINT fk_member_applications_person FOREIGN KEY (person_id) REFERENCES people (id),
  CONSTRAINT fk_member_applications_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT ck_member_applications_role CHECK (role IN ('Producer', 'Seller', 'Reviewer')),
  -- a reviewer belongs to the centre; everybody else to a firm that has a name
  CONSTRAINT ck_member_applications_organization CHECK (role = 'Reviewer' OR organization_name IS NOT NULL),
  CONSTRAINT fk_member_applications_organization FOREIGN KEY (organization_id) REFERENCES organizations (id),
  CONSTRAINT ck_member_applications_tax CHECK (tax IN ('Business', 'Individual')),
  CONSTRAINT ck_member_applications_status CHECK (status IN ('Submitted', 'Accepted', 'Rejected', 'Withdrawn'))
);
-- one open application per person and role; the operator's list of open ones
CREATE UNIQUE INDEX uq_member_applications_open ON member_applications (person_id, role) WHERE status = 'Submitted';
CREATE INDEX ix_member_applications_centre ON member_applications (centre_id, status, applied_at);
-- what a person applied for
CREATE INDEX ix_member_applications_person ON member_applications (person_id, applied_at);

CREATE TABLE recruitments (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  centre_id BIGINT NOT NULL,
  quota INT NOT NULL,
  accepted_count INT NOT NULL,
  reviewer_id BIGINT NULL,
  note NVARCHAR(2000) NULL,
  status NVARCHAR(20) NOT NULL,
  opened_at DATETIME2(3) NOT NULL,
  closes_at DATETIME2(3) NULL,
  CONSTRAINT pk_recruitments PRIMARY KEY (id),
  CONSTRAINT fk_recruitments_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT fk_recruitments_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT ck_recruitments_status CHECK (status IN ('Open', 'Closed')),
  -- acceptance never goes beyond the quota, also when two operators click at once
  CONSTRAINT ck_recruitments_quota CHECK (quota >= 1 AND accepted_count BETWEEN 0 AND quota)
);
-- one open recruitment per product and centre
CREATE UNIQUE INDEX uq_recruitments_open ON recruitments (product_id, centre_id) WHERE status = 'Open';
-- a centre's list; what sellers can apply to, and what is over (job)
CREATE INDEX ix_recruitments_centre ON recruitments (centre_id, status);
CREATE INDEX ix_recruitments_status ON recruitments (status, closes_at);
-- recruitments of a producer's product, and those that a reviewer is asked about
CREATE INDEX ix_recruitments_product ON recruitments (product_id);
CREATE INDEX ix_recruitments_reviewer ON recruitments (reviewer_id) WHERE reviewer_id IS NOT NULL;

CREATE TABLE recruitment_applications (
  id BIGINT NOT NULL,
  recruitment_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  seller_id BIGINT NOT NULL,
  agreement_id BIGINT NULL,
  message NVARCHAR(2000) NULL,
  status NVARCHAR(20) NOT NULL,
  applied_at DATETIME2(3) NOT NULL,
  reviewer_opinion NVARCHAR(10) NULL,
  reviewer_comment NVARCHAR(1000) NULL,
  decided_by BIGINT NULL,
  decided_at DATETIME2(3) NULL,
  reason NVARCHAR(1000) NULL,
  ended_at DATETIME2(3) NULL,
  -- why the operator ended it; the seller needs no reason
  end_reason NVARCHAR(1000) NULL,
  CONSTRAINT pk_recruitment_applications PRIMARY KEY (id),
  CONSTRAINT uq_recruitment_applications UNIQUE (recruitment_id, seller_id),
  CONSTRAINT fk_recruitment_applications_recruitment FOREIGN KEY (recruitment_id) REFERENCES recruitments (id),
  CONSTRAINT fk_recruitment_applications_seller FOREIGN KEY (seller_id) REFERENCES organizations (id),
  CONSTRAINT ck_recruitment_applications_status CHECK (status IN ('Submitted', 'Accepted', 'Rejected', 'Withdrawn')),
  CONSTRAINT ck_recruitment_applications_opinion CHECK (reviewer_opinion IN ('Favour', 'Against'))
);
-- may this seller sell this product: an accepted application that has not ended
CREATE INDEX ix_recruitment_applications_sells ON recruitment_applications (seller_id, product_id) WHERE status = 'Accepted' AND ended_at IS NULL;
-- a seller's own applications, and who sells a product
CREATE INDEX ix_recruitment_applications_seller ON recruitment_applications (seller_id, applied_at);
CREATE INDEX ix_recruitment_applications_product ON recruitment_applications (product_id, status);
