#!/bin/sh
# The database of the shop, new with every pod, and the same after its container was started again: mariadb.sh FOLDER PORT
set -eu
data=$1/data
share=/usr/share/mysql
make() {
  # One that was killed before it was done is begun anew.
  rm -rf "$data"
  mkdir -p "$data/mysql"
  {
    printf '%s\n' "USE mysql;" "SET @skip_auth_anonymous=1;" "SET @auth_root_socket=NULL;"
    cat $share/mysql_system_tables.sql $share/mysql_performance_tables.sql $share/mysql_system_tables_data.sql
    echo "FLUSH PRIVILEGES;"
    sed "s/shop@'127.0.0.1'/shop@'%'/" /shop/schema.sql
  } | mariadbd --no-defaults --bootstrap --datadir="$data" --tmpdir="$1" --lc-messages-dir=$share \
    --innodb-log-file-size=16M --innodb-buffer-pool-size=96M --innodb-flush-method=nosync --innodb-flush-log-at-trx-commit=0 --skip-innodb-doublewrite \
    >"$1/bootstrap.log" 2>&1 ||
    { cat "$1/bootstrap.log" >&2; exit 1; }
  touch "$1/made"
}
[ -e "$1/made" ] || make "$1"
exec mariadbd --no-defaults --datadir="$data" --tmpdir="$1" --socket="$1/mariadb.sock" --pid-file="$1/mariadb.pid" --lc-messages-dir=$share \
  --bind-address=0.0.0.0 --port="$2" --skip-name-resolve --innodb-flush-log-at-trx-commit=0 --innodb-log-file-size=16M \
  --innodb-buffer-pool-size=96M --skip-log-bin
