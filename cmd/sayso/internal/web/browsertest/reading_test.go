package browsertest

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// enter types into a field and sends the form.
func enter(t *testing.T, ctx context.Context, field, text string) {
	t.Helper()
	do(t, ctx, "typing "+text, chromedp.SendKeys(field, text+kb.Enter))
}

// press clicks the first element that a selector finds.
func press(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	do(t, ctx, "click "+selector, chromedp.ScrollIntoView(selector), chromedp.Click(selector))
}

const box = `document.querySelector("#q").value`

// TestReading goes the way of a reader: search, narrow by a facet, open a document, look at a
// name, at its dossier, compare, and take all hits along as a file.
func TestReading(t *testing.T) {
	ctx := tab(t, laptop)
	do(t, ctx, "home", chromedp.Navigate(base+"/"))
	enter(t, ctx, "#q", "sanctions")
	await(t, ctx, `location.pathname === "/search" && document.querySelectorAll("article.hit").length > 1`)
	press(t, ctx, "#facet-holder .add")
	await(t, ctx, box+`.startsWith("sanctions holder:")`)
	await(t, ctx, `document.querySelector("#facet-holder li.on")`)
	found := eval[int](t, ctx, `document.querySelectorAll("article.hit").length`)
	press(t, ctx, "article.hit a.open")
	await(t, ctx, `location.pathname.startsWith("/documents/") && document.querySelector(".text .mk")`)
	press(t, ctx, ".text a.name")
	await(t, ctx, `document.querySelector(".card .cardname a") && location.search.includes("span=e")`)
	picture(t, ctx, "flow-card", false)
	do(t, ctx, "Escape", chromedp.KeyEvent(kb.Escape))
	await(t, ctx, `!document.querySelector(".card")`)
	press(t, ctx, ".says .num")
	await(t, ctx, `document.querySelector(".card .con") && document.querySelector(".text .cue.sel")`)
	press(t, ctx, ".card .cardname a")
	await(t, ctx, `location.pathname.startsWith("/actors/")`)
	press(t, ctx, ".vs")
	await(t, ctx, `location.pathname === "/compare" && document.querySelectorAll(".dayrow").length > 0`)
	do(t, ctx, "back to the results", chromedp.Navigate(base+"/positions?q=act:reject"))
	total := eval[string](t, ctx, `document.querySelector(".count b").textContent`)
	address := eval[string](t, ctx, `[...document.querySelectorAll(".export a")].find((a) => a.textContent === "JSONL").href`)
	if got := len(fetch(t, ctx, address)); !strings.HasPrefix(total, itoa(got)+" ") || found == 0 {
		t.Errorf("the export has %d rows, the page says %q", got, total)
	}
}

// TestBrushing drags over the histogram, which limits the days, and goes back.
func TestBrushing(t *testing.T) {
	ctx := tab(t, laptop)
	do(t, ctx, "positions", chromedp.Navigate(base+"/search"))
	r := eval[[]float64](t, ctx, `(() => { const r = document.querySelector("svg.columns").getBoundingClientRect(); return [r.left, r.top, r.width] })()`)
	do(t, ctx, "drag", chromedp.DragAndDropXY(r[0]+r[2]*0.5, r[1]+30, r[0]+r[2]*0.8, r[1]+30, 8))
	await(t, ctx, `location.search.includes("from=") && location.search.includes("to=")`)
	await(t, ctx, `document.querySelector(".chip")`)
	press(t, ctx, ".chip")
	await(t, ctx, `!location.search.includes("from=")`)
}

// TestBackToResults: "← Results" leads to the tab and the days that a document was opened from.
func TestBackToResults(t *testing.T) {
	ctx := tab(t, laptop)
	const results = "/positions?q=holder:Russia&from=2023-01-01"
	do(t, ctx, "results", chromedp.Navigate(base+results))
	press(t, ctx, ".hits a.open")
	await(t, ctx, loaded+` && location.pathname.startsWith("/documents/")`)
	await(t, ctx, `document.querySelector(".back a").getAttribute("href") === "`+results+`"`)
	press(t, ctx, ".says a.open") // the content is fetched anew
	await(t, ctx, `document.querySelector(".card")`)
	await(t, ctx, `document.querySelector(".back a").getAttribute("href") === "`+results+`"`)
	do(t, ctx, "back", chromedp.Evaluate[chromedp.Void](`document.querySelector(".back a").click()`))
	await(t, ctx, `location.pathname + location.search === "`+results+`"`)
	do(t, ctx, "another query", chromedp.Navigate(base+"/documents/demo-2-21?q=treaty"))
	await(t, ctx, loaded+` && document.querySelector(".back a").getAttribute("href") === "/search?q=treaty"`)
}

// loaded is true once the script of a page has run.
const loaded = `document.readyState === "complete"`

