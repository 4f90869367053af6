CREATE DATABASE shop;
CREATE USER shop@'127.0.0.1';
GRANT ALL ON shop.* TO shop@'127.0.0.1';
USE shop;
CREATE TABLE products (id INT PRIMARY KEY, name VARCHAR(60) NOT NULL, price_cents INT NOT NULL);
CREATE TABLE stock (product_id INT PRIMARY KEY, pieces INT NOT NULL);
CREATE TABLE orders (
  id INT PRIMARY KEY AUTO_INCREMENT, customer_id INT NOT NULL, product_id INT NOT NULL, note CHAR(120) NOT NULL DEFAULT '',
  INDEX by_customer (customer_id));
INSERT INTO products SELECT seq, CONCAT('Thing ', seq), 100 + seq * 7 FROM seq_1_to_200;
INSERT INTO stock SELECT seq, 100000 FROM seq_1_to_200;
INSERT INTO orders (customer_id, product_id, note)
  SELECT seq % 16000, 1 + seq % 200, REPEAT('x', 100) FROM seq_1_to_320000;
