-- Catalog: products and their revisions. A revision is what was reviewed; a product sells its current revision.

CREATE TABLE categories (
  id BIGINT NOT NULL,
  code NVARCHAR(40) NOT NULL,
  name NVARCHAR(100) NOT NULL,
  name_en NVARCHAR(100) NOT NULL,
  sort INT NOT NULL,
  -- the category in which it is; a tree of two levels
  parent_id BIGINT NULL,
  CONSTRAINT pk_categories PRIMARY KEY (id),
  CONSTRAINT uq_categories_code UNIQUE (code),
  CONSTRAINT fk_categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id)
);

CREATE TABLE products (
  id BIGINT NOT NULL,
  code NVARCHAR(40) NOT NULL,
  producer_id BIGINT NOT NULL,
  status NVARCHAR(20) NOT NULL,
  revision_id BIGINT NOT NULL,
  stock BIGINT NOT NULL,
  max_delivery_days INT NOT NULL,
  created_at DATETIME2(3) NOT NULL,
  approved_at DATETIME2(3) NULL,
  on_sale_at DATETIME2(3) NULL,
  -- the role that suspended it: what the centre took off sale only the centre puts back
  suspended_by NVARCHAR(20) NULL,
  CONSTRAINT pk_products PRIMARY KEY (id),
  CONSTRAINT uq_products_code UNIQUE (code),
  CONSTRAINT fk_products_producer FOREIGN KEY (producer_id) REFERENCES organizations (id),
  CONSTRAINT ck_products_status CHECK (status IN ('Unapproved', 'Approved', 'OnSale', 'Suspended', 'Retired')),
  CONSTRAINT ck_products_stock CHECK (stock >= 0),
  CONSTRAINT ck_products_days CHECK (max_delivery_days BETWEEN 0 AND 365)
);
-- the public list (newest on sale first) and a producer's own list
CREATE INDEX ix_products_status ON products (status, on_sale_at);
CREATE INDEX ix_products_producer ON products (producer_id, status);

CREATE TABLE product_revisions (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  revision_no INT NOT NULL,
  status NVARCHAR(20) NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  category_id BIGINT NULL,
  name NVARCHAR(200) NOT NULL,
  name_en NVARCHAR(200) NULL,
  summary NVARCHAR(400) NULL,
  description NVARCHAR(MAX) NULL,
  description_en NVARCHAR(MAX) NULL,
  price BIGINT NOT NULL,
  tax NVARCHAR(20) NOT NULL,
  created_by BIGINT NULL,
  created_at DATETIME2(3) NOT NULL,
  submitted_at DATETIME2(3) NULL,
  decided_at DATETIME2(3) NULL,
  row_version INT NOT NULL,
  -- goes on sale by itself after approval
  publish BIT NOT NULL,
  CONSTRAINT pk_product_revisions PRIMARY KEY (id),
  CONSTRAINT uq_product_revisions_no UNIQUE (product_id, revision_no),
  CONSTRAINT fk_product_revisions_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT fk_product_revisions_category FOREIGN KEY (category_id) REFERENCES categories (id),
  CONSTRAINT ck_product_revisions_status CHECK (status IN ('Draft', 'Submitted', 'InReview', 'ChangesRequested', 'Approved', 'Rejected')),
  CONSTRAINT ck_product_revisions_kind CHECK (kind IN ('Equipment', 'Consumable', 'Service', 'Technology')),
  CONSTRAINT ck_product_revisions_tax CHECK (tax IN ('Standard', 'Zero', 'Exempt')),
  CONSTRAINT ck_product_revisions_price CHECK (price > 0 AND price <= 1000000000000)
);
-- what waits for review, oldest first
CREATE INDEX ix_product_revisions_waiting ON product_revisions (submitted_at) WHERE status = 'Submitted';
-- one revision at a time may be on its way through review
CREATE UNIQUE INDEX uq_product_revisions_open ON product_revisions (product_id) WHERE status IN ('Draft', 'Submitted', 'InReview', 'ChangesRequested');

CREATE TABLE product_specifications (
  revision_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  name NVARCHAR(100) NOT NULL,
  value NVARCHAR(400) NOT NULL,
  CONSTRAINT pk_product_specifications PRIMARY KEY (revision_id, line_no),
  CONSTRAINT fk_product_specifications_revision FOREIGN KEY (revision_id) REFERENCES product_revisions (id)
);

