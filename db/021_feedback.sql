-- Feedback: what people ask about products, what producers answer for all, and what buyers say of what they got.

CREATE TABLE product_questions (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  role NVARCHAR(20) NOT NULL,
  text NVARCHAR(2000) NOT NULL,
  asked_at DATETIME2(3) NOT NULL,
  answer NVARCHAR(4000) NULL,
  answered_at DATETIME2(3) NULL,
  answered_by BIGINT NULL,
  -- the producer, or the operator of the centre for them
  answered_as NVARCHAR(20) NULL,
  CONSTRAINT pk_product_questions PRIMARY KEY (id),
  CONSTRAINT fk_product_questions_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT fk_product_questions_person FOREIGN KEY (person_id) REFERENCES people (id),
  CONSTRAINT ck_product_questions_answer CHECK ((answer IS NULL AND answered_at IS NULL) OR (answer IS NOT NULL AND answered_at IS NOT NULL))
);
-- the questions of a product, newest first
CREATE INDEX ix_product_questions_product ON product_questions (product_id, id DESC);
-- what waits for an answer, oldest first
CREATE INDEX ix_product_questions_open ON product_questions (product_id, asked_at) WHERE answered_at IS NULL;

CREATE TABLE product_faqs (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  -- the question out of which it was made
  question_id BIGINT NULL,
  question NVARCHAR(500) NOT NULL,
  answer NVARCHAR(4000) NOT NULL,
  written_at DATETIME2(3) NOT NULL,
  written_by BIGINT NULL,
  version INT NOT NULL,
  CONSTRAINT pk_product_faqs PRIMARY KEY (id),
  CONSTRAINT fk_product_faqs_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT fk_product_faqs_question FOREIGN KEY (question_id) REFERENCES product_questions (id)
);
-- the entries of a product
CREATE INDEX ix_product_faqs_product ON product_faqs (product_id, id);
-- a question becomes an entry once
CREATE UNIQUE INDEX uq_product_faqs_question ON product_faqs (question_id) WHERE question_id IS NOT NULL;

CREATE TABLE testimonials (
  id BIGINT NOT NULL,
  product_id BIGINT NOT NULL,
  order_line_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  -- from 1, angry, to 5, delighted: shown as faces
  rating INT NOT NULL,
  text NVARCHAR(2000) NOT NULL,
  written_at DATETIME2(3) NOT NULL,
  edited_at DATETIME2(3) NULL,
  hidden_at DATETIME2(3) NULL,
  hidden_by BIGINT NULL,
  hidden_reason NVARCHAR(500) NULL,
  version INT NOT NULL,
  CONSTRAINT pk_testimonials PRIMARY KEY (id),
  CONSTRAINT uq_testimonials_line UNIQUE (order_line_id),
  CONSTRAINT fk_testimonials_product FOREIGN KEY (product_id) REFERENCES products (id),
  CONSTRAINT fk_testimonials_line FOREIGN KEY (order_line_id) REFERENCES order_lines (id),
  CONSTRAINT fk_testimonials_person FOREIGN KEY (person_id) REFERENCES people (id),
  CONSTRAINT ck_testimonials_rating CHECK (rating BETWEEN 1 AND 5),
  CONSTRAINT ck_testimonials_hidden CHECK ((hidden_at IS NULL AND hidden_reason IS NULL) OR (hidden_at IS NOT NULL AND hidden_reason IS NOT NULL))
);
-- the testimonials of a product, newest first, and their mean
CREATE INDEX ix_testimonials_product ON testimonials (product_id, id DESC);
CREATE INDEX ix_testimonials_shown ON testimonials (product_id, rating) WHERE hidden_at IS NULL;
