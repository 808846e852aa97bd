package web

import "testing"

// TestNearName: who mistyped a name is led to the page that was meant.
func TestNearName(t *testing.T) {
	r := demo(t)
	for asked, meant := range map[string]string{
		"/actors/Rusia?level=state":        "/actors/Russia?level=state",
		"/compare?actor=China&actor=Rusia": "/compare?actor=China&actor=Russia",
		"/network?actor=Rusia&q=gas":       "/network?actor=Russia&q=gas",
	} {
		found := false
		for _, a := range r.get(asked).all("a", "") {
			found = found || attr(a, "href") == meant
		}
		if !found {
			t.Errorf("%s does not lead to %s", asked, meant)
		}
	}
}

// TestLostDatum: the address of a position outlives the position.
func TestLostDatum(t *testing.T) {
	a := demo(t).ok("/documents/demo-2-21?span=p99")
	a.says("The address names “p99”, which this document does not have", "New START")
}