// slash presses the key as a keyboard does: the browser types the character unless the page
// takes the key for itself.
func slash(t *testing.T, ctx context.Context) {
	t.Helper()
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
		e := input.DispatchKeyEventParams{Type: kind, Key: "/", Code: "Slash", WindowsVirtualKeyCode: 191}
		if kind == input.DispatchKeyEventTypeKeyDown {
			e.Text = "/"
		}
		if _, err := chromedp.Call(ctx, input.DispatchKeyEvent, e); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKeyboard reads without a pointer.
func TestKeyboard(t *testing.T) {
	ctx := tab(t, laptop)
	key := func(keys string) { t.Helper(); do(t, ctx, "key "+keys, chromedp.KeyEvent(keys)) }
	focus := func(selector string) { t.Helper(); await(t, ctx, `document.activeElement.matches("`+selector+`")`) }
	do(t, ctx, "home", chromedp.Navigate(base+"/"))
	slash(t, ctx)
	focus("#q")
	key("ceasefire" + kb.Enter)
	await(t, ctx, loaded+` && location.pathname === "/search" && document.querySelector("article.hit")`)
	if at := where(ctx); at != "/search?q=ceasefire" {
		t.Errorf("at %s: the slash that leads to the box is typed into it", at)
	}
	key("j")
	focus("article.hit:nth-of-type(1) a.open")
	key("j")
	focus("article.hit:nth-of-type(2) a.open")
	key("k")
	focus("article.hit:nth-of-type(1) a.open")
	key(kb.Enter)
	await(t, ctx, loaded+` && location.pathname.startsWith("/documents/")`)
	key("j")
	focus(".says li:nth-child(1) a.open")
	await(t, ctx, `document.querySelector(".text .lit")`)
	key("j")
	key(kb.Enter)
	await(t, ctx, `document.querySelector(".card") && location.search.includes("span=p2")`)
	key(kb.Escape)
	await(t, ctx, `!document.querySelector(".card")`)
	key("?")
	await(t, ctx, `location.pathname === "/help"`)
	do(t, ctx, "home", chromedp.Navigate(base+"/"))
	key(kb.Tab)
	focus(".skip")
	key(kb.Enter)
	await(t, ctx, `location.hash === "#main"`)
}

// TestSwaps follows links within a document: one to a place in it fetches nothing, of two
// under way the last is shown, and going back shows what was before.
func TestSwaps(t *testing.T) {
	ctx := tab(t, laptop)
	do(t, ctx, "document", chromedp.Navigate(base+"/documents/demo-2-21?q=warheads"))
	await(t, ctx, loaded)
	// Fetches are counted, and the first takes longer than the second.
	eval[int](t, ctx, `(() => { const real = fetch; window.fetched = 0; window.fetch = async (...a) => {
		if (window.fetched++ === 0) await new Promise((r) => setTimeout(r, 1500));
		return real(...a);
	}; return 0 })()`)
	press(t, ctx, `a[href="#m1"]`)
	await(t, ctx, `location.hash === "#m1"`)
	press(t, ctx, ".layer.names")
	press(t, ctx, ".layer.dates")
	await(t, ctx, `!document.querySelector(".layer.dates[aria-current]")`)
	if n := eval[int](t, ctx, `window.fetched`); n != 2 {
		t.Errorf("%d pages were fetched, want one for each layer and none for #m1", n)
	}
	eval[int](t, ctx, `(setTimeout(() => { window.waited = true; }, 2500), 0)`) // until the first would have come
	await(t, ctx, `window.waited`)
	if !eval[bool](t, ctx, `!document.querySelector(".layer.dates[aria-current]") && !!document.querySelector(".layer.names[aria-current]")`) {
		t.Errorf("the first of two swaps is shown at last; the page is %s", where(ctx))
	}
	eval[int](t, ctx, `(history.back(), 0)`)
	await(t, ctx, `document.querySelector(".layer.dates[aria-current]") && location.hash === "#m1"`)
}

// TestWithoutScript reads with scripts switched off: every state is an address.
func TestWithoutScript(t *testing.T) {
	s := laptop
	s.noJS = true
	ctx := tab(t, s)
	follow := func(selector string) {
		t.Helper()
		do(t, ctx, "follow "+selector, chromedp.Click(selector))
	}
	see := func(selector, address string) {
		t.Helper()
		do(t, ctx, "see "+selector, chromedp.WaitReady(selector))
		if at := where(ctx); !strings.Contains(at, address) {
			t.Errorf("at %s, want %s", at, address)
		}
	}
	do(t, ctx, "home", chromedp.Navigate(base+"/"))
	enter(t, ctx, "#q", "ceasefire")
	see("article.hit", "/search?q=ceasefire")
	follow("#facet-act .add")
	see("#facet-act li.on", "act%3A")
	follow("#facet-act li.on .add")
	see("article.hit", "/search?q=ceasefire")
	follow("svg.columns a")
	see(".chip", "from=")
	do(t, ctx, "document", chromedp.Navigate(base+"/documents/demo-2-21"))
	follow(".text a.cue")
	see(".card", "span=p")
	follow(".card .close")
	see(".text", "/documents/demo-2-21?")
	follow(".layer.names")
	see(".layer.names:not([aria-current])", "layers=")
	follow(".says .num")
	see(".card", "span=p1")
	follow(".card .cardname a")
	see(".dossier", "/actors/")
}
