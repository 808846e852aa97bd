package index

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOwn: what a writer was given is known from its beginning, as it may be killed, and until
// another one is given something else.
func TestOwn(t *testing.T) {
	dir := t.TempDir()
	for _, own := range []map[string]string{{"actors": "/a.csv", "issues": "/i.csv"}, {"actors": "/b.csv"}, nil} {
		w := mustWriter(t, dir, Options{Own: own})
		if diff := cmp.Diff(own, Own(dir)); diff != "" {
			t.Errorf("while it is written (-want +got):\n%s", diff)
		}
		done(t, w, ruritania(t)...)
		mustClose(t, w)
		if diff := cmp.Diff(own, Own(dir)); diff != "" {
			t.Errorf("later (-want +got):\n%s", diff)
		}
	}
}
