package browsertest

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// screens are the pages in the states that people meet.
var screens = []struct{ name, path string }{
	{"home", "/"},
	{"documents", "/search?q=ceasefire"},
	{"positions", "/positions?q=act:reject"},
	{"judgments", "/judgments"},
	{"document", "/documents/demo-2-21"},
	{"document-position", "/documents/demo-2-21?span=p5#p5"},
	{"document-name", "/documents/demo-2-21?span=e2#e2"},
	{"actors", "/actors"},
	{"actor", "/actors/Russia"},
	{"issues", "/issues"},
	{"issue", "/issues/sanctions"},
	{"compare-form", "/compare"},
	{"compare", "/compare?actor=United+States&actor=Russia"},
	{"compare-three", "/compare?actor=United+States&actor=Russia&actor=China"},
	{"network", "/network"},
	{"network-agreement", "/network?agreement=true"},
	{"network-actor", "/network?actor=Moscow"},
	{"calendar", "/calendar?passed=true"},
	{"forecasts", "/forecasts"},
	{"watch", "/watch?q=act:reject"},
	{"runs", "/runs"},
	{"help", "/help"},
	{"facet", "/search?facet=actor&contains=un#facet-actor"},
	{"mistake", "/search?q=hodler:Russia"},
	{"nothing", "/search?q=ceasefire+xylophone"},
}

// TestScreens looks at every page on a laptop and on a phone, in light and in dark: nothing
// may stick out to the right, and with SAYSO_SCREENSHOTS a picture of each is kept. Without,
// dark is left out: it is no wider.
func TestScreens(t *testing.T) {
	for _, s := range []screen{laptop, phone} {
		for _, dark := range []bool{false, true} {
			if dark && os.Getenv("SAYSO_SCREENSHOTS") == "" {
				continue
			}
			s.dark = dark
			name := s.name + "-light"
			if dark {
				name = s.name + "-dark"
			}
			t.Run(name, func(t *testing.T) {
				ctx := tab(t, s)
				for _, page := range screens {
					do(t, ctx, page.path, chromedp.Navigate(base+page.path))
					if wide := eval[int64](t, ctx, "document.documentElement.scrollWidth"); wide > s.width {
						t.Errorf("%s is %d pixels wide on a screen of %d", page.path, wide, s.width)
					}
					picture(t, ctx, page.name+"-"+name, true)
				}
			})
		}
	}
}
