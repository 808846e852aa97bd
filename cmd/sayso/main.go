// Command sayso reads archives of analytical briefs and answers who said what about what,
// when, in whose words.
//
// Each verb has a file of its own; app.go holds what they share: the global flags, the exit
// codes and how errors are told. Start reading there.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// Only Bleve writes to the standard logger, of damage that comes back as an error as well.
	log.SetOutput(io.Discard)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// interruptible returns a context that the first interrupt cancels, so that the documents
// in work are finished; the second ends the program at once.
func interruptible() (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		if _, ok := <-signals; !ok {
			return
		}
		cancel(errInterrupted)
		if _, ok := <-signals; ok {
			fmt.Fprintf(os.Stderr, "\nsayso: %v\n", errInterrupted)
			os.Exit(exitInterrupted)
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals) // nothing is sent after Stop
		cancel(nil)
	}
}
