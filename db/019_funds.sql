-- Funds: what a unit of a product costs its producer, from a day on. Only the producer sees it.

CREATE TABLE product_costs (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  valid_from DATE NOT NULL,
  unit_cost BIGINT NOT NULL,
  set_at DATETIME2(3) NOT NULL,
  set_by BIGINT NULL,
  CONSTRAINT pk_product_costs PRIMARY KEY (id),
  -- the cost that holds on a day: the last one before it
  CONSTRAINT uq_product_costs_from UNIQUE (product_id, valid_from),
  CONSTRAINT fk_product_costs_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT ck_product_costs_cost CHECK (unit_cost >= 0)
);
