// Package browsertest drives the pages of `sayso serve` with a real browser.
//
// It is a module of its own, so that the program does not depend on what drives a browser. It
// builds the program, indexes the bundled briefs, serves them on a port of 127.0.0.1 and
// looks at the pages with Chromium; where there is no Chromium the tests are skipped.
// SAYSO_SCREENSHOTS names a folder for pictures of every page; SAYSO_BROWSER the browser, if
// it is none of the usual names. Start reading at [TestReading].
package browsertest

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// base is the address of the server under test.
var base string

// patience bounds what a page may take; generous, as machines that test are busy.
const patience = 60 * time.Second

func TestMain(m *testing.M) { os.Exit(serve(m)) }

// serve runs the tests over a served archive.
func serve(m *testing.M) int {
	if browser() == "" {
		fmt.Println("no Chromium here: the browser tests are skipped (apt-get install chromium)")
		return 0
	}
	tmp, err := os.MkdirTemp("", "sayso-browser-")
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer os.RemoveAll(tmp)
	stop, err := start(tmp)
	if err != nil {
		fmt.Println("serve:", err)
		return 1
	}
	defer stop()
	return m.Run()
}

var listening = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// start builds the program, makes an archive and serves it.
func start(tmp string) (stop func(), err error) {
	program, dir := filepath.Join(tmp, "sayso"), filepath.Join(tmp, "archive")
	build := exec.Command("go", "build", "-o", program, "./cmd/sayso")
	build.Dir = filepath.Join("..", "..", "..", "..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, out)
	}
	if out, err := exec.Command(program, "demo", "--keep", dir).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("demo: %w: %s", err, out)
	}
	cmd := exec.Command(program, "--index", dir, "serve", "--addr", "127.0.0.1:0")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(stderr)
	for base == "" && lines.Scan() {
		base = listening.FindString(lines.Text())
	}
	go func() {
		for lines.Scan() { // so that the server never waits for us to read
		}
	}()
	if base == "" {
		return nil, fmt.Errorf("the server said no address")
	}
	return func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	}, nil
}

// browser is the Chromium of this machine, "" if there is none.
func browser() string {
	for _, name := range []string{os.Getenv("SAYSO_BROWSER"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return ""
}

// screen is how a page is looked at.
type screen struct {
	name          string
	width, height int64
	dark, noJS    bool
}

var (
	laptop = screen{name: "laptop", width: 1280, height: 800}
	phone  = screen{name: "phone", width: 390, height: 844}
)

// tab opens a window of its own. What the page reports as an error, and a script that fails,
// fail the test.
func tab(t *testing.T, s screen) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browser()), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("a script failed: %s", e.ExceptionDetails.Text)
		case *log.EventEntryAdded: // a breach of the Content-Security-Policy comes here
			if e.Entry.Level == log.EntryLevelError && !strings.Contains(e.Entry.Text, "the server responded with a status of 40") {
				t.Errorf("the browser reports: %s", e.Entry.Text)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	do(t, ctx, "screen", chromedp.EmulateViewport(s.width, s.height))
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: s.noJS}); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// do takes steps; one that fails ends the test.
func do(t *testing.T, ctx context.Context, what string, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatalf("%s: %v; the page is %s", what, err, where(ctx))
	}
}

// eval returns the value of an expression in the page.
func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v; the page is %s", expression, err, where(ctx))
	}
	return v
}

// await waits until an expression is true in the page, whichever page that is by then.
func await(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")")); err == nil && ok {
			return
		}
	}
	t.Fatalf("waited for %s in vain; the page is %s", expression, where(ctx))
}

// where is the address of the page, for messages and checks.
func where(ctx context.Context) string {
	url, _ := chromedp.Run(ctx, chromedp.Location())
	return strings.TrimPrefix(url, base)
}

// picture keeps what the page looks like, as an artefact.
func picture(t *testing.T, ctx context.Context, name string, full bool) {
	t.Helper()
	dir := os.Getenv("SAYSO_SCREENSHOTS")
	if dir == "" {
		return
	}
	shot := chromedp.CaptureScreenshot()
	if full {
		shot = chromedp.FullScreenshot(100)
	}
	png, err := chromedp.Run(ctx, shot)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
