-- Delivery: shipments, tracking, misdelivery, returns.

CREATE TABLE returns (
  id BIGINT NOT NULL,
  reference NVARCHAR(60) NOT NULL,
  order_line_id BIGINT NOT NULL,
  -- Return, or Exchange: the same units are sent again, and no money moves
  kind NVARCHAR(10) NOT NULL,
  quantity BIGINT NOT NULL,
  reason NVARCHAR(20) NOT NULL,
  note NVARCHAR(2000) NULL,
  status NVARCHAR(20) NOT NULL,
  requested_at DATETIME2(3) NOT NULL,
  requested_by BIGINT NULL,
  decided_at DATETIME2(3) NULL,
  decided_by BIGINT NULL,
  decision_note NVARCHAR(1000) NULL,
  -- set when the return is completed: its number on the line, and what the buyer gets back
  return_no INT NULL,
  supply BIGINT NULL,
  vat BIGINT NULL,
  restocked BIT NOT NULL,
  -- of an exchange: when the units were back
  received_at DATETIME2(3) NULL,
  received_by BIGINT NULL,
  -- the way back as the buyer pays it; at the end, what was charged of it
  freight BIGINT NOT NULL,
  freight_vat BIGINT NOT NULL,
  CONSTRAINT pk_returns PRIMARY KEY (id),
  CONSTRAINT uq_returns_reference UNIQUE (reference),
  CONSTRAINT fk_returns_line FOREIGN KEY (order_line_id) REFERENCES order_lines (id),
  CONSTRAINT ck_returns_quantity CHECK (quantity > 0),
  CONSTRAINT ck_returns_reason CHECK (reason IN ('Damaged', 'Wrong', 'Defective', 'ChangedMind', 'Late', 'Other')),
  CONSTRAINT ck_returns_status CHECK (status IN ('Requested', 'Received', 'Sent', 'Completed', 'Rejected')),
  CONSTRAINT ck_returns_kind CHECK (kind IN ('Return', 'Exchange') AND (kind = 'Exchange' OR status IN ('Requested', 'Completed', 'Rejected'))),
  CONSTRAINT ck_returns_freight CHECK (freight >= 0 AND freight_vat >= 0 AND (kind = 'Return' OR freight + freight_vat = 0)),
  CONSTRAINT ck_returns_completed CHECK ((kind = 'Return' AND status = 'Completed' AND return_no IS NOT NULL AND supply IS NOT NULL AND vat IS NOT NULL)
    OR ((kind = 'Exchange' OR status <> 'Completed') AND return_no IS NULL))
);
CREATE UNIQUE INDEX uq_returns_no ON returns (order_line_id, return_no) WHERE return_no IS NOT NULL;
-- the operator's work list
CREATE INDEX ix_returns_requested ON returns (requested_at) WHERE status = 'Requested';
CREATE INDEX ix_returns_line ON returns (order_line_id);
-- exchanges whose replacement is to be sent
CREATE INDEX ix_returns_received ON returns (order_line_id) WHERE status = 'Received';

CREATE TABLE shipments (
  id BIGINT NOT NULL,
  producer_order_id BIGINT NOT NULL,
  -- the exchange whose replacement it brings; such a parcel changes no counts of its lines
  return_id BIGINT NULL,
  carrier_id BIGINT NULL,
  tracking_no NVARCHAR(60) NULL,
  status NVARCHAR(20) NOT NULL,
  shipped_at DATETIME2(3) NOT NULL,
  shipped_by BIGINT NULL,
  delivered_at DATETIME2(3) NULL,
  next_poll_at DATETIME2(3) NULL,
  poll_failures INT NOT NULL,
  last_error NVARCHAR(400) NULL,
  CONSTRAINT pk_shipments PRIMARY KEY (id),
  CONSTRAINT fk_shipments_part FOREIGN KEY (producer_order_id) REFERENCES producer_orders (id),
  CONSTRAINT fk_shipments_return FOREIGN KEY (return_id) REFERENCES returns (id),
  CONSTRAINT fk_shipments_carrier FOREIGN KEY (carrier_id) REFERENCES organizations (id),
  CONSTRAINT ck_shipments_status CHECK (status IN ('Shipped', 'InTransit', 'OutForDelivery', 'AttemptFailed', 'Delivered', 'Misdelivered', 'Lost', 'SentAgain', 'Cancelled'))
);
-- a tracking number is used once per carrier
CREATE UNIQUE INDEX uq_shipments_tracking ON shipments (carrier_id, tracking_no) WHERE tracking_no IS NOT NULL;
CREATE INDEX ix_shipments_part ON shipments (producer_order_id);
-- the parcels of an exchange
CREATE INDEX ix_shipments_return ON shipments (return_id) WHERE return_id IS NOT NULL;
-- the tracking job: what is due to be asked for
CREATE INDEX ix_shipments_poll ON shipments (next_poll_at) WHERE next_poll_at IS NOT NULL;

CREATE TABLE shipment_lines (
  shipment_id BIGINT NOT NULL,
  order_line_id BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  CONSTRAINT pk_shipment_lines PRIMARY KEY (shipment_id, order_line_id),
  CONSTRAINT fk_shipment_lines_shipment FOREIGN KEY (shipment_id) REFERENCES shipments (id),
  CONSTRAINT fk_shipment_lines_line FOREIGN KEY (order_line_id) REFERENCES order_lines (id),
  CONSTRAINT ck_shipment_lines_quantity CHECK (quantity > 0)
);
CREATE INDEX ix_shipment_lines_line ON shipment_lines (order_line_id);

CREATE TABLE tracking_events (
  id BIGINT NOT NULL,
  shipment_id BIGINT NOT NULL,
  at DATETIME2(3) NOT NULL,
  status NVARCHAR(20) NOT NULL,
  place NVARCHAR(100) NOT NULL,
  words NVARCHAR(400) NOT NULL,
  CONSTRAINT pk_tracking_events PRIMARY KEY (id),
  -- the carrier tells the same events at every poll: each is kept once
  CONSTRAINT uq_tracking_events UNIQUE (shipment_id, at, status, place),
  CONSTRAINT fk_tracking_events_shipment FOREIGN KEY (shipment_id) REFERENCES shipments (id)
);

CREATE TABLE misdeliveries (
  id BIGINT NOT NULL,
  shipment_id BIGINT NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  description NVARCHAR(2000) NOT NULL,
  status NVARCHAR(20) NOT NULL,
  reported_at DATETIME2(3) NOT NULL,
  reported_by BIGINT NULL,
  resolution NVARCHAR(20) NULL,
  -- the units of the parcel are with the producer again
  units_back BIT NOT NULL,
  resolution_note NVARCHAR(2000) NULL,
  resolved_at DATETIME2(3) NULL,
  resolved_by BIGINT NULL,
  CONSTRAINT pk_misdeliveries PRIMARY KEY (id),
  CONSTRAINT fk_misdeliveries_shipment FOREIGN KEY (shipment_id) REFERENCES shipments (id),
  CONSTRAINT ck_misdeliveries_kind CHECK (kind IN ('WrongPlace', 'WrongProduct', 'Damaged', 'Lost')),
  CONSTRAINT ck_misdeliveries_status CHECK (status IN ('Open', 'Resolved')),
  CONSTRAINT ck_misdeliveries_resolution CHECK (resolution IN ('Recovered', 'SentAgain', 'Returned', 'Cancelled'))
);
CREATE UNIQUE INDEX uq_misdeliveries_open ON misdeliveries (shipment_id) WHERE status = 'Open';
