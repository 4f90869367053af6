// What the Go driver sends: gosql PORT
package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	_ "github.com/go-sql-driver/mysql"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	for _, options := range []string{"interpolateParams=false", "interpolateParams=true&multiStatements=true", "clientFoundRows=true&charset=latin1"} {
		work("shop:shop@tcp(127.0.0.1:" + os.Args[1] + ")/shop?" + options)
	}
}

func read(db *sql.DB, query string, arguments ...any) {
	rows, err := db.Query(query, arguments...)
	if err != nil {
		return
	}
	for {
		for rows.Next() {
		}
		if !rows.NextResultSet() {
			break
		}
	}
	rows.Close()
}

func work(source string) {
	db, err := sql.Open("mysql", source)
	must(err)
	defer db.Close()
	db.SetMaxOpenConns(2)
	for i := 1; i < 8; i++ {
		read(db, "SELECT id, name FROM item WHERE id < ? AND name <> ?", i*11, "it's")
		// A statement that is closed goes ahead of the next by this long.
		time.Sleep(20 * time.Millisecond)
	}
	if strings.Contains(source, "multi") {
		read(db, "SELECT 1; SELECT id FROM item WHERE id < 4; SELECT 2")
		read(db, "CALL two_results(7)")
	}
	read(db, "SELECT nothing FROM item")
	read(db, "SELECT LENGTH(?)", strings.Repeat("g", 100_000))
	statement, err := db.Prepare("SELECT name FROM item WHERE id = ?")
	must(err)
	var all sync.WaitGroup
	for worker := range 2 {
		all.Go(func() {
			for i := range 20 {
				var name string
				must(statement.QueryRow(worker*20 + i).Scan(&name))
			}
		})
	}
	all.Wait()
	must(statement.Close())
	tx, err := db.BeginTx(context.Background(), nil)
	must(err)
	for i := range 5 {
		_, err = tx.Exec("INSERT INTO sale (item, note) VALUES (?, ?)", i, fmt.Sprint("go ", i))
		must(err)
	}
	must(tx.Rollback())
	must(db.Ping())
	brief, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	_, err = db.ExecContext(brief, "DO SLEEP(0.3)")
	if err == nil {
		panic("not cancelled")
	}
	time.Sleep(400 * time.Millisecond)
}
