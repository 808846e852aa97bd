package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"github.com/spf13/cobra"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/archive"
	"github.com/sayso-nlp/sayso/cmd/sayso/internal/mcp"
	"github.com/sayso-nlp/sayso/corpus"
	"github.com/sayso-nlp/sayso/extractors"
)

func (a *app) mcpCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Let an assistant ask the index and cite, over the Model Context Protocol",
		Long: `Mcp is a server of the Model Context Protocol on standard input and output: an assistant
starts it, asks the index by its tools (docs/mcp.md) and cites. It only reads; 'sayso index' may
run beside it, and what it finishes is answered from within seconds. It ends when its input does.
What it logs goes to standard error.

Exit codes: 0 the input ended, or stopped by Ctrl-C or SIGTERM; 1 the index cannot be used, or
the input is not the protocol; 2 usage.`,
		Example: `  sayso --index ~/archive/.sayso mcp
  claude mcp add archive -- sayso --index ~/archive/.sayso mcp`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.mcp(cmd.Context()) },
	}
}

func (a *app) mcp(ctx context.Context) error {
	dir, err := a.existingIndex()
	if err != nil {
		return err
	}
	archive, err := archive.Open(dir)
	if err != nil {
		return err
	}
	a.talk("answering from %s on standard input and output (for assistants: 'sayso help mcp')", dir)
	err = mcp.Run(ctx, archive, a.in, a.out, mcp.Options{
		Version: programVersion(), Extract: extractLater(), Extractors: extractors.Version, Log: a.logger(slog.LevelWarn),
	})
	return errors.Join(err, archive.Close())
}

// extractLater is extractOne, but reads the models when a text comes: an assistant starts the
// server with every session, and sends a text in few of them.
func extractLater() func(context.Context, *corpus.Document) (*corpus.Annotated, error) {
	one := sync.OnceValue(extractOne)
	return func(ctx context.Context, doc *corpus.Document) (*corpus.Annotated, error) { return one()(ctx, doc) }
}
