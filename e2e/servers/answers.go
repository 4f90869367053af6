// Go's HTTP server, with an answer in every form that HTTP/1 has: answers PORT
// Says on standard output what it has answered: METHOD PATH STATUS. See ask.py for who asks.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

type answer func(w http.ResponseWriter, r *http.Request) int

func hint(w http.ResponseWriter) {
	w.Header().Set("Link", "</style.css>; rel=preload; as=style")
	w.Header().Set("X-Trace", strings.Repeat("x", 300))
	w.WriteHeader(http.StatusEarlyHints)
}

func plain(w http.ResponseWriter, r *http.Request) int {
	io.Copy(io.Discard, r.Body)
	body := strings.Repeat("e", 600)
	if strings.HasPrefix(r.URL.Path, "/old") {
		body = "old"
	}
	io.WriteString(w, body)
	return 200
}

func parts(w http.ResponseWriter, millis []time.Duration, part string) {
	for _, wait := range millis {
		time.Sleep(wait * time.Millisecond)
		io.WriteString(w, part)
		w.(http.Flusher).Flush()
	}
}

func hijacked(w http.ResponseWriter) *net.TCPConn {
	connection, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	return connection.(*net.TCPConn)
}

func reset(connection *net.TCPConn) {
	connection.SetLinger(0)
	connection.Close()
}

func beginLong(w http.ResponseWriter, bytes int) *net.TCPConn {
	w.Header().Set("Content-Length", "100000")
	io.WriteString(w, strings.Repeat("r", bytes))
	w.(http.Flusher).Flush()
	return hijacked(w)
}

var answers = map[string]answer{
	"/early": func(w http.ResponseWriter, r *http.Request) int {
		hint(w)
		time.Sleep(100 * time.Millisecond)
		io.WriteString(w, "hinted")
		return 200
	},
	"/hinted": func(w http.ResponseWriter, r *http.Request) int {
		hint(w)
		w.WriteHeader(201)
		io.WriteString(w, "hinted")
		return 201
	},
	"/socket": func(w http.ResponseWriter, r *http.Request) int {
		connection := hijacked(w)
		io.WriteString(connection, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")
		go func() {
			io.Copy(connection, connection)
			connection.Close()
		}()
		return 101
	},
	"/cached": func(w http.ResponseWriter, r *http.Request) int {
		if r.Header.Get("If-None-Match") != "" {
			w.WriteHeader(304)
			return 304
		}
		return 200
	},
	"/close": func(w http.ResponseWriter, r *http.Request) int {
		connection := hijacked(w)
		io.WriteString(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"+strings.Repeat("a", 3000))
		time.Sleep(100 * time.Millisecond)
		io.WriteString(connection, strings.Repeat("b", 3000))
		connection.Close()
		return 200
	},
	"/trailers": func(w http.ResponseWriter, r *http.Request) int {
		w.Header().Set("Trailer", "X-Sum")
		parts(w, []time.Duration{0, 20, 20}, strings.Repeat("c", 5000))
		w.Header().Set("X-Sum", "15000")
		return 200
	},
	"/events": func(w http.ResponseWriter, r *http.Request) int {
		w.Header().Set("Content-Type", "text/event-stream")
		parts(w, []time.Duration{0, 200, 1300, 200}, "data: "+strings.Repeat("d", 100)+"\n\n")
		return 200
	},
	"/slow-parts": func(w http.ResponseWriter, r *http.Request) int {
		parts(w, []time.Duration{0, 1200, 1200}, strings.Repeat("p", 400))
		return 200
	},
	"/refused": func(w http.ResponseWriter, r *http.Request) int {
		w.Header().Set("Connection", "close")
		w.WriteHeader(413)
		io.WriteString(w, "too much")
		return 413
	},
	"/reset": func(w http.ResponseWriter, r *http.Request) int {
		connection := beginLong(w, 20000)
		time.Sleep(30 * time.Millisecond)
		reset(connection)
		return 200
	},
	"/reset-at-once": func(w http.ResponseWriter, r *http.Request) int {
		reset(beginLong(w, 2000))
		return 200
	},
	"/dropped": func(w http.ResponseWriter, r *http.Request) int {
		reset(hijacked(w))
		return 0
	},
	"/big": func(w http.ResponseWriter, r *http.Request) int {
		io.WriteString(w, strings.Repeat("b", 8<<20))
		return 200
	},
}

func main() {
	handler := func(w http.ResponseWriter, r *http.Request) {
		give := answers[r.URL.Path]
		if give == nil {
			give = plain
		}
		status := fmt.Sprint(give(w, r))
		if status == "0" {
			status = "none"
		}
		fmt.Println(r.Method, r.URL.Path, status)
	}
	panic(http.ListenAndServe("127.0.0.1:"+os.Args[1], http.HandlerFunc(handler)))
}
