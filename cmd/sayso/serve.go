package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/api"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/gate"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/server"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/web"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors"
	"github.com/sayso-nlp/sayso/extractors/actors"
	"github.com/sayso-nlp/sayso/pipeline"
)

func (a *app) serveCmd() *cobra.Command {
	var o server.Options
	var tokenFile string
	var openapi bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Read and search in a browser, and answer scripts over HTTP",
		Long: `Serve shows the archive at http://127.0.0.1:7345 and answers scripts below /api/v1
(docs/api.md, /api/v1/openapi.json). It only reads; 'sayso index' may run beside it, and what
it finishes is shown within seconds. Ctrl-C lets the requests under way finish.

By default only this machine reaches it. Any other address needs --token-file: a file with a
secret of 16 characters or more, which scripts send as 'Authorization: Bearer TOKEN' and
browsers ask for once. The connection is not encrypted: put a proxy with TLS before it where
the network is not yours.

Exit codes: 0 stopped by Ctrl-C or SIGTERM; 1 the index or the address cannot be used; 2 usage.`,
		Example: `  sayso serve
  sayso --index ~/archive/.sayso serve --addr 127.0.0.1:8080
  openssl rand -hex 16 > token && chmod 600 token
  sayso serve --addr 0.0.0.0:7345 --token-file token --host archive.example.org
  curl -s 'http://127.0.0.1:7345/api/v1/search?q=frozen+assets&limit=5'`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if openapi {
				document, err := api.OpenAPI(a.apiOptions(o))
				if err == nil {
					_, err = a.out.Write(append(document, '\n'))
				}
				return err
			}
			var err error
			if o.Token, err = readToken(tokenFile); err != nil {
				return err
			}
			if err := o.Check(); err != nil {
				return usageError{err}
			}
			return a.serve(cmd.Context(), o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.Addr, "addr", "127.0.0.1:7345", "address to listen on, host:port; port 0 takes a free one")
	flags.StringVar(&tokenFile, "token-file", "", "file with the token that every client must show")
	flags.StringArrayVar(&o.Hosts, "host", nil, "a further name that the server is reached by")
	flags.BoolVar(&openapi, "openapi", false, "write the OpenAPI document of the API to stdout, and stop")
	return cmd
}

func (a *app) apiOptions(o server.Options) api.Options {
	return api.Options{Version: programVersion(), Extract: extractOne(), Extractors: extractors.Version, Work: o.Work, Log: o.Log}
}

// minToken makes guessing hopeless: 16 characters of hex are 64 bits.
const minToken = 16

func readToken(file string) (string, error) {
	if file == "" {
		return "", nil
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("--token-file: %w", err)
	}
	token := strings.TrimSpace(string(b))
	if len(token) < minToken || strings.ContainsAny(token, " \t\r\n") {
		return "", fmt.Errorf("--token-file %s: want one word of at least %d characters, such as 'openssl rand -hex 16' writes", file, minToken)
	}
	return token, nil
}

func (a *app) serve(ctx context.Context, o server.Options) error {
	o.Log = a.logger(slog.LevelInfo)
	dir, err := a.existingIndex()
	if err != nil {
		return err
	}
	l, err := server.Listen(o)
	if err != nil {
		return err
	}
	defer l.Close()
	archive, err := archive.Open(dir)
	if err != nil {
		return err
	}
	a.talk("serving %s at http://%s/ (Ctrl-C stops)", dir, l.Addr())
	o.Work = gate.New(2 * runtime.GOMAXPROCS(0)) // the pages and the API share it
	h := server.Handlers{
		API: api.New(archive, a.apiOptions(o)),
		Web: web.New(archive, o.Log),
	}
	err = server.Run(ctx, l, archive, h, o)
	return errors.Join(err, archive.Close())
}

// logger writes to stderr what is as grave as level, or what the flags ask for.
func (a *app) logger(level slog.Level) *slog.Logger {
	switch {
	case a.verbose:
		level = slog.LevelDebug
	case a.quiet:
		level = slog.LevelError
	}
	return slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: level}))
}

// extractTimeout bounds the annotation of one text that a client sends.
const extractTimeout = 10 * time.Second

// extractOne annotates a single document as a run over an archive would: within a time, and a
// panic is an error of the document.
func extractOne() func(context.Context, *corpus.Document) (*corpus.Annotated, error) {
	annotate := extractors.New(actors.Default()).Annotate
	return func(ctx context.Context, doc *corpus.Document) (*corpus.Annotated, error) {
		sink := new(oneDocument)
		record := pipeline.Record{File: doc.ID, Read: func() (*corpus.Annotated, error) { return &corpus.Annotated{Document: *doc}, nil }}
		one := func(yield func(pipeline.Record, error) bool) { yield(record, nil) }
		if _, err := pipeline.Run(ctx, one, annotate, sink, pipeline.Options{Workers: 1, Timeout: extractTimeout}); err != nil {
			return nil, err
		}
		return sink.doc, sink.err
	}
}

// oneDocument keeps what became of a single document.
type oneDocument struct {
	doc *corpus.Annotated
	err error
}

func (s *oneDocument) Done(a *corpus.Annotated) error                 { s.doc = a; return nil }
func (s *oneDocument) Reject(e *corpus.RecordError) error             { s.err = e; return nil }
func (s *oneDocument) Duplicate(*corpus.Document, string, bool) error { return nil }
func (s *oneDocument) Skip(string, string) error                      { return nil }
