#!/usr/bin/env bash
# Records the sample: a small real shop under load, with an incident. See README.md beside this.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
root=${here%/*}
out=$(readlink -f "${1:-$here/sample.sonde}")
[ ! -e "$out" ] || { echo "$out exists already; name another file or remove it" >&2; exit 1; }
[ "$(id -u)" = 0 ] || { echo "this takes root: run it with sudo" >&2; exit 1; }
PATH=$PATH:/usr/sbin:/sbin
front=18440 shop=18441 stock=18442 database=18443

# Other work on this machine shall not look like the shop's incident.
first=(nice -n -15)

work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  rm -rf "$work"
}
trap finish EXIT

# MariaDB, with enough orders for a scan to hurt.
mariadb-install-db --no-defaults --user=root --auth-root-authentication-method=normal --datadir="$work/data" \
  --skip-test-db >"$work/install.log" 2>&1
"${first[@]}" mariadbd --no-defaults --user=root --datadir="$work/data" --socket="$work/mariadb.sock" --pid-file="$work/mariadb.pid" \
  --bind-address=127.0.0.1 --port=$database --skip-name-resolve --innodb-flush-log-at-trx-commit=0 >"$work/mariadb.log" 2>&1 &
pids+=($!)
until mariadb --no-defaults -u root -S "$work/mariadb.sock" -e 'SELECT 1' >/dev/null 2>&1; do sleep 0.2; done
mariadb --no-defaults -u root -S "$work/mariadb.sock" <"$here/shop/schema.sql"

# Programs are services by the name of their executable, so each gets an interpreter of its own name.
python=$(readlink -f /usr/bin/python3)
for name in shop stock visitors; do cp "$python" "$work/$name"; done
export PYTHONHOME=/usr PYTHONDONTWRITEBYTECODE=1
"${first[@]}" "$work/stock" "$here/shop/stock.py" $stock $database & pids+=($!)
"${first[@]}" "$work/shop" "$here/shop/shop.py" $shop $stock $database & pids+=($!)

sed "s|@WORK@|$work|g; s|@HERE@|$here/shop|g; s|@FRONT@|$front|g; s|@SHOP@|$shop|g" "$here/shop/nginx.conf" >"$work/nginx.conf"
"${first[@]}" nginx -c "$work/nginx.conf" -e "$work/nginx.log" & pids+=($!)
until curl -fs "http://127.0.0.1:$front/api/products/1" >/dev/null; do sleep 0.2; done

"${first[@]}" "$work/visitors" "$here/shop/visitors.py" $front 200 & pids+=($!)
sleep 3
"$root/sonde" record --for 42s --ready-file "$work/ready" -o "$out" \
  --port $front --port $shop --port $stock --port $database &
recorder=$!
until [ -e "$work/ready" ]; do kill -0 $recorder; sleep 0.1; done
migrate() { "${first[@]}" mariadb --no-defaults -u shop -h 127.0.0.1 -P $database shop -e "$1"; }
sleep 14 && migrate 'DROP INDEX by_customer ON orders'
sleep 18 && migrate 'CREATE INDEX by_customer ON orders (customer_id)'
wait $recorder
