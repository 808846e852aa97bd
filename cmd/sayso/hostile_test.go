package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sayso-nlp/sayso/corpus/read/readtest"
)

// goodPage is a page as it should be; n makes each another one.
func goodPage(rnd *rand.Rand, n int) string {
	return fmt.Sprintf("%s and the Plan %d\n\nDecember 1, 2025\n\nDescription: The envoy of %s, %s %s, rejected plan number %d. "+
		"Graustark demanded %d ships and a share of the tolls of %s.\n\nImpact: It is unlikely that the talks resume before %d.\n",
		invented(rnd, 3), n, invented(rnd, 3), invented(rnd, 2), invented(rnd, 3), n, n+2, invented(rnd, 3), 2030+n%50)
}

// formsOf returns one text in every form that the readers know, by extension.
func formsOf(rnd *rand.Rand, n int) map[string][]byte {
	text := goodPage(rnd, n)
	line, _ := json.Marshal(map[string]string{"id": fmt.Sprintf("hostile-%d", n), "text": text})
	html := "<html><head><title>Plan</title></head><body><article><p>" + strings.ReplaceAll(text, "\n\n", "</p><p>") + "</p></article></body></html>"
	mail := "From: a@example.org\r\nTo: b@example.org\r\nSubject: Plan\r\nDate: Mon, 1 Dec 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text
	response := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html
	return map[string][]byte{
		"txt": []byte(text), "html": []byte(html), "jsonl": append(line, '\n'), "eml": []byte(mail),
		"md":   []byte("---\ntitle: Plan\ndate: 2025-12-01\n---\n\n" + text),
		"csv":  []byte("id,title,text\n" + fmt.Sprint(n) + ",Plan,\"" + text + "\"\n"),
		"mbox": []byte("From a@example.org Mon Dec  1 10:00:00 2025\n" + mail + "\n"),
		"rss":  []byte("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>Plan</title><description>" + text + "</description></item></channel></rss>"),
		"warc": []byte(fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/%d\r\nWARC-Date: 2025-12-01T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", n, len(response), response)),
		"zip":  readtest.Zip("a.txt", text, "b/c.html", html), "docx": readtest.Word(readtest.WordXML("Normal|" + text)),
		"tar.gz": readtest.Gzip(readtest.Tar("a.txt", text, "../b.txt", text)), "gz": readtest.Gzip([]byte(text)), "zst": readtest.Zstd([]byte(html)),
		"pdf": []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n4 0 obj<</Length 30>>stream\nBT (Plan) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n"),
	}
}

// bombs are small files that want to become large, deep or slow.
func bombs(n int) map[string][]byte {
	zeros := readtest.Gzip(make([]byte, 40<<20))
	nested := []byte(goodPage(rand.New(rand.NewPCG(uint64(n), 1)), n))
	for range 8 {
		nested = readtest.Zip("in.zip", string(nested))
	}
	laughs := "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"ha\">"
	for c := 'b'; c < 'k'; c++ {
		laughs += fmt.Sprintf("<!ENTITY %c \"%s\">", c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	return map[string][]byte{
		"zeros.gz": zeros, "zeros.txt": zeros, "twice.gz": readtest.Gzip(zeros), "line.jsonl.gz": readtest.Gzip([]byte(`{"text":"` + strings.Repeat("x", 20<<20) + `"}`)),
		"nested.zip": nested, "laughs.xml": []byte(laughs + "]><rss><channel><item><title>&j;</title></item></channel></rss>"),
		"deep.html": []byte(strings.Repeat("<div>", 20000)), "deep.json": []byte(`{"a":` + strings.Repeat("[", 50000)),
		"brackets.txt": []byte(strings.Repeat("“(", 20000)), "dots.txt": []byte("Plan " + strings.Repeat("... ", 20000)),
		"word.txt": []byte(strings.Repeat("x", 1<<20)), "blank.txt": bytes.Repeat([]byte(" \n"), 50000),
		"aliases.md": []byte("---\na: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n---\n\nPlan.\n"),
	}
}

// oddNames are names that files should not have, and do.
var oddNames = []string{
	"new\nline", "tab\there", "quote'\"", "back\\slash", "bad\xff\xfeutf8", "\u202eright-to-left", "e\u0301accent", "  spaces  ", "-rf", "percent%2e%2e",
	"a!", "b#1", "c:7", "très long " + strings.Repeat("ü", 100), "con", "@", "..hidden", "star*", "emoji\U0001F600",
}

// spoil damages data in one of many ways.
func spoil(rnd *rand.Rand, data []byte) []byte {
	d := bytes.Clone(data)
	switch rnd.IntN(6) {
	case 0: // truncated
		return d[:rnd.IntN(len(d))]
	case 1: // some bytes are others
		for range 1 + rnd.IntN(20) {
			d[rnd.IntN(len(d))] = byte(rnd.IntN(256))
		}
	case 2: // a piece is missing
		i := rnd.IntN(len(d))
		return append(d[:i], d[min(len(d), i+1+rnd.IntN(200)):]...)
	case 3: // a piece comes twice
		i := rnd.IntN(len(d))
		return append(append(d[:i:i], d[i/2:]...), d[i:]...)
	case 4: // noise behind it
		for range 300 {
			d = append(d, byte(rnd.IntN(256)))
		}
	case 5: // zeros in the middle, as after a crash of the file system
		i := rnd.IntN(len(d))
		clear(d[i:min(len(d), i+512)])
	}
	return d
}

// hostileArchive writes n files, every tenth of them a good one, and returns the ids of these.
func hostileArchive(t *testing.T, dir string, n int) (ids []string) {
	t.Helper()
	rnd := rand.New(rand.NewPCG(7, 7))
	write := func(name string, data []byte) {
		path := filepath.Join(dir, fmt.Sprintf("d%02d", rnd.IntN(40)), name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	exts := []string{"txt", "html", "jsonl", "eml", "md", "csv", "mbox", "rss", "warc", "zip", "docx", "tar.gz", "gz", "zst", "pdf"}
	for i := range n {
		if i%10 == 0 {
			name := fmt.Sprintf("good%05d.txt", i)
			if err := os.WriteFile(filepath.Join(dir, name), []byte(goodPage(rnd, i)), 0o644); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, filepath.Base(dir)+"/"+name)
			continue
		}
		data := formsOf(rnd, i)[exts[rnd.IntN(len(exts))]]
		if rnd.IntN(4) > 0 {
			data = spoil(rnd, data)
		}
		ext := exts[rnd.IntN(len(exts))] // right by chance only
		name := fmt.Sprintf("h%05d.%s", i, ext)
		if rnd.IntN(8) == 0 {
			name = fmt.Sprintf("h%05d%s.%s", i, oddNames[rnd.IntN(len(oddNames))], ext)
		}
		write(strings.ReplaceAll(name, "/", "_"), data)
	}
	for name, data := range bombs(n) {
		write(name, data)
	}
	for name, to := range map[string]string{"loop": ".", "self": "self", "nowhere": "missing"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return ids
}

// TestHostileArchive reads files that mean harm: each costs itself at most. SAYSO_HOSTILE says
// how many there are.
func TestHostileArchive(t *testing.T) {
	n := 300
	fmt.Sscan(os.Getenv("SAYSO_HOSTILE"), &n)
	dir := filepath.Join(t.TempDir(), "hostile")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for _, id := range hostileArchive(t, dir, n) {
		wanted[id] = true
	}
	ix := filepath.Join(t.TempDir(), "ix")
	code, out, errOut := sayso(nil, "--index", ix, "index", "--jsonl", "--timeout", "5m", dir)
	if code != exitSetAside {
		t.Errorf("exit %d, want %d", code, exitSetAside)
	}
	count := map[string]int{}
	for line := range strings.Lines(out) {
		var l outcomeLine
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		count[l.Status]++
		if l.Status == "done" {
			delete(wanted, l.ID)
		}
		if l.Status == "set aside" && (l.Reason == "" || strings.Contains(l.Reason, "the program failed")) {
			t.Errorf("%s: %q", l.ID, l.Reason)
		}
	}
	if len(wanted) > 0 {
		t.Errorf("good documents that are not done: %v", wanted)
	}
	read := count["done"] + count["duplicate"] + count["set aside"] + count["skipped"]
	summary := errOut[strings.LastIndex(strings.TrimSuffix(errOut[:strings.LastIndex(errOut, " read →")], "\n"), "\n")+1:]
	t.Logf("%v\n%s", count, summary)
	var told int
	if fmt.Sscan(strings.ReplaceAll(summary, ",", ""), &told); told != read {
		t.Errorf("%d lines, and the account says %d were read", read, told)
	}
	_, out, _ = sayso(nil, "--index", ix, "status", "--json")
	var s jsonStatus
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		t.Fatal(err)
	}
	if s.Documents != count["done"] || len(s.Problems) == 0 {
		t.Errorf("status has %d documents and %d problems; the run had %v", s.Documents, len(s.Problems), count)
	}
}
