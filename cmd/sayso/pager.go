package main

import (
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"
)

// readers are the commands that only show what there is: on a terminal, what they print goes
// through a pager.
var readers = map[string]bool{
	"search": true, "positions": true, "judgments": true, "calendar": true, "actor": true, "actors list": true, "actors show": true,
	"actors log": true, "issue": true, "issues": true, "compare": true, "matrix": true, "timeline": true, "watch list": true,
	"show": true, "why": true, "status": true,
}

// dataFlags ask for what programs read, for a check that tells how far it is, or for a change.
var dataFlags = []string{"json", "jsonl", "csv", "format", "ids", "check", "undo"}

// page lets what the command prints go through a pager, if people read it there.
func (a *app) page(cmd *cobra.Command) {
	if a.noPager || !terminal(a.out) || !readers[strings.TrimPrefix(cmd.CommandPath(), "sayso ")] {
		return
	}
	for _, name := range dataFlags {
		if f := cmd.Flags().Lookup(name); f != nil && f.Changed {
			return
		}
	}
	program := pagerCommand()
	if program == nil {
		return
	}
	screen, _ := file(a.out)
	program.Stdout, program.Stderr = screen, screen
	a.pager.command = program
	if terminal(a.err) { // a note is read with the list that it is about, and not written across it
		a.err = &output{Writer: a.err, pager: a.pager}
	}
}

// pagerCommand returns the pager that the user wants, nil for none.
func pagerCommand() *exec.Cmd {
	line, set := os.LookupEnv("SAYSO_PAGER")
	if !set {
		line, set = os.LookupEnv("PAGER")
	}
	if !set {
		line = "less"
	}
	words := strings.Fields(line)
	if len(words) == 0 || line == "cat" || os.Getenv("TERM") == "dumb" {
		return nil
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil
	}
	if strings.ContainsAny(line, "'\"\\$|&;<>()*?`") { // less -P 'who said what'
		words = []string{"sh", "-c", line}
	}
	cmd := exec.Command(words[0], words[1:]...)
	if _, set := os.LookupEnv("LESS"); !set { // ends where all fits on the screen, keeps colours, leaves the text there
		cmd.Env = append(os.Environ(), "LESS=FRX")
	}
	return cmd
}

// pager is a program that shows a text by the screen. It begins with the first thing that is
// said: a command that prints nothing has none.
type pager struct {
	command *exec.Cmd      // nil for none
	text    io.WriteCloser // to the program, nil before it runs
}

// take gives p to the pager, and reports false if there is none.
func (g *pager) take(p []byte) bool {
	if g.command == nil || g.text == nil && !g.start() {
		return false
	}
	_, _ = g.text.Write(p) // who has quit the pager has seen enough
	return true
}

// start reports whether the pager runs. From then on an interrupt is the pager's: in less it stops
// a search, and sayso must not end below it and leave it alone with the keys of the shell.
func (g *pager) start() bool {
	text, err := g.command.StdinPipe()
	if err == nil {
		err = g.command.Start()
	}
	if err != nil {
		g.command = nil
		return false
	}
	g.text = text
	signal.Ignore(os.Interrupt) // after the start: a program inherits what is ignored
	return true
}

// end waits until the user quits the pager. What is written then goes past it.
func (g *pager) end() {
	if g.text != nil {
		_ = g.text.Close() // as in take
		_ = g.command.Wait()
		signal.Reset(os.Interrupt)
	}
	g.command, g.text = nil, nil
}