-- Images and manuals belong to the revision, so that what is shown on sale is what was reviewed.
CREATE TABLE product_files (
  id BIGINT NOT NULL,
  revision_id BIGINT NOT NULL,
  file_id BIGINT NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  title NVARCHAR(200) NOT NULL,
  sort INT NOT NULL,
  CONSTRAINT pk_product_files PRIMARY KEY (id),
  CONSTRAINT uq_product_files_file UNIQUE (revision_id, file_id),
  CONSTRAINT fk_product_files_revision FOREIGN KEY (revision_id) REFERENCES product_revisions (id),
  CONSTRAINT fk_product_files_file FOREIGN KEY (file_id) REFERENCES stored_files (id),
  CONSTRAINT ck_product_files_kind CHECK (kind IN ('Image', 'Manual'))
);
-- a revision's images and manuals in their order
CREATE INDEX ix_product_files_revision ON product_files (revision_id, kind, sort);
-- who may open a file
CREATE INDEX ix_product_files_file ON product_files (file_id);

-- Search: what is on sale, kept by the store of products in the same transaction. Nothing here is known only here: it can be made again at any time.
-- A bucket is a combination by which lists are filtered and counted; whoever counts adds up buckets instead of products.
CREATE TABLE product_buckets (
  id BIGINT NOT NULL,
  -- 0 and '' stand for none: a combination with NULL would not be unique
  category_id BIGINT NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  region NVARCHAR(60) NOT NULL,
  price_band INT NOT NULL,
  days_band INT NOT NULL,
  CONSTRAINT pk_product_buckets PRIMARY KEY (id),
  CONSTRAINT uq_product_buckets UNIQUE (category_id, kind, region, price_band, days_band)
);

CREATE TABLE product_search (
  product_id BIGINT NOT NULL,
  -- twice the id of the bucket, plus one while there is stock
  bucket BIGINT NOT NULL,
  producer_id BIGINT NOT NULL,
  price BIGINT NOT NULL,
  delivery_days INT NOT NULL,
  on_sale_at DATETIME2(3) NOT NULL,
  code_key NVARCHAR(40) NOT NULL,
  CONSTRAINT pk_product_search PRIMARY KEY (product_id),
  CONSTRAINT fk_product_search_product FOREIGN KEY (product_id) REFERENCES products (id)
);
-- counts of everything on sale, without touching the rows
CREATE INDEX ix_product_search_bucket ON product_search (bucket, producer_id);
-- the orders of the list, with all by which it is narrowed: a page is read from the index alone, however far its rows lie apart
CREATE INDEX ix_product_search_newest ON product_search (on_sale_at DESC, product_id DESC, bucket, producer_id, price);
CREATE INDEX ix_product_search_price ON product_search (price, product_id, bucket, producer_id);
CREATE INDEX ix_product_search_days ON product_search (delivery_days, on_sale_at DESC, product_id DESC, bucket, producer_id, price);

-- The texts that were cut into grams: what a longer word is looked for in, and what tells whether a producer or category was renamed since.
CREATE TABLE product_search_texts (
  product_id BIGINT NOT NULL,
  code NVARCHAR(40) NOT NULL,
  name NVARCHAR(200) NOT NULL,
  name_en NVARCHAR(200) NULL,
  summary NVARCHAR(400) NULL,
  producer NVARCHAR(200) NOT NULL,
  region NVARCHAR(60) NULL,
  category NVARCHAR(100) NULL,
  category_en NVARCHAR(100) NULL,
  words NVARCHAR(3000) NOT NULL,
  CONSTRAINT pk_product_search_texts PRIMARY KEY (product_id),
  CONSTRAINT fk_product_search_texts_product FOREIGN KEY (product_id) REFERENCES products (id)
);

-- Pieces of one to three letters and how well each stands for the product (1 best). The key is the query: products of a gram, in order, to be joined.
--#if SQLITE
CREATE TABLE product_grams (
  gram NVARCHAR(3) NOT NULL,
  product_id BIGINT NOT NULL,
  level INT NOT NULL,
  CONSTRAINT pk_product_grams PRIMARY KEY (gram, product_id)
) WITHOUT ROWID;
--#else
CREATE TABLE product_grams (
  gram NVARCHAR(3) COLLATE Latin1_General_BIN2 NOT NULL,
  product_id BIGINT NOT NULL,
  level INT NOT NULL,
  CONSTRAINT pk_product_grams PRIMARY KEY (gram, product_id)
);
--#endif
