-- Orders: drafts that are being built, orders, one part per producer, and lines that are snapshots.

CREATE TABLE freight_rules (
  producer_id BIGINT NOT NULL,
  fee BIGINT NOT NULL,
  free_from BIGINT NULL,
  CONSTRAINT pk_freight_rules PRIMARY KEY (producer_id),
  CONSTRAINT fk_freight_rules_producer FOREIGN KEY (producer_id) REFERENCES organizations (id),
  CONSTRAINT ck_freight_rules CHECK (fee >= 0 AND (free_from IS NULL OR free_from > 0))
);

CREATE TABLE draft_orders (
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  channel NVARCHAR(10) NOT NULL,
  buyer_id BIGINT NULL,
  recipient NVARCHAR(100) NULL,
  phone NVARCHAR(40) NULL,
  postal_code NVARCHAR(10) NULL,
  address NVARCHAR(300) NULL,
  memo NVARCHAR(1000) NULL,
  created_at DATETIME2(3) NOT NULL,
  placed_order_id BIGINT NULL,
  CONSTRAINT pk_draft_orders PRIMARY KEY (id),
  CONSTRAINT fk_draft_orders_buyer FOREIGN KEY (buyer_id) REFERENCES organizations (id),
  CONSTRAINT ck_draft_orders_channel CHECK (channel IN ('Buyer', 'Seller', 'Operator'))
);
-- my drafts that are not placed yet
CREATE INDEX ix_draft_orders_open ON draft_orders (organization_id, person_id) WHERE placed_order_id IS NULL;
-- the customers of a seller: whom they have built an order for
CREATE INDEX ix_draft_orders_buyer ON draft_orders (buyer_id, organization_id) WHERE buyer_id IS NOT NULL;

CREATE TABLE draft_order_lines (
  draft_id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  added_at DATETIME2(3) NOT NULL,
  CONSTRAINT pk_draft_order_lines PRIMARY KEY (draft_id, product_id),
  CONSTRAINT fk_draft_order_lines_draft FOREIGN KEY (draft_id) REFERENCES draft_orders (id),
  CONSTRAINT fk_draft_order_lines_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT ck_draft_order_lines_quantity CHECK (quantity BETWEEN 1 AND 1000000)
);

CREATE TABLE orders (
  id BIGINT NOT NULL,
  order_no NVARCHAR(40) NOT NULL,
  -- what the buyer writes behind the name when paying; with a check digit
  payment_code NVARCHAR(20) NULL,
  ordered_at DATETIME2(3) NOT NULL,
  channel NVARCHAR(10) NOT NULL,
  entered_by BIGINT NULL,
  buyer_id BIGINT NOT NULL,
  seller_id BIGINT NULL,
  centre_id BIGINT NOT NULL,
  status NVARCHAR(20) NOT NULL,
  recipient NVARCHAR(100) NULL,
  phone NVARCHAR(40) NULL,
  postal_code NVARCHAR(10) NULL,
  address NVARCHAR(300) NULL,
  memo NVARCHAR(1000) NULL,
  -- total with VAT and freight as ordered; what was cancelled and returned since; what of the rest has been paid
  total BIGINT NOT NULL,
  cancelled BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  paid BIGINT NOT NULL,
  -- of what is paid, by mileage
  paid_by_mileage BIGINT NOT NULL,
  -- of what counts as paid, what was given up (대손)
  written_off BIGINT NOT NULL,
  paid_at DATETIME2(3) NULL,
  released_at DATETIME2(3) NULL,
  deposit_due_at DATETIME2(3) NULL,
  cancelled_at DATETIME2(3) NULL,
  cancel_reason NVARCHAR(1000) NULL,
  CONSTRAINT pk_orders PRIMARY KEY (id),
  CONSTRAINT uq_orders_no UNIQUE (order_no),
  CONSTRAINT fk_orders_buyer FOREIGN KEY (buyer_id) REFERENCES organizations (id),
  CONSTRAINT fk_orders_seller FOREIGN KEY (seller_id) REFERENCES organizations (id),
  CONSTRAINT fk_orders_centre FOREIGN KEY (centre_id) REFERENCES organizations (id),
  CONSTRAINT ck_orders_channel CHECK (channel IN ('Buyer', 'Seller', 'Operator')),
  CONSTRAINT ck_orders_status CHECK (status IN ('Placed', 'Cancelled')),
  CONSTRAINT ck_orders_amounts CHECK (total > 0 AND cancelled >= 0 AND returned >= 0 AND paid >= 0 AND paid_by_mileage >= 0 AND written_off >= 0 AND paid_by_mileage + written_off <= paid AND cancelled + returned + paid <= total)
);
-- the order of a bank line
CREATE UNIQUE INDEX uq_orders_payment_code ON orders (payment_code) WHERE payment_code IS NOT NULL;
-- order lists, newest first (read backwards): by centre, by buyer, by seller, all
CREATE INDEX ix_orders_centre ON orders (centre_id, ordered_at, id);
CREATE INDEX ix_orders_buyer ON orders (buyer_id, ordered_at, id);
CREATE INDEX ix_orders_seller ON orders (seller_id, ordered_at, id);
CREATE INDEX ix_orders_ordered ON orders (ordered_at, id);
-- what is not paid, oldest first: receivables by age
CREATE INDEX ix_orders_open ON orders (ordered_at, id) WHERE paid_at IS NULL AND status = 'Placed';
-- waiting for money: the deposit work list and the job that cancels after the deadline
CREATE INDEX ix_orders_unpaid ON orders (deposit_due_at) WHERE paid_at IS NULL AND status = 'Placed';

