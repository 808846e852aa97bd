// Package server is the HTTP server of `sayso serve`: one listener for the pages and the API,
// with what both need around them.
//
// What it promises: it listens on loopback unless a token guards it; it answers only for the
// hosts that it is meant for; every request is bounded in size and time, and a slow client
// costs itself; a panic costs one request; no answer names a path of this machine; stopping
// lets the requests under way finish. Start reading at [Run] and [handler].
package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"syscall"
	"time"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/gate"
)

// Options of a server. Addr is needed, the rest works as zero value.
type Options struct {
	Addr  string   // host:port; port 0 takes a free one
	Token string   // what a client must show; empty: none, which only loopback may do without
	Hosts []string // further names that the server is reached by
	Log   *slog.Logger
	// Poll is how often to look for a newer state of the index; 0 means 2 s: soon enough for
	// a person who has just run `sayso index`, and it costs one listing of a folder.
	Poll time.Duration
	// Work bounds the requests for pages in work; nil: two for each core. The API has to mind
	// its requests itself.
	Work gate.Gate

	limits limits // tests have shorter ones
}

func (o Options) withDefaults() Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Poll = cmp.Or(o.Poll, 2*time.Second)
	o.limits = cmp.Or(o.limits, defaultLimits)
	if o.Work == nil {
		o.Work = gate.New(2 * runtime.GOMAXPROCS(0))
	}
	return o
}

// limits are those of a connection.
type limits struct{ header, read, write, idle, shutdown time.Duration }

// A page of results takes well under a second.
var defaultLimits = limits{
	header:   5 * time.Second,
	read:     30 * time.Second, // of a whole request: POST extract sends up to a few MB
	write:    60 * time.Second, // of an answer; a handler that streams renews it
	idle:     2 * time.Minute,
	shutdown: 10 * time.Second,
}

const maxHeaderBytes = 64 << 10 // a query of 4,096 code points fits, escaped

// Handlers are what the server offers. API gets what begins with /api/, Web the rest.
type Handlers struct{ API, Web http.Handler }

// Check refuses an address that is none, and one that others reach without a token.
func (o Options) Check() error {
	host, _, err := net.SplitHostPort(o.Addr)
	if err != nil {
		return fmt.Errorf("%w: write the address as host:port, such as 127.0.0.1:7345", err)
	}
	if !loopback(host) && o.Token == "" {
		return fmt.Errorf("address %q can be reached from other machines: give --token-file FILE, or listen on 127.0.0.1", o.Addr)
	}
	return nil
}

// Listen opens the listener of options that [Options.Check] finds right.
func Listen(o Options) (net.Listener, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", o.Addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		err = fmt.Errorf("%s is in use already, by another sayso perhaps: give another --addr, such as 127.0.0.1:0 for any that is free", o.Addr)
	}
	return l, err
}

// Run serves on l until ctx ends, then lets the requests under way finish.
func Run(ctx context.Context, l net.Listener, a *archive.Archive, h Handlers, o Options) error {
	o = o.withDefaults()
	s := &http.Server{
		Handler:           handler(a, h, o),
		ReadHeaderTimeout: o.limits.header,
		ReadTimeout:       o.limits.read,
		IdleTimeout:       o.limits.idle,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug),
	}
	follow, stop := context.WithCancel(ctx)
	defer stop()
	following := make(chan struct{})
	go func() {
		defer close(following)
		a.Follow(follow, o.Poll, o.Log)
	}()
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
		err = shutdown(ctx, s, o.limits.shutdown)
		<-ended
	}
	stop()
	<-following
	return err
}

// shutdown waits for the requests under way; those that take too long are cut.
func shutdown(ctx context.Context, s *http.Server, patience time.Duration) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if err := s.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("stopping: some requests were cut short: %w", err), s.Close())
	}
	return nil
}

// loopback reports whether a host is this machine only. A name other than localhost may
// resolve to anything.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
