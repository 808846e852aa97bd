package export_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sayso-nlp/sayso/index"
	"github.com/sayso-nlp/sayso/index/export"
)

// newsOf is what is new to two watches of the archive.
func newsOf(t *testing.T) (all []*index.News) {
	t.Helper()
	x, _ := stored(t)
	for _, w := range []index.Watch{{Name: "rejected", Query: "act:reject"}, {Name: "rupert", Query: "rupert"}, {Name: "none", Query: "nobody"}} {
		n, err := x.News(context.Background(), w, math.MaxInt)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, n)
	}
	return all
}

func TestAtom(t *testing.T) {
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>urn:uuid:c6bd1e6b-96a4-8683-b646-d287d1c57ee9</id>
  <title>sayso: rejected, rupert, none</title>
  <updated>2026-11-29T06:00:00Z</updated>
  <author>
    <name>sayso</name>
  </author>
  <entry>
    <id>urn:uuid:38e3c06a-f222-8cd5-8c46-dff6004310b8</id>
    <title>Ruritania reject (harbour toll)</title>
    <updated>2026-11-29T06:00:00Z</updated>
    <published>2025-11-03T00:00:00Z</published>
    <link href="https://www.example.org/briefs/1?a=b#:~:text=the%20harbour%20toll_2"></link>
    <category term="rejected"></category>
    <content type="html">&lt;blockquote&gt;Ruritania’s envoy rejects the harbour toll_2.&lt;/blockquote&gt;&#xA;&lt;p&gt;Harbour &amp;amp; {toll}: 50% off · 2025-11-03 · b/1 ü.html#p1 · watch rejected&lt;/p&gt;</content>
  </entry>
  <entry>
    <id>urn:uuid:a5729ec4-8acf-8c84-b696-30d7e4f02a74</id>
    <title>b3</title>
    <updated>2026-11-29T06:00:00Z</updated>
    <category term="rupert"></category>
    <content type="html">&lt;blockquote&gt;=SUM(A1) says Hentzau, Rupert.&lt;/blockquote&gt;&#xA;&lt;p&gt;b3 · watch rupert&lt;/p&gt;</content>
  </entry>
</feed>
`
	var b bytes.Buffer
	at := time.Date(2026, 11, 29, 7, 0, 0, 0, time.FixedZone("CET", 3600))
	if err := export.Atom(&b, []string{"/archive"}, at, newsOf(t)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestAtomIDs: they are those of what is told, whenever it is.
func TestAtomIDs(t *testing.T) {
	ids := func(name string, at time.Time) (all []string) {
		var b bytes.Buffer
		if err := export.Atom(&b, []string{name}, at, newsOf(t)); err != nil {
			t.Fatal(err)
		}
		var feed struct {
			ID      string `xml:"id"`
			Entries []struct {
				ID string `xml:"id"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(b.Bytes(), &feed); err != nil {
			t.Fatal(err)
		}
		all = append(all, feed.ID)
		for _, e := range feed.Entries {
			all = append(all, e.ID)
		}
		return all
	}
	monday, tuesday, other := ids("/a", time.Unix(0, 0)), ids("/a", time.Unix(1e9, 0)), ids("/b", time.Unix(0, 0))
	if diff := cmp.Diff(monday, tuesday); diff != "" {
		t.Errorf("on another day (-want +got):\n%s", diff)
	}
	if monday[0] == other[0] || strings.Join(monday[1:], " ") != strings.Join(other[1:], " ") {
		t.Errorf("%q, %q: want another feed with the same entries", monday, other)
	}
}