CREATE TABLE producer_orders (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  producer_id BIGINT NOT NULL,
  part_no INT NOT NULL,
  status NVARCHAR(20) NOT NULL,
  freight BIGINT NOT NULL,
  freight_vat BIGINT NOT NULL,
  proposed_ship_on DATE NOT NULL,
  promised_ship_on DATE NULL,
  promised_delivery_on DATE NULL,
  confirmed_at DATETIME2(3) NULL,
  cancelled_at DATETIME2(3) NULL,
  late_notified_at DATETIME2(3) NULL,
  -- the run that distributed the freight of this part
  freight_run BIGINT NULL,
  CONSTRAINT pk_producer_orders PRIMARY KEY (id),
  CONSTRAINT uq_producer_orders_part UNIQUE (order_id, producer_id),
  CONSTRAINT fk_producer_orders_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT fk_producer_orders_producer FOREIGN KEY (producer_id) REFERENCES organizations (id),
  CONSTRAINT ck_producer_orders_status CHECK (status IN ('New', 'Confirmed', 'PartlyShipped', 'Shipped', 'Delivered', 'Cancelled')),
  CONSTRAINT ck_producer_orders_freight CHECK (freight >= 0 AND freight_vat >= 0)
);
-- a producer's list by state
CREATE INDEX ix_producer_orders_producer ON producer_orders (producer_id, status, id);
-- what is to be confirmed and shipped: the views of the order list and the counts of the home page
CREATE INDEX ix_producer_orders_open ON producer_orders (order_id, producer_id) WHERE status IN ('New', 'Confirmed', 'PartlyShipped');
-- what is on its way: the view of the order list and the counts of the home page
CREATE INDEX ix_producer_orders_underway ON producer_orders (order_id) WHERE status IN ('Shipped', 'PartlyShipped');
-- the freight that a distribution run posts
CREATE INDEX ix_producer_orders_freight ON producer_orders (freight_run) WHERE freight_run IS NOT NULL;
-- late alert: promised (or, without a promise, proposed) and not shipped
CREATE INDEX ix_producer_orders_late ON producer_orders (promised_ship_on, proposed_ship_on) WHERE late_notified_at IS NULL AND status IN ('New', 'Confirmed', 'PartlyShipped');

