package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// openTerminal opens a pseudo-terminal: what a program writes to its screen, show returns.
func openTerminal(t *testing.T) (screen *os.File, show func() string) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	var unlocked, number int32
	for request, value := range map[uintptr]*int32{syscall.TIOCSPTLCK: &unlocked, syscall.TIOCGPTN: &number} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, master.Fd(), request, uintptr(unsafe.Pointer(value))); errno != 0 {
			t.Skipf("no pseudo-terminals here: %v", errno)
		}
	}
	screen, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	var shown bytes.Buffer
	read := make(chan struct{})
	go func() {
		_, _ = io.Copy(&shown, master) // it fails when the other end is closed
		close(read)
	}()
	return screen, func() string {
		screen.Close()
		<-read
		master.Close()
		return strings.ReplaceAll(shown.String(), "\r\n", "\n")
	}
}

// onTerminal runs a command as somebody at a terminal.
func onTerminal(t *testing.T, args ...string) (code int, shown string) {
	t.Helper()
	screen, show := openTerminal(t)
	code = run(args, nil, screen, screen)
	return code, show()
}

// TestPager looks at a terminal, and at what a pager was given.
func TestPager(t *testing.T) {
	folder := t.TempDir()
	dir, archive, record := filepath.Join(folder, "ix"), filepath.Join(folder, "briefs.jsonl"), filepath.Join(folder, "record")
	if err := os.WriteFile(archive, demoBriefs, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := sayso(nil, "--index", dir, "index", archive); code != exitDone {
		t.Fatalf("index: exit %d, %s", code, errOut)
	}
	recorder := "tee " + record
	const ledger = "positions --act reject --limit 2"
	for _, test := range []struct {
		name, pager, args string
		code              int
		given             string // to the pager, "" if it is not asked for
		shown             string
	}{
		{"a list, with what is said beside it", recorder, ledger, exitDone, "1 to 2 of ", "1 to 2 of "},
		{"colours", recorder, ledger, exitDone, "\x1b[1m", "\x1b[1m"},
		{"nothing found", recorder, "search nothinglikethis", exitDone, "0 documents", "0 documents"},
		{"the exit code is the command's", recorder, "search --exit-code nothinglikethis", exitNoHit, "0 documents", "0 documents"},
		{"an error", recorder, "actor Nobody", exitFailed, "", "sayso: \"Nobody\": no such actor"},
		{"quit at once", "true", ledger, exitDone, "", ""},
		{"a pager that fails", "false", ledger, exitDone, "", ""},
		{"words of the shell", "cat | " + recorder, ledger, exitDone, "demo-1-10#p3", "demo-1-10#p3"},
		{"none such", "no-such-pager " + record, ledger, exitDone, "", "demo-1-10#p3"},
		{"turned off by name", "cat", ledger, exitDone, "", "demo-1-10#p3"},
		{"turned off by nothing", "", ledger, exitDone, "", "demo-1-10#p3"},
		{"turned off by a flag", recorder, "--no-pager " + ledger, exitDone, "", "demo-1-10#p3"},
		{"for programs", recorder, ledger + " --json", exitDone, "", `"items"`},
		{"rows", recorder, "search --ids sanctions", exitDone, "", "demo-"},
		{"a verb that is not read", recorder, "version", exitDone, "", "extractors"},
		{"the tour", recorder, "demo", exitDone, "", "Your own archive"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_ = os.Remove(record) // of the case before, if it made one
			t.Setenv("NO_COLOR", "")
			t.Setenv("TERM", "xterm")
			t.Setenv("SAYSO_PAGER", test.pager)
			code, shown := onTerminal(t, append([]string{"--index", dir}, strings.Fields(test.args)...)...)
			given, _ := os.ReadFile(record)
			if code != test.code || !strings.Contains(shown, test.shown) {
				t.Errorf("exit %d, want %d; shown:\n%s", code, test.code, shown)
			}
			if test.given == "" && len(given) > 0 || !strings.Contains(string(given), test.given) {
				t.Errorf("the pager was given:\n%s\nwant %q", given, test.given)
			}
		})
	}
}

// TestPagerOfOthers: $PAGER pages where $SAYSO_PAGER does not say otherwise, and less is told how.
func TestPagerOfOthers(t *testing.T) {
	t.Setenv("TERM", "xterm")
	for _, name := range []string{"SAYSO_PAGER", "LESS"} {
		t.Setenv(name, "") // so that it is put back
		os.Unsetenv(name)
	}
	t.Setenv("PAGER", "tee -a")
	c := pagerCommand()
	if c == nil || strings.Join(c.Args, " ") != "tee -a" || c.Env[len(c.Env)-1] != "LESS=FRX" {
		t.Errorf("$PAGER: %v", c)
	}
	t.Setenv("LESS", "-i")
	if c = pagerCommand(); c == nil || c.Env != nil {
		t.Errorf("$LESS is changed: %v", c)
	}
	t.Setenv("SAYSO_PAGER", "cat")
	if c = pagerCommand(); c != nil {
		t.Errorf("$SAYSO_PAGER=cat: %v", c)
	}
	t.Setenv("SAYSO_PAGER", "tee")
	t.Setenv("TERM", "dumb")
	if c = pagerCommand(); c != nil {
		t.Errorf("a terminal that can do nothing: %v", c)
	}
}

// TestReadersAreCommands: a verb that is renamed keeps its pager.
func TestReadersAreCommands(t *testing.T) {
	root := (&app{in: strings.NewReader(""), out: io.Discard, err: io.Discard}).root()
	for name := range readers {
		if cmd, rest, err := root.Find(strings.Fields(name)); err != nil || len(rest) > 0 || cmd.CommandPath() != "sayso "+name {
			t.Errorf("there is no command %q", name)
		}
	}
}
