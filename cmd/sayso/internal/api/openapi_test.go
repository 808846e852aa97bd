package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"github.com/sayso-nlp/sayso/cmd/sayso/internal/answers"
)

// TestAnswersFitTheirSchemas holds every answer against the OpenAPI document. The parameters
// need no test of the kind: the document is made from the structs that read them.
func TestAnswersFitTheirSchemas(t *testing.T) {
	a, _ := testArchive(t)
	s, h := newService(a, Options{})
	doc := s.api.OpenAPI()
	seen := map[string]bool{}
	for _, target := range append(append([]string{}, lists...), singles...) {
		op := operation(t, doc, target)
		seen[op.OperationID] = true
		schema := op.Responses["200"].Content["application/json"].Schema
		fits(t, doc, schema, target, get(t, h, target).Body.Bytes())
		lines := op.Responses["200"].Content["application/x-ndjson"]
		if lines == nil || op.OperationID == "document" { // whose line is docs/format.md
			continue
		}
		for line := range strings.Lines(get(t, h, target, "Accept", "application/x-ndjson").Body.String()) {
			fits(t, doc, lines.Schema, target, []byte(line))
		}
	}
	for _, target := range []string{"/search?limit=0", "/search?q=a:b", "/documents/nowhere"} {
		w := ask(h, http.MethodGet, prefix+target, nil)
		fits(t, doc, operation(t, doc, target).Responses["4XX"].Content["application/problem+json"].Schema, target, w.Body.Bytes())
	}
	if all := get(t, h, "/openapi.json").Body.String(); strings.Contains(all, `"null"`) {
		t.Error("the document lets lists be null, which they never are")
	}
	for path, item := range doc.Paths {
		if op := item.Get; op != nil && !seen[op.OperationID] && op.OperationID != "export" {
			t.Errorf("%s is documented, and no test reads it", path)
		}
	}
}

// operation finds what a target means in the document.
func operation(t *testing.T, doc *huma.OpenAPI, target string) *huma.Operation {
	t.Helper()
	u, err := url.Parse(prefix + target)
	if err != nil {
		t.Fatal(err)
	}
	for path, item := range doc.Paths {
		parts := regexp.MustCompile(`\\\{\w+\\\}`).ReplaceAllString(regexp.QuoteMeta(path), `.+`)
		if regexp.MustCompile("^" + parts + "$").MatchString(u.EscapedPath()) {
			return item.Get
		}
	}
	t.Fatalf("%s is not documented", target)
	return nil
}

func fits(t *testing.T, doc *huma.OpenAPI, schema *huma.Schema, target string, body []byte) {
	t.Helper()
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%s: %v in %.200s", target, err, body)
	}
	var res huma.ValidateResult
	huma.Validate(doc.Components.Schemas, schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, v, &res)
	for _, err := range res.Errors {
		t.Errorf("%s: %v", target, err)
	}
	known(t, doc, schema, target, "", v)
}

// known reports fields that the document does not have: it allows them, so that clients are
// ready for new ones, but we should not have any yet.
func known(t *testing.T, doc *huma.OpenAPI, schema *huma.Schema, target, where string, v any) {
	t.Helper()
	if schema.Ref != "" {
		schema = doc.Components.Schemas.SchemaFromRef(schema.Ref)
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			known(t, doc, schema.Items, target, where+"[]", e)
		}
	case map[string]any:
		for name, e := range v {
			if schema.Properties[name] == nil {
				t.Errorf("%s: %s.%s is not documented", target, where, name)
				continue
			}
			known(t, doc, schema.Properties[name], target, where+"."+name, e)
		}
	}
}

// TestParametersOfThePages: a query of the pages works here, with its empty fields.
func TestParametersOfThePages(t *testing.T) {
	h := testAPI(t)
	const form = "?q=transit&from=&to=&date=published&as_of=&sort=newest&page=1&facet=actor&contains=rur"
	for _, target := range []string{"/search", "/positions", "/judgments"} {
		get(t, h, target+form)
	}
	r := decode[answers.SearchResult](t, get(t, h, "/search"+form).Body.Bytes())
	if want := []answers.Value{{Value: "Ruritania", Count: 3}}; len(r.Facets) != 1 || !reflect.DeepEqual(r.Facets[0].Values, want) {
		t.Errorf("facets %+v, want only values with the words of contains", r.Facets)
	}
}

func TestShorthandsNarrowTheQuery(t *testing.T) {
	h := testAPI(t)
	holders := func(target string) (out []string) {
		for _, p := range decode[answers.PositionResult](t, get(t, h, target).Body.Bytes()).Items {
			out = append(out, p.Holder)
		}
		slices.Sort(out)
		return out
	}
	for target, want := range map[string][]string{
		"/positions?holder=Graustark":                            {"Graustark"},
		"/positions?holder=Graustark&holder=Ada+Quill":           {"Ada Quill", "Graustark"},
		"/positions?holder=Ruritania&level=state&act=reject":     {"Ruritania"},
		"/positions?about=transit&stance=favor":                  {"Graustark", "Ruritania"},
		"/positions?q=toll+OR+accord&holder=Ruritania":           {"Ruritania", "Ruritania"},
		"/positions?q=act:demand+OR+act:reject&holder=Graustark": nil,
	} {
		if got := holders(target); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", target, got, want)
		}
	}
}