CREATE TABLE order_lines (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  producer_order_id BIGINT NOT NULL,
  line_no INT NOT NULL,
  product_id BIGINT NOT NULL,
  revision_id BIGINT NOT NULL,
  agreement_id BIGINT NOT NULL,
  -- what is to be delivered, with its supply and VAT: what was ordered less what was cancelled since
  quantity BIGINT NOT NULL,
  cancelled_units BIGINT NOT NULL,
  unit_price BIGINT NOT NULL,
  discount_bp INT NOT NULL,
  tax_bp INT NOT NULL,
  supply BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  needs_acceptance BIT NOT NULL,
  cancelled BIT NOT NULL,
  shipped BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  delivered_at DATETIME2(3) NULL,
  objection_ends_at DATETIME2(3) NULL,
  accepted_at DATETIME2(3) NULL,
  accepted_by BIGINT NULL,
  -- the moment from which the line may be distributed, and its accounting date; null while it waits
  due_at DATETIME2(3) NULL,
  due_on DATE NULL,
  distribution_run BIGINT NULL,
  CONSTRAINT pk_order_lines PRIMARY KEY (id),
  CONSTRAINT uq_order_lines_no UNIQUE (order_id, line_no),
  CONSTRAINT fk_order_lines_order FOREIGN KEY (order_id) REFERENCES orders (id),
  CONSTRAINT fk_order_lines_part FOREIGN KEY (producer_order_id) REFERENCES producer_orders (id),
  CONSTRAINT fk_order_lines_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT fk_order_lines_revision FOREIGN KEY (revision_id) REFERENCES product_revisions (id),
  CONSTRAINT fk_order_lines_agreement FOREIGN KEY (agreement_id) REFERENCES agreements (id),
  CONSTRAINT ck_order_lines_amounts CHECK (quantity > 0 AND unit_price > 0 AND discount_bp BETWEEN 0 AND 9999 AND tax_bp BETWEEN 0 AND 10000 AND supply > 0 AND vat >= 0),
  CONSTRAINT ck_order_lines_units CHECK (shipped BETWEEN 0 AND quantity AND delivered BETWEEN 0 AND shipped AND returned BETWEEN 0 AND quantity)
);
CREATE INDEX ix_order_lines_part ON order_lines (producer_order_id);
CREATE INDEX ix_order_lines_product ON order_lines (product_id, order_id);
-- what waits for the buyer's acceptance: view and count of the home page
CREATE INDEX ix_order_lines_unaccepted ON order_lines (order_id) WHERE accepted_at IS NULL AND distribution_run IS NULL AND delivered > 0;
-- the queue of the distribution job
CREATE INDEX ix_order_lines_due ON order_lines (due_at) WHERE distribution_run IS NULL AND due_at IS NOT NULL;
-- what is not distributed yet, and what it waits for
CREATE INDEX ix_order_lines_waiting ON order_lines (order_id) WHERE distribution_run IS NULL AND cancelled = 0;
-- the lines of one distribution run
CREATE INDEX ix_order_lines_run ON order_lines (distribution_run) WHERE distribution_run IS NOT NULL;

-- Units of a line that will not be shipped, with what thereby is no longer due.
CREATE TABLE line_cancellations (
  id BIGINT NOT NULL,
  order_line_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  supply BIGINT NOT NULL,
  vat BIGINT NOT NULL,
  reason NVARCHAR(20) NOT NULL,
  note NVARCHAR(1000) NULL,
  at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  CONSTRAINT pk_line_cancellations PRIMARY KEY (id),
  CONSTRAINT fk_line_cancellations_line FOREIGN KEY (order_line_id) REFERENCES order_lines (id),
  CONSTRAINT ck_line_cancellations_quantity CHECK (quantity > 0 AND supply >= 0 AND vat >= 0)
);
CREATE INDEX ix_line_cancellations_line ON line_cancellations (order_line_id);

-- What happened to an order, for its timeline.
CREATE TABLE order_events (
  id BIGINT NOT NULL,
  order_id BIGINT NOT NULL,
  producer_id BIGINT NULL,
  at DATETIME2(3) NOT NULL,
  person_id BIGINT NULL,
  kind NVARCHAR(30) NOT NULL,
  detail NVARCHAR(1000) NULL,
  amount BIGINT NULL,
  -- notes of the centre's staff are not shown to the other parties
  internal BIT NOT NULL,
  CONSTRAINT pk_order_events PRIMARY KEY (id),
  CONSTRAINT fk_order_events_order FOREIGN KEY (order_id) REFERENCES orders (id)
);
CREATE INDEX ix_order_events_order ON order_events (order_id, at, id);
