// What people put aside, kept in Redis: cart [HOST:]PORT REDIS_HOST:PORT FAULTS
//
// FAULTS is a folder: a file cpu-hog in it makes one thread reckon without end, a file memory-leak makes every call keep 256 KiB for ever.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

type shop struct {
	shelf  *redis
	faults string
	mutex  sync.Mutex
	kept   [][]byte
}

func main() {
	if len(os.Args) < 4 || !strings.Contains(os.Args[2], ":") {
		log.Fatal("cart: where is Redis? cart [HOST:]PORT REDIS_HOST:PORT FAULTS")
	}
	listen := os.Args[1]
	if !strings.Contains(listen, ":") {
		listen = "127.0.0.1:" + listen
	}
	s := &shop{shelf: newRedis(os.Args[2], 4), faults: os.Args[3]}
	go s.hog()
	http.HandleFunc("GET /carts/{customer}", s.read)
	http.HandleFunc("POST /carts/{customer}", s.add)
	log.Fatal(http.ListenAndServe(listen, nil))
}

func (s *shop) faulty(name string) bool {
	_, err := os.Stat(filepath.Join(s.faults, name))
	return err == nil
}

func (s *shop) read(w http.ResponseWriter, r *http.Request) {
	s.leak()
	things, err := s.shelf.do("GET", "cart:"+r.PathValue("customer"))
	answer(w, things, err)
}

func (s *shop) add(w http.ResponseWriter, r *http.Request) {
	s.leak()
	things, err := s.shelf.do("INCR", "cart:"+r.PathValue("customer"))
	answer(w, things, err)
}

func answer(w http.ResponseWriter, things string, err error) {
	status, body := http.StatusOK, map[string]string{"things": things}
	if err != nil {
		status, body = http.StatusServiceUnavailable, map[string]string{"error": "the shelf does not answer"}
	}
	text, _ := json.Marshal(body)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", fmt.Sprint(len(text)))
	w.WriteHeader(status)
	w.Write(text)
}

func (s *shop) leak() {
	if !s.faulty("memory-leak") {
		return
	}
	page := make([]byte, 256<<10)
	for i := 0; i < len(page); i += 4096 {
		page[i] = 1 // what is not written takes no memory
	}
	s.mutex.Lock()
	s.kept = append(s.kept, page)
	s.mutex.Unlock()
}

// hog is where a profile points while cpu-hog is planted.
func (s *shop) hog() {
	sum := sha256.Sum256([]byte("cart"))
	for {
		if !s.faulty("cpu-hog") {
			time.Sleep(100 * time.Millisecond)
			continue
		}
		for range 10_000 {
			sum = sha256.Sum256(sum[:])
		}
	}
}
