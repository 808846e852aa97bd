package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeVersion is the release of axe-core (MPL-2.0, used here only) that judges the pages.
const axeVersion = "4.14.1"

// axe returns the source of axe-core: from SAYSO_AXE, else fetched by npm. The test is
// skipped where neither works.
func axe(t *testing.T) string {
	t.Helper()
	file := os.Getenv("SAYSO_AXE")
	if file == "" {
		dir := t.TempDir()
		npm := exec.Command("npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", dir, "axe-core@"+axeVersion)
		if out, err := npm.CombinedOutput(); err != nil {
			t.Skipf("no axe-core: %v: %s", err, out)
		}
		file = filepath.Join(dir, "node_modules", "axe-core", "axe.min.js")
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// judge lists what axe-core finds wrong with the page by WCAG 2.2, level AA.
const judge = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((r) =>
	r.violations.map((v) => v.id + ": " + v.help + "\n" + v.nodes.slice(0, 3).map((n) => "      " + n.html.slice(0, 160) + " | " + (n.any[0] || n.all[0] || n.none[0] || {}).message).join("\n")))`

// TestAccessible lets axe-core look at every page: contrast, names, order, sizes.
func TestAccessible(t *testing.T) {
	source := axe(t)
	dark := laptop
	dark.name, dark.dark = "laptop-dark", true
	for _, s := range []screen{laptop, dark, phone} {
		t.Run(s.name, func(t *testing.T) {
			ctx := tab(t, s)
			for _, page := range screens {
				do(t, ctx, page.path, chromedp.Navigate(base+page.path), chromedp.Evaluate[chromedp.Void](source))
				found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](judge, chromedp.EvalAwaitPromise))
				if err != nil {
					t.Fatal(err)
				}
				for _, problem := range found {
					t.Errorf("%s: %s", page.path, problem)
				}
			}
		})
	}
}

// fetch returns the lines of what an address of the server answers.
func fetch(t *testing.T, ctx context.Context, url string) []string {
	t.Helper()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		fmt.Sprintf(`fetch(%q).then((r) => r.ok ? r.text() : Promise.reject(r.status + " " + r.url))`, url), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(text), "\n")
}

func itoa(n int) string { return strconv.Itoa(n) }
