package main

import (
	"os"
	"regexp"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"sayso": main})
}

// TestScripts runs the command line as a user would, a script for each verb and each exit
// code. `exit N command…` demands that a command ends with code N.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exit": exitCode, "binary": binaryFile, "cursor": nextCursor},
	})
}

// exitCode implements "exit N command args…".
func exitCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit N command [args…]")
	}
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		coder, ok := err.(interface{ ExitCode() int })
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = coder.ExitCode()
	}
	if want := args[0]; want != strconv.Itoa(got) {
		ts.Fatalf("exit code %d, want %s", got, want)
	}
}

// binaryFile implements "binary FILE": it writes one that begins as programs do.
func binaryFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: binary FILE")
	}
	content := append([]byte("\x7fELF\x02\x01\x01\x00"), make([]byte, 4096)...)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o600))
}

var next = regexp.MustCompile(`"next": "([^"]+)"`)

// nextCursor implements "cursor command…": it keeps the "next" that the command writes as
// $CURSOR.
func nextCursor(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: cursor command [args…]")
	}
	ts.Check(ts.Exec(args[0], args[1:]...))
	m := next.FindStringSubmatch(ts.ReadFile("stdout"))
	if m == nil {
		ts.Fatalf("there is no \"next\" in the answer")
	}
	ts.Setenv("CURSOR", m[1])
}
