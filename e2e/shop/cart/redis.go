package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// redis is a pool of connections that speak RESP.
type redis struct {
	address string
	free    chan *connection
}

type connection struct {
	net.Conn
	in *bufio.Reader
}

func newRedis(address string, size int) *redis {
	r := &redis{address, make(chan *connection, size)}
	for range size {
		r.free <- nil
	}
	return r
}

func (r *redis) do(words ...string) (string, error) {
	c := <-r.free
	answer, err := "", error(nil)
	if c == nil {
		c, err = dial(r.address)
	}
	if err == nil {
		answer, err = c.ask(words)
	}
	if err != nil && c != nil {
		c.Close()
		c = nil
	}
	r.free <- c
	return answer, err
}

func dial(address string) (*connection, error) {
	c, err := net.DialTimeout("tcp", address, 2*time.Second)
	if err != nil {
		return nil, err
	}
	return &connection{c, bufio.NewReader(c)}, nil
}

func (c *connection) ask(words []string) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "*%d\r\n", len(words))
	for _, word := range words {
		fmt.Fprintf(&b, "$%d\r\n%s\r\n", len(word), word)
	}
	c.SetDeadline(time.Now().Add(2 * time.Second))
	if _, err := io.WriteString(c, b.String()); err != nil {
		return "", err
	}
	return c.answer()
}

func (c *connection) answer() (string, error) {
	line, err := c.in.ReadString('\n')
	if err != nil {
		return "", err
	}
	text := strings.TrimRight(line[1:], "\r\n")
	switch line[0] {
	case '+', ':':
		return text, nil
	case '$':
		size, err := strconv.Atoi(text)
		if err != nil || size < 0 {
			return "", err // nothing is there
		}
		bytes := make([]byte, size+2)
		_, err = io.ReadFull(c.in, bytes)
		return string(bytes[:size]), err
	default:
		return "", errors.New(text)
	}
}
